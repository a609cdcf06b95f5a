"""Questions of Stack Overflow and its sister sites, a hundred ids a request and site.

Only life is believed (api.stackexchange.com, /questions/{ids}): deleted, merged and migrated
questions are all absent from the reply, and the last two still lead somewhere, so an absent
one is left to HTTP. Without a key the interface grants 300 requests a day and address; a
`backoff` field asks for a rest, and the rest of the batch is then left to HTTP as well.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from roadmap_site.links.adapters.one_by_one import JSON
from roadmap_site.links.adapters.plain_link import plain_link
from roadmap_site.links.adapters.provider import Get
from roadmap_site.links.adapters.reading import json_object, objects_of, reply_of, words_of
from roadmap_site.links.answer import ProviderSaid

_SITE = re.compile(
    r"(?:(?:es|ja|pt|ru|meta)\.)?stackoverflow\.com"
    r"|(?:[a-z0-9]{2,30}\.)(?:meta\.)?stackexchange\.com"
    r"|(?:meta\.)?(?:superuser|serverfault|askubuntu)\.com"
    r"|(?:meta\.)?mathoverflow\.net|stackapps\.com"
)
_NUMBER = re.compile(r"[1-9]\d{0,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class StackExchange:
    """The provider; it has nothing to remember."""

    name: str = "stackexchange"
    at_once: int = 1
    per_batch: int = 100
    pause: float = 2.0

    def claims(self, url: str) -> bool:
        """Whether the link is a question, and not one answer to it."""
        return _question(url) is not None

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What is known of each question, one request for each site in the batch."""
        said: dict[str, ProviderSaid] = {}
        for site, numbers in _by_site(urls).items():
            titles, wants_rest = await _titles(site, set(numbers.values()), get)
            said |= {
                url: _alive(titles[number])
                for url, number in numbers.items()
                if number in titles
            }
            if wants_rest:
                break
        return said


def _question(url: str) -> tuple[str, int] | None:
    """(site, number) of a link to a question."""
    link = plain_link(url)
    if link is None or link.fragment or not _SITE.fullmatch(link.host):
        return None
    match link.path:
        case ("questions", number) | ("questions", number, _) | ("q", number):
            return (link.host, int(number)) if _NUMBER.fullmatch(number) else None
        case _:
            return None


def _by_site(urls: Iterable[str]) -> dict[str, dict[str, int]]:
    """{site: {url: number}} of the links that are questions."""
    found: dict[str, dict[str, int]] = {}
    for url in urls:
        if question := _question(url):
            found.setdefault(question[0], {})[url] = question[1]
    return found


async def _titles(site: str, numbers: set[int], get: Get) -> tuple[dict[int, str], bool]:
    """({number: title} of the questions that are there, whether it asks for a rest)."""
    ids = ";".join(map(str, sorted(numbers)))
    address = f"https://api.stackexchange.com/2.3/questions/{ids}?pagesize=100&site={site}"
    reply = await reply_of(get, address, headers=JSON)
    if reply is None or reply.status != HTTPStatus.OK:
        return {}, True
    wrapper = json_object(reply) or {}
    questions = objects_of(wrapper.get("items"))
    # `items` holds titles with HTML entities, tags never.
    titles = {
        number: words_of(html.unescape(words_of(question.get("title"))))
        for question in questions
        if isinstance(number := question.get("question_id"), int)
    }
    return titles, "backoff" in wrapper


def _alive(title: str) -> ProviderSaid:
    seen = "Stack Exchange has the question"
    return ProviderSaid("stackexchange", alive=True, title=title, evidence=seen)


STACKEXCHANGE = StackExchange()
