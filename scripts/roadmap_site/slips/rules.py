"""Slips in how a line begins: its indentation, its dash, its field name and colon."""

import re

from roadmap_site.misspelt import ALIASES, meant
from roadmap_site.slips.here import Here, Rule
from roadmap_site.slips.levels import Level, Levels
from roadmap_site.slips.shape import (
    FIELDS,
    LISTS,
    ODD,
    PARTS,
    TEXTS,
    WORD,
    Shape,
    bare,
    is_likely,
    is_tag,
    shape,
)
from roadmap_site.slips.value import Value, is_open
from roadmap_site.slips.words import Flaw, character, line_of
from roadmap_site.wording import say

_INDENT = re.compile(rf"[ {ODD}]*")
_WRONG_DASH = re.compile(r"(?:([–—−－‒―•·●▪])[ \u3000\u00a0]*|(\*) +)(?=\S)")
_TIGHT_DASH = re.compile(r"-(?:(?=[^\s-])|[\u3000\u00a0]+)")
_WRONG_COLON = re.compile(rf"({WORD})[ ]*([：﹕∶；;=])[ {ODD}]*")
_TIGHT_COLON = re.compile(rf"({WORD}):(?:(?=[^\s/])|(?=/[^/])|[{ODD[1:]}]+)")
_NO_COLON = re.compile(rf"({WORD})(?:[ {ODD}]+(?=\S)|$)")
_NAME_QUOTES = re.compile(
    rf"([\"'“”‘’「『`*]*)({WORD})([\"'“”‘’」』`*]*)[ \t]*[:：]([\"'“”‘’」』`*]*)[ \t]*"
)
_SPACES = {"\t": say("a tab"), "\u3000": say("a full-width space")}


def indent_space(here: Here) -> Flaw | None:
    """A line is indented with plain spaces."""
    text = here.line.text
    found = _INDENT.match(text)
    run = found[0] if found else ""
    rest = text[len(run) :]
    odd = run.lstrip(" ")[:1]
    if not odd or (odd == "\t" and rest[:1] in {"", "#"}):
        return None
    probe = shape(" " * sum(2 if char in _SPACES else 1 for char in run) + rest)
    is_text = probe.key is None and not probe.dashes
    if odd == "\t" and is_text and here.levels.goes_on(probe):
        return None
    got = _SPACES.get(odd, say("the space {0}", character(odd)))
    line = " " * _sound_indent(probe, here.levels) + rest if rest else ""
    return Flaw("wrong-space", run.index(odd), line, (got,), passes=odd != "\t")


def _sound_indent(line: Shape, levels: Levels) -> int:
    if line.key is None and not line.dashes and (levels.goes_on(line) or levels.waiting):
        return line.indent
    return levels.nearest(line)


def dash(here: Here) -> Flaw | None:
    """An entry of a list begins with '- '."""
    line, levels = here.line, here.levels
    rest = line.text[line.indent :]
    waiting = levels.waiting
    opens = waiting is not None and levels.opens(line.indent, is_list=True)
    is_entry = levels.exact(line.indent, is_list=True) is not None
    expected = is_entry or (opens and waiting is not None and waiting.owner in LISTS)
    if expected and (found := _WRONG_DASH.match(rest)):
        text = f"{' ' * line.indent}- {rest[found.end() :]}"
        sign = found[1] or found[2]
        return Flaw("wrong-dash", line.indent, text, (f"'{sign}'",), passes=True)
    if (is_entry or opens) and (found := _TIGHT_DASH.match(rest)):
        text = f"{' ' * line.indent}- {rest[found.end() :]}"
        return Flaw("no-space-after-dash", line.indent, text, passes=True)
    return None


