"""How much two texts or two pages are alike: what gives away an error page."""

import struct
import zlib
from collections import Counter
from urllib.parse import urlsplit

from roadmap_site.links.answer import Page
from roadmap_site.links.late import late

SAME = 0.97  # of the words
SAME_TEXT = 3  # bits of a fingerprint in which one page may differ from day to day
_BITS = 64
_MASK = (1 << _BITS) - 1
_MIX = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio; spreads CRC's 32 bits over 64
_SAMPLE = 1024  # words; more make no finer fingerprint, only a later one
_MARK_SIZE = 16  # hexadecimal digits

# Chinese and Japanese are written without spaces: there, every character counts as a word.
_WORD = late(r"[぀-ヿ㐀-䶿一-鿿가-힯]|[^\W_぀-ヿ㐀-䶿一-鿿가-힯]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case, Chinese and Japanese ones character by character."""
    return _WORD().findall(text.lower())


def fingerprint(text: str) -> str:
    """A simhash of the distinct words: 16 hexadecimal digits, empty for no words.

    Alike texts differ in few bits (Charikar 2002). Long texts are sampled by the smallest
    hashes, so that a word more or less does not change the sample.
    """
    # Repetitions are dropped before the slow step.
    distinct = words(" ".join(set(text.split())))
    hashes = sorted({zlib.crc32(word.encode("utf-8", "replace")) for word in distinct})
    if not hashes:
        return ""
    mixed = [value * _MIX & _MASK for value in hashes[:_SAMPLE]]
    packed = struct.pack(f">{len(mixed)}Q", *mixed)
    bits = format(int.from_bytes(packed), f"0{_BITS * len(mixed)}b")
    half = len(mixed) / 2
    votes = (bits[at::_BITS].count("1") > half for at in range(_BITS))
    return format(int("".join("1" if vote else "0" for vote in votes), 2), "016x")


def distance(one: str, other: str) -> int:
    """In how many of 64 bits two fingerprints differ; 64 where one is missing or damaged."""
    if len(one) != _MARK_SIZE or len(other) != _MARK_SIZE:
        return _BITS
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return _BITS


def similarity(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1 (Dice); 1 for two empty ones."""
    return _common(words(one), words(other))


def is_like(page: Page, url: str, other: Page, other_url: str) -> bool:
    """Whether two addresses show the same page but for numbers and the address itself."""
    if not _same(page.title, url, other.title, other_url):
        return False
    if page.fingerprint and (page.fingerprint, page.length) == (
        other.fingerprint,
        other.length,
    ):
        return True
    # An error page may repeat its address: the lengths differ, but not by much.
    if abs(page.length - other.length) > len(url) + len(other_url) + 40:
        return False
    return _same(page.words, url, other.words, other_url)


def _same(one: str, url: str, other: str, other_url: str) -> bool:
    if _common(_lasting(one), _lasting(other)) >= SAME:
        return True
    bare, other_bare = _without(one, url), _without(other, other_url)
    # Only where both name their own address: a real page is often titled after its address.
    both = bare != one and other_bare != other
    return both and _common(_lasting(bare), _lasting(other_bare)) >= SAME


def _lasting(text: str) -> list[str]:
    """The words of a text without numbers and random marks."""
    found = words(text.replace("-", ""))
    return [word for word in found if not _is_changing(word)]


def _is_changing(word: str) -> bool:
    return word.isdigit() or (len(word) >= 8 and any(map(str.isdigit, word)))  # noqa: PLR2004


def _without(text: str, url: str) -> str:
    """The text without the address that it was asked under, or the last part of it."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return text
    last = path.rstrip("/").rpartition("/")[2]
    # A short last part ("c", "ml") is a word like others.
    parts = (url, path, last) if len(last) > 3 else (url,)  # noqa: PLR2004
    for part in parts:
        text = text.replace(part, " ")
    return text


def _common(one: list[str], other: list[str]) -> float:
    if not one and not other:
        return 1.0
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other))
