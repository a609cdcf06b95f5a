"""GitHub's Markdown, with everything that others wrote kept from meaning anything.

Hostile text goes into code spans only: neither CommonMark nor GitHub's filters for mentions,
references, emoji and bare addresses (which see entities decoded) look into them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from roadmap_site.problem import printable
from roadmap_site.url import flaw

LONGEST = 500
"""Characters of one hostile text that a report shows."""

_CUT_NOTE = "- … and {} more, in the artifact of this run\n"
_CUT_ROOM = len(_CUT_NOTE.encode()) + 10


@dataclass(frozen=True)
class Part:
    """A heading with its lines; a folded one opens on demand. Left out where it is empty."""

    title: str
    lines: Sequence[str]  # each a list entry, with its line break
    folded: bool = False

    @property
    def head(self) -> str:
        """What stands above the lines."""
        title = f"{self.title} ({len(self.lines)})"
        if self.folded:
            return f"\n<details><summary>{title}</summary>\n\n"
        return f"\n## {title}\n\n"

    @property
    def tail(self) -> str:
        """What stands below the lines."""
        return "\n</details>\n" if self.folded else ""


def code(text: str, limit: int = LONGEST) -> str:
    """The text as a code span on one line, cut at `limit` characters; no text can leave it."""
    plain = printable(text)
    plain = plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest or not plain.strip() or plain[0] == plain[-1] == " " else ""
    return f"{fence}{pad}{plain or ' '}{pad}{fence}"


def link(url: str) -> str:
    """The URL as a code span that is clickable where that is harmless.

    Not where the URL is no publishable one, too long to be shown whole, or on GitHub, which
    would write "mentioned in" under whatever it points to.
    """
    shown = code(url)
    if len(url) > LONGEST or flaw(url) or printable(url) != url or _on_github(url):
        return shown
    return f"[{shown}](<{url.replace('&', '&amp;')}>)"


def _on_github(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "github.com" or host.endswith(".github.com")


def document(intro: str, parts: Sequence[Part], limit: int) -> str:
    """The parts below the intro, at most `limit` bytes of UTF-8; what is cut is counted."""
    kept = [part for part in parts if part.lines]
    frame = sum(len((part.head + part.tail).encode()) + _CUT_ROOM for part in kept)
    left = limit - len(intro.encode()) - frame
    text = intro
    for part in kept:
        shown = list(fitting(part.lines, left))
        left -= sum(len(line.encode()) for line in shown)
        cut = len(part.lines) - len(shown)
        note = _CUT_NOTE.format(cut) if cut else ""
        text += f"{part.head}{''.join(shown)}{note}{part.tail}"
    return text


def fitting(lines: Iterable[str], limit: int) -> Iterator[str]:
    """The first lines, as many as are at most `limit` bytes of UTF-8 together."""
    for line in lines:
        limit -= len(line.encode())
        if limit < 0:
            return
        yield line
