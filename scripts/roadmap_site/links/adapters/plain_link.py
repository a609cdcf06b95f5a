"""A link taken apart, as long as nothing about it is odd; all else is left to HTTP."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_LENGTH = 2_000  # characters; no page that we know of has a longer address
# urlsplit drops tabs and line ends without a word.
_ODD = re.compile(r"[\x00-\x20\x7f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
_PORTS = {"http": {None, 80}, "https": {None, 443}}


@dataclass(frozen=True, slots=True)
class PlainLink:
    """`https://www.host/first/second?name=value#fragment`, each part decoded."""

    host: str  # lower case, without `www.`
    path: tuple[str, ...]  # segments, percent-decoded; a slash at the end does not count
    query: Mapping[str, str]  # the last of several values
    fragment: str


@lru_cache(maxsize=256)  # every adapter looks at the same link in turn
def plain_link(url: str) -> PlainLink | None:
    """The parts of a link; None where it has a port, a user name, `..` or broken encoding."""
    if len(url) > MAX_LENGTH or _ODD.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = _host(parts.scheme, parts.port, parts.netloc, parts.hostname)
        path = tuple(map(_decoded, parts.path.removesuffix("/").split("/")[1:]))
        query = dict(parse_qsl(parts.query, keep_blank_values=True, errors="strict"))
    except ValueError:  # UnicodeDecodeError is one, too
        return None
    return PlainLink(host, path, MappingProxyType(query), unquote(parts.fragment))


def _host(scheme: str, port: int | None, netloc: str, name: str | None) -> str:
    if port not in _PORTS.get(scheme, ()) or "@" in netloc or not name:
        raise ValueError(netloc)
    return name.removeprefix("www.")


def _decoded(segment: str) -> str:
    text = unquote(segment, errors="strict")
    if text in {"", ".", ".."} or _CONTROL.search(text):
        raise ValueError(segment)
    return text
