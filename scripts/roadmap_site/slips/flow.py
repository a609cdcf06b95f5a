"""Slips inside `[…]` and `{…}` on one line."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from roadmap_site.slips.shape import WORD, is_likely, is_tag
from roadmap_site.slips.words import (
    Flaw,
    all_in_quotes,
    line_of,
    named,
    quoted,
    value_in_quotes,
)

DOUBLE = re.compile(r"\"(?:[^\"\\]|\\.)*+\"")
SINGLE = re.compile(r"'(?:[^']|'')*+'")
MAX_OPEN = 40
CLOSERS = {"[": "]", "{": "}"}
WIDE_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "＂": "＂", "”": "”"}
_RESERVED = "@`%*&!|>"
_MARKS = {"*": "yaml-alias", "&": "yaml-anchor", "!": "yaml-tag"}
_PLAIN = re.compile(r"(?:[^,\[\]{}:# ]++|:(?![ ,\[\]{}]|$)| (?!#)|(?<! )#)++")
_WIDE_KEY = re.compile(rf"({WORD})[ ]?([：﹕∶；;=])[ \u3000]*(?=\S)")
_TIGHT_KEY = re.compile(rf"({WORD}):(?=[^\s/,\]}}])")
_WIDE_COMMA = re.compile(r"[，、][ \u3000]*")
_NEXT_KEY = re.compile(rf"([ ，、]+)({WORD})$")


class Piece(NamedTuple):
    """A plain or quoted run between separators: its place, its text, its surroundings."""

    at: int
    text: str
    bracket: str
    """The bracket that it stands in."""
    is_key: bool
    """Whether a field name may stand here."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a flow value found: a flaw, or where the value ends."""

    flaw: Flaw | None = None
    end: int = -1
    """Just behind the closing bracket; -1 while the value is open."""
    open: str = ""
    """The brackets that are open at the end of the line, from outside in."""


class _Scanner:
    """Goes once through a flow value; stops at the first flaw."""

    def __init__(self, line: str, at: int) -> None:
        self.line, self.at, self.start = line, at, at
        self.open: list[str] = []
        self.is_key = False
        self.after_quote = False
        self.has_tags = False

    def scan(self) -> Scan:
        """The whole value; linear in its length."""
        while self.at < len(self.line) and len(self.open) < MAX_OPEN:
            char = self.line[self.at]
            if char == "#" and self.line[self.at - 1] in " \t":
                return Scan(self._comment(), open="".join(self.open))
            flaw = self._step(char)
            if flaw is not None:
                return Scan(flaw)
            if not self.open:
                return Scan(end=self.at)
        return Scan(open="".join(self.open))

    def _step(self, char: str) -> Flaw | None:
        if char in " \t":
            self.at += 1
        elif char in "[{":
            self._sign()
            self.open.append(char)
            self.is_key = char == "{"
        elif char in "]}":
            self._sign()
            self.open.pop()
        elif char == ",":
            self._sign()
            self.is_key = self.open[-1] == "{"
        elif char == ":" and not (self.line[self.at + 1 : self.at + 2].strip(" \t,[]{}")):
            return self._colon()
        elif char in "\"'":
            return self._quote(char)
        else:
            return self._plain()
        return None

    def _sign(self) -> None:
        self.at += 1
        self.after_quote = False

    def _colon(self) -> Flaw | None:
        if not self.is_key and self.open[-1] == "{":
            return self._second_colon()
        if not self.is_key and not self.after_quote:
            return self._quote_entry(self.at, "second-colon")
        if self.is_key:
            self.has_tags = is_tag(self.line[self._entry() : self.at].strip(" \"'"))
        self._sign()
        self.is_key = False
        return None

    def _second_colon(self) -> Flaw:
        """`{zh: a en: b}`: a comma was forgotten, or the text holds a colon."""
        begin = self._entry()
        found = _NEXT_KEY.search(self.line, begin, self.at)
        is_key = found and (is_tag if self.has_tags else is_likely)(found[2])
        if found and is_key and found.start() > begin:
            line = f"{self.line[: found.start()]}, {self.line[found.start(2) :]}"
            if found[1].strip():
                sign = f"'{found[1].strip()[0]}'"
                return Flaw("wide-comma", found.start(), line, (sign,))
            return Flaw("missing-comma", found.start(), line)
        return self._quote_entry(self.at, "second-colon")

    def _entry(self) -> int:
        """Where the plain text begins that ends here."""
        begin = max(self.line.rfind(sign, self.start, self.at) for sign in ",[{")
        colon = self.line.find(": ", begin, self.at)
        begin = colon + 1 if colon >= 0 and self.open[-1] == "{" else begin
        begin += 1
        return (
            begin + len(self.line[begin : self.at]) - len(self.line[begin : self.at].lstrip())
        )

    def _quote_entry(self, at: int, code: str) -> Flaw:
        """The entry that holds this place put in quotes, up to the next separator."""
        begin = self._entry()
        end = min(
            (found for sign in ",]}" if (found := self.line.find(sign, at)) >= 0),
            default=len(self.line),
        )
        entry = self.line[begin:end].strip()
        line = f"{self.line[:begin]}{quoted(entry)}{self.line[end:]}"
        in_quotes = all_in_quotes if code == "text-after-quote" else value_in_quotes
        return Flaw(code, at, line, repair=in_quotes(entry))

    def _quote(self, char: str) -> Flaw | None:
        found = (DOUBLE if char == '"' else SINGLE).match(self.line, self.at)
        if found is None:
            return self._open_quote(char)
        if self.after_quote:
            line = f"{self.line[: self.at].rstrip()}, {self.line[self.at :]}"
            return Flaw("missing-comma", self.at, line)
        self.at, self.after_quote = found.end(), True
        return None

    def _open_quote(self, char: str) -> Flaw:
        closers = "".join(CLOSERS[sign] for sign in reversed(self.open))
        rest = self.line[self.at + 1 :].rstrip()
        text = rest.rstrip("]} ") if rest.endswith(closers[0]) else rest
        cut = text.find(",")
        if cut >= 0 and char not in text:
            text = text[:cut]
        tail = rest[len(text) :] or closers
        line = f"{self.line[: self.at]}{quoted(text.strip())}{tail}"
        return Flaw("unclosed-quote", self.at, line)

    def _plain(self) -> Flaw | None:
        if self.after_quote:
            return self._quote_entry(self.at, "text-after-quote")
        found = _PLAIN.match(self.line, self.at)
        end = found.end() if found else self.at + 1
        text = self.line[self.at : end].rstrip(" ")
        flaw = _flaw(self.line, Piece(self.at, text, self.open[-1], self.is_key))
        self.at = end
        return flaw

    def _comment(self) -> Flaw | None:
        """A '#' that hides the closing bracket; None where the value goes on below."""
        rest = self.line[self.at :]
        if not rest.rstrip().endswith(CLOSERS[self.open[0]]):
            return None
        return Flaw("cut-by-comment", self.at, *self._uncut(rest.rstrip()), passes=True)

    def _uncut(self, rest: str) -> tuple[str, tuple[str]]:
        begin = self._entry()
        text = (self.line[begin : self.at] + rest).rstrip("]} ")
        closers = (self.line[begin : self.at] + rest)[len(text) :]
        return f"{self.line[:begin]}{quoted(text)}{closers}", (named(rest),)


