"""A text as one line of YAML: plain, or in the quotes that it needs."""

import re

# What a reader of YAML 1.1 or 1.2 takes for a number, a date, a truth or nothing at all.
_OTHER_WORDS = frozenset(
    ("", "~", "=", "<<", "null", "true", "false", "yes", "no", "y", "n", "on", "off")
)
_NUMERIC = re.compile(
    r"[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_.,:]*(e[-+]?[0-9]+)?"
    r"|\.[0-9_]+(e[-+]?[0-9]+)?|\.inf|\.nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t \t].*)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"0|[1-9][0-9]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD = re.compile(r"[!-~]+")
# Forbidden raw, or not to be seen by who reviews the file; the same in every Python.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_UNSOUND = re.compile(rf'{_HIDDEN.pattern}|["\\]')
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def scalar(
    value: str, *, flow: bool = False, is_quoted: bool = False, is_number: bool = False
) -> str:
    """One text as YAML, on one line: plain where every reader takes it for this text.

    Sentences that were quoted stay so; quotes are double ones, unless single ones need no
    escapes. `flow` is for the inside of `[…]`; a number's field takes numbers and days plain.
    """
    if is_number and _BARE.fullmatch(value):
        return value
    keeps_quotes = is_quoted and not _WORD.fullmatch(value)
    if not keeps_quotes and _is_plain(value, flow=flow):
        return value
    if _HIDDEN.search(value):
        return f'"{_UNSOUND.sub(_escaped, value)}"'
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _is_plain(value: str, *, flow: bool) -> bool:
    return not (
        value.casefold() in _OTHER_WORDS
        or value != value.strip()
        or value[0] in "-?:,[]{}#&*!|>'\"%@`"
        or value.startswith("...")
        or value.endswith(":")
        or ": " in value
        or " #" in value
        or (flow and re.search(r"[,?\[\]{}]", value))
        or _HIDDEN.search(value)
        or _NUMERIC.fullmatch(value)
    )


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in _SHORT:
        return _SHORT[found[0]]
    if code <= 0xFF:  # noqa: PLR2004  two hex digits
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004
