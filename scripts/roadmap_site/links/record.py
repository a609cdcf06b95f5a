"""What is remembered of one link between the nights: a line of the ledger."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roadmap_site.links.observation import Reason, Verdict


class State(StrEnum):
    """What the nights together say of a link (`health.py` has the transitions)."""

    NEW = "new"  # never seen alive, and not yet failing long enough to say more
    OK = "ok"
    SUSPECT = "suspect"  # failing, but not for long enough
    DEAD = "dead"
    RECOVERING = "recovering"  # was dead, answered once
    BLOCKED = "blocked"  # turns robots away; says nothing of the page
    INSECURE = "insecure"  # the page is there, its certificate is not good
    INVALID = "invalid"  # can never work: not a URL, or a private address


@dataclass(frozen=True, slots=True)
class Night:
    """One observation as the ledger keeps it."""

    seen: datetime  # UTC
    verdict: Verdict
    reason: Reason
    status: int | None = None
    evidence: str = ""
    held: bool = False  # a host or network incident: counted for nothing


@dataclass(frozen=True, slots=True)
class Evening:
    """A record before a night that went badly; a good answer of the same night restores it."""

    state: State
    since: date | None
    alive_nights: int
    streak: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of one link."""

    url: str
    first_seen: date
    state: State = State.NEW
    since: date | None = None  # of the state
    last_ok: datetime | None = None
    streak: int = 0  # failing nights in a row, `blocked` and held nights left out
    failing_since: datetime | None = None
    streak_reasons: tuple[tuple[Reason, int, datetime], ...] = ()
    """Of the streak: reason, how many nights, first seen; what sets the threshold."""
    alive_nights: int = 0  # ok nights in a row
    flaky: int = 0  # streaks that ended well
    moved_to: str = ""
    moved_since: datetime | None = None
    moved_visits: int = 0  # visits with that same target
    note: str = ""
    nights: tuple[Night, ...] = ()  # the last ten, oldest first
    title: str = ""  # of the last good visit, like the next five
    fingerprint: str = ""
    length: int = 0
    etag: str = ""
    last_modified: str = ""
    judged: date | None = None  # when content was last read: validators age from here
    sibling: str = ""  # directory known to answer honestly …
    sibling_seen: date | None = None  # … since this day
    archive: str = ""  # archived copy nearest to last_ok
    archive_asked: date | None = None
    seconds: float = 0.0  # of the last visit that was made, to one tenth; slow ones go first
    not_before: datetime | None = None
    due: date | None = None  # next visit
    dead_checks: int = 0  # visits since it died: 1, 2, 4, 8, 16, then every 30 days
    final_url: str = ""  # where the last good visit ended
    held: tuple[tuple[Reason, int, datetime], ...] = ()
    """As `streak_reasons`, of nights in a row in which the whole host failed."""
    evening: Evening | None = None  # before the last night; None where that went well
