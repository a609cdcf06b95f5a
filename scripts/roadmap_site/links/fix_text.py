"""One value of a text put for another, everything else as it was; or the reason why not."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from roadmap_site.links.markdown_links import links
from roadmap_site.text.spans import scalars
from roadmap_site.tree import Mapping, RefusedError, Scalar, parse

Place = tuple[int, int]  # 1-based line and column

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BY_HAND = "edit it by hand"
_QUOTES = ("", "'", '"')


class RefusedEditError(Exception):
    """The edit can't be made; says why and what to do."""

    def __init__(self, what: str, repair: str) -> None:
        super().__init__(what)
        self.what, self.repair = what, repair


@dataclass(frozen=True)
class _Span:
    """A scalar of a YAML text: where it starts and ends (0-based), and its quote."""

    start: int
    end: int
    quote: str


def in_yaml(text: str, place: Place, old: str, new: str) -> str:
    """The YAML text with `new` for the scalar `old` at this place, in the same quotes.

    Raises `RefusedEditError` where it is not there, or more than this value would change.
    """
    span = _span(text, place, old)
    wanted = _with(_tree(text), place, new)
    for quote in dict.fromkeys((span.quote, '"')):
        made = f"{text[: span.start]}{_quoted(new, quote)}{text[span.end :]}"
        if _reads(made, wanted):
            return made
    raise RefusedEditError("can't be rewritten without changing more", _BY_HAND)


def with_archived(text: str, place: Place, old: str, new: str) -> str:
    """The YAML text with a field `archived: new` on the line below the URL `old`.

    Raises `RefusedEditError` like `in_yaml`, and where the field is there already.
    """
    span, tree = _span(text, place, old), _tree(text)
    key = tree.key("url")
    if "archived" in tree or key is None:
        raise RefusedEditError("has 'archived', or no 'url' of its own", _BY_HAND)
    found = re.compile(r"\r\n|\n|\r|\Z").search(text, span.end)
    assert found is not None  # every text has an end
    end = found[0] or "\n"
    line = f"{'' if found[0] else end}{' ' * (key.column - 1)}archived: "
    for quote in ("", '"'):
        made = f"{text[: found.end()]}{line}{_quoted(new, quote)}{end}{text[found.end() :]}"
        if _reads(made, {**tree, "archived": new}):
            return made
    raise RefusedEditError("has no line to put 'archived' below", _BY_HAND)


def in_markdown(text: str, place: Place, old: str, new: str) -> str:
    """The Markdown text with the link `new` for `old` at this place.

    Raises `RefusedEditError` where it is not there, or more than this link would change.
    """
    at = _offset(text, place)
    if not text.startswith(old, at):
        raise RefusedEditError(f"no longer has {old!r} here", "run the check again")
    made = f"{text[:at]}{new}{text[at + len(old) :]}"
    before, after = (links(_plain(one)) for one in (text, made))
    wanted = [new if (one.line, one.column) == place else one.url for one in before]
    if [one.url for one in after] != wanted or wanted == [one.url for one in before]:
        raise RefusedEditError("can't be rewritten without changing more", _BY_HAND)
    return made


def _span(text: str, place: Place, old: str) -> _Span:
    """The scalar at this place. Raises `RefusedEditError` where another value stands there."""
    for event in scalars(text):
        mark = event.start_mark
        if (mark.line + 1, mark.column + 1) == place and event.value == old:
            quote = event.style or ""
            if quote not in _QUOTES:
                raise RefusedEditError("is written as a block", _BY_HAND)
            return _Span(mark.index, event.end_mark.index, quote)
    raise RefusedEditError(f"no longer has {old!r} here", "run the check again")


def _tree(text: str) -> Mapping:
    try:
        return parse(_plain(text))[0]
    except RefusedError as error:
        raise RefusedEditError(error.what, error.repair) from None


def _reads(text: str, wanted: object) -> bool:
    """Whether the text is sound YAML of exactly this tree."""
    try:
        tree, doubles = parse(_plain(text))
    except RefusedError:
        return False
    return not doubles and tree == wanted


def _with(node: Any, place: Place, new: str) -> Any:  # noqa: ANN401  any part of a tree
    """The tree as plain values, `new` for the scalar at this place."""
    if isinstance(node, dict):
        return {key: _with(value, place, new) for key, value in node.items()}
    if isinstance(node, list):
        return [_with(value, place, new) for value in node]
    hit = isinstance(node, Scalar) and (node.line, node.column) == place
    return new if hit else node


def _quoted(value: str, quote: str) -> str:
    """The value in these quotes; a URL has no double quote and no backslash in it."""
    if quote == "'":
        value = value.replace("'", "''")
    return f"{quote}{value}{quote}"


def _offset(text: str, place: Place) -> int:
    """The 0-based index of a place; the end of the text where the place is behind it."""
    at = 0
    for _ in range(place[0] - 1):
        found = re.compile(r"\r\n|\n|\r").search(text, at)
        at = found.end() if found else len(text)
    return at + place[1] - 1


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
