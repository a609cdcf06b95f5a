"""Makes nights to be told: records as the ledger holds them, and a report of each kind."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from roadmap_site.links.night_report import Incident, NightReport, Transition
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.record import Night, Record, State
from roadmap_site.problem import Where

TONIGHT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
GONE = "https://example.org/gone"
ARCHIVED = "https://web.archive.org/web/20261112000000/https://example.org/gone"
MOVED = "https://example.org/old"
MOVED_TO = "https://example.org/new"
WALL = "https://walled.example/page"
SLOW = "https://slow.example/page"
FINE = "https://example.org/fine"
HOSTILE = (
    "https://example.org/`a`|@octocat #1 <img src=x> [b](javascript:c) ::error::\u202e\x1b[31m"
)


def ago(nights: int) -> datetime:
    return TONIGHT - timedelta(days=nights)


def failing(
    *nights_ago: int,
    reason: Reason = Reason.NOT_FOUND,
    evidence: str = "404 Not Found",
    verdict: Verdict = Verdict.GONE,
) -> tuple[Night, ...]:
    """Nights that failed, this many nights ago, oldest first."""
    return tuple(
        Night(ago(one), verdict, reason, status=404, evidence=evidence) for one in nights_ago
    )


def dead(
    url: str = GONE, *, archive: str = ARCHIVED, evidence: str = "404 Not Found"
) -> Record:
    """A link that failed three nights, today the last of them."""
    return Record(
        url,
        first_seen=date(2026, 9, 1),
        state=State.DEAD,
        since=TONIGHT.date(),
        last_ok=ago(10),
        streak=3,
        failing_since=ago(3),
        streak_reasons=((Reason.NOT_FOUND, 3, ago(3)),),
        nights=failing(3, 1, 0, evidence=evidence),
        archive=archive,
    )


def moved(url: str = MOVED, to: str = MOVED_TO) -> Record:
    """A well link whose rewrite is due."""
    return Record(
        url,
        first_seen=date(2026, 9, 1),
        state=State.OK,
        since=date(2026, 9, 1),
        last_ok=TONIGHT,
        moved_to=to,
        moved_since=ago(20),
        moved_visits=9,
        nights=(Night(TONIGHT, Verdict.MOVED, Reason.REDIRECT, 200),),
    )


def plain(url: str, state: State, *nights: Night, last_ok: datetime | None = TONIGHT) -> Record:
    """A link in this state since tonight."""
    counted = [one for one in nights if one.verdict is not Verdict.BLOCKED]
    return Record(
        url,
        first_seen=date(2026, 9, 1),
        state=state,
        since=TONIGHT.date(),
        last_ok=last_ok,
        streak=len(counted),
        failing_since=counted[0].seen if counted else None,
        streak_reasons=((counted[0].reason, len(counted), counted[0].seen),) if counted else (),
        nights=nights,
    )


def walled(url: str = WALL) -> Record:
    """A link that turns robots away tonight."""
    night = Night(TONIGHT, Verdict.BLOCKED, Reason.CHALLENGE, 403, "a challenge page")
    return plain(url, State.BLOCKED, night, last_ok=ago(2))


def suspect(url: str = SLOW) -> Record:
    """A link that did not answer on two nights."""
    slow = failing(
        1, 0, reason=Reason.TIMEOUT, evidence="no answer", verdict=Verdict.UNREACHABLE
    )
    return plain(url, State.SUSPECT, *slow, last_ok=ago(2))


def fine(url: str = FINE) -> Record:
    """A link that answered tonight."""
    return plain(url, State.OK)


def observed(record: Record) -> Observation:
    """Tonight's observation, as far as the record's last night tells."""
    last = record.nights[-1] if record.nights else Night(TONIGHT, Verdict.OK, Reason.ANSWERED)
    return Observation(
        record.url, last.verdict, last.reason, TONIGHT, last.evidence, last.status, seconds=0.25
    )


def placed(url: str, line: int) -> Place:
    """A URL in a resource's file."""
    return Place(Where("roadmap/core/basics/resources/first.yml", line, 6), url)


def report(
    *records: Record,
    changed: Iterable[tuple[Record, State | None]] = (),
    incidents: tuple[Incident, ...] = (),
    unasked: tuple[str, ...] = (),
    void: str = "",
) -> NightReport:
    """A night with these links, each at a line of its own; all of them asked."""
    told = sorted(records, key=lambda one: one.url)
    return NightReport(
        night=TONIGHT,
        records={one.url: one for one in told},
        observations={one.url: observed(one) for one in told},
        places={one.url: (placed(one.url, at),) for at, one in enumerate(told, 1)},
        transitions=tuple(Transition(record, before) for record, before in changed),
        incidents=incidents,
        unasked=unasked,
        void=void,
    )


def usual() -> NightReport:
    """A night with a link of each frequent kind; one died, one came back."""
    back = fine("https://example.org/back")
    return report(
        dead(),
        moved(),
        walled(),
        suspect(),
        fine(),
        back,
        changed=((dead(), State.SUSPECT), (back, State.RECOVERING)),
        incidents=(Incident("host-down", "down.example", ("a", "b"), "connection refused", 3),),
        unasked=("https://late.example/",),
    )
