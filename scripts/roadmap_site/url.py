"""What makes a URL fit to be published; when two are the same page is in `canonical.py`."""

import ipaddress
import re
from urllib.parse import urlsplit

from roadmap_site.canonical import canonical

__all__ = ["canonical", "flaw"]

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")


def flaw(url: str) -> str | None:
    """What keeps this URL from being published, in words; None where nothing does.

    Only http and https to a public-looking host pass: the text reaches an `href`.
    """
    if _FORBIDDEN.search(url):
        return "has a character that no URL may hold (space, quote, < > \\ ^ ` { | })"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a URL"
    if parts.scheme not in {"http", "https"}:
        return "must start with https:// or http://"
    if parts.username is not None or parts.password is not None or port == 0:
        return "must hold no user name, password or port 0"
    return _host_flaw(parts.hostname or "")


def _host_flaw(host: str) -> str | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return (
            None if re.fullmatch(r"[^.]+(\.[^.]+)*\.[^.\d][^.]*", host) else "has no host name"
        )
    return None if address.is_global else "points into a private network"
