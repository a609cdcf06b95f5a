"""The absolute links of a Markdown text, each with its place.

Code, comments and front matter hold none. Linear in the text, whatever it holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_BULLET = re.compile(r" {0,3}(?:[-*+]|\d+[.)])[ \t]")
_INLINE = re.compile(r"\]\(\s*(<?)(?=https?://)", re.IGNORECASE)
_OTHERS = re.compile(
    r"<(?P<auto>https?://[^\s<>]+)>"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<reference>https?://[^\s<>]+)"
    r"|\b(?:href|src)[ ]?=[ ]?[\"']?(?P<attribute>https?://[^\s\"'<>]+)",
    re.IGNORECASE | re.MULTILINE,
)
_PARENTHESIS = re.compile(r"[()\s<>]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, order=True)
class Link:
    """A URL and where it begins: 1-based line and column."""

    line: int
    column: int
    url: str


def links(text: str) -> list[Link]:
    """Every http and https link, in the order of the text: inline, `<…>`, `[id]: …`, HTML.

    `text` has LF line ends. URLs are told as a browser gets them: `&amp;` is `&`.
    """
    prose = _without_code(text)
    spans = {*_inline(prose), *_elsewhere(prose)}
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    listed, line = [], 0
    for start, end in sorted(spans):
        while line + 1 < len(starts) and starts[line + 1] <= start:
            line += 1
        url = _ESCAPED.sub(r"\1", text[start:end]).replace("&amp;", "&")
        listed.append(Link(line + 1, start - starts[line] + 1, url))
    return listed


def _inline(prose: str) -> Iterator[tuple[int, int]]:
    """Spans of the targets of `[text](url "title")`, parentheses balanced (CommonMark §6.3)."""
    at = 0
    while found := _INLINE.search(prose, at):
        start = found.end()
        at = _closed(prose, start) if not found[1] else _until(prose, ">", start)
        yield start, at


def _closed(prose: str, start: int) -> int:
    """Where a target ends: at white space or at the first parenthesis that it did not open."""
    depth = 0
    for found in _PARENTHESIS.finditer(prose, start):
        if found[0] == "(":
            depth += 1
        elif found[0] == ")" and depth:
            depth -= 1
        else:
            return found.start()
    return len(prose)


def _until(prose: str, sign: str, start: int) -> int:
    end = re.compile(f"[{sign}\n]").search(prose, start)
    return end.start() if end else len(prose)


def _elsewhere(prose: str) -> Iterator[tuple[int, int]]:
    for found in _OTHERS.finditer(prose):
        yield found.span(str(found.lastgroup))


def _without_code(text: str) -> str:
    """The text with all that is no prose blanked out; every place stays where it was."""
    front = _FRONT.match(text)
    if front:
        text = _blank(front[0]) + text[front.end() :]
    text = "".join(_without_blocks(_LINE.findall(text)))
    return "".join(_without_spans(_without_comments(text)))


def _without_blocks(lines: list[str]) -> Iterator[str]:
    """Lines, the fenced and the indented code blanked."""
    fence, in_list, after_blank, in_code = "", False, True, False
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
            yield _blank(line)
            continue
        if found:
            fence = found[1]
            yield _blank(line)
            continue
        empty = not line.strip()
        indented = line.expandtabs(4).startswith("    ")
        if not empty:
            in_code = indented and not in_list and (after_blank or in_code)
            if not indented:
                in_list = bool(_BULLET.match(line)) or (in_list and not after_blank)
        yield _blank(line) if in_code else line
        after_blank = empty


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], _blank(text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _without_spans(text: str) -> Iterator[str]:
    """The text in pieces, `code spans` blanked; a span ends in the paragraph it began in."""
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        runs = [found.span() for found in re.finditer(r"`+", paragraph)]
        at = which = 0
        while which < len(runs):
            start, end = runs[which]
            sizes = ((n, runs[n]) for n in range(which + 1, len(runs)))
            close = next(((n, e) for n, (s, e) in sizes if e - s == end - start), None)
            if close is None:
                which += 1
                continue
            yield paragraph[at:start]
            yield _blank(paragraph[start : close[1]])
            which, at = close[0] + 1, close[1]
        yield paragraph[at:]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
