"""A YAML text's comments and quotes, and the values they belong to; `emit.py` puts them back.

The tree has neither. They are found between the parser's events, never by looking for `#` in
a value.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import yaml

from roadmap_site.tree import Mapping

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# To YAML 1.1 these end a line, and so a comment; to YAML 1.2 the last three do not.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
BRACKETED = 1_000_000
_COMMENT = re.compile("#[^\n\r\x85\u2028\u2029]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: 0-based index in the text and column in its line, and how it stands.

    Within brackets columns mean nothing; there it is `BRACKETED`.
    """

    at: int
    column: int
    text: str
    has_own_line: bool
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What the text says about one value beside the value itself; places are 0-based."""

    start: int
    end: int
    is_quoted: bool
    is_flow: bool
    after_blank: bool
    comments: tuple[Comment, ...] = ()


NOTHING = Note(0, 0, is_quoted=False, is_flow=True, after_blank=False)


@dataclass(frozen=True)
class Source:
    """All comments of a text: those of its top, of its values, and of its end."""

    header: tuple[Comment, ...] = ()
    tail: tuple[Comment, ...] = ()
    notes: dict[int, Note] = field(default_factory=dict)  # by id() of the tree's nodes

    def of(self, node: object) -> Note:
        """What the text says about this node of its tree."""
        return self.notes.get(id(node), NOTHING)

    @property
    def comments(self) -> list[str]:
        """The text of every comment, sorted."""
        inner = (one for note in self.notes.values() for one in note.comments)
        return sorted(one.text for one in (*self.header, *inner, *self.tail))


def read_source(text: str, tree: Mapping) -> Source:
    """Where the comments of the text belong; `tree` is `parse(text)`, without double keys."""
    found = _Found(text)
    for event in yaml.parse(text, Loader=_Loader):
        found.take(event)
    found.end()
    nodes = list(_nodes(tree, is_key=False))
    seats = [
        _Seat(spot, node, is_key)
        for spot, (node, is_key) in zip(found.spots, nodes, strict=True)
    ]
    leaves = [seat for seat in seats if seat.spot.is_leaf]
    tail = _seat_all(found, seats, leaves)
    first = leaves[0]
    header = _header(first, found.lines)
    del first.comments[: len(header)]
    notes = {id(seat.node): _note(seat, found.lines) for seat in seats}
    return Source(header, tuple(tail), notes)


class _Lines:
    """Where the lines of a text begin, as YAML 1.1 counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def of(self, index: int) -> int:
        """The 0-based line that holds this index."""
        return bisect_right(self.starts, index) - 1

    def before(self, index: int) -> str:
        """What stands on the line before this index."""
        return self.text[self.starts[self.of(index)] : index]

    def indent(self, index: int) -> int:
        """How many spaces open the line of this index."""
        before = self.before(index)
        return len(before) - len(before.lstrip(" "))

    def after_blank(self, index: int) -> bool:
        """Whether the line of this index follows a blank one."""
        line = self.of(index)
        return line > 0 and not self.text[self.starts[line - 1] : self.starts[line]].strip()


@dataclass(slots=True)
class _Spot:
    """A value as the parser met it."""

    start: int
    end: int
    is_quoted: bool
    is_flow: bool
    is_leaf: bool  # a scalar or an empty collection: one that has a line of its own


@dataclass(frozen=True, slots=True)
class _Met:
    """A comment as the parser met it: how many values began before, and what surrounds it."""

    comment: Comment
    begun: int
    is_in_flow: bool
    is_closing: bool  # the next thing is the bracket that ends a list or mapping


@dataclass(slots=True)
class _Seat:
    """A value with its node of the tree, and the comments that go with it."""

    spot: _Spot
    node: object
    is_key: bool
    comments: list[Comment] = field(default_factory=list)


