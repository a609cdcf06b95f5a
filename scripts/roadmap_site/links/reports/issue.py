"""The one issue that a maintainer reads: its text, and the comment on what changed tonight."""

import json
import re
from hashlib import sha256

from roadmap_site.links.night_report import NightReport, Transition
from roadmap_site.links.reports import advice
from roadmap_site.links.reports.findings import (
    TO_MEND,
    Finding,
    Kind,
    findings,
    news,
    of_kind,
    stale_mutes,
)
from roadmap_site.links.reports.gfm import Part, code, document, link
from roadmap_site.links.reports.wording import STATES, seen
from roadmap_site.problem import counted

MARKER = "<!-- roadmap:link-health -->"
"""The first line of the issue, by which it is known again."""
LIMIT = 65_536
"""Characters that GitHub takes; counted here as bytes, so that any way of counting fits."""

_DIGEST = re.compile(r"<!-- digest:([0-9a-f]{64}) -->")
_SHOWN_PLACES = 5
_CLEAN = "Every link is well. This issue opens again by itself when one needs mending.\n"
_INTRO = """\
{links} to mend. Each was watched over several nights; one bad night is never reported.
This text renews itself when something changes, and the issue closes itself when all is well.
"""


def body(report: NightReport, site: str) -> str:
    """The issue's text, at most `LIMIT` characters; empty for a void night.

    `site` is the site's address, or empty. Equal findings give the same
    digest: what is no news (a date of today, checks of a dead link) is in neither.
    """
    if report.void:
        return ""
    found = _to_mend(report)
    mutes = [f"- [ ] {code(str(one))}\n" for one in stale_mutes(report)]
    head = f"{MARKER}\n<!-- digest:{_digest(report)} -->\n"
    if not found and not mutes:
        return f"{head}{_CLEAN}"
    more = (
        f"\nWhat each state means is told on the page on link health of {link(site)}\n"
        if site
        else ""
    )
    intro = _INTRO.format(links=counted(len(found), "link"))
    parts = [
        Part(kind.capitalize(), [_entry(one) for one in of_kind(found, kind)])
        for kind in TO_MEND
    ]
    return document(f"{head}{intro}{more}", [*parts, Part("Mutes", mutes)], LIMIT)


def has_findings(report: NightReport) -> bool:
    """Whether the issue should be open."""
    return bool(_to_mend(report) or stale_mutes(report))


def comment(report: NightReport) -> str:
    """What a subscriber hears about: links that broke or came back tonight; else empty."""
    told = news(report)
    parts = (
        Part("Newly broken", [_broken(one) for one in told.broken]),
        Part("Back", [f"- {link(one.record.url)}\n" for one in told.back]),
    )
    return "" if report.void else document("", parts, LIMIT).lstrip("\n")


def digest_of(text: str) -> str:
    """The digest that an issue's text carries; empty where it has none."""
    found = _DIGEST.search(text)
    return found[1] if found else ""


def _to_mend(report: NightReport) -> tuple[Finding, ...]:
    return tuple(one for one in findings(report) if one.kind in TO_MEND)


def _digest(report: NightReport) -> str:
    told = [
        (
            one.kind,
            one.record.url,
            # A moved link is well: since when is not what matters.
            one.rewrite if one.kind is Kind.MOVED else str(one.record.since),
            one.record.archive,
            [str(place.where) for place in one.places],
        )
        for one in _to_mend(report)
    ]
    stale = [str(one) for one in stale_mutes(report)]
    return sha256(json.dumps([told, stale]).encode()).hexdigest()


def _entry(finding: Finding) -> str:
    rows = [link(finding.record.url), *_places(finding), advice.what(finding, code)]
    rows += [f"mend: {advice.repair(finding, link)}"]
    first, *others = rows
    return f"- [ ] {first}\n" + "".join(f"  - {row}\n" for row in others)


def _places(finding: Finding) -> list[str]:
    shown = [code(str(one.where)) for one in finding.places[:_SHOWN_PLACES]]
    hidden = len(finding.places) - len(shown)
    return [", ".join(shown) + (f" and {hidden} more" if hidden > 0 else "")] if shown else []


def _broken(one: Transition) -> str:
    return f"- {link(one.record.url)}: {STATES[one.record.state]}, {seen(one.record, code)}\n"
