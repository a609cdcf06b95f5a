"""Slips in one value on its line: quotes, colons, commas, comments, reserved characters."""

import re
from dataclasses import dataclass

from roadmap_site.slips.flow import CLOSERS, DOUBLE, SINGLE, WIDE_QUOTES, reserved, scan
from roadmap_site.slips.shape import IDS, LISTS, TAGS, TEXTS, is_free, is_tag
from roadmap_site.slips.words import Flaw, all_in_quotes, named, quoted, value_in_quotes

_LITERAL = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*)?$")
_COLON = re.compile(r":(?=[ \t]|$)")
_COMMENT = re.compile(r"[ \t]#")
_ESCAPE = re.compile(r"\\.")
_ESCAPES = frozenset('0abt\tnvfre "/\\N_LPxuU')
_WIDE_BRACKETS = {"【": "】", "［": "］", "｛": "｝", "〔": "〕"}
_ENTRY = re.compile(r"[^\[\],]+")
_ID = re.compile(r"[a-z0-9]+(?:-[A-Za-z0-9]+)*+")
_ENDS = '"”’＂」』'


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its line, where it begins and ends there, and whose it is."""

    line: str
    at: int
    field: str | None
    """The field, or the field whose list it stands in."""
    is_last: bool = True
    """Whether the value ends on this line, as far as the lines below tell."""

    @property
    def text(self) -> str:
        """The value as it stands."""
        return self.line[self.at :].rstrip(" \t")

    def with_text(self, text: str) -> str:
        """The line with another value."""
        return f"{self.line[: self.at]}{text}"


def value_flaw(value: Value) -> Flaw | None:
    """The first thing wrong with a value, as far as its own line can tell."""
    text = value.text
    if not text or text[0] == "#" or _LITERAL.match(text):
        return None
    if text[0] in "\"'":
        return _quoted_flaw(value)
    if text[0] in CLOSERS:
        return _flow_flaw(value)
    return next((flaw for rule in _PLAIN_RULES if (flaw := rule(value))), None)


def is_open(value: Value) -> str:
    """What the value leaves open at the end of its line: `"`, `'`, brackets, `|` or nothing."""
    text = value.text
    if not text:
        return ""
    if text[0] in "\"'":
        return "" if (DOUBLE if text[0] == '"' else SINGLE).match(text) else text[0]
    if text[0] in CLOSERS:
        return scan(text, 0).open
    return "|" if _LITERAL.match(text) else ""


def closed(value: Value) -> Flaw:
    """The flaw of a value that nothing below closes."""
    text, opened = value.text, is_open(value)
    if opened in {'"', "'"}:
        end = text[-1]
        if end in _ENDS and len(text) > 1:
            at = value.at + len(text) - 1
            mended = value.with_text(quoted(text[1:-1]))
            return Flaw("wrong-closing-quote", at, mended, (f"'{end}'",))
        return Flaw("unclosed-quote", value.at, value.with_text(quoted(text[1:].rstrip(","))))
    closers = "".join(CLOSERS[sign] for sign in reversed(opened))
    body = _COMMENT.split(text, maxsplit=1)[0].rstrip(" ,")
    got = (f"'{opened[-1]}'", f"'{CLOSERS[opened[-1]]}'")
    return Flaw("unclosed-bracket", value.at, value.with_text(body + closers), got)


def _quoted_flaw(value: Value) -> Flaw | None:
    text = value.text
    found = (DOUBLE if text[0] == '"' else SINGLE).match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if flaw := _after(value, found.end(), rest):
        return flaw
    wrong = [m for m in _ESCAPE.finditer(found[0]) if m[0][1] not in _ESCAPES]
    if wrong and text[0] == '"':
        inner = found[0][1:-1]
        mended = value.with_text("'" + inner.replace("'", "''") + "'" + rest)
        at, got = value.at + wrong[0].start(), (named(wrong[0][0]),)
        return Flaw("unknown-escape", at, mended, got, repair=value_in_quotes(inner))
    return None


def _after(value: Value, end: int, rest: str) -> Flaw | None:
    """Text behind a closing quote."""
    if not rest.strip(" \t") or _COMMENT.match(rest.replace("  ", " ")):
        return None
    text, at = value.text, value.at + end
    if rest.strip(" \t") in {",", "，"}:
        return Flaw("trailing-comma", at, value.with_text(text[:end]))
    if text[-1] == text[0] and len(rest) > 1:
        code, at, text = "nested-quotes", at - 1, text[1:-1]
    else:
        code = "text-after-quote"
    return Flaw(code, at, value.with_text(quoted(text)), repair=all_in_quotes(text))


def _flow_flaw(value: Value) -> Flaw | None:
    found = scan(value.line.rstrip(" \t"), value.at)
    if found.flaw is not None or found.end < 0:
        return found.flaw
    rest = value.line[found.end :].strip(" \t")
    if not rest or (rest[0] == "#" and value.line[found.end] in " \t"):
        return _lost_comma(value, found.end)
    if rest in {",", "，"}:
        return Flaw("trailing-comma", found.end, value.line[: found.end])
    return Flaw("text-after-bracket", found.end, value.with_text(quoted(value.text)))


def _lost_comma(value: Value, end: int) -> Flaw | None:
    """`[one two]` in a list of ids, which have no spaces."""
    if value.field not in IDS or value.line[value.at] != "[":
        return None
    fits = is_tag if value.field in TAGS else _ID.fullmatch
    for found in _ENTRY.finditer(value.line, value.at, end):
        entry = found[0].strip()
        words = entry.split()
        if len(words) > 1 and all(map(fits, words)):
            at = value.line.index(entry, found.start())
            line = f"{value.line[:at]}{', '.join(words)}{value.line[at + len(entry) :]}"
            return Flaw("missing-comma", at + len(words[0]), line, passes=True)
    return None


def _cut(value: Value) -> Flaw | None:
    """One space before '#' is a slip in prose, two make a comment; an anchor needs none."""
    found = _COMMENT.search(value.text)
    if found is None:
        return None
    rest = value.text[found.start() + 1 :]
    before = value.text[: found.start()]
    is_comment = before.endswith((" ", "\t"))
    is_prose = is_free(value.field or "")
    is_anchor = value.field in {"url", "archived"} and rest[1:2].strip() != ""
    if is_comment or not (is_prose or is_anchor):
        return None
    mended = value.with_text(quoted(value.text))
    return Flaw(
        "cut-by-comment", value.at + found.start() + 1, mended, (named(rest),), passes=True
    )


def _wide_quotes(value: Value) -> Flaw | None:
    text = _body(value)
    closing = WIDE_QUOTES.get(text[0])
    inner = text[1:-1]
    if closing is None or len(text) < 3 or set(inner) & {text[0], closing, '"'}:  # noqa: PLR2004
        return None
    if text[-1] not in {closing, '"', text[0]}:
        return None
    got = (f"{text[0]} {text[-1]}",)
    mended = value.with_text(quoted(inner) + value.text[len(text) :])
    return Flaw("wide-quotes", value.at, mended, got, passes=True)


def _list_beside(value: Value) -> Flaw | None:
    """A list written with dashes stands below its field."""
    text = _body(value)
    if value.field not in LISTS or text[:2] != "- ":
        return None
    entry = text[2:].strip()
    mended = f"[{entry}]" if not set(entry) & set(":,[]{}") else quoted(entry)
    return Flaw("misplaced-list", value.at, value.with_text(mended))


def _reserved(value: Value) -> Flaw | None:
    text = _body(value)
    found = reserved(text)
    if found is None and text[:2] in {"- ", "? "}:
        found = ("reserved-character", f"'{text[0]}'")
    if found is None:
        return None
    mended, repair = value.with_text(quoted(value.text)), ""
    if found[0] == "reserved-character":
        repair = value_in_quotes(value.text)
    return Flaw(found[0], value.at, mended, (found[1],), repair=repair)


def _second_colon(value: Value) -> Flaw | None:
    text = _body(value)
    found = _COLON.search(text)
    if found is None:
        return None
    mended = value.with_text(quoted(text) + value.text[len(text) :])
    return Flaw("second-colon", value.at + found.start(), mended, repair=value_in_quotes(text))


def _end_comma(value: Value) -> Flaw | None:
    text = _body(value)
    if not text.endswith(",") or not value.is_last:
        return None
    mended = value.with_text(text[:-1].rstrip() + value.text[len(text) :])
    return Flaw("trailing-comma", value.at + len(text) - 1, mended, passes=True)


def _end_quote(value: Value) -> Flaw | None:
    text = _body(value)
    if text[-1] != '"' or text.count('"') != 1 or text[-2:-1].isdigit() or not value.is_last:
        return None
    mended = value.with_text(quoted(text[:-1]) + value.text[len(text) :])
    return Flaw("stray-quote", value.at + len(text) - 1, mended, passes=True)


def _wide_bracket(value: Value) -> Flaw | None:
    text = _body(value)
    closing = _WIDE_BRACKETS.get(text[0])
    if closing is None or value.field not in LISTS | TEXTS or text[-1] != closing:
        return None
    signs = "[]" if value.field in LISTS else "{}"
    mended = value.with_text(f"{signs[0]}{text[1:-1]}{signs[1]}{value.text[len(text) :]}")
    return Flaw("wide-bracket", value.at, mended, (f"{text[0]} {text[-1]}",), passes=True)


def _body(value: Value) -> str:
    """The value without a comment."""
    return _COMMENT.split(value.text, maxsplit=1)[0].rstrip(" \t")


_PLAIN_RULES = (
    _cut,
    _list_beside,
    _reserved,
    _wide_quotes,
    _wide_bracket,
    _end_quote,
    _second_colon,
    _end_comma,
)