class _Found:
    """All values and comments of a text, in its order; grows by the parser's events."""

    def __init__(self, text: str) -> None:
        self.lines = _Lines(text)
        self.spots: list[_Spot] = []
        self.met: list[_Met] = []
        self._at = 0
        self._open: list[_Spot] = []

    def take(self, event: Any) -> None:  # noqa: ANN401  PyYAML's events have no types
        """Note the comments since the last event, and the value that starts here."""
        start, end = event.start_mark.index, event.end_mark.index
        is_end = isinstance(event, yaml.CollectionEndEvent)
        self._meet(start, is_closing=is_end and end > start)
        if is_end:
            spot = self._open.pop()
            spot.end, spot.is_leaf = end, spot is self.spots[-1]
        elif isinstance(event, yaml.CollectionStartEvent):
            flow = bool(event.flow_style)
            self.spots.append(_Spot(start, end, is_quoted=False, is_flow=flow, is_leaf=False))
            self._open.append(self.spots[-1])
        elif isinstance(event, yaml.ScalarEvent):
            quoted = event.style in {"'", '"'}
            self.spots.append(_Spot(start, end, quoted, is_flow=False, is_leaf=True))
            if event.style in {"|", ">"}:
                line = _BREAK.search(self.lines.text, start)
                self._meet(line.start() if line else end)
            self._at = max(self._at, end)

    def end(self) -> None:
        """Note the comments that are left."""
        self._meet(len(self.lines.text))

    def _meet(self, until: int, *, is_closing: bool = False) -> None:
        in_flow = any(spot.is_flow for spot in self._open)
        for found in _COMMENT.finditer(self.lines.text, self._at, until):
            at = found.start()
            before = self.lines.before(at)
            blank = self.lines.after_blank(at)
            column = BRACKETED if in_flow else len(before)
            comment = Comment(at, column, found[0].rstrip(), not before.strip(), blank)
            self.met.append(_Met(comment, len(self.spots), in_flow, is_closing))
        self._at = max(self._at, until)


def _nodes(node: Any, *, is_key: bool) -> Iterator[tuple[object, bool]]:  # noqa: ANN401
    """Every node of a tree and whether it is a key, in the order of the parser's events."""
    yield node, is_key
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, True
            yield from _nodes(value, is_key=False)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value, is_key=False)


def _seat_all(found: _Found, seats: list[_Seat], leaves: list[_Seat]) -> list[Comment]:
    """Give every comment to a value; what belongs to none, at the end, is returned."""
    tail: list[Comment] = []
    ranks = [at for at, seat in enumerate(seats) if seat.spot.is_leaf]
    forward = -1
    for met in found.met:
        rank = bisect_right(ranks, met.begun - 1)
        before = leaves[rank - 1] if rank else None
        after = leaves[rank] if rank < len(leaves) else None
        back = forward != rank and _goes_back(met, before, after, found.lines)
        if back and before is not None:
            before.comments.append(met.comment)
            continue
        forward = rank
        (after.comments if after is not None else tail).append(met.comment)
    return tail


def _goes_back(met: _Met, before: _Seat | None, after: _Seat | None, lines: _Lines) -> bool:
    """Whether a comment belongs to the value before it, not to the one that follows."""
    comment = met.comment
    if before is None or met.is_closing:
        return before is not None
    if not comment.has_own_line:
        last = max(before.spot.start, before.spot.end - 1)
        is_same = comment.at < before.spot.end or lines.of(last) == lines.of(comment.at)
        return is_same or bool(set("]}") & set(lines.before(comment.at)))
    # Deeper than what follows: the last words of a block, not the first of the next.
    indent = lines.indent(after.spot.start) if after is not None else 0
    return not met.is_in_flow and not before.is_key and comment.column > indent


def _header(first: _Seat, lines: _Lines) -> tuple[Comment, ...]:
    """The comments before the first value that a blank line parts from it."""
    above = [one for one in first.comments if one.at < first.spot.start]
    if lines.after_blank(first.spot.start):
        return tuple(above)
    kept = len(list(takewhile(lambda one: not one.after_blank, reversed(above)))) + 1
    return tuple(above[:-kept])


def _note(seat: _Seat, lines: _Lines) -> Note:
    spot = seat.spot
    blank = lines.after_blank(spot.start)
    flow = spot.is_flow
    return Note(spot.start, spot.end, spot.is_quoted, flow, blank, tuple(seat.comments))
