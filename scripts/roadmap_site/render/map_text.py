"""How wide a text may get and where its lines break. Knows no fonts: guesses wide."""

import math
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

# Advance widths in em, the widest of DejaVu, Liberation and Noto Sans, all bold.
_CLASSES = (
    (0.42, " 'ijl|,.I/\\:;-"),
    (0.52, "ftr!()[]"),
    (0.72, 'abcdeghknopqsuvxyzLJEFT*?"_$`0123456789'),
    (0.95, "w{}&#+<=>^~"),
    (1.05, "m@%"),
    (1.28, "WMюмжфщшæœÆŒ"),
    (1.4, "ЖШЩЮصضسش"),
)
_EM = {char: em for em, chars in _CLASSES for char in chars}
_REGULAR = 0.93  # how much narrower the regular weight runs, at least
_OPENING = frozenset("([{（［｛「『《【〈“‘")
_CLOSING = frozenset(")]}）］｝」』》】〉”’,.;:!?，。、；：！？…—·％%")


@cache
def _em(char: str) -> float:
    if char in _EM:
        return _EM[char]
    name = unicodedata.name(char, "")
    if name.startswith(("LATIN", "COMBINING")):
        base = unicodedata.normalize("NFD", char)[0]
        return _EM.get(base, 0.0 if unicodedata.combining(char) else 0.88)
    if unicodedata.category(char) == "So":
        return 1.4  # emoji overflow their em
    # Marks of other scripts count in full: without a fitting font they are drawn as boxes.
    return 0.98 if name.startswith(("CYRILLIC", "GREEK")) else 1.05


@lru_cache(4096)  # every text is measured for several drawings
def width(text: str, size: float, *, bold: bool = False) -> int:
    """The text's width in whole pixels, never less than what a common font draws."""
    return math.ceil(sum(map(_em, text)) * size * (1 if bold else _REGULAR))


@lru_cache(4096)
def wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text's lines, as even as their number allows, each within `room` pixels.

    A line that broke at a space keeps it at its end, so that joined lines read as the text.
    """
    scale = size * (1 if bold else _REGULAR)
    ems = room / scale
    pieces = [part for piece in _pieces(text) for part in _chopped(piece, ems)]
    lines = _filled(pieces, ems)
    widest = max(_ems(piece) for piece in pieces)
    while len(lines) > 1 and (ems := ems - 0.4) >= widest:
        closer = _filled(pieces, ems)
        if len(closer) > len(lines):
            break
        lines = closer
    return tuple(lines)


def _ems(piece: str) -> float:
    return sum(map(_em, piece.rstrip(" ")))


def _filled(pieces: list[str], ems: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _ems(lines[-1] + piece) > ems:
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> Iterator[str]:
    """What must stay on one line: words with the space after them, single CJK characters."""
    piece = ""
    for char in " ".join(text.split()):
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or _clings(after) or after in _CLOSING or before in _OPENING:
        return False
    return before in " -/" or _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _clings(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or 0x1F3FB <= ord(char) <= 0x1F3FF  # noqa: PLR2004


def _chopped(piece: str, ems: float) -> Iterator[str]:
    """The piece itself, or parts that fit; a word in a script with cases gets hyphens."""
    if _ems(piece) <= ems:
        yield piece
        return
    part = ""
    for char in piece:
        wanted = _ems(part + char) + (0 if _clings(char) else _em("-"))
        if part and char != " " and wanted > ems:
            yield part + ("-" if _has_case(part[-1]) and _has_case(char) else "")
            part = ""
        part += char
    yield part


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()