def scan(line: str, at: int) -> Scan:
    """What stands in the flow value that begins at this offset."""
    return _Scanner(line, at).scan()


def _flaw(line: str, piece: Piece) -> Flaw | None:
    """What is wrong with one plain run between separators."""
    rules = (_reserved, _wide_key, _tight_key, _wide_quotes, _wide_comma)
    return next((flaw for rule in rules if (flaw := rule(line, piece))), None)


def _changed(line: str, piece: Piece, text: str) -> str:
    return f"{line[: piece.at]}{text}{line[piece.at + len(piece.text) :]}"


def _reserved(line: str, piece: Piece) -> Flaw | None:
    found = reserved(piece.text)
    if found is None:
        return None
    mended, repair = _changed(line, piece, quoted(piece.text)), ""
    if found[0] == "reserved-character":
        repair = value_in_quotes(piece.text)
    return Flaw(found[0], piece.at, mended, (found[1],), repair=repair)


def reserved(text: str) -> tuple[str, str] | None:
    """The code and the culprit where YAML keeps the first character for itself."""
    if text[:1] not in _RESERVED or not text:
        return None
    first = text.split(" ", 1)[0]
    code = _MARKS.get(text[0])
    if code is None or len(first) == 1:
        return "reserved-character", f"'{text[0]}'"
    if code == "yaml-tag":
        first = first.replace("!!", "tag:yaml.org,2002:", 1)
    return code, named(first)


def _wide_key(line: str, piece: Piece) -> Flaw | None:
    found = _WIDE_KEY.match(piece.text) if piece.is_key else None
    if found is None or not is_likely(found[1]):
        return None
    text = f"{found[1]}: {piece.text[found.end() :]}"
    got = (*line_of(found[1]), f"'{found[2]}'")
    return Flaw(
        "wrong-colon", piece.at + found.start(2), _changed(line, piece, text), got, passes=True
    )


def _tight_key(line: str, piece: Piece) -> Flaw | None:
    found = _TIGHT_KEY.match(piece.text) if piece.is_key else None
    if found is None or not is_likely(found[1]):
        return None
    text = f"{found[1]}: {piece.text[found.end() :]}"
    at = piece.at + found.end()
    return Flaw(
        "no-space-after-colon", at, _changed(line, piece, text), line_of(found[1]), passes=True
    )


def _wide_quotes(line: str, piece: Piece) -> Flaw | None:
    text = piece.text
    closing = WIDE_QUOTES.get(text[:1])
    if closing is None or not text.endswith(closing) or len(text) < 2:  # noqa: PLR2004
        return None
    mended = _changed(line, piece, quoted(text[1:-1]))
    return Flaw("wide-quotes", piece.at, mended, (f"{text[0]} {text[-1]}",), passes=True)


def _wide_comma(line: str, piece: Piece) -> Flaw | None:
    """`[甲，乙]`; in `{…}` a full-width comma is only text."""
    found = _WIDE_COMMA.search(piece.text) if piece.bracket == "[" else None
    if found is None:
        return None
    text = _WIDE_COMMA.sub(", ", piece.text)
    got = (f"'{found[0][0]}'",)
    return Flaw(
        "wide-comma", piece.at + found.start(), _changed(line, piece, text), got, passes=True
    )