def wrong_colon(here: Here) -> Flaw | None:
    """The colon after a field name is the ASCII one."""
    found = _WRONG_COLON.match(here.line.text, here.line.inner)
    if found is None:
        return None
    sure = here.may_be_field(found[1])
    if not sure and (found[2] != "：" or not _may_be_unknown(here, found[1])):
        return None
    got = (*line_of(found[1]), f"'{found[2]}'")
    rest = here.line.text[found.end() :]
    line = _named(here.line, found[1], rest)
    passes, is_guess = sure and not here.goes_on, not (rest or here.has_below)
    return Flaw("wrong-colon", found.start(2), line, got, passes=passes, is_guess=is_guess)


def tight_colon(here: Here) -> Flaw | None:
    """A space follows the colon after a field name."""
    found = _TIGHT_COLON.match(here.line.text, here.line.inner)
    if found is None:
        return None
    sure = here.may_be_field(found[1])
    if not sure and (here.line.key is not None or not _may_be_unknown(here, found[1])):
        return None
    line = _named(here.line, found[1], here.line.text[found.end() :])
    at = found.end(1) + 1
    passes = sure and not here.goes_on
    return Flaw("no-space-after-colon", at, line, line_of(found[1]), passes=passes)


def _may_be_unknown(here: Here, word: str) -> bool:
    """Whether a colon makes any word a field name here; below a text it may be prose."""
    is_prose = here.in_texts or here.below_text
    if here.levels.prose is not None and not word.isascii():
        is_prose = True
    return here.must_be_field and not is_prose


def name_quotes(here: Here) -> Flaw | None:
    """A field name has no quotes, or ASCII ones on both sides."""
    line = here.line
    found = _NAME_QUOTES.match(line.text, line.inner)
    if found is None or not is_likely(found[2]):
        return None
    left, right, behind = found[1], found[3], found[4]
    if not left and not right:
        return None
    if line.key in {found[2], f'"{found[2]}"', f"'{found[2]}'"}:
        return None
    rest = line.text[found.end() :]
    whole = left in {'"', "'"} and not right + behind
    if whole and rest.endswith(left):
        if not here.must_be_field:
            return None
        rest = rest[:-1]
    text = _named(line, found[2], rest)
    return Flaw("quoted-name", line.inner, text, line_of(found[2]), passes=not whole)


def no_colon(here: Here) -> Flaw | None:
    """A colon follows a field name."""
    line = here.line
    found = _NO_COLON.match(line.text, line.inner) if line.key is None else None
    if found is None:
        return None
    name, rest = found[1], line.text[found.end() :]
    in_texts = here.is_value and here.in_texts and here.is_language(name) and not line.dashes
    in_part = here.is_part and name in FIELDS
    as_field = here.must_be_field and _is_name(here, name, rest)
    if not (in_texts or in_part or as_field):
        return None
    is_guess = _may_be_prose(here, name, rest)
    text, got = _named(line, name, rest), line_of(name)
    return Flaw("missing-colon", found.end(1), text, got, passes=in_texts, is_guess=is_guess)


def _is_name(here: Here, word: str, rest: str) -> bool:
    """Whether a word without its colon is a field's name; of most lines it is not."""
    if here.in_texts or is_tag(word):
        return here.is_language(word)
    if (0, word) in here.names and here.line.inner == 0:
        return False
    if word in FIELDS:
        return True
    if rest:
        return word.lower() in ALIASES and here.levels.prose is None
    if here.below_text and not (word.isascii() and word.islower()):
        return False
    return here.has_below and meant(word, FIELDS) is not None


def _may_be_prose(here: Here, name: str, rest: str) -> bool:
    """Whether the line may go on with the text above: 'level of detail' begins with a field."""
    if not rest:
        return not (here.has_below and name in TEXTS | LISTS)
    return here.below_text and " " in rest.strip()


def missing_dash(here: Here) -> Flaw | None:
    """Every entry of a list has a dash, not only the first."""
    line, levels = here.line, here.levels
    if line.key is not None or not here.must_be_field or not levels.open:
        return None
    last = levels.open[-1]
    if not last.is_list or last.indent != line.indent or last.owner not in LISTS - PARTS:
        return None
    text = f"{' ' * line.indent}- {line.text[line.indent :]}"
    return Flaw("missing-dash", line.indent, text)


