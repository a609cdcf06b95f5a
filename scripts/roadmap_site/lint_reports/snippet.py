"""A line of a file with marks under the part that is meant, as columns of a terminal."""

import re
import unicodedata
from dataclasses import dataclass

_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?""")
# A comma or a colon belongs to an address; before a space it belongs to YAML.
_WORD = re.compile(r"(?:[^\s,:\[\]{}]|[,:](?=[^\s\]}]))+")
_LEAST = 20  # columns: less shows nothing
_MORE = "…"


@dataclass(frozen=True)
class Snippet:
    """A line as it is shown, and the line of marks to print under it."""

    text: str
    marks: str


def snippet(line: str, column: int, room: int) -> Snippet:
    """The line and `^` under what begins at the 1-based column, at most `room` columns wide.

    East-Asian wide characters take two columns, tabs one; what could steer a terminal or a
    CI log is escaped. Of a longer line the part around the marks is kept.
    """
    line = line.rstrip()
    start = min(column - 1, len(line))
    cells = [_cell(line, place) for place in range(len(line))]
    first, last = _window(cells, start, max(room, _LEAST))
    head, tail = _MORE * (first > 0), _MORE * (last < len(cells))
    before = columns(head) + sum(map(columns, cells[first:start]))
    meant = sum(map(columns, cells[start : min(_end(line, start), last)]))
    text = f"{head}{''.join(cells[first:last])}{tail}".rstrip()
    return Snippet(text, " " * before + "^" * max(meant, 1))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode Standard Annex 11)."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _cell(line: str, place: int) -> str:
    """One character as it is shown."""
    char = line[place]
    if char == "\t":
        return " "
    if char == "[" and line[max(place - 2, 0) : place] == "##":
        return " ["  # else a legacy workflow command: see `printable`
    return char if char.isprintable() else ascii(char)[1:-1]


def _end(line: str, start: int) -> int:
    """Where the part that begins at `start` ends: a quote, a comment, a word, a mark."""
    rest = line[start:]
    if rest.startswith("#"):
        return len(line)
    if rest[:1] in {'"', "'"} and (quoted := _QUOTED.match(rest)):
        return start + quoted.end()
    if not rest[:1].isalnum() and rest[:1] != "_":
        return start + max(len(rest) - len(rest.lstrip(rest[:1] or " ")), 1)
    word = _WORD.match(rest)
    length = word.end() if word else 1
    others = (at for at, char in enumerate(rest[:length]) if _ends_word(rest[0], char))
    return start + next(others, length)


def _ends_word(first: str, char: str) -> bool:
    """Whether this ends a word that begins so: another script, a mark, what is hidden."""
    if not char.isprintable() or _columns(char) not in {0, _columns(first)}:
        return True
    return char > "~" and unicodedata.category(char)[0] == "P"


def _window(cells: list[str], start: int, room: int) -> tuple[int, int]:
    """The cells that fit, as (first, behind the last), the one at `start` among them."""
    if sum(map(columns, cells)) <= room:
        return 0, len(cells)
    room -= 2 * len(_MORE)
    first = start
    used = 0
    while first and used + columns(cells[first - 1]) <= room // 2:
        first -= 1
        used += columns(cells[first])
    last = start
    while last < len(cells) and used + columns(cells[last]) <= room:
        used += columns(cells[last])
        last += 1
    return first, last
