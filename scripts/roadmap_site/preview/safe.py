"""HTML of anybody's → the elements and attributes that our own pages are made of.

Text is always written escaped. Lexbor's own serialiser writes the text of `xmp`, `noembed`,
`plaintext` and others raw, and in SVG what they hold then reads as markup.
"""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ELEMENTS = {
    *("article", "section", "div", "p", "blockquote", "pre", "hr", "br"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"),
    *("a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u"),
    *("svg", "g", "path", "rect", "text", "tspan"),
}
_VOID = {"br", "hr"}
# Of other elements the content stays: who reviews must see what readers see. Not of these.
_SILENT = {
    *("script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object"),
    *("canvas", "audio", "video", "dialog", "form", "button", "select", "textarea"),
    *("head", "title", "desc", "metadata"),
}
_ATTRIBUTES = {
    *("id", "class", "lang", "dir", "title", "role", "aria-label", "aria-labelledby"),
    *("aria-describedby", "aria-hidden", "headers", "scope", "colspan", "rowspan", "start"),
    *("datetime", "hreflang", "rel"),
    *("data-kind", "data-tier", "data-state", "data-language", "data-level", "data-fate"),
    *("viewBox", "width", "height", "x", "y", "rx", "d"),
}
_LINK = re.compile(r"#|https?://", re.IGNORECASE)
# But for tab and line break: ECMA-48's controls, and what turns the direction of text.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def visible(text: str) -> str:
    """The text less the characters that steer a terminal or the direction of text."""
    return _STEERING.sub("", text)


def safe(node: LexborNode) -> str:
    """The node's HTML: of its elements and attributes the listed ones, a picture's words."""
    return "".join(_pieces(node))


def settled(html: str, passes: int = 4) -> str:
    """The HTML as it is read again: listed elements and attributes, none that a parser moves.

    Where writing and reading do not agree after so many passes, it is the text alone.
    """
    for _ in range(passes):
        again = "".join(map(safe, _body(html).iter(include_text=True)))
        if again == html:
            return html
        html = again
    return f"<article>{escape(_body(html).text())}</article>"


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<!doctype html>{html}").body
    assert body is not None
    return body


def _pieces(node: LexborNode) -> Iterator[str]:
    # No recursion: elements may lie a thousand deep.
    waiting: list[LexborNode | str] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif one.is_text_node:
            yield escape(one.text_content or "", quote=False)
        elif one.tag == "img":
            yield escape(one.attributes.get("alt") or "", quote=False)
        elif one.tag not in _SILENT:
            if one.tag in _ELEMENTS:
                yield f"<{one.tag}{_attributes(one)}>"
                waiting += () if one.tag in _VOID else (f"</{one.tag}>",)
            waiting += reversed(list(one.iter(include_text=True)))


def _attributes(node: LexborNode) -> str:
    kept = ((name, value or "") for name, value in node.attributes.items())
    return "".join(
        f' {name}="{escape(value)}"'
        for name, value in kept
        if name in _ATTRIBUTES or (name == "href" and node.tag == "a" and _LINK.match(value))
    )
