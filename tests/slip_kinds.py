"""The slips that tests make on purpose: one function a kind, from a sound line to a bad one."""

import re
from collections.abc import Callable
from random import Random

Slipping = Callable[[str, Random], str | None]
_FIELD = re.compile(r"( *(?:- )?)([a-z_]+):(?: (.*))?$")
_TEXT = re.compile(r"( +)(zh|en): (.+)$")
_LIST = re.compile(r"( *(?:- )?[a-z_]+: )\[(.+)\]$")


def tab(line: str, _: Random) -> str | None:
    """A tab where two spaces were."""
    return f"\t{line[2:]}" if line.startswith("  ") else None


def wide_indent(line: str, _: Random) -> str | None:
    """A full-width space where two spaces were."""
    return f"\u3000{line[2:]}" if line.startswith("  ") else None


def no_break_indent(line: str, _: Random) -> str | None:
    """No-break spaces where spaces were."""
    return f"\u00a0\u00a0{line[2:]}" if line.startswith("  ") else None


def tight_colon(line: str, _: Random) -> str | None:
    """No space after the colon of a field."""
    found = _FIELD.match(line)
    return f"{found[1]}{found[2]}:{found[3]}" if found and found[3] else None


def wide_colon(line: str, _: Random) -> str | None:
    """A full-width colon after a field."""
    found = _FIELD.match(line)
    return f"{found[1]}{found[2]}：{found[3] or ''}" if found else None


def no_colon(line: str, _: Random) -> str | None:
    """No colon after a field."""
    found = _FIELD.match(line)
    return f"{found[1]}{found[2]} {found[3]}" if found and found[3] else None


def wide_quotes(line: str, _: Random) -> str | None:
    """Full-width quotes around a text."""
    found = _TEXT.match(line)
    if not found or set(found[3]) & set('[{"“”'):
        return None
    return f"{found[1]}{found[2]}: “{found[3]}”"


def second_colon(line: str, random: Random) -> str | None:
    """A colon and a space in a text without quotes."""
    found = _TEXT.match(line)
    words = found[3].strip('"').split(" ") if found else []
    if not found or len(words) < 3 or found[3][0] == "[" or '"' in found[3][1:-1]:
        return None
    at = random.randrange(1, len(words) - 1)
    return f"{found[1]}{found[2]}: {' '.join(words[:at])}: {' '.join(words[at:])}"


def reserved(line: str, random: Random) -> str | None:
    """A reserved character before a text without quotes."""
    found = _TEXT.match(line)
    if not found or found[3][0] in '["':
        return None
    return f"{found[1]}{found[2]}: {random.choice('@`%*&!|>')}{found[3]}"


def after_quote(line: str, _: Random) -> str | None:
    """Text after a closing quote."""
    return f"{line} and more" if _TEXT.match(line) and line.endswith('"') else None


def cut(line: str, random: Random) -> str | None:
    """A '#' after a space in a text without quotes."""
    found = _TEXT.match(line)
    if not found or found[3][0] in '["':
        return None
    return f"{line} #{random.randrange(1, 9)} and on"


def deeper(line: str, _: Random) -> str | None:
    """One space too many."""
    return f" {line}" if _FIELD.match(line) else None


def shallower(line: str, _: Random) -> str | None:
    """One space too few."""
    return line[1:] if line.startswith("  ") and _FIELD.match(line) else None


def beside(line: str, _: Random) -> str | None:
    """The language of a text in the first column."""
    return line.lstrip() if re.match(r"  (zh|en): [^\[]", line) else None


def open_quote(line: str, _: Random) -> str | None:
    """A quote that is not closed."""
    return line[:-1] if _TEXT.match(line) and line.endswith('"') else None


def open_bracket(line: str, _: Random) -> str | None:
    """A bracket that is not closed."""
    return line[:-1] if _LIST.match(line) else None


def wide_comma(line: str, _: Random) -> str | None:
    """A full-width comma in a list."""
    found = _LIST.match(line)
    return line.replace(", ", "，", 1) if found and ", " in line and '"' not in line else None


def twice(line: str, _: Random) -> str | None:
    """A field that stands there twice; the second one is the slip."""
    found = _FIELD.match(line)
    return f"{line}\n{line}" if found and found[3] and "- " not in found[1] else None


def conflict(line: str, _: Random) -> str | None:
    """The marks of a merge conflict."""
    if not _FIELD.match(line):
        return None
    return f"<<<<<<< HEAD\n{line}\n=======\n{line}!\n>>>>>>> theirs"


def invisible(line: str, random: Random) -> str | None:
    """A zero-width or bidirectional character."""
    at = random.randrange(1, len(line) + 1)
    return f"{line[:at]}{random.choice(chr(0x200B) + chr(0x202E) + chr(0xFEFF))}{line[at:]}"


def smart_dash(line: str, _: Random) -> str | None:
    """A long dash for an entry of a list."""
    return re.sub("^( *)- ", r"\1– ", line) if re.match(" *- ", line) else None


def tight_dash(line: str, _: Random) -> str | None:
    """No space after the dash of an entry."""
    return re.sub("^( *)- ", r"\1-", line) if re.match(" *- ", line) else None


def odd_name(line: str, random: Random) -> str | None:
    """A field name in quotes that do not fit."""
    found = _FIELD.match(line)
    if not found:
        return None
    left, right = random.choice(["“”", "‘’", "``", "「」"])
    rest = f" {found[3]}" if found[3] else ""
    return f"{found[1]}{left}{found[2]}{right}:{rest}"


def end_comma(line: str, _: Random) -> str | None:
    """A comma at the end of a line, as in JSON."""
    found = _FIELD.match(line)
    return f"{line}," if found and found[3] else None


def wrapped(line: str, random: Random) -> str | None:
    """A text without quotes broken into two lines of one column; the second is the slip."""
    found = _TEXT.match(line)
    if not found or found[3][0] in '["':
        return None
    breaks = [one.end() for one in re.finditer(r" (?=[^#-])|[，：]", found[3][:-1])]
    rest = [at for at in breaks if ": " not in found[3][at:] and found[3][at] not in "“「（('"]
    if not rest:
        return None
    at = random.choice(rest)
    return f"{found[1]}{found[2]}: {found[3][:at].rstrip()}\n{found[1]}{found[3][at:]}"


KINDS: tuple[Slipping, ...] = (
    tab,
    wide_indent,
    no_break_indent,
    tight_colon,
    wide_colon,
    no_colon,
    wide_quotes,
    second_colon,
    reserved,
    after_quote,
    cut,
    deeper,
    shallower,
    beside,
    open_quote,
    open_bracket,
    wide_comma,
    twice,
    conflict,
    invisible,
    smart_dash,
    tight_dash,
    odd_name,
    end_comma,
    wrapped,
)
