"""One case of the hostile web: a URL, what answers there, and what is true of it.

The truth is what a person finds who opens the URL in a browser, never what our engine says.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from links.hostile.exchange import Exchange
from roadmap_site.links.observation import Verdict

OK, MOVED, GONE, SOFT = Verdict.OK, Verdict.MOVED, Verdict.GONE, Verdict.SOFT_GONE
NO_HOST, UNREACHABLE, SERVER = Verdict.NO_HOST, Verdict.UNREACHABLE, Verdict.SERVER_ERROR
DNS, BLOCKED, INVALID, UNSAFE = (
    Verdict.DNS_ERROR,
    Verdict.BLOCKED,
    Verdict.INVALID,
    Verdict.UNSAFE,
)
OWN = "own"

Does = Callable[[Exchange], Awaitable[bool]]
"""What a server does with one request; whether the connection may be used again."""


@dataclass(frozen=True)
class Case:
    """A URL of the hostile web. Texts may hold the tokens that `Web.fill` knows."""

    name: str
    truth: Verdict
    why: str  # a person's view, one line
    does: Does | None = None  # at `/<name>` of the site; None answers 404
    url: str = "{here}"
    site: str = ""  # its name; OWN is a site of the case's own, empty the kind's common one
    also: frozenset[Verdict] = frozenset()  # defensible, but not exact
    more: Mapping[str, Does] = field(default_factory=dict)
    """Other paths of the site: `/path`, `*` for unknown ones, `connect` before a request."""
    undecidable: bool = False  # told, never asserted: an honest visitor cannot know


def either(*verdicts: Verdict) -> frozenset[Verdict]:
    """A name for what is also accepted."""
    return frozenset(verdicts)


def on(site: str, cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases with their sites named: the common one, or one of their own."""
    return tuple(
        replace(case, site=case.name if case.site == OWN else case.site or site)
        for case in cases
    )
