"""English words for states, reasons and nights; pure text, shared by all reports."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby

from roadmap_site.links.observation import CERTAIN, FAILING, Reason
from roadmap_site.links.record import Night, Record, State
from roadmap_site.problem import counted, printable

STATES: dict[State, str] = {
    State.NEW: "new",
    State.OK: "ok",
    State.SUSPECT: "suspect",
    State.DEAD: "dead",
    State.RECOVERING: "recovering",
    State.BLOCKED: "turning robots away",
    State.INSECURE: "insecure",
    State.INVALID: "invalid",
}

REASONS: dict[Reason, str] = {
    Reason.ANSWERED: "answered",
    Reason.NOT_MODIFIED: "unchanged since the last visit",
    Reason.PROVIDER: "the site's own interface says that it is there",
    Reason.UNSURE: "every address of the site shows the same page",
    Reason.REDIRECT: "permanent redirect",
    Reason.RENAMED: "renamed",
    Reason.NOT_FOUND: "not found",
    Reason.GONE: "gone for good",
    Reason.DELETED: "the site's own interface says that it was deleted",
    Reason.SENT_HOME: "redirected to the home page",
    Reason.ERROR_ADDRESS: "redirected to an error page",
    Reason.ERROR_WORDS: "the page says that nothing is there",
    Reason.PARKED: "the domain is parked or for sale",
    Reason.DEFAULT_PAGE: "the web server's default page",
    Reason.CANONICAL_HOME: "the page calls itself the home page",
    Reason.WRONG_TYPE: "a web page stands where a file was linked",
    Reason.EMPTY: "an empty answer",
    Reason.LIKE_ANY_ADDRESS: "the same page as for an address that cannot exist",
    Reason.SAME_TARGET: "many links of the site now end at one page",
    Reason.ANCHOR_MISSING: "the page has no such anchor",
    Reason.NO_SUCH_HOST: "the host name does not exist",
    Reason.DNS_FAILED: "the host name could not be looked up",
    Reason.REFUSED: "connection refused",
    Reason.RESET: "connection closed without an answer",
    Reason.TIMEOUT: "no answer in time",
    Reason.TLS: "no encrypted connection possible",
    Reason.CERTIFICATE_EXPIRED: "certificate expired",
    Reason.CERTIFICATE_NAME: "certificate of another host",
    Reason.CERTIFICATE_UNTRUSTED: "certificate of an unknown authority",
    Reason.NOT_HTTP: "the answer is not HTTP",
    Reason.BAD_REDIRECT: "redirected to no usable address",
    Reason.TOO_MANY_REDIRECTS: "redirected without end",
    Reason.SERVER_ERROR: "server error",
    Reason.REFUSES_ROBOTS: "refuses robots",
    Reason.RATE_LIMITED: "asks robots to slow down",
    Reason.CHALLENGE: "wants proof of being human",
    Reason.LOGIN: "wants a login",
    Reason.PAYMENT: "wants payment",
    Reason.LEGAL: "withheld for legal reasons",
    Reason.CERTIFICATE_INCOMPLETE: "certificate chain incomplete; browsers mend that",
    Reason.ROBOTS_TXT: "robots.txt asks not to be visited",
    Reason.HOST_STOPPED: "not asked: its host turned us away tonight",
    Reason.NOT_A_URL: "not a URL",
    Reason.BAD_SCHEME: "neither http nor https",
    Reason.BAD_HOST: "no valid host name",
    Reason.BAD_PORT: "no valid port",
    Reason.PRIVATE_ADDRESS: "points into a private network",
    Reason.UNSAFE_REDIRECT: "redirected to something other than the web",
}

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Quote = Callable[[str], str]
"""How a text from the web is made harmless in a report's format."""


def failures(record: Record) -> tuple[Night, ...]:
    """The nights that speak for the record's state, oldest first; empty where none is known.

    Checks of a dead link after its death are left out: they are no news, and a report that
    lists them would change although nothing did. Nights of an incident are among them: they
    were seen, and once an incident lasts they count.
    """
    failed = [one for one in record.nights if one.verdict in FAILING | CERTAIN]
    start = record.failing_since
    last = None if record.state in {State.SUSPECT, State.RECOVERING} else record.since
    told = [
        one
        for one in failed
        if (start is None or one.seen.date() >= start.date())
        and (last is None or one.seen.date() <= last)
    ]
    return tuple(told or failed[:1])


def reason(record: Record) -> Reason | None:
    """Why the record is in its state; None where no failing night is known."""
    if nights := failures(record):
        return nights[-1].reason
    counts = record.streak_reasons
    return max(counts, key=lambda one: one[1])[0] if counts else None


def evidence(night: Night) -> str:
    """What that night showed, in words."""
    return night.evidence or REASONS[night.reason]


def seen(record: Record, quote: Quote = printable) -> str:
    """`failed 3 nights: 404 Not Found (20, 21, 22 Nov 2026)`; evidence passes `quote`."""
    nights = failures(record)
    if not nights:
        why = reason(record)
        return quote(REASONS[why]) if why else "no failing night is on record"
    runs = [
        f"{quote(words)} ({days([one.seen.date() for one in run])})"
        for words, run in groupby(nights, evidence)
    ]
    return f"{opening(record, nights)}: {', '.join(runs)}"


def opening(record: Record, nights: tuple[Night, ...]) -> str:
    """`failed 3 nights`; where the ledger no longer has all of them, since when."""
    start = record.failing_since
    if start and start.date() < nights[0].seen.date():
        return f"failing since {day(start.date())}, lately"
    return f"failed {counted(len(nights), 'night')}"


def days(dates: list[date]) -> str:
    """`30 Nov, 1, 2 Dec 2026`: a month is named once, after its last day."""
    if not dates:
        return ""
    months = [list(run) for _, run in groupby(dates, lambda one: (one.year, one.month))]
    parts = [
        f"{', '.join(str(one.day) for one in run)} {MONTHS[run[-1].month - 1]}"
        for run in months
    ]
    years = [run[-1].year for run in months]
    named = [
        part if place + 1 < len(parts) and years[place + 1] == year else f"{part} {year}"
        for place, (part, year) in enumerate(zip(parts, years, strict=True))
    ]
    return ", ".join(named)


def day(one: date) -> str:
    """`22 Nov 2026`."""
    return days([one])


def last_good(when: datetime | None) -> str:
    """`last seen alive 12 Nov 2026`, or `never seen alive`."""
    return f"last seen alive {day(when.date())}" if when else "never seen alive"
