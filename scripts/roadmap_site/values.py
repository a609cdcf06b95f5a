"""The typed values of a record: texts, ids, addresses, numbers, and what makes them sound."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from roadmap_site import url as urls
from roadmap_site.problem import shown
from roadmap_site.wording import rule, say

MAX_TEXT = 600
MAX_SLUG = 60

Kind = Literal[
    "article",
    "book",
    "course",
    "dataset",
    "documentation",
    "guide",
    "interactive",
    "leaderboard",
    "notebook",
    "paper",
    "repository",
    "tool",
    "video",
    "website",
]
AlsoKind = Literal[Kind, "mirror"]
Need = Literal["core", "choice", "optional"]
Level = Literal["intro", "core", "deep"]
Cost = Literal["free", "login", "paid"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LINKS = re.compile(r"https?://[^\s/*?#\x00-\x1f]+(/[^\s\x00-\x1f\x7f]{0,2000})?")
_WINDOWS = {
    "con",
    "nul",
    "aux",
    "prn",
    *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10)),
}
# Bidirectional controls and zero-width characters show one text and mean another.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _wrong(what: str, repair: str, sound: str | None = None) -> PydanticCustomError:
    """The refusal of a value; `sound` is the same value mended, where that is safe."""
    # Values travel in the context: a brace in contributor text must not be a placeholder.
    context = {"what": what, "repair": repair, "sound": sound}
    return PydanticCustomError("ours", "{what}; {repair}", context)


def text_flaw(value: str) -> tuple[str, str] | None:
    """What keeps a text from being one readable line, and the repair; None if nothing does."""
    if not value.strip():
        return rule("empty-text", "is empty"), "write a text, or delete the field"
    if found := _INVISIBLE.search(value):
        name = f"U+{ord(found[0]):04X}"
        what = rule("invisible-character", "holds the invisible character {0}", name)
        return what, "delete it"
    if _CONTROL.search(value):
        what = rule("line-break", "holds a line break or control character")
        return what, "write it on one line"
    if len(value) > MAX_TEXT:
        what = rule("text-too-long", "is {0} characters long", str(len(value)))
        return what, say("keep it under {0}", str(MAX_TEXT))
    return None


def _text(value: str) -> str:
    if flaw := text_flaw(value):
        raise _wrong(*flaw)
    return unicodedata.normalize("NFC", value.strip())


def is_slug(value: str) -> bool:
    """Whether the text may be an id: an anchor, a file name and a part of an address."""
    return bool(_SLUG.fullmatch(value)) and len(value) <= MAX_SLUG and value not in _WINDOWS


def _slug(value: str) -> str:
    if not is_slug(value):
        what = rule("not-an-id", "holds {0}, which is no id", shown(value))
        raise _wrong(what, "use lower-case words joined by hyphens")
    return value


def _url(value: str) -> str:
    if found := urls.flaw(value):
        what = rule(found.code, "holds {0}, which {1}", shown(value), found)
        if (sound := urls.trimmed(value)) != value and not urls.flaw(sound):
            raise _wrong(what, "delete it", sound)
        raise _wrong(what, "copy it from the browser's address bar")
    return value


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}", value):
        what = rule("not-a-number", "expected a whole number, got {0}", shown(value))
        raise _wrong(what, "write digits only")
    return value


Line = Annotated[str, AfterValidator(_text), Field(max_length=MAX_TEXT, min_length=1)]
Remark = Annotated[str, Field(max_length=200, min_length=1), AfterValidator(_text)]
Slug = Annotated[
    str, AfterValidator(_slug), Field(json_schema_extra={"pattern": _SLUG.pattern})
]
Url = Annotated[str, AfterValidator(_url), Field(json_schema_extra={"format": "uri"})]


def _address(value: str) -> str:
    if "?" in value or "#" in value:
        what = rule("not-a-folder-address", "address {0} has a '?' or '#'", shown(value))
        raise _wrong(what, "write the folder's address")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        what = rule("not-a-date", "expected a date, got {0}", shown(value))
        raise _wrong(what, "write it like 2026-12-31")
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        what = rule("not-a-date", "{0} is no day", shown(value))
        raise _wrong(what, "take one from the calendar") from None


def _links(value: str) -> str:
    if not _LINKS.fullmatch(value):
        repair = "write a URL, or https://host/ and * for all that begins so"
        raise _wrong(rule("not-a-link-pattern", "{0} names no links", shown(value)), repair)
    return value


Address = Annotated[Url, AfterValidator(_address)]
Day = Annotated[date, BeforeValidator(_day)]
Links = Annotated[
    str,
    AfterValidator(_links),
    Field(json_schema_extra={"pattern": "^https?://[^\\s/*?#]+(/[^\\s]*)?$"}),
]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=100_000)]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Words = dict[Tag, tuple[Line, ...]]


class Text(RootModel[dict[Tag, Line]]):
    """One text in some of the curriculum's languages: `{tag: text}`."""

    model_config = ConfigDict(frozen=True)

    def said(self, language: str, languages: tuple[str, ...]) -> "Said":
        """The text in this language, or else in the first language that has it."""
        for tag in (language, *languages):
            if tag in self.root:
                return Said(self.root[tag], tag)
        return Said("", language)


@dataclass(frozen=True)
class Said:
    """A text as a reader gets it, and the language it really is in."""

    text: str
    language: str
