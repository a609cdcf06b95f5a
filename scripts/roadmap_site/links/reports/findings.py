"""What a maintainer may want to do something about: the records of a night, sorted by kind."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from roadmap_site.links.health import rewrite_due
from roadmap_site.links.mutes import findings as findings_of_mutes
from roadmap_site.links.mutes import silenced
from roadmap_site.links.night_report import NightReport, Transition
from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record, State
from roadmap_site.links.reports.wording import failures, reason
from roadmap_site.problem import Problem
from roadmap_site.url import flaw


class Kind(StrEnum):
    """What is the matter with a link, in the order in which reports tell it."""

    DEAD = "dead"
    INVALID = "invalid"
    INSECURE = "insecure"
    ANCHOR = "anchor missing"
    RECOVERING = "recovering"
    MOVED = "moved"
    SUSPECT = "suspect"
    BLOCKED = "turning robots away"


SEVERITY: dict[Kind, str] = {
    Kind.DEAD: "error",
    Kind.INVALID: "error",
    Kind.INSECURE: "warning",
    Kind.ANCHOR: "warning",
    Kind.RECOVERING: "note",
    Kind.MOVED: "note",
    Kind.SUSPECT: "note",
    Kind.BLOCKED: "note",
}
TO_MEND = (
    Kind.DEAD,
    Kind.INVALID,
    Kind.INSECURE,
    Kind.ANCHOR,
    Kind.RECOVERING,
    Kind.MOVED,
)
"""What the issue lists; the rest is nothing that a person could act on."""

_KINDS = {
    State.INVALID: Kind.INVALID,
    State.INSECURE: Kind.INSECURE,
    State.RECOVERING: Kind.RECOVERING,
    State.SUSPECT: Kind.SUSPECT,
    State.BLOCKED: Kind.BLOCKED,
}
_ILL = frozenset({State.DEAD, State.RECOVERING, State.INSECURE, State.INVALID})
_ENDS = frozenset({State.DEAD, State.INSECURE, State.INVALID})


@dataclass(frozen=True)
class Finding:
    """A link that is not simply well, with everything a report says of it."""

    kind: Kind
    record: Record
    places: tuple[Place, ...]
    rewrite: str = ""  # what a permanent redirect asks to write instead
    new: bool = False  # in this state since tonight

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`."""
        return SEVERITY[self.kind]

    @property
    def unsafe(self) -> bool:
        """Whether following the link would lead into a private network."""
        nights = failures(self.record)
        return bool(nights) and nights[-1].verdict is Verdict.UNSAFE


@dataclass(frozen=True)
class News:
    """The transitions that people hear about, sorted by URL."""

    broken: tuple[Transition, ...]
    back: tuple[Transition, ...]


def findings(report: NightReport) -> tuple[Finding, ...]:
    """Every link that is not well and not muted: by kind, then by place, then by URL."""
    fresh = {one.record.url for one in report.transitions if not _is_relapse(one)}
    found = [
        Finding(kind, record, places, _rewrite(record), record.url in fresh)
        for record, places in _heard(report)
        if (kind := kind_of(record))
    ]
    order = list(Kind)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.kind), one.places[:1], one.record.url))
    )


def kind_of(record: Record) -> Kind | None:
    """The kind of finding that a record is; None where the link is well or new."""
    if record.state in {State.DEAD, State.INSECURE} and reason(record) is Reason.ANCHOR_MISSING:
        return Kind.ANCHOR
    if record.state is State.DEAD:
        return Kind.DEAD
    if record.state not in _ILL and _rewrite(record):
        return Kind.MOVED
    return _KINDS.get(record.state)


def _rewrite(record: Record) -> str:
    # One bad night of a moved link does not take its repair off the list.
    waits = record.state in {State.SUSPECT, State.BLOCKED}
    new = rewrite_due(replace(record, state=State.OK) if waits else record)
    return "" if flaw(new) else new


def of_kind(found: tuple[Finding, ...], kind: Kind) -> tuple[Finding, ...]:
    """Those of one kind, in the order given."""
    return tuple(one for one in found if one.kind is kind)


def news(report: NightReport) -> News:
    """Links that died, came back or became invalid tonight, muted ones left out.

    A dead link that answers once and fails again is no news, nor is one bad night.
    """
    told = [one for one in report.transitions if not is_muted(report, one.record.url)]
    return News(
        broken=tuple(one for one in told if _broke(one)),
        back=tuple(one for one in told if one.before in _ILL and one.record.state is State.OK),
    )


def _is_relapse(one: Transition) -> bool:
    return one.before is State.RECOVERING and one.record.state in _ENDS


def _broke(one: Transition) -> bool:
    worse = one.before is State.INSECURE and one.record.state is State.DEAD
    return worse or (one.record.state in _ENDS and one.before not in _ILL)


def counts(report: NightReport) -> Mapping[State, int]:
    """How many links are in each state, muted ones included; every state has a number."""
    now = Counter(record.state for record in report.records.values())
    return {state: now[state] for state in State}


def changes(report: NightReport) -> Mapping[State, int]:
    """How each count differs from the night before, as far as transitions tell."""
    delta = Counter(one.record.state for one in report.transitions)
    delta.subtract(one.before for one in report.transitions if one.before)
    return {state: delta[state] for state in State}


def is_muted(report: NightReport, url: str) -> bool:
    """Whether a maintainer silenced the link and that is not over yet."""
    return silenced(report.mutes, url, report.night.date()) is not None


def stale_mutes(report: NightReport) -> tuple[Problem, ...]:
    """Mutes that have expired or silence no link of the curriculum, at their places.

    A mute of a link that is well tonight is not among them: it may be ill tomorrow.
    """
    return tuple(findings_of_mutes(report.mutes, report.records, report.night.date()))


def _heard(report: NightReport) -> Iterator[tuple[Record, tuple[Place, ...]]]:
    for url, record in report.records.items():
        if not is_muted(report, url):
            yield record, report.places.get(url, ())
