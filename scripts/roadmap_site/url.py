"""What makes a URL fit to be published, and when two URLs are the same page."""

import ipaddress
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}]")
_VIDEO = re.compile(r"^/(?:shorts|live|embed|v)/([\w-]+)")
_ARXIV = re.compile(r"^/(?:abs|pdf|html)/(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?/?$")
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|spm_id_from|vd_source|si|feature)$")


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


def canonical(url: str) -> str:
    """The key under which a page is the same page: `youtube:ID`, `arxiv:ID`, else the URL.

    Scheme, `www.`, tracking parameters and a trailing slash do not count; fragments do.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return _video(host, parts) or _paper(host, parts) or _plain(host, parts)


def _video(host: str, parts: SplitResult) -> str | None:
    query = dict(parse_qsl(parts.query))
    if host == "youtu.be":
        return f"youtube:{parts.path.strip('/')}"
    if host != "youtube.com":
        return None
    if parts.path == "/watch" and "v" in query:
        return f"youtube:{query['v']}"
    found = _VIDEO.match(parts.path)
    return f"youtube:{found[1]}" if found else None


def _paper(host: str, parts: SplitResult) -> str | None:
    found = _ARXIV.match(parts.path) if host in {"arxiv.org", "export.arxiv.org"} else None
    return f"arxiv:{found[1]}" if found else None


def _plain(host: str, parts: SplitResult) -> str:
    query = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(pair[0])
    )
    path = parts.path.rstrip("/").removesuffix("/index.html").removesuffix(".git")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    tail = f"?{urlencode(query)}" if query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{port}{path}{tail}{fragment}"