def stray_text(here: Here) -> Flaw | None:
    """Every line is a field, an entry of a list, or belongs to the one above."""
    line = here.line
    if line.key is not None or not here.must_be_field:
        return None
    return Flaw("stray-text", line.indent, "")


def not_inside(here: Here) -> Flaw | None:
    """The languages of a text stand deeper than its field."""
    line, levels = here.line, here.levels
    if line.dashes or line.key is None or not is_tag(bare(line.key)) or not levels.open:
        return None
    waiting, last = levels.waiting, levels.open[-1]
    level = levels.exact(line.indent, is_list=False)
    if waiting is not None and waiting.owner in TEXTS and line.indent <= waiting.indent:
        return _moved(line, waiting.owner or "", waiting.indent + 2)
    if level is not None and not level.is_texts and last.is_texts:
        return _moved(line, last.owner or "", last.indent)
    return None


def _moved(line: Shape, owner: str, column: int) -> Flaw:
    text = " " * column + line.text[line.indent :]
    got = (f"'{owner}'", _spaces(column))
    return Flaw("not-inside", line.indent, text, got, passes=True)


def indentation(here: Here) -> Flaw | None:
    """A line begins where a mapping or list is open, or where the field above opens one."""
    line, levels = here.line, here.levels
    if line.key is None and not line.dashes:
        return None
    if here.goes_on and not is_likely(bare(line.key or "")):
        text = f"{line.text[: line.start].rstrip(': ')} {line.value}"
        return Flaw("second-colon", line.start - 2, text)
    column = _right_column(here)
    if column == line.indent:
        return None
    text = " " * column + line.text[line.indent :]
    got = (_spaces(line.indent), _spaces(column))
    level = levels.exact(line.indent, is_list=bool(line.dashes))
    passes = bool(line.dashes and levels.goes_on(line)) or (
        level is not None or levels.opens(line.indent, is_list=bool(line.dashes))
    )
    code = "wrong-indentation" if column else "stray-indentation"
    return Flaw(code, line.indent, text, got, passes=passes)


def _right_column(here: Here) -> int:
    line, levels = here.line, here.levels
    is_list, key = bool(line.dashes), bare(line.key) if line.key else None
    level = levels.exact(line.indent, is_list=is_list)
    waiting = levels.waiting
    if waiting is not None and levels.opens(line.indent, is_list=is_list):
        if not is_list and not Level(0, is_list=False, owner=waiting.owner).suits(key):
            return levels.nearest(line)
        return _beside_below(here, waiting)
    if levels.opens(line.indent, is_list=is_list):
        return line.indent
    if level is None or (not is_list and not level.suits(key) and key in FIELDS):
        return levels.nearest(line)
    return line.indent


def _beside_below(here: Here, waiting: Level) -> int:
    """The column of the first line below a field: its own, unless the next one differs."""
    line, below = here.line, here.below
    if below is None or below.indent <= waiting.indent or below.indent == line.indent:
        return line.indent
    if is_open(Value(line.text, line.start, None)):
        return line.indent
    usual = waiting.indent + 2
    if line.dashes:
        inner = usual + line.inner - line.indent
        beside = below.indent == (usual if below.dashes else inner)
    else:
        beside = below.indent == usual and not below.dashes and below.key is not None
    if line.key is not None and not line.dashes and beside and not line.value:
        return line.indent if below.indent > line.indent else usual
    return usual if beside and line.indent != usual else line.indent


def _spaces(number: int) -> str:
    return say("{0} space" if number == 1 else "{0} spaces", str(number))


def _named(line: Shape, name: str, rest: str) -> str:
    return f"{line.text[: line.inner]}{name}: {rest}".rstrip()


BLOCK: tuple[Rule, ...] = (
    indent_space,
    dash,
    wrong_colon,
    tight_colon,
    name_quotes,
    missing_dash,
    no_colon,
    stray_text,
    not_inside,
    indentation,
)
