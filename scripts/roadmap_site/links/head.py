"""The head of a response, mended as browsers mend it before a strict parser reads it.

Names with blanks behind them, lines without a colon and doubtful lengths are common on old
servers. A reader sees the page all the same, so they must not make a link look dead.
"""

import re

END = b"\r\n\r\n"

_NAME = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_SOUND = re.compile(
    rb"HTTP/1\.[01] [0-9]{3}[^\r\n]*\r\n"
    rb"(?:(?:(?!(?i:content-length))" + _NAME + rb":[^\r\n\0]*"
    rb"|(?i:content-length):[ \t]*[0-9]+)\r\n)*\r\n"
)
_FIELD = re.compile(_NAME)
_USUAL = re.compile(rb"HTTP/1\.[01] ")
_VERSION = re.compile(rb"(?i:http)/[0-9](?:\.[0-9])?(?= |$)")
_DIGITS = re.compile(rb"[ \t]*[0-9]+[ \t]*")
_BLANK = (b" ", b"\t")


def mended(head: bytes) -> bytes:
    """The same bytes where they are sound; else without what browsers overlook.

    `head` is the status line and the headers, to the empty line that ends them.
    """
    plain = head.lower()
    lengths = plain.count(b"\r\ncontent-length:")
    chunked = b"\r\ntransfer-encoding:" in plain
    if lengths + chunked <= 1 and _SOUND.fullmatch(head):
        return head
    status, *lines = head.removesuffix(END).split(b"\r\n")
    if not _USUAL.match(status):
        status = _VERSION.sub(b"HTTP/1.1", status, count=1)
    tidy = [line for line in map(_tidy, lines) if line and not (chunked and _is_length(line))]
    # A length that is said twice is one length, unless the two differ.
    return b"\r\n".join([status, *dict.fromkeys(tidy)]) + END


def _tidy(line: bytes) -> bytes:
    """The line without blanks before its colon; empty where it says nothing."""
    if line.startswith(_BLANK):
        return line
    name, colon, value = line.partition(b":")
    name = name.rstrip()
    if not colon or not _FIELD.fullmatch(name):
        return b""
    if _is_length(line) and not _DIGITS.fullmatch(value):
        return b""
    return name + colon + value


def _is_length(line: bytes) -> bool:
    return line.partition(b":")[0].strip().lower() == b"content-length"
