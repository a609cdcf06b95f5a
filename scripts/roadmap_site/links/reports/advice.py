"""What is wrong with a link and how to mend it: the sentence that every report tells."""

from roadmap_site.links.night_report import Incident
from roadmap_site.links.record import Record
from roadmap_site.links.reports.findings import Finding, Kind
from roadmap_site.links.reports.wording import (
    Quote,
    day,
    evidence,
    failures,
    last_good,
    seen,
)
from roadmap_site.links.thresholds import needed
from roadmap_site.problem import counted, printable

_REPAIRS = {
    Kind.INVALID: "correct the URL",
    Kind.INSECURE: "tell the site's owner, or link to another copy",
    Kind.ANCHOR: "correct the part after '#', or leave it out",
    Kind.RECOVERING: "nothing to do: a second good night settles it",
    Kind.SUSPECT: "nothing to do yet: more nights will tell",
    Kind.BLOCKED: "open it yourself once in a while",
}


def what(finding: Finding, quote: Quote = printable) -> str:
    """What is the matter, without the URL: nights, evidence and the last good visit."""
    record = finding.record
    match finding.kind:
        case Kind.MOVED:
            return "permanently redirected"
        case Kind.INVALID:
            nights = failures(record)
            return quote(evidence(nights[-1])) if nights else "can never work"
        case Kind.RECOVERING:
            since = f"answers again since {day(record.since)}; " if record.since else ""
            return f"{since}before that {seen(record, quote)}"
        case Kind.BLOCKED:
            return f"the site turns robots away, {last_good(record.last_ok)}"
        case Kind.SUSPECT:
            return f"{progress(record)}, {seen(record, quote)}"
        case _:
            return f"{seen(record, quote)}, {last_good(record.last_ok)}"


def progress(record: Record) -> str:
    """`2/5`: failing nights so far, and how many it takes at least."""
    return f"{record.streak}/{needed(record)}"


def repair(finding: Finding, quote: Quote = printable) -> str:
    """How to mend it, in one clause; the archived copy and the rewrite pass `quote`."""
    if finding.unsafe:
        return "replace it with a public http or https URL"
    if finding.kind is Kind.MOVED:
        return f"write {quote(finding.rewrite)} instead ('roadmap links fix' does)"
    if finding.kind is Kind.DEAD:
        archive = finding.record.archive
        copy = f", or point readers to the archived copy {quote(archive)}" if archive else ""
        return f"replace it{copy}"
    if finding.kind is Kind.RECOVERING and finding.record.note == "content-changed":
        return "look whether it is still the page that was meant"
    return _REPAIRS[finding.kind]


def incident(one: Incident, quote: Quote = printable) -> str:
    """`host-down: example.org: connection refused (12 links, 3 nights in a row)`."""
    nights = f", {one.nights} nights in a row" if one.nights > 1 else ""
    links = counted(len(one.urls), "link")
    return f"{one.kind}: {quote(one.host)}: {quote(one.evidence)} ({links}{nights})"
