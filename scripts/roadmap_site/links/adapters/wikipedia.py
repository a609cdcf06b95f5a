"""Wikipedia articles in all languages, fifty titles a request and language.

`action=query` (mediawiki.org, API:Query) maps each title through `normalized`, `converted`
(variants of Chinese, Serbian …) and `redirects` to a page, which may be `missing`. Links to a
section are left to HTTP: the page is static, so its anchors can be judged. Serial requests are
what the wikis ask for (API:Etiquette), with `maxlag`: a busy wiki says nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from roadmap_site.links.adapters.plain_link import plain_link
from roadmap_site.links.adapters.provider import Get
from roadmap_site.links.adapters.reading import (
    json_object,
    object_of,
    objects_of,
    reply_of,
    text_of,
    words_of,
)
from roadmap_site.links.answer import ProviderSaid

MAX_TITLE = 255  # bytes, in MediaWiki
_HOST = re.compile(r"((?!www|api|m\b)[a-z]{2,12}(?:-[a-z]{2,12}){0,2})(?:\.m)?\.wikipedia\.org")
_UNTITLED = re.compile(r"[|#<>\[\]{}]")
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_QUERY = {
    "action": "query",
    "format": "json",
    "formatversion": "2",
    "redirects": "1",
    "converttitles": "1",
    "maxlag": "5",
}


@dataclass(frozen=True, slots=True)
class Wikipedia:
    """The provider; it has nothing to remember."""

    name: str = "wikipedia"
    at_once: int = 1
    per_batch: int = 50
    pause: float = 0.5

    def claims(self, url: str) -> bool:
        """Whether the link is an article of a Wikipedia, and not a section of one."""
        return _article(url) is not None

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What the wikis said, one request for each language in the batch."""
        said: dict[str, ProviderSaid] = {}
        for language, titles in _by_language(urls).items():
            pages = await _pages(language, set(titles.values()), get)
            said |= {url: pages[title] for url, title in titles.items() if title in pages}
        return said


def _article(url: str) -> tuple[str, str] | None:
    """(language of the host, title) of a link to an article."""
    link = plain_link(url)
    host = _HOST.fullmatch(link.host) if link else None
    if link is None or host is None or link.fragment or link.query:
        return None
    folder, *rest = (*link.path, "")
    if folder != "wiki" and not re.fullmatch(rf"{host[1]}(-[a-z]{{2,4}})?", folder):
        return None
    words = "/".join(rest[:-1]).replace("_", " ").split()
    title = unicodedata.normalize("NFC", " ".join(words))
    fits = 0 < len(title.encode()) <= MAX_TITLE and not _UNTITLED.search(title)
    return (host[1], title) if fits else None


def _by_language(urls: Iterable[str]) -> dict[str, dict[str, str]]:
    """{language: {url: title}} of the links that are articles."""
    found: dict[str, dict[str, str]] = {}
    for url in urls:
        if article := _article(url):
            found.setdefault(article[0], {})[url] = article[1]
    return found


async def _pages(language: str, titles: set[str], get: Get) -> dict[str, ProviderSaid]:
    """{title as asked: what the wiki said of it}."""
    # Fifty titles of Chinese, percent-encoded, are too long for an address: hence a form.
    body = urlencode({**_QUERY, "titles": "|".join(sorted(titles))}).encode()
    address = f"https://{language}.wikipedia.org/w/api.php"
    reply = await reply_of(get, address, method="POST", headers=_FORM, body=body)
    if reply is None or reply.status != HTTPStatus.OK:
        return {}
    query = object_of((json_object(reply) or {}).get("query")) or {}
    pages = {text_of(page.get("title")): page for page in objects_of(query.get("pages"))}
    said = {title: _said(title, query, pages) for title in titles}
    return {title: word for title, word in said.items() if word}


def _said(
    title: str, query: dict[str, object], pages: Mapping[str, dict[str, object]]
) -> ProviderSaid | None:
    plain = _renamed(_renamed(title, query.get("normalized")), query.get("converted"))
    target = plain
    for _ in range(3):  # double redirects exist, if not for long
        target = _renamed(target, query.get("redirects"))
    page = pages.get(target, {})
    if isinstance(page.get("pageid"), int) and page.get("missing") is not True:
        seen = "Wikipedia has the article"
        return ProviderSaid("wikipedia", alive=True, title=words_of(target), evidence=seen)
    # Special pages have no id, files may be `known` elsewhere, and a redirect to nothing
    # still shows a page of its own.
    is_gone = page.get("missing") is True and page.get("ns") == 0 and "known" not in page
    if not is_gone or target != plain:
        return None
    return ProviderSaid("wikipedia", alive=False, evidence="Wikipedia has no such article")


def _renamed(title: str, pairs: object) -> str:
    return next(
        (text_of(pair.get("to")) for pair in objects_of(pairs) if pair.get("from") == title),
        title,
    )


WIKIPEDIA = Wikipedia()
