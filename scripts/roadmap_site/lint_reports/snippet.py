"""A line of a file with marks under the part that is meant, as columns of a terminal."""

import re
import unicodedata
from dataclasses import dataclass

_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?""")
# A comma or a colon belongs to an address; before a space it belongs to YAML.
_WORD = re.compile(r"(?:[^\s,:\[\]{}]|[,:](?=[^\s\]}]))+")
_LEAST = 20  # columns: less shows nothing
_REACH = 4  # characters a column, to look at: accents stand on the letter before them
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
    line, room = line.rstrip(), max(room, _LEAST)
    start = min(column - 1, len(line))
    left = max(start - _REACH * room, 0)
    near = line[left : start + _REACH * room]
    at = start - left
    is_whole = near == line and columns(_cells(near, 0, len(near))) <= room
    first, last = (0, len(near)) if is_whole else _window(near, at, room)
    head, tail = _MORE * (left + first > 0), _MORE * (left + last < len(line))
    before = columns(head + _cells(near, first, at))
    meant = columns(_cells(near, at, min(_end(near, at), last)))
    text = f"{head}{_cells(near, first, last)}{tail}".rstrip()
    return Snippet(text, " " * before + "^" * max(meant, 1))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode Standard Annex 11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _cells(line: str, first: int, last: int) -> str:
    """These characters as they are shown."""
    return "".join(_cell(line, place) for place in range(first, last))


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


def _window(line: str, start: int, room: int) -> tuple[int, int]:
    """The characters that fit, as (first, behind the last), the one at `start` among them."""
    room -= 2 * len(_MORE)
    first = start
    used = 0
    while first and used + (more := columns(_cell(line, first - 1))) <= room // 2:
        first -= 1
        used += more
    last = start
    while last < len(line) and used + (more := columns(_cell(line, last))) <= room:
        last += 1
        used += more
    return first, last
