"""A URL as people write it, made into what is asked: as browsers do (WHATWG URL, RFC 3986).

Nothing is looked up here: whether the host exists is `resolve.py`'s question, whether its
address may be asked `address.py`'s.
"""

import re
from dataclasses import dataclass

from roadmap_site.links.answer import Trouble
from roadmap_site.links.hostname import BadHostError, host_name
from roadmap_site.problem import shown

LONGEST = 65_536  # characters; what servers take is a small part of it

_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.DOTALL,
)
_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:\[]*)(?::(.*))?", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_THERE = re.compile(r"[\t\r\n]")  # browsers drop them wherever they are
_STRIPPED = "".join(map(chr, range(0x21)))
_PATH_UNSAFE = re.compile(r'[\x00-\x20"<>^`{}\x7f]|[^\x00-\x7f]+')
_QUERY_UNSAFE = re.compile(r"[\x00-\x20\"'<>\x7f]|[^\x00-\x7f]+")
_DOT = re.compile(r"\.|%2e", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_UNPRIVILEGED = range(1024, 65_536)


@dataclass(frozen=True, slots=True)
class Target:
    """What goes over the wire: ASCII, without user name, fragment and dot segments."""

    scheme: str
    host: str  # lower-case; an IPv6 address without its brackets
    port: int
    path: str  # with the query; starts with a slash
    fragment: str = ""  # as written; never sent

    @property
    def origin(self) -> str:
        """`https://host`, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORT[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The address without its fragment."""
        return self.origin + self.path

    @property
    def key(self) -> str:
        """`host:port`: what shares a queue."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text can't be asked."""

    trouble: Trouble
    detail: str


def target(typed: str) -> Target | Wrong:
    """What to ask for a URL of the curriculum. Takes any text and never raises."""
    text = _NOT_THERE.sub("", typed.strip(_STRIPPED))
    if wrong := _unreadable(text):
        return wrong
    scheme, authority, path, query, fragment = _parts(text)
    if not scheme:
        return Wrong(Trouble.NOT_A_URL, f"{shown(typed)} has no https:// in front")
    if scheme not in _DEFAULT_PORT:
        return Wrong(Trouble.BAD_SCHEME, f"{shown(scheme)} is neither http nor https")
    if authority is None:
        return Wrong(Trouble.NOT_A_URL, f"{shown(typed)} lacks // behind {scheme}:")
    return _made(scheme, authority, _tail(path, query), fragment)


def onward(here: Target, reference: str) -> Target | Wrong:
    """Where a redirect leads (RFC 3986 §5.2). Takes any text and never raises.

    Bytes that are not UTF-8 arrive as surrogates.
    """
    text = reference.strip(_STRIPPED)
    if not text or _unreadable(text):
        return Wrong(Trouble.BAD_REDIRECT, f"redirected to {shown(reference)}, which is no URL")
    scheme, authority, path, query, fragment = _parts(text)
    if scheme and scheme not in _DEFAULT_PORT:
        return Wrong(Trouble.UNSAFE_REDIRECT, f"redirected to {shown(reference)}")
    if (scheme and authority is None) or authority == "":
        # `https:/host/` and `https:///host/` are common slips, and browsers mend them.
        authority, _, path = path.lstrip("/").partition("/")
        path = f"/{path}"
    if authority is None:
        path, query = _merged(here, path, query)
        return Target(here.scheme, here.host, here.port, _tail(path, query), fragment)
    found = _made(scheme or here.scheme, authority, _tail(path, query), fragment)
    if isinstance(found, Wrong):
        return Wrong(Trouble.BAD_REDIRECT, f"redirected to {shown(reference)}: {found.detail}")
    return found


def _unreadable(text: str) -> Wrong | None:
    if len(text) > LONGEST:
        return Wrong(
            Trouble.NOT_A_URL, f"is {len(text)} characters long, the limit is {LONGEST}"
        )
    if _CONTROL.search(text):
        return Wrong(Trouble.NOT_A_URL, f"{shown(text)} holds a control character")
    return None


def _parts(text: str) -> tuple[str, str | None, str, str | None, str]:
    """Scheme, authority, path, query and fragment; None where the delimiter is missing too."""
    end = min((at for at in map(text.find, "?#") if at >= 0), default=len(text))
    found = _PARTS.fullmatch(text[:end].replace("\\", "/") + text[end:])
    assert found, "every part may be empty, so every text matches"
    return (found[1] or "").lower(), found[2], found[3], found[4], found[5] or ""


def _made(scheme: str, authority: str, path: str, fragment: str) -> Target | Wrong:
    found = _AUTHORITY.fullmatch(authority.rpartition("@")[2])
    if found is None:
        return Wrong(Trouble.BAD_HOST, f"{shown(authority)} is not a host")
    port = _port(found[2] or str(_DEFAULT_PORT[scheme]))
    if port is None:
        return Wrong(Trouble.BAD_PORT, f"{shown(found[2])} is not a port of the web")
    try:
        return Target(scheme, host_name(found[1]), port, path, fragment)
    except BadHostError as error:
        return Wrong(Trouble.BAD_HOST, str(error))


def _port(text: str) -> int | None:
    """80, 443 and all that need no privilege; others are not the web (WHATWG Fetch §2.9)."""
    if not re.fullmatch(r"0*[0-9]{1,5}", text, re.ASCII):
        return None
    port = int(text[-5:])
    return port if port in {80, 443} or port in _UNPRIVILEGED else None


def _tail(path: str, query: str | None) -> str:
    path = _encoded(_PATH_UNSAFE, path if path.startswith("/") else f"/{path}")
    if "/." in path or "%2e" in path.lower():
        path = _without_dots(path)
    return path if query is None else f"{path}?{_encoded(_QUERY_UNSAFE, query)}"


def _merged(here: Target, path: str, query: str | None) -> tuple[str, str | None]:
    """A relative path set into the folder of the page that names it (RFC 3986 §5.2.3)."""
    folder, _, asked = here.path.partition("?")
    if not path:
        return folder, query if query is not None else (asked if "?" in here.path else None)
    return path if path.startswith("/") else folder[: folder.rfind("/") + 1] + path, query


def _without_dots(path: str) -> str:
    """The path with `.` and `..` worked out (WHATWG URL, path state)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for at, segment in enumerate(segments):
        plain = _DOT.sub(".", segment)
        if plain == ".." and kept:
            kept.pop()
        if plain not in {".", ".."}:
            kept.append(segment)
        elif at == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _encoded(unsafe: re.Pattern[str], text: str) -> str:
    return unsafe.sub(_percent, text) if unsafe.search(text) else text


def _percent(found: re.Match[str]) -> str:
    try:
        raw = found[0].encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = found[0].encode("utf-8", "replace")
    return "".join(f"%{byte:02X}" for byte in raw)
