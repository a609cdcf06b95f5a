"""The cookies of one visit: a redirect that sets one and comes back must end well.

Kept for the length of a visit, sent only to the very host that set them (RFC 6265 §5.4, made
stricter: `Domain` never widens the circle).
"""

from collections.abc import Iterable

from roadmap_site.links.target import Target

_MOST = 50
_LONGEST = 4096  # characters of name and value


class Cookies:
    """What each host of the chain has set."""

    def __init__(self) -> None:
        self._jars: dict[str, dict[str, tuple[str, bool]]] = {}

    def take(self, here: Target, lines: Iterable[str]) -> None:
        """Remember or forget what a host's `Set-Cookie` lines say; odd ones are left out."""
        jar = self._jars.setdefault(here.host, {})
        for line in lines:
            pair, _, rest = line.partition(";")
            name, found, value = (part.strip() for part in pair.partition("="))
            if not (found and name) or len(pair) > _LONGEST or not _is_plain(pair):
                continue
            attributes = {word.strip().lower() for word in rest.split(";")}
            jar.pop(name, None)
            if "max-age=0" not in attributes and len(jar) < _MOST:
                jar[name] = value, "secure" in attributes

    def header(self, wanted: Target) -> str:
        """The `Cookie` line for a request; empty where the host has set none."""
        jar = self._jars.get(wanted.host, {})
        secure = wanted.scheme == "https"
        return "; ".join(
            f"{name}={value}" for name, (value, only) in jar.items() if secure or not only
        )


def _is_plain(text: str) -> bool:
    """Whether it can go into a header as it stands."""
    return text.isascii() and text.isprintable()
