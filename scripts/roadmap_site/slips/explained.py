"""Slips of the pen in YAML: what they are, and the text as it was meant.

`explained` reads line by line what the parser would refuse or misread. That a file with
slips is read on, and what is told of it, is in `reading.py`.
"""

import re
from dataclasses import dataclass

from roadmap_site.slips.here import Here, first_flaw
from roadmap_site.slips.levels import Level, Levels
from roadmap_site.slips.misread import MISREAD
from roadmap_site.slips.rules import BLOCK
from roadmap_site.slips.shape import FIELDS, WORD, Shape, bare, shape
from roadmap_site.slips.text import lone_dash, plain_lines
from roadmap_site.slips.value import Value, closed, is_open, value_flaw
from roadmap_site.slips.words import Flaw, Slip, slip

MAX_SLIPS = 50
MAX_A_LINE = 4
MAX_LINES = 2000
MAX_LEVELS = 40
MAX_LOOKED = 20_000
LOOK_AHEAD = 20
_MOVES = {"wrong-indentation", "stray-indentation", "not-inside"}
_HEAD = re.compile(r"--- +[^\s#]")
"""A document that begins on the line of its mark: nobody writes so by hand."""
_WORD = re.compile(WORD)
_MARK = re.compile(r"(?:---|\.\.\.|%.*)$")
_TOKEN = re.compile(
    r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'|[\[\]{}]|(?<=\s)#.*|[^\s,\[\]{}\"'][^,\[\]{}]*+"
)
_QUOTE_ENDS = {
    '"': re.compile(r"(?:[^\"\\]|\\.)*+\""),
    "'": re.compile(r"(?:[^']|'')*+'(?!')"),
}


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as it was meant, in as many lines as the source."""

    text: str
    slips: tuple[Slip, ...]
    """In the order of the lines."""
    changed: frozenset[int]
    """1-based lines that differ from the source."""
    sure: frozenset[int] = frozenset()
    """1-based lines that certainly were meant as they are here."""


def explained(text: str) -> Mended:
    """All slips of a text and the text without them; at most `MAX_SLIPS`."""
    reader = _Reader(text)
    reader.read()
    return reader.mended()


class _Reader:
    """Goes through the lines once, mends each before it looks at the next."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.lines, self.slips, self.emptied = plain_lines(text)
        self.levels = Levels()
        self.shift = 0
        self.looked = 0
        self.moved: set[int] = set()  # 1-based lines
        self.stray = -2  # the last line without a field
        self._open_record()
        shapes = map(shape, self.lines[:MAX_LINES])
        self.names = frozenset((one.inner, bare(one.key)) for one in shapes if one.key)

    def _open_record(self) -> None:
        """Take the dash off a record that is written as the only entry of a list."""
        found = lone_dash(self.lines)
        if found is None:
            return
        at, flaw = found
        self.lines[at] = flaw.line
        self.slips.append(slip(at + 1, flaw))
        column = shape(flaw.line).inner
        if column:
            self.levels.open.append(Level(column, is_list=False))

    def read(self) -> None:
        """Look at every line, until there are too many slips to go on."""
        at = next((len(self.lines) for one in self.lines if _HEAD.match(one)), 0)
        end = min(len(self.lines), MAX_LINES)
        while at < end and len(self.slips) < MAX_SLIPS and len(self.levels.open) < MAX_LEVELS:
            at = self._line(at)

    def mended(self) -> Mended:
        """What `read` has found so far."""
        pairs = enumerate(zip(self.source, self.lines, strict=True), 1)
        changed = frozenset(number for number, (old, new) in pairs if old != new)
        slips = tuple(sorted(self.slips))
        return Mended("\n".join(self.lines), slips, changed, self._sure(changed))

    def _sure(self, changed: frozenset[int]) -> frozenset[int]:
        """Lines with exact slips only; where a whole block moved, nobody can be sure."""
        told = {one.line for one in self.slips} & changed
        doubtful = {one.line for one in self.slips if not (one.is_exact and one.mended)}
        return frozenset(told - doubtful - self.moved)

    def _line(self, at: int) -> int:
        """Mend one line and all that it opens; returns the next line to look at."""
        moved = False
        for _ in range(MAX_A_LINE):
            line = shape(self.lines[at])
            flaw = None if _MARK.match(line.text) else self._flaw(at, line)
            if flaw is None:
                break
            moved = self._tell(at, flaw) or moved
        line = shape(self.lines[at])
        if line.is_blank or _MARK.match(line.text):
            return at + 1
        return self._follow(at, line, moved=moved)

    def _tell(self, at: int, flaw: Flaw) -> bool:
        """Note the slip and mend the line; a whole block moved by one slip is told once."""
        before = shape(self.lines[at]).indent
        self.lines[at] = flaw.line
        if flaw.code not in _MOVES:
            if flaw.code != "stray-text" or self.stray != at - 1:
                self.slips.append(slip(at + 1, flaw))
            self.stray = at if flaw.code == "stray-text" else self.stray
            return False
        self.moved.add(at + 1)
        shift = shape(flaw.line).indent - before
        if shift != self.shift:
            self.slips.append(slip(at + 1, flaw))
        self.shift = shift
        return True

    def _flaw(self, at: int, line: Shape) -> Flaw | None:
        here = Here(line, self.levels, self.lines[at + 1 : at + LOOK_AHEAD], self.names)
        if line.is_blank and line.text.strip(" \t")[:1] in {"", "#"}:
            return first_flaw(here, BLOCK[:1])
        if self._is_flow_root(line):
            return self._value_flaw(at, here)
        return first_flaw(here, BLOCK) or self._value_flaw(at, here)

    def _is_flow_root(self, line: Shape) -> bool:
        return not self.levels.open and line.text[line.indent] in "[{"

    def _value(self, here: Here) -> Value:
        line, levels = here.line, here.levels
        if line.key is not None:
            field: str | None = bare(line.key)
        elif line.dashes:
            field = levels.owner(line)
        else:
            above = levels.prose or levels.waiting
            field = above.owner if above else None
        below = here.below
        more = below is not None and below.key is None and not below.dashes
        is_last = not more or below is None or _is_lost_field(below)
        return Value(line.text, line.start, field, is_last)

    def _value_flaw(self, at: int, here: Here) -> Flaw | None:
        line, value = here.line, self._value(here)
        if here.goes_on:
            return None
        if (flaw := first_flaw(here, MISREAD)) is not None:
            return flaw
        if (flaw := value_flaw(value)) is not None:
            return flaw
        opened = is_open(value)
        if opened and opened != "|" and self._closing(at, line, opened) is None:
            return closed(value)
        return None

    def _column(self, line: Shape) -> int:
        """The column that lines of an open value must stand deeper than."""
        if line.key is not None:
            return line.inner
        if line.dashes:
            return line.dashes[-1]
        return self.levels.waiting.indent if self.levels.waiting else -1

    def _closing(self, at: int, line: Shape, opened: str) -> int | None:
        """The line on which an open value is closed; None where a field comes before."""
        column = self._column(line)
        for number in range(at + 1, len(self.lines)):
            text = self.lines[number]
            below = shape(text)
            self.looked += 1
            if self.looked > MAX_LOOKED or len(opened) > MAX_LEVELS:
                return None
            structural = below.key is not None or below.dashes
            if structural and below.indent <= column:
                return None
            opened = _still_open(opened, text)
            if not opened:
                return number
        return None

    def _follow(self, at: int, line: Shape, *, moved: bool) -> int:
        """Take note of a sound line; returns the next one that is not part of its value."""
        here = Here(line, self.levels)
        if here.goes_on:
            return at + 1
        opened = is_open(self._value(here))
        column = self._column(line)
        if not moved and self.levels.exact(line.indent, is_list=bool(line.dashes)):
            self.shift = 0
        self.levels.follow(line)
        if opened == "|":
            return self._below_literal(at, column)
        if opened:
            closing = self._closing(at, line, opened)
            return at + 1 if closing is None else closing + 1
        return at + 1

    def _below_literal(self, at: int, column: int) -> int:
        for number in range(at + 1, len(self.lines)):
            line = shape(self.lines[number])
            if line.text.strip() and line.indent <= column:
                return number
        return len(self.lines)


def _still_open(opened: str, text: str) -> str:
    """What is open at the end of this line, if this was at its beginning."""
    if opened in _QUOTE_ENDS:
        return "" if _QUOTE_ENDS[opened].match(text) else opened
    depth = list(opened)
    for token in _TOKEN.findall(text):
        if token in {"[", "{"}:
            depth.append(token)
        elif token in {"]", "}"}:
            depth.pop()
            if not depth:
                return ""
    return "".join(depth)


def _is_lost_field(line: Shape) -> bool:
    """Whether a line without a colon begins like a field all the same."""
    found = _WORD.match(line.text, line.inner)
    return found is not None and found[0] in FIELDS
