"""Prerequisites as lines: straight between neighbours, else through the gutters beside nodes.

Every required section has one trunk a gutter, and its followers branch off it: ten followers of
one section are one line with ten arrows, not ten lines.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from roadmap_site.render.map_parts import Box, Edge, Lane, Point

_NEAR = 16  # from a node to the nearest trunk: room for the arrow and the round corner
_FAR = 10  # from the farthest trunk to the panel's edge
_APART = 10
_WIDEST = 76
_BARE = 14
_STEP = 9  # between two lines in the channel under the headers
_ENTRY, _EXIT = 23, 20  # from a node's top, from its bottom
_ASIDE = 10  # between the end of a line within a lane and that of one between lanes

Run = tuple[str, int]


@dataclass(frozen=True)
class _Stop:
    lane: Lane
    place: int
    box: Box


@dataclass(frozen=True)
class _Route:
    source: str
    target: str
    start: _Stop
    end: _Stop

    @property
    def is_straight(self) -> bool:
        return self.start.lane is self.end.lane and self.end.place == self.start.place + 1

    @property
    def leaves_right(self) -> bool:
        return self.end.lane.column > self.start.lane.column

    @property
    def first(self) -> int:
        """The gutter the source leaves into; gutters are numbered by the column after them."""
        return self.start.lane.column + (1 if self.leaves_right else 0)

    @property
    def last(self) -> int:
        """The gutter the target is entered from."""
        return self.end.lane.column

    @property
    def leaving(self) -> int:
        # A line to the right leaves higher: it must not meet its neighbour's line to the left.
        return self.start.box.bottom - _EXIT - (_ASIDE if self.leaves_right else 0)

    @property
    def entering(self) -> int:
        aside = self.first != self.last or self.leaves_right
        return self.end.box.y + _ENTRY + (_ASIDE if aside else 0)


def gutter(lanes: tuple[Lane, ...], pairs: Iterable[tuple[str, str]]) -> int:
    """How wide a gutter must be for the lines of these `(required, follower)` pairs."""
    wiring = _Wiring(lanes, pairs)
    count = max(wiring.trunks.values(), default=-1) + 1
    return min(_WIDEST, _NEAR + (count - 1) * _APART + _FAR) if count else _BARE


def channels(lanes: tuple[Lane, ...], pairs: Iterable[tuple[str, str]]) -> dict[int, int]:
    """`{row: height}` of the space under its headers that lines to far lanes need."""
    bars = _Wiring(lanes, pairs).bars
    rows = {row for _, row in bars}
    return {r: (max(n for (_, row), n in bars.items() if row == r) + 2) * _STEP for r in rows}


def edges(lanes: tuple[Lane, ...], pairs: Iterable[tuple[str, str]]) -> tuple[Edge, ...]:
    """One edge a pair whose both sections are drawn."""
    wiring = _Wiring(lanes, pairs)
    return tuple(Edge(r.source, r.target, wiring.points(r)) for r in wiring.routes)


class _Wiring:
    """Which track each trunk takes in its gutter, each bar in its channel."""

    def __init__(self, lanes: tuple[Lane, ...], pairs: Iterable[tuple[str, str]]) -> None:
        stops = {
            node.section: _Stop(lane, place, node.box)
            for lane in lanes
            for place, node in enumerate(lane.nodes)
        }
        self.lanes = lanes
        self.routes = [
            _Route(source, target, stops[source], stops[target])
            for source, target in pairs
            if source in stops and target in stops and source != target
        ]
        self.trunks = _tracks(self._trunk_spans())
        self.bars = _tracks(self._bar_spans())

    def _trunk_spans(self) -> dict[Run, list[int]]:
        spans: dict[Run, list[int]] = defaultdict(list)
        for route in self.routes:
            if route.is_straight:
                continue
            turn = [] if route.first == route.last else [route.end.lane.channel]
            spans[route.source, route.first] += [route.leaving, *turn]
            spans[route.source, route.last] += [*turn, route.entering]
        return spans

    def _bar_spans(self) -> dict[Run, list[int]]:
        spans: dict[Run, list[int]] = defaultdict(list)
        for route in self.routes:
            if route.first != route.last:
                spans[route.source, route.end.lane.row] += [route.first, route.last]
        return spans

    def points(self, route: _Route) -> tuple[Point, ...]:
        """The corners of a route, its ends on the two nodes' borders."""
        start, end = route.start.box, route.end.box
        if route.is_straight:
            return (start.middle, start.bottom), (start.middle, end.y)
        side = start.right if route.leaves_right else start.x
        out, into = (
            self._trunk(route.source, route.first),
            self._trunk(route.source, route.last),
        )
        bends = [(out, route.leaving), (into, route.entering)]
        if route.first != route.last:
            bar = self._bar(route)
            bends[1:1] = [(out, bar), (into, bar)]
        return _corners([(side, route.leaving), *bends, (end.x, route.entering)])

    def _trunk(self, source: str, column: int) -> int:
        inner = next(lane.inner for lane in self.lanes if lane.column == column)
        room = next(lane.inner - lane.box.x for lane in self.lanes if lane.column == column)
        most = max((n for (_, c), n in self.trunks.items() if c == column), default=0)
        apart = min(_APART, (room - _NEAR - _FAR / 2) / most) if most else 0
        return round(inner - _NEAR - self.trunks[source, column] * apart)

    def _bar(self, route: _Route) -> int:
        row = route.end.lane.row
        return route.end.lane.channel + _STEP * self.bars[route.source, row] + _STEP // 2


def _tracks(spans: dict[Run, list[int]]) -> dict[Run, int]:
    """The lowest free track of each run; the short ones first, so that they lie innermost."""
    ends = {run: (min(span), max(span)) for run, span in spans.items()}
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    tracks = {}
    for run, (low, high) in sorted(ends.items(), key=lambda one: one[1][1] - one[1][0]):
        track = 0
        while any(a <= high and low <= b for a, b in taken[run[1], track]):
            track += 1
        taken[run[1], track].append((low, high))
        tracks[run] = track
    return tracks


def _corners(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points without repeats and without those on a straight way through."""
    kept = [point for point, _ in groupby(points)]
    bends = [
        b for a, b, c in zip(kept, kept[1:], kept[2:], strict=False) if not _in_line(a, b, c)
    ]
    return kept[0], *bends, kept[-1]


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]
