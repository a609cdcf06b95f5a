"""The end of a night: what was seen becomes what is known, and what is new about it. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from roadmap_site.links.guards import Guarded, guard
from roadmap_site.links.health import following
from roadmap_site.links.night_report import Mute, NightReport, Transition
from roadmap_site.links.observation import Observation
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record
from roadmap_site.links.schedule import next_visit


def conclude(  # noqa: PLR0913  a night is made of all that
    before: Mapping[str, Record],
    observations: Mapping[str, Observation],
    *,
    night: datetime,
    due: Collection[str] = (),
    places: Mapping[str, tuple[Place, ...]] | None = None,
    mutes: tuple[Mute, ...] = (),
    void: str = "",
) -> NightReport:
    """The night's report, its records those to be stored; `due` are the URLs that were planned.

    A void night, by `void` or by its own failures, leaves the records as they were. With
    `places`, links that stand nowhere any more are forgotten.
    """
    guarded = guard(before, observations)
    reason = void or guarded.void
    records = dict(before) if reason else _records(before, guarded, places)
    return NightReport(
        night=night,
        records=dict(sorted(records.items())),
        observations=dict(sorted(guarded.observations.items())),
        places=places or {},
        transitions=() if reason else _transitions(before, records),
        incidents=() if reason else guarded.incidents,
        mutes=mutes,
        void=reason,
        unasked=tuple(sorted(set(due) - observations.keys())),
    )


def _records(
    before: Mapping[str, Record],
    guarded: Guarded,
    places: Mapping[str, tuple[Place, ...]] | None,
) -> dict[str, Record]:
    seen = {
        url: _after(before.get(url), visit, held=url in guarded.held)
        for url, visit in guarded.observations.items()
    }
    all_of_them = {**before, **seen}
    if places is None:
        return all_of_them
    return {url: record for url, record in all_of_them.items() if url in places}


def _after(before: Record | None, visit: Observation, *, held: bool) -> Record:
    record = following(before, visit, held=held)
    return replace(record, due=next_visit(record, record.nights[-1].seen.date()))


def _transitions(
    before: Mapping[str, Record], records: Mapping[str, Record]
) -> tuple[Transition, ...]:
    states = {url: record.state for url, record in before.items()}
    return tuple(
        Transition(records[url], states.get(url))
        for url in sorted(records)
        if states.get(url) is not records[url].state
    )
