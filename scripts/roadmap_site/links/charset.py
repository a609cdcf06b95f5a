"""Bytes of a web page made into text, as browsers do (WHATWG Encoding, HTML §13.2.3)."""

import codecs
import re
from functools import lru_cache

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 1024  # bytes; HTML §13.2.3.2
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
}
"""Codecs that browsers read as the superset which pages really use (WHATWG Encoding §4.2)."""

# A list, because Python also finds codecs that cost quadratic time (punycode) or run escapes.
_TRUSTED = frozenset(
    {"utf-8", "gb18030", "big5hkscs", "cp932", "cp949", "cp874", "cp866", "euc_jp"}
    | {"iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "utf-16-le", "utf-16-be"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)


def decoded(body: bytes, content_type: str) -> str:
    """The text: by byte order mark, header, `<meta>`, else UTF-8, else Windows-1252.

    Never raises; what can't be decoded becomes U+FFFD.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    codec = _of_header(content_type[:_LOOKED_AT]) or _of_meta(body) or _guessed(body)
    return body.decode(codec, "replace")


@lru_cache(maxsize=64)  # a few spellings serve nearly all pages
def _of_header(content_type: str) -> str:
    found = _IN_HEADER.search(content_type)
    return _codec(found[1]) if found else ""


def _of_meta(body: bytes) -> str:
    found = _DECLARED.search(body[:_LOOKED_AT])
    codec = _codec(found[1].decode("ascii", "replace")) if found else ""
    # A declaration that could be read in ASCII is not in UTF-16 (HTML §13.2.3.2).
    return "utf-8" if codec.startswith("utf-16") else codec


def _guessed(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A body cut at the limit may end inside a character.
        return "utf-8" if error.start >= len(body) - 3 else "cp1252"
    return "utf-8"


def _codec(label: str) -> str:
    """Python's name for a declared encoding; empty where it is none that pages use."""
    try:
        name = codecs.lookup(label.removeprefix("x-")).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if name in _TRUSTED else ""
