"""Where the characters of a YAML file's values stand in it, and the file with other values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from roadmap_site.quotes import scalar
from roadmap_site.tree import RefusedError, parse

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLD = re.compile(r"[ \t]*\n\s*")
_BETWEEN = re.compile(r"[\s\\'\"]*")


@dataclass(frozen=True, slots=True)
class Span:
    """A value of a YAML text: the 0-based offsets where it starts and ends, and what it is.

    Quotes are within. Of a block, `first` is where its first line begins.
    """

    start: int
    first: int
    end: int
    value: str


Changes = Mapping[Span, tuple[int, str, str]]
"""`{span: (offset, old text, new text)}`, each on one line."""


def spans(text: str) -> list[Span]:
    """Every value and field name of a sound YAML text, in its order."""
    return [_span(text, event) for event in scalars(text)]


def place(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of a 0-based offset."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


def offsets(text: str, span: Span, value: str) -> list[int] | None:
    """Where each character of the value stands in the text.

    None where that is hard to say: behind escapes such as `\\u4e2d`.
    """
    found: list[int] = []
    at = span.first
    for char in value:
        fold = _FOLD.match(text, at) if char == " " else None
        if fold:
            found.append(at)
            at = fold.end()
            continue
        here = text.find(char, at, span.end)
        if here < 0 or not _BETWEEN.fullmatch(text, at, here):
            return None
        found.append(here)
        at = here + 1
    return found


def with_values(text: str, changes: Changes) -> str | None:
    """The text with other values; plain ones get quotes if one of them needs some now.

    None where anything else would change.
    """
    wanted = [_changed(span, changes) for span in spans(text)]
    for is_quoted in (False, True):
        made = _made(text, changes, is_quoted=is_quoted)
        if _reads(made, wanted):
            return made
    return None


def _changed(span: Span, changes: Changes) -> str:
    if span not in changes:
        return span.value
    _, old, new = changes[span]
    return span.value.replace(old, new)


def _made(text: str, changes: Changes, *, is_quoted: bool) -> str:
    pieces = []
    done = 0
    for span in sorted(changes, key=lambda one: one.start):
        at, old, new = changes[span]
        is_plain = span.start == at
        value = scalar(new, flow=True) if is_quoted and is_plain else new
        pieces += [text[done:at], value]
        done = at + len(old)
    return "".join([*pieces, text[done:]])


def _reads(text: str, wanted: list[str]) -> bool:
    try:
        parse(text)
    except RefusedError:
        return False
    return [span.value for span in spans(text)] == wanted


def scalars(text: str) -> Iterator[Any]:
    """The scalar events of a YAML text, as far as it can be read."""
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.ScalarEvent):
                yield event
    except yaml.YAMLError:
        return


def _span(text: str, event: Any) -> Span:  # noqa: ANN401  PyYAML's events have no types
    start, end = event.start_mark.index, event.end_mark.index
    first = start
    if event.style in {"|", ">"}:
        first = text.find("\n", start, end) + 1 or start
    elif event.style:
        first += 1
    return Span(start, first, end, event.value)
