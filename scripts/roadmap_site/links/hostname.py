"""What browsers make of a host as it is written: ASCII names and plain addresses."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

import idna

from roadmap_site.problem import shown

_FORBIDDEN = re.compile(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_LONGEST_WRITTEN = 2000  # characters; IDNA work grows with the length
_LONGEST = 253
_LONGEST_LABEL = 63
_MOST_NUMBERS = 4
_BYTE = 256


class BadHostError(Exception):
    """The text can't be a host; the message says why."""


@lru_cache(maxsize=4096)
def host_name(written: str) -> str:
    """The host in ASCII and lower case, an address in its usual form and without brackets.

    Decimal, octal, hexadecimal and shortened IPv4 addresses count as what they mean (WHATWG
    URL, host parsing). Raises `BadHostError` and nothing else.
    """
    if written.startswith("["):
        return _address_in_brackets(written)
    if not written or len(written) > _LONGEST_WRITTEN:
        raise BadHostError("has no host" if not written else "has a host without end")
    host = _ascii(_unquoted(written)).lower()
    if _FORBIDDEN.search(host):
        raise BadHostError(f"{shown(written)} has a character that no host may hold")
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _address_in_numbers(labels, written)
    too_long = len(host) > _LONGEST + 1 or any(len(label) > _LONGEST_LABEL for label in labels)
    if too_long or not all(labels):
        raise BadHostError(f"{shown(written)} has an empty part, or one that is too long")
    return host


def _address_in_brackets(written: str) -> str:
    try:
        # A zone ("%eth0") means something on one machine only; browsers refuse it.
        return ipaddress.IPv6Address(written[1:-1].replace("%", "/")).compressed
    except ValueError:
        raise BadHostError(f"{shown(written)} is not an IPv6 address") from None


def _unquoted(written: str) -> str:
    if "%" not in written:
        return written
    try:
        return unquote_to_bytes(written).decode("utf-8")
    except UnicodeError:
        raise BadHostError(f"{shown(written)} is not UTF-8 once decoded") from None


def _ascii(host: str) -> str:
    """The name by UTS 46, or by IDNA 2003: browsers take emoji domains."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        pass
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadHostError(f"{shown(host)} is not an international domain name") from None


def _address_in_numbers(labels: list[str], written: str) -> str:
    """`127.1`, `0x7f000001`, `017700000001` → `127.0.0.1` (WHATWG URL, IPv4 parser)."""
    try:
        *front, last = [_number(label) for label in labels]
    except ValueError:
        front, last = [], -1
    bits = 32 - 8 * len(front)  # that are left for the last number
    fits = len(labels) <= _MOST_NUMBERS and all(number < _BYTE for number in front)
    if not fits or not 0 <= last < 1 << bits:
        raise BadHostError(f"{shown(written)} is not an IPv4 address")
    above = sum(number << 8 * (3 - at) for at, number in enumerate(front))
    return str(ipaddress.IPv4Address(above + last))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") and len(label) > 1 else 10)
