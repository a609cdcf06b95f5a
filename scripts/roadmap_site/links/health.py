"""What the nights together say of a link: the state machine, pure.

Guards against failures that many links share are in `guards.py`, thresholds in `thresholds.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from roadmap_site.links.memory import is_other_page, is_trivial, remember
from roadmap_site.links.observation import ALIVE, CERTAIN, Observation, Reason, Verdict
from roadmap_site.links.record import Evening, Night, Record, State
from roadmap_site.links.thresholds import NO_ANSWER, SLACK, Count, decided, threshold_of

NIGHTS_KEPT = 10
SILENCE = 3
"""Visits in a row that said nothing, after which an open suspicion is dropped.

A page behind a wall is never seen alive: without this the odd failure of many months, each
of them noise, would add up to a death.
"""
GOOD_NIGHTS = 2  # in a row, for a dead link to be alive again
OTHER_PAGE_ACCEPTED = timedelta(days=90)
UNVERIFIED_AFTER = timedelta(days=90)
MOVED_FOR = timedelta(days=7)

_Step = Callable[[Record, Observation], Record]
_DROPPED = frozenset({State.SUSPECT, State.INSECURE})  # once nothing is seen of it any more
_KEPT = frozenset({State.DEAD, State.RECOVERING})  # until good visits end it
_SILENT = frozenset({Verdict.BLOCKED, Verdict.DNS_ERROR})


def following(record: Record | None, visit: Observation, *, held: bool = False) -> Record:
    """The record after this visit; `held` where it failed together with its whole host.

    One visit a night (UTC date) counts: the first, unless a later one finds the link alive.
    So replaying a night changes nothing, nor does a visit older than the last night.
    """
    before = record or Record(visit.url, visit.seen.date())
    last = before.nights[-1] if before.nights else None
    if last and visit.seen.date() < last.seen.date():
        return before
    if last and visit.seen.date() == last.seen.date():
        if last.verdict in ALIVE or visit.verdict not in ALIVE:
            return before
        before = _undone(before)
    return _written(before, visit, held=held)


def _written(before: Record, visit: Observation, *, held: bool) -> Record:
    alive = visit.verdict in ALIVE
    night = Night(
        visit.seen,
        visit.verdict,
        visit.reason,
        visit.status,
        visit.evidence,
        held and not alive,
    )
    evening = Evening(before.state, before.since, before.alive_nights, before.streak)
    return replace(
        _step(visit, held=held)(before, visit),
        nights=(*before.nights, night)[-NIGHTS_KEPT:],
        seconds=_lasted(visit) or before.seconds,
        not_before=visit.not_before,
        evening=None if alive else evening,
    )


def _lasted(visit: Observation) -> float:
    """Its seconds as the ledger keeps them; 0 for what was not asked, or not over the web."""
    return max(round(visit.seconds, 1), 0.1) if visit.seconds else 0.0


def _undone(record: Record) -> Record:
    """The record before its last night, as far as a good visit does not overwrite it."""
    evening = record.evening
    assert evening is not None  # only nights that went badly are undone
    return replace(
        record,
        state=evening.state,
        since=evening.since,
        alive_nights=evening.alive_nights,
        streak=evening.streak,
        nights=record.nights[:-1],
    )


def _step(visit: Observation, *, held: bool) -> _Step:
    if visit.verdict in ALIVE:
        return _alive
    if held:
        return _held
    if visit.verdict in CERTAIN:
        return _certain
    if visit.reason is Reason.HOST_STOPPED or visit.verdict is Verdict.DNS_ERROR:
        return _silent
    return _blocked if visit.verdict is Verdict.BLOCKED else _failing


def _entered(record: Record, state: State, day: date) -> Record:
    if state is record.state and record.since:
        return record
    return replace(record, state=state, since=day)


def _alive(record: Record, visit: Observation) -> Record:
    other = _is_taken_over(record, visit)
    kept = record if other else remember(record, visit)
    # What a taken-over page sends must be read again every night.
    fresh = replace(kept, etag="", last_modified="") if other else kept
    return replace(
        _entered(fresh, _state_when_alive(record, other=other), visit.seen.date()),
        last_ok=record.last_ok if other else visit.seen,
        note="content-changed" if other else visit.note,
        streak=0,
        failing_since=None,
        streak_reasons=(),
        alive_nights=record.alive_nights + 1,
        flaky=record.flaky + (record.streak > 0),
        dead_checks=0,
        held=(),
    )


def _state_when_alive(record: Record, *, other: bool) -> State:
    if record.state is State.DEAD:
        return State.RECOVERING
    well = not other and record.alive_nights + 1 >= GOOD_NIGHTS
    return State.RECOVERING if record.state is State.RECOVERING and not well else State.OK


def _is_taken_over(record: Record, visit: Observation) -> bool:
    """Whether a page that was dead came back as another one, less than 90 days ago.

    Later it is taken for what the page has become: by then a person has seen the finding.
    """
    if record.state is State.DEAD:
        return is_other_page(record, visit)
    if record.state is not State.RECOVERING or record.since is None:
        return False
    recent = visit.seen.date() - record.since < OTHER_PAGE_ACCEPTED
    return recent and is_other_page(record, visit)


def _certain(record: Record, visit: Observation) -> Record:
    return replace(_entered(record, State.INVALID, visit.seen.date()), alive_nights=0)


def _silent(record: Record, _: Observation) -> Record:
    return _checked(record)


def _checked(record: Record) -> Record:
    """The record, a visit to a dead link counted: those grow rarer."""
    return replace(record, dead_checks=record.dead_checks + (record.state is State.DEAD))


def _blocked(record: Record, visit: Observation) -> Record:
    # Whoever turns us away is there: an outage of the host is over.
    there = replace(_checked(record), held=())
    waits = record.state in _DROPPED and len(_silence(record)) + 1 < SILENCE
    if record.state in _KEPT or waits:
        return there
    return _entered(there, State.BLOCKED, visit.seen.date())


def _silence(record: Record) -> list[Verdict]:
    """The verdicts of the visits, up to the last one, that said nothing of the page."""
    asked = (one for one in reversed(record.nights) if one.reason is not Reason.HOST_STOPPED)
    return [one.verdict for one in takewhile(lambda one: one.verdict in _SILENT, asked)]


def _failing(record: Record, visit: Observation) -> Record:
    kept = tuple(
        one for one in record.streak_reasons if not _is_over(record, one[0], visit.reason)
    )
    added = _added(kept, visit.reason, 1, visit.seen)
    return _counted(record, visit, added)


def _is_over(record: Record, reason: Reason, tonight: Reason) -> bool:
    """Whether what failed before says nothing any more, now that the link fails again."""
    if tonight is Reason.ANCHOR_MISSING:
        return reason is not tonight
    if record.state is State.DEAD:
        return False
    silence = _silence(record)
    walled = Verdict.BLOCKED in silence and reason in NO_ANSWER
    # Who shows a certificate, if a bad one, is there.
    there = _is_flaw(tonight) and not _is_flaw(reason)
    return there or walled or len(silence) >= SILENCE


def _is_flaw(reason: Reason) -> bool:
    return threshold_of(reason).becomes is State.INSECURE


def _counted(record: Record, visit: Observation, streak: tuple[Count, ...]) -> Record:
    """The record after a failing night that makes this its streak."""
    return replace(
        _entered(
            _checked(record), _state_when_failing(record, streak, visit), visit.seen.date()
        ),
        streak=sum(count for _, count, _ in streak),
        failing_since=min(first for _, _, first in streak),
        streak_reasons=streak,
        alive_nights=0,
        held=(),
    )


def _state_when_failing(record: Record, streak: tuple[Count, ...], visit: Observation) -> State:
    if record.state is State.DEAD and visit.reason is not Reason.ANCHOR_MISSING:
        return State.DEAD
    stays = record.state if record.state in _KEPT | _DROPPED else State.SUSPECT
    return decided(streak, visit.reason, visit.seen) or stays


def _added(
    streak: tuple[Count, ...], reason: Reason, nights: int, first: datetime
) -> tuple[Count, ...]:
    counts = {one[0]: one for one in streak}
    _, so_far, since = counts.get(reason, (reason, 0, first))
    counts[reason] = (reason, so_far + nights, min(since, first))
    return tuple(counts.values())


def _held(record: Record, visit: Observation) -> Record:
    """The record after a night of an incident: it counts for the host, not for the link.

    Once the host has failed for as long as a link may, it is no incident any more, and all of
    it counts: a host that is gone takes its links with it.
    """
    kept = tuple(one for one in record.held if not _is_flaw(visit.reason) or _is_flaw(one[0]))
    held = _added(kept, visit.reason, 1, visit.seen)
    if record.state is State.DEAD or decided(held, visit.reason, visit.seen) is None:
        return replace(_checked(record), held=held)
    streak = record.streak_reasons
    for count in held:
        streak = _added(streak, *count)
    return _counted(record, visit, streak)


def rewrite_due(record: Record) -> str:
    """The URL to write instead, once a permanent redirect has proved lasting; else empty.

    Lasting: seen on two visits a week apart, or on one where hardly anything changes.
    """
    if record.state is not State.OK or not record.moved_to:
        return ""
    if is_trivial(record.url, record.moved_to):
        return record.moved_to
    last, first = record.last_ok, record.moved_since
    lasting = bool(last and first and last - first >= MOVED_FOR - SLACK)
    return record.moved_to if lasting else ""


def is_unverified(record: Record, today: date) -> bool:
    """Whether nobody can say how the link is: no good visit for 90 days, and not found dead."""
    if record.state in {State.DEAD, State.INSECURE, State.INVALID}:
        return False
    last = record.last_ok.date() if record.last_ok else record.first_seen
    return today - last >= UNVERIFIED_AFTER
