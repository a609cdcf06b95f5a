"""Links that lead away: to the front page, or to a page made for what is not there."""

from roadmap_site.links.address_shape import (
    host_and_port,
    is_error_address,
    is_home,
    is_home_like,
    parts_of,
    segments,
    speaks_of_errors,
)
from roadmap_site.links.answer import Answer, Page
from roadmap_site.links.late import late
from roadmap_site.links.likeness import SAME_TEXT, distance
from roadmap_site.links.observation import Reason
from roadmap_site.links.phrases import plain
from roadmap_site.links.record import Record
from roadmap_site.links.shard import site_of
from roadmap_site.links.statuses import Finding, soft

_SHORT = 2000  # characters of text; error pages are shorter
_QUOTED = 60
_WORD = late(r"[a-z0-9]{4,}|[^\W_a-z0-9]{2,}")


def sent_home(answer: Answer, known: Record | None) -> Finding | None:
    """A deep link that ends at the front page."""
    final = answer.final_url
    if not answer.hops or is_home_like(answer.url) or not is_home(final):
        return None
    if parts_of(final).fragment or _has_new_place(answer) or _is_as_before(answer.page, known):
        return None
    return soft(Reason.SENT_HOME, f"sent to the front page of {host_and_port(final)[:_QUOTED]}")


def error_address(answer: Answer, _: Record | None) -> Finding | None:
    """A redirect to an address such as `/404.html`."""
    final = answer.final_url
    if (
        not answer.hops
        or not is_error_address(final)
        or segments(final) == segments(answer.url)
    ):
        return None
    # At the top, "404" is never a subject; deeper down, it may be that of a page that moved.
    if len(segments(final)) > 1 and (
        is_error_address(answer.url) or speaks_of_errors(answer.url)
    ):
        return None
    return soft(Reason.ERROR_ADDRESS, f"sent to {parts_of(final).path[:_QUOTED]}")


def canonical_home(answer: Answer, known: Record | None) -> Finding | None:
    """A short page that calls the front page its true address.

    Many sites do so on every page by mistake: a title that fits the address acquits it.
    """
    page, final = answer.page, answer.final_url
    if page is None or page.length >= _SHORT or page.anchors is None or not page.canonical:
        return None
    if is_home_like(answer.url) or is_home_like(final) or not is_home(page.canonical):
        return None
    if site_of(page.canonical) != site_of(final) or _is_as_before(page, known):
        return None
    address = set(_WORD().findall(" ".join(segments(answer.url))))
    name = set(_WORD().findall(plain(f"{page.title} {page.heading}")))
    if address & name:
        return None
    return soft(Reason.CANONICAL_HOME, "the page gives the front page as its address")


def _has_new_place(answer: Answer) -> bool:
    """Whether a front page elsewhere is what the link meant: a new domain, or a short link."""
    old, new = parts_of(answer.url), parts_of(answer.final_url)
    was, now = old.hostname or "", new.hostname or ""
    if was.removeprefix("www.") == now.removeprefix("www."):
        return False
    if now and now in f"{old.path}?{old.query}".lower():
        return True
    gained = set(now.split(".")) - set(was.split("."))
    words = {word for part in segments(answer.url) for word in _WORD().findall(part)}
    if any(word in label for word in words for label in gained):
        return True
    return site_of(answer.url) != site_of(answer.final_url) and _is_short(answer.url)


def _is_short(url: str) -> bool:
    return len(segments(url)) <= 1 and not parts_of(url).query


def _is_as_before(page: Page | None, known: Record | None) -> bool:
    """Whether the page is the one that was good before."""
    if page is None or known is None or not known.last_ok or not page.title:
        return False
    return (
        page.title == known.title and distance(page.fingerprint, known.fingerprint) <= SAME_TEXT
    )
