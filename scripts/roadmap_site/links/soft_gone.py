"""Whether an answer that says 200 shows that the page is gone: cheap signs first.

A false alarm costs more than a death that is found later, so every sign has to be seen on a
short page, and none counts where the page may be about the very thing.
"""

import re
from collections.abc import Callable

from roadmap_site.links import phrases
from roadmap_site.links.address_shape import file_kind, segments, speaks_of_errors
from roadmap_site.links.answer import Answer, Page
from roadmap_site.links.fragments import missing_anchor
from roadmap_site.links.led_away import canonical_home, error_address, sent_home
from roadmap_site.links.likeness import is_like
from roadmap_site.links.observation import Reason
from roadmap_site.links.record import Record
from roadmap_site.links.shard import site_of
from roadmap_site.links.statuses import Finding, soft

_SHORT = 2000  # characters of text; error pages are shorter
_THIN = 600
_BARE = 400
_DEFAULT_TEXT = 4000  # Apache's on Ubuntu has 3,400
_BLANK = 50
_NOTE = 100  # bytes
_QUOTED = 60
_BEFORE = 40  # characters looked at before a claim
_OFFERS = 3  # on a page; more make it a catalogue of domains
_KEPT = 65_536  # bytes of the body's start
_OK = 200

_SHOWS = re.compile(
    rb"<(?:img|iframe|i?frame|video|audio|canvas|object|embed|svg|script|input|form|picture|math)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(
    rb"id=[\"']?(?:root|app|__next|__nuxt|___gatsby|main|application|svelte|app-root|q-app)\b"
    rb"|<app-root\b|ng-app\b|data-reactroot",
    re.IGNORECASE,
)
_VIEWER = re.compile(
    r"blob|tree|raw|view(?:er)?|preview|browse|details|wiki|files?:.*|scl|edit|nbviewer|embed"
    r"|reader|slideshow|datasets?|models?|spaces?"
)

_Rule = Callable[[Answer, Record | None], Finding | None]


def sign(answer: Answer, known: Record | None) -> Finding | None:
    """The first sign that the page behind a good status is gone; None where there is none."""
    return next((found for rule in _RULES if (found := rule(answer, known))), None)


def is_undecidable(answer: Answer) -> bool:
    """Whether the site shows the same at every address, so that there is no way to tell."""
    return _shows_anywhere(answer) and (_is_shell(answer) or _is_home_too(answer))


def error_words(answer: Answer, _: Record | None) -> Finding | None:
    """A short page whose title or heading says that nothing is there."""
    page = answer.page or _note(answer)
    if page is None or page.length >= _SHORT or _is_lesson(page):
        return None
    said = _name_says(page, careful=speaks_of_errors(answer.url))
    if not said and page.length < _BARE and not speaks_of_errors(answer.url):
        said = _claim(phrases.plain(page.words))
    return soft(Reason.ERROR_WORDS, f"the page says “{said[:_QUOTED]}”") if said else None


def parked(answer: Answer, _: Record | None) -> Finding | None:
    """A domain that is for sale, or holds nothing but advertisements."""
    market, page = _market(answer), answer.page
    if market:
        return soft(Reason.PARKED, f"sent to {market}, where domains are sold")
    if page is None or page.length >= _SHORT:
        return None
    body = answer.body_start.lower()
    if any(mark in body for mark in phrases.LANDERS):
        return soft(Reason.PARKED, "a page of a domain that is parked")
    offers = phrases.FOR_SALE().findall(phrases.plain(f"{page.title} {page.words}"))
    if not 0 < len(offers) <= _OFFERS or _is_lesson(page):
        return None
    if not _offers_itself(page, site_of(answer.final_url), offers):
        return None
    return soft(Reason.PARKED, f"the page says “{offers[0][:_QUOTED]}”")


def _market(answer: Answer) -> str:
    """The market of domains that a link to elsewhere ends at; empty where it does not."""
    site = site_of(answer.final_url) if answer.hops else ""
    return site if site in phrases.MARKETS and site != site_of(answer.url) else ""


def _offers_itself(page: Page, site: str, offers: list[str]) -> bool:
    """Whether it is this domain that is offered, and not others in a catalogue or an essay."""
    names = phrases.plain(f"{page.title} {page.heading}")
    return (
        any(phrases.THIS_ONE().search(offer) for offer in offers)
        or site in phrases.plain(f"{names} {page.words}")
        or (page.length < _THIN and phrases.DOMAIN_FOR_SALE().search(names) is not None)
    )


def default_page(answer: Answer, _: Record | None) -> Finding | None:
    """A web server without a site, or a host without its customer."""
    page = answer.page
    if page is None or page.length >= _DEFAULT_TEXT:
        return None
    name = phrases.plain(page.title or page.heading).strip(" !.:")
    if not phrases.DEFAULT_PAGE().fullmatch(name):
        return None
    if name == "it works" and page.length >= _BARE:
        return None
    return soft(Reason.DEFAULT_PAGE, f"a server's own page, “{name[:_QUOTED]}”")


