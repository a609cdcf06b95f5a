"""What checkers without a memory say of one visit, for comparison with the nights together.

Rules as documented by the tools at their defaults; they saw the same answers as we did.
"""

from collections.abc import Callable, Mapping

from roadmap_site.links.observation import Observation

TOO_MANY_REQUESTS = 429
BAD = 400  # the lowest status of a failure (RFC 9110 §15)


def lychee(visit: Observation) -> bool:
    """Whether lychee fails a link: no answer, or any status of 400 and above."""
    return visit.status is None or visit.status >= BAD


def linkchecker(visit: Observation) -> bool:
    """Whether LinkChecker fails a link: as lychee, but 429 is only a warning to it."""
    return lychee(visit) and visit.status != TOO_MANY_REQUESTS


RULES: Mapping[str, Callable[[Observation], bool]] = {
    "lychee": lychee,
    "LinkChecker": linkchecker,
}
"""By the name of the tool."""
