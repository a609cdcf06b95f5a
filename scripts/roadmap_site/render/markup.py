"""Escaping for Markdown and HTML at once, and the Jinja environment that does it by default."""

import html
import json
import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

_CODE = re.compile(r"`([^`]+)`")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#&\"'!|~^]")
# What opens a list, a quotation, a heading rule or a numbered list at the start of a line.
_OPENING = re.compile(r"^(?:[-+=:]|\d+(?=[.)]))")


def escaped(text: str) -> Markup:
    """The text as numeric entities where Markdown or HTML would read it as markup.

    Entities, not backslashes: they mean the same in a paragraph, a link and an attribute.
    """
    safe = _SPECIAL.sub(_entity, text)
    return Markup(_OPENING.sub(_entity, safe))  # noqa: S704  nothing special is left


def inline(text: str) -> Markup:
    """The text escaped, but with `` `code` `` kept: the one markup a contributor has."""
    parts = _CODE.split(text)
    pieces = [
        Markup("<code>{}</code>").format(Markup(_SPECIAL.sub(_entity, part)))  # noqa: S704
        if place % 2
        else escaped(part)
        if place == 0
        else Markup(_SPECIAL.sub(_entity, part))  # noqa: S704
        for place, part in enumerate(parts)
    ]
    return Markup("").join(pieces)


def front(value: object) -> Markup:
    """A value for YAML front matter; HTML-escaped, since the theme prints it as it is."""
    plain = html.escape(str(value)) if isinstance(value, str) else value
    return Markup(json.dumps(plain, ensure_ascii=False))  # noqa: S704  read by YAML, not HTML


def target(url: str) -> Markup:
    """A checked URL as a Markdown link target in angle brackets."""
    return Markup(f"<{_TARGET.sub(_percent, url)}>")  # noqa: S704  checked in `url.py`


def href(url: str) -> Markup:
    """A checked URL for an attribute of block-level HTML, where Markdown does not reach."""
    return Markup(html.escape(url))  # noqa: S704  escaped


# Legal in a URL, yet markup in Markdown; percent-encoding does not change their meaning.
_TARGET = re.compile(r"[*_\[\]!'<>\"\\`]")


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}" if found[0] not in "_!'*" else found[0]


def _entity(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])


def environment(folder: Path, cache: jinja2.BytecodeCache) -> jinja2.Environment:
    """Jinja for Markdown pages: what a template prints is escaped unless marked safe."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=cache,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalized,
    )
    env.filters |= {"front": front, "href": href, "target": target}
    return env


def _finalized(value: Any) -> Any:  # noqa: ANN401  whatever a template prints
    return value if isinstance(value, Markup) else escaped(str(value))