def wrong_type(answer: Answer, known: Record | None) -> Finding | None:
    """A link to a file that is answered by a page, and not one that shows or offers it."""
    page = answer.page
    kind = file_kind(answer.url) if page else ""
    if not kind or page is None or _is_viewer(answer, kind):
        return None
    # Only pages have a fingerprint: this one was a file when it was last seen.
    was_file = bool(known and known.last_ok and not known.fingerprint and not known.title)
    if not was_file and (page.length >= _SHORT or _is_shell(answer)):
        return None
    return soft(Reason.WRONG_TYPE, f"a web page in place of a .{kind} file")


def empty(answer: Answer, _: Record | None) -> Finding | None:
    """A good status and nothing to see: no text, no picture, no script."""
    if answer.status != _OK or answer.stalled or "refresh" in answer.headers:
        return None
    if answer.size == 0:
        declared = answer.headers.get("content-length", "0").strip()
        return soft(Reason.EMPTY, "200 OK without any content") if declared == "0" else None
    page = answer.page
    if page is None or page.length or answer.size > _KEPT or _SHOWS.search(answer.body_start):
        return None
    return soft(Reason.EMPTY, "200 OK with an empty page")


def like_any_address(answer: Answer, _: Record | None) -> Finding | None:
    """The same page as at an address that cannot exist, and not the front page."""
    if not _shows_anywhere(answer) or is_undecidable(answer):
        return None
    return soft(Reason.LIKE_ANY_ADDRESS, "an invented address beside it shows the same page")


def anchor_missing(answer: Answer, _: Record | None) -> Finding | None:
    """A page without the place that the link points to."""
    missing = missing_anchor(answer) if "#" in answer.url else ""
    if not missing:
        return None
    return soft(Reason.ANCHOR_MISSING, f"the page has no place named #{missing[:_QUOTED]}")


_RULES: tuple[_Rule, ...] = (
    sent_home,
    error_address,
    error_words,
    parked,
    default_page,
    canonical_home,
    wrong_type,
    empty,
    like_any_address,
    anchor_missing,
)


def _note(answer: Answer) -> Page | None:
    """A few words of plain text, as a page with nothing but a heading."""
    kind = answer.headers.get("content-type", "")
    if not kind.startswith("text/plain") or not 0 < answer.size <= _NOTE:
        return None
    text = answer.body_start.decode("utf-8", "replace")
    return Page(heading=text, length=len(text))


def _is_lesson(page: Page) -> bool:
    """Whether the page explains such pages, or how to mend them."""
    return phrases.SUBJECT().search(phrases.plain(f"{page.title} {page.heading}")) is not None


def _name_says(page: Page, *, careful: bool) -> str:
    """The part of title or heading that says so; with support in the text where it must be."""
    rest = phrases.plain(page.words).replace(phrases.plain(page.heading), " ", 1)
    for name in (page.title, page.heading):
        for part in phrases.name_parts(name):
            strong = phrases.NOT_THERE().fullmatch(part)
            number = phrases.NUMBER().fullmatch(part)
            enough = not careful and (strong or (number and page.length < _THIN))
            if enough or ((strong or number) and _claim(rest)):
                return part
    return ""


def _claim(text: str) -> str:
    """A sentence that says that the page is not there, and does not only suppose it."""
    for found in phrases.SENTENCE().finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if not phrases.CONDITION().search(before):
            return found[0]
    return ""


def _is_viewer(answer: Answer, kind: str) -> bool:
    """Whether the page shows the file, leads to it, or lies where sites show files."""
    path = {*segments(answer.url)[:-1], *segments(answer.final_url)}
    body = answer.body_start.lower()
    return (
        kind == "ipynb"
        or any(_VIEWER.fullmatch(part) for part in path)
        or any(
            mark in body for mark in (b"<embed", b"<iframe", b"<object", b"<video", b"viewer")
        )
        or re.search(rb"(?:href|src|data)=[\"']?[^\"'<>]{1,300}\." + kind.encode(), body)
        is not None
    )


def _shows_anywhere(answer: Answer) -> bool:
    page, beside = answer.page, answer.sibling
    if page is None or beside is None or beside.page is None or beside.status != _OK:
        return False
    return is_like(page, answer.final_url, beside.page, beside.final_url)


def _is_home_too(answer: Answer) -> bool:
    page, beside = answer.page, answer.sibling
    if page is None or beside is None or beside.home is None:
        return True
    return is_like(page, answer.final_url, beside.home, "")


def _is_shell(answer: Answer) -> bool:
    """Whether scripts make the page, so that its markup says nothing of what it shows."""
    page = answer.page
    if page is None or page.anchors is not None:
        return False
    return page.length < _BLANK or bool(_ROOT.search(answer.body_start))
