"""Whose turn it is: a queue for each host, gentle on every one, busy over all of them.

A visit takes its host's turn first and one of the run's slots last, so that a queue behind one
slow host holds up nobody else. The queue that will last longest goes first, by what earlier
nights took: it is what this night waits for.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from heapq import heappop, heappush

from roadmap_site.links.answer import Answer
from roadmap_site.links.settings import Settings
from roadmap_site.links.target import Target

USUAL = 0.3  # seconds of a visit that nobody has timed
_TICK = 0.001  # seconds that the loop's alarm may ring early


@dataclass(slots=True)
class Ticket:
    """A link waiting for its turn, or having it."""

    url: str
    wanted: Target | None = None  # the URL as it is asked, where whoever queued it knows
    expected: float = USUAL  # seconds that the visit will take
    seconds: float = 0.0  # spent so far
    not_before: float = 0.0  # by the loop's clock
    hanging: bool = False  # was silent once: it does not keep its neighbours waiting again
    answer: Answer | None = None  # of the last attempt


@dataclass(slots=True)
class Domain:
    """What the hosts of one registrable domain share."""

    busy: int = 0
    waiting: list["Lane"] = field(default_factory=list)


@dataclass(slots=True)
class Lane:
    """One host: its queue, its pace and how it treats us."""

    host: str
    domain: Domain
    queue: deque[Ticket] = field(default_factory=deque)
    again: deque[Ticket] = field(default_factory=deque)  # more attempts, after the queue
    ahead: float = 0.0  # seconds that all these will take, one after another
    busy: int = 0  # visits under way that the host answers, or may still
    silent: int = 0  # visits under way that it lets hang
    free_at: float = 0.0
    parked: bool = True  # neither ready nor in the timetable
    refusals: int = 0  # in a row, of one kind
    refusal: object = None  # which kind
    wanted_pause: float | None = None  # the longest that the refusals asked for
    stopped: str = ""  # why it is left alone for the rest of the night


@dataclass(slots=True)
class Turn:
    """A link whose turn it is. Give it back with `Lanes.end`."""

    lane: Lane
    ticket: Ticket
    silent: bool = False
    timer: asyncio.TimerHandle | None = None


class Lanes:
    """Hands out turns. All times are the loop's; nothing here knows of HTTP."""

    def __init__(
        self,
        settings: Settings,
        site: Callable[[str], str],
        spacing: Callable[[str], float],
    ) -> None:
        """`site` tells a host's registrable domain, `spacing` the seconds between starts."""
        self._settings = settings
        self._site = site
        self._spacing = spacing
        self._loop = asyncio.get_running_loop()
        self._lanes: dict[str, Lane] = {}
        self._domains: dict[str, Domain] = {}
        self._ready: list[tuple[float, int, Lane]] = []
        self._timetable: list[tuple[float, int, Lane]] = []
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._alarm: asyncio.TimerHandle | None = None
        self._count = 0
        self._last: list[tuple[Lane, Ticket]] = []
        self._open = 0  # links queued or having their turn, and promises of more
        self._ending = False

    def add(self, host: str, tickets: Collection[Ticket]) -> None:
        """Queue links of one host, best all at once: the longest queue goes first."""
        lane = self._lanes.get(host) or self._new_lane(host)
        lane.queue.extend(tickets)
        lane.ahead += sum(ticket.expected for ticket in tickets)
        self._open += len(tickets)
        self._settle(lane)

    def add_again(self, lane: Lane, ticket: Ticket, *, last: bool = False) -> None:
        """Queue another attempt, after its host's first ones or, `last`, after everything.

        Whoever holds the link's turn calls this before `end`.
        """
        if last:
            self._last.append((lane, ticket))
        else:
            lane.again.append(ticket)
            lane.ahead += ticket.expected
            self._open += 1
            self._settle(lane)

    def expect(self) -> None:
        """More links may come, however empty the queues are: until `expect_no_more`."""
        self._open += 1

    def expect_no_more(self) -> None:
        """Take an `expect` back."""
        self._less_open(1)

    async def take(self) -> Turn | None:
        """The next turn, once there is one; None when no link is left or `stop` was called."""
        while self._open and not self._ending:
            turn = self._next()
            if turn is not None:
                return turn
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError:
                if waiter.done() and not waiter.cancelled():
                    self._wake()
                raise
        return None

    def end(self, turn: Turn) -> None:
        """Give the turn back; the link is done with unless it was added again."""
        if turn.timer is not None:
            turn.timer.cancel()
        lane = turn.lane
        if turn.silent:
            lane.silent -= 1
            self._settle(lane)
        else:
            self._less_busy(lane)
        self._less_open(1)

    def pause(self, lane: Lane, until: float) -> None:
        """Start nothing on this host before `until`."""
        lane.free_at = max(lane.free_at, until)

    def clear(self, lane: Lane) -> list[Ticket]:
        """Take back all that waits for this host; the links are done with."""
        left = [*lane.queue, *lane.again]
        lane.queue.clear()
        lane.again.clear()
        lane.ahead = 0.0
        self._less_open(len(left))
        return left

    def stop(self) -> list[Ticket]:
        """Hand out nothing more; what was still waiting is returned."""
        self._ending = True
        last = [ticket for _, ticket in self._last]
        self._last.clear()
        left = [ticket for lane in self._lanes.values() for ticket in self.clear(lane)]
        self._wake_all()
        return left + last

    def close(self) -> None:
        """Forget the alarm."""
        if self._alarm is not None:
            self._alarm.cancel()

    def _new_lane(self, host: str) -> Lane:
        domain = self._domains.setdefault(self._site(host), Domain())
        lane = self._lanes[host] = Lane(host, domain)
        return lane

    def _less_open(self, number: int) -> None:
        self._open -= number
        if self._open:
            return
        last, self._last = self._last, []
        for lane, ticket in last:
            self.add_again(lane, ticket)
        if not self._open:
            self._wake_all()

    def _settle(self, lane: Lane) -> None:
        """Put a lane where it belongs: ready, in the timetable, or aside until its turn."""
        if not lane.parked or not (lane.queue or lane.again):
            return
        settings = self._settings
        full = lane.busy >= settings.per_host
        if full or lane.busy + lane.silent >= settings.per_host_silent:
            return
        lane.parked = False
        self._count += 1
        start = max(lane.free_at, (lane.queue or lane.again)[0].not_before)
        if start > self._loop.time() + _TICK:
            heappush(self._timetable, (start, self._count, lane))
            self._set_alarm()
        else:
            self._make_ready(lane)

    def _make_ready(self, lane: Lane) -> None:
        self._count += 1
        heappush(self._ready, (-lane.ahead, self._count, lane))
        self._wake()

    def _next(self) -> Turn | None:
        while self._ready:
            lane = heappop(self._ready)[2]
            lane.parked = True
            queue = lane.queue or lane.again
            if not queue:
                continue
            if max(lane.free_at, queue[0].not_before) > self._loop.time() + _TICK:
                self._settle(lane)
            elif lane.domain.busy >= self._settings.per_domain:
                lane.parked = False
                lane.domain.waiting.append(lane)
            else:
                return self._start(lane, queue.popleft())
        return None

    def _start(self, lane: Lane, ticket: Ticket) -> Turn:
        jitter = random.uniform(0.5, 1.5)  # noqa: S311 -- spreads load, hides nothing
        lane.free_at = self._loop.time() + self._spacing(lane.host) * jitter
        turn = Turn(lane, ticket)
        lane.ahead -= ticket.expected
        lane.busy += 1
        lane.domain.busy += 1
        if ticket.hanging:
            self._silence(turn)
        else:
            turn.timer = self._loop.call_later(self._settings.silence, self._silence, turn)
            self._settle(lane)
        return turn

    def _silence(self, turn: Turn) -> None:
        """A host that lets one link hang may answer the next; its turn goes on."""
        turn.silent = turn.ticket.hanging = True
        turn.timer = None
        turn.lane.silent += 1
        self._less_busy(turn.lane)

    def _less_busy(self, lane: Lane) -> None:
        lane.busy -= 1
        lane.domain.busy -= 1
        waiting, lane.domain.waiting = lane.domain.waiting, []
        for other in waiting:
            self._make_ready(other)
        self._settle(lane)

    def _set_alarm(self) -> None:
        start = self._timetable[0][0]
        if self._alarm is not None:
            if self._alarm.when() <= start:
                return
            self._alarm.cancel()
        self._alarm = self._loop.call_at(start, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        now = self._loop.time() + _TICK
        while self._timetable and self._timetable[0][0] <= now:
            lane = heappop(self._timetable)[2]
            self._make_ready(lane)
        if self._timetable:
            self._set_alarm()

    def _wake(self) -> None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    def _wake_all(self) -> None:
        while self._waiters:
            self._wake()
