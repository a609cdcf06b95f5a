"""Slips of a file as a whole: bad characters, marks of a merge conflict, a dash before all."""

import re

from roadmap_site.slips.shape import FIELDS, bare, shape
from roadmap_site.slips.words import Flaw, Slip, character, slip

_INVISIBLE = "\u0085\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_BAD = re.compile(f"[{_INVISIBLE}{_FORBIDDEN}]")
_FORBIDDEN_ONLY = re.compile(f"[{_FORBIDDEN}]")
_BEGIN = re.compile(r"<{7}(?: |$)")
_MIDDLE = re.compile(r"={7}$|\|{7}(?: |$)")
_END = re.compile(r">{7}(?: |$)")
SUSPECT = _BAD
MARKS = ("<" * 7, "=" * 7, ">" * 7)
"""What conflict marks begin with."""


def plain_lines(text: str) -> tuple[list[str], list[Slip], set[int]]:
    """The lines without bad characters and conflict marks, the slips, the emptied lines.

    Of a conflict the first side is kept; emptied lines are 0-based.
    """
    lines, slips = text.split("\n"), []
    for number, line in enumerate(lines):
        found = _BAD.search(line)
        if found is None:
            continue
        forbidden = _FORBIDDEN_ONLY.match(found[0])
        code = "forbidden-character" if forbidden else "invisible-character"
        got = (character(found[0]),)
        flaw = Flaw(code, found.start(), _BAD.sub("", line), got, passes=not forbidden)
        slips.append(slip(number + 1, flaw))
        lines[number] = flaw.line
    emptied, more = _conflicts(lines)
    return lines, slips + more, emptied


def _conflicts(lines: list[str]) -> tuple[set[int], list[Slip]]:
    """Empty the lines that a merge left behind; one slip a conflict, at its first mark."""
    emptied: set[int] = set()
    slips: list[Slip] = []
    inside = dropping = False
    for number, line in enumerate(lines):
        begins, ends = _BEGIN.match(line), _END.match(line)
        is_mark = begins or ends or _MIDDLE.match(line)
        if is_mark and not inside:
            slips.append(slip(number + 1, Flaw("merge-conflict", 0, "", passes=True)))
        if is_mark:
            inside = not ends and (inside or bool(begins))
            dropping = inside and not begins
        if is_mark or dropping:
            lines[number] = ""
            emptied.add(number)
    return emptied, slips


def lone_dash(lines: list[str]) -> tuple[int, Flaw] | None:
    """The 0-based line and the flaw of a record that is the only entry of a list."""
    said = ((at, shape(one)) for at, one in enumerate(lines) if one.strip("-. "))
    at, first = next(((at, one) for at, one in said if not one.is_blank), (0, shape("")))
    if first.dashes != (0,) or first.key is None or bare(first.key) not in FIELDS:
        return None
    if any(one.startswith(f"- {first.key}:") for one in lines[at + 1 :]):
        return None
    below = next((one for _, one in said if not one.is_blank), None)
    column = first.inner if below is not None and below.indent >= first.inner else 0
    text = " " * column + first.text[first.inner :]
    return at, Flaw("stray-dash", 0, text, passes=True)
