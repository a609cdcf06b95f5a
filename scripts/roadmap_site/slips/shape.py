"""One line of a curriculum file taken apart, and which words are field names."""

import re
from dataclasses import dataclass
from typing import get_args, get_origin

from roadmap_site.misspelt import ALIASES
from roadmap_site.model import Record
from roadmap_site.values import Line, Text


def _models() -> list[type[Record]]:
    return list(Record.__subclasses__())


FIELDS = frozenset(name for model in _models() for name in model.model_fields)
TEXTS = frozenset(
    name
    for model in _models()
    for name, field in model.model_fields.items()
    if field.annotation is Text or get_origin(field.annotation) is dict
)
LISTS = frozenset(
    name
    for model in _models()
    for name, field in model.model_fields.items()
    if get_origin(field.annotation) is tuple
)
IDS = frozenset(
    name
    for model in _models()
    for name, field in model.model_fields.items()
    if get_origin(field.annotation) is tuple
    and not {Line, *_models()} & {*get_args(field.annotation)}
)
"""Lists whose entries hold no spaces: ids, languages, numbers."""
TAGS = frozenset({"language", "todo"})
"""Those whose entries are languages."""
PARTS = frozenset({"languages", "concepts", "start", "also", "mutes"})
"""Fields that hold a list of records."""
FREE = frozenset({"name", "license", "reason", "by"})
"""Fields that hold free text, beside those with a text a language."""

WORD = r"[A-Za-z_][A-Za-z0-9_.-]{0,39}|[\u4e00-\u9fff]{1,8}"
ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_COLON = re.compile(r":(?=[ \t]|$)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'")
_DASHES = re.compile(r"(?:-(?: +|$)){0,8}")
_TAG = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]{2,8})?")
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Shape:
    """One line: its indentation, its list dashes, its field name and the rest."""

    text: str
    indent: int
    dashes: tuple[int, ...]
    """Columns of its list dashes, 0-based."""
    inner: int
    """Where the field name or, without one, the text begins."""
    key: str | None
    start: int
    """Where the value begins."""

    @property
    def value(self) -> str:
        """What stands after the colon, or the whole text where there is none."""
        return self.text[self.start :].rstrip(" \t")

    @property
    def is_blank(self) -> bool:
        """Whether YAML reads nothing here: no text, or a comment."""
        return not self.text.strip() or self.text.lstrip(" \t").startswith("#")


def shape(text: str) -> Shape:
    """The line taken apart; indentation is counted in plain spaces only."""
    indent = len(text) - len(text.lstrip(" "))
    found = _DASHES.match(text, indent)
    inner = found.end() if found else indent
    dashes = tuple(at for at in range(indent, inner) if text[at] == "-")
    key, start = _key(text, inner)
    return Shape(text, indent, dashes, inner, key, start)


def _key(text: str, inner: int) -> tuple[str | None, int]:
    if text[inner : inner + 1] in {"", "[", "{", "#"}:
        return None, inner
    quotes = _QUOTED.match(text, inner)
    colon = _COLON.search(text, quotes.end() if quotes else inner)
    if colon is None:
        return None, inner
    key = text[inner : colon.start()].rstrip(" \t")
    if " #" in key or len(key) > _LONGEST_KEY or (quotes and key != quotes[0]):
        return None, inner
    rest = text[colon.end() :]
    return key, colon.end() + len(rest) - len(rest.lstrip(" \t"))


def bare(key: str) -> str:
    """The field name without its quotes."""
    return key.strip("\"'")


def is_tag(key: str) -> bool:
    """Whether this is a language's tag and no field."""
    return bool(_TAG.fullmatch(key)) and key not in FIELDS


def is_likely(key: str) -> bool:
    """Whether this word is probably meant as a field name."""
    return key in FIELDS or is_tag(key) or key.lower() in ALIASES


def is_free(key: str) -> bool:
    """Whether the values of this field are prose, where a '#' may well be meant."""
    return key in FREE or key not in FIELDS
