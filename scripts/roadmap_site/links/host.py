"""The host of a URL, as the schedule and the guards count hosts."""

from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=2**17)
def host_of(url: str) -> str:
    """The host name in lower case, without port; empty where the URL has none. Never raises."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
