"""What makes a URL fit to be published; when two are the same page is in `canonical.py`."""

import ipaddress
import re
from urllib.parse import urlsplit

from roadmap_site.canonical import canonical
from roadmap_site.problem import shown
from roadmap_site.wording import Said, rule

__all__ = ["canonical", "flaw", "trimmed"]

# Most URLs: the last part of their host's name begins with a letter, so it is no IP address.
_USUAL = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?:[/?#][^\x00-\x20\x7f-\x9f\"<>\\^`{|}]*)?"
)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")
_MARKS = "，。；、：！？"
_OPENS = dict(zip("）】》”’", "（【《“‘", strict=True))
_ENDINGS = (*_MARKS, *_OPENS)


def flaw(url: str) -> Said | None:
    """What keeps this URL from being published, in words; None where nothing does.

    Only http and https to a public-looking host pass: the text reaches an `href`.
    """
    if not url.endswith(_ENDINGS) and _USUAL.fullmatch(url):
        return None
    if found := _character_flaw(url):
        return found
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return rule("not-a-url", "is not a URL")
    if parts.scheme not in {"http", "https"}:
        return rule("not-http", "must start with https:// or http://")
    if parts.username is not None or parts.password is not None or port == 0:
        return rule("login-in-url", "must hold no user name, password or port 0")
    return _host_flaw(parts.hostname or "")


def trimmed(url: str) -> str:
    """The URL without the Chinese marks of the sentence that it was copied from.

    A closing mark stays where the URL opens one: `/wiki/注意力（机器学习）` is an address.
    """
    unopened = (close for close, begin in _OPENS.items() if begin not in url)
    return url.rstrip("".join((_MARKS, *unopened)))


def _character_flaw(url: str) -> Said | None:
    if _FORBIDDEN.search(url):
        what = "has a character that no URL may hold (space, quote, < > \\ ^ ` {{ | }})"
        return rule("forbidden-in-url", what)
    if ending := url[len(trimmed(url)) :]:
        return rule("forbidden-in-url", "ends in {0}", shown(ending))
    return None


def _host_flaw(host: str) -> Said | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        named = re.fullmatch(r"[^.]+(\.[^.]+)*\.[^.\d][^.]*", host)
        return None if named else rule("not-a-url", "has no host name")
    if address.is_global:
        return None
    return rule("private-address", "points into a private network")
