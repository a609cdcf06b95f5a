"""What the nights say of the course's links, as the site shows it. No I/O.

The ledger is read in `link_ledger.py`; words, marks and drawings are its neighbours' task.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from roadmap_site.curriculum import Curriculum
from roadmap_site.links.observation import CERTAIN, FAILING
from roadmap_site.links.record import Night, Record, State
from roadmap_site.model import Resource
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.url import flaw

MOVED = "moved"
ORDER = (
    State.OK.value,
    MOVED,
    State.BLOCKED.value,
    State.SUSPECT.value,
    State.RECOVERING.value,
    State.INSECURE.value,
    State.DEAD.value,
    State.INVALID.value,
    State.NEW.value,
)
"""Every state that the site shows, as it lists them."""
FINDINGS = (
    State.DEAD.value,
    State.INVALID.value,
    State.INSECURE.value,
    State.SUSPECT.value,
    State.RECOVERING.value,
    MOVED,
)
"""The states that ask for somebody's attention, the most urgent first."""


@dataclass(frozen=True)
class Tally:
    """How many links were in each state after a night: a line of the history."""

    night: date
    counts: Mapping[str, int]


@dataclass(frozen=True)
class LinkHealth:
    """The ledger's records by URL, the nights' tallies, and what could not be read of them.

    Without a ledger it is empty, and every link counts as not yet checked.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    tallies: tuple[Tally, ...] = ()  # oldest first
    warnings: tuple[str, ...] = ()
    feed: str = ""  # Atom of what changed, as the nights wrote it

    def state(self, url: str) -> str:
        """Which of `ORDER` a link is in; `new` where the ledger does not know it."""
        record = self.records.get(url)
        if record is None:
            return State.NEW.value
        if record.state is State.OK and record.moved_to:
            return MOVED
        return record.state.value

    @cached_property
    def night(self) -> date | None:
        """The last night (UTC) on which any link was seen; None before the first."""
        seen = (record.nights[-1].seen for record in self.records.values() if record.nights)
        last = max(seen, default=None)
        return last.date() if last else None


@dataclass(frozen=True)
class Use:
    """Where the site shows a link: at a resource, or on a hand-written page."""

    url: str
    resource: Resource | None = None
    page: HandWritten | None = None
    role: str = "url"  # else "archived", or the kind of an `also`


def uses(curriculum: Curriculum, pages: Iterable[HandWritten] = ()) -> dict[str, Use]:
    """`{url: where it is shown first}`: all that a night checks, resources in taught order."""
    found: dict[str, Use] = {}
    for use in _all_uses(curriculum, pages):
        found.setdefault(use.url, use)
    return found


def _all_uses(curriculum: Curriculum, pages: Iterable[HandWritten]) -> Iterator[Use]:
    for section in curriculum.sections:
        for resource in curriculum.resources_of(section):
            if resource.section == section.id:
                yield from _uses_of(resource)
    for page in pages:
        for url in page.links:
            yield Use(url, page=page)


def _uses_of(resource: Resource) -> Iterator[Use]:
    yield Use(resource.url, resource)
    for also in resource.also:
        yield Use(also.url, resource, role=also.kind)
    if resource.archived:
        yield Use(resource.archived, resource, role="archived")


def totals(health: LinkHealth, urls: Iterable[str]) -> dict[str, int]:
    """`{state: number of links}` for every state, in the order in which they are listed."""
    counts = Counter(map(health.state, urls))
    return {state: counts[state] for state in ORDER}


def shown_url(url: str) -> str:
    """The URL if it may become a link; empty otherwise: the ledger holds what others sent."""
    return "" if not url or flaw(url) else url


def last_fault(record: Record) -> Night | None:
    """The last night that counts against the link; None where the ledger keeps none."""
    telling = FAILING | CERTAIN
    nights = (night for night in reversed(record.nights) if not night.held)
    return next((night for night in nights if night.verdict in telling), None)


def archived_copy(record: Record | None, resource: Resource | None) -> str:
    """A copy to open instead: the one people chose, else the ledger's; empty without."""
    chosen = resource.archived if resource else None
    return chosen or shown_url(record.archive if record else "")
