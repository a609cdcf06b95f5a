"""The adapter of an interface that takes one link a request: an address and a reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roadmap_site.links.adapters.plain_link import PlainLink, plain_link
from roadmap_site.links.adapters.provider import Get, Reply
from roadmap_site.links.adapters.reading import reply_of
from roadmap_site.links.answer import ProviderSaid

JSON = {"Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class OneByOne:
    """A `Provider` made of two pure functions.

    `address` gives what to ask about a link, or "" where the link is not the provider's;
    `read` gives what the reply means, or None where it means nothing.
    """

    name: str
    address: Callable[[PlainLink], str]
    read: Callable[[PlainLink, Reply], ProviderSaid | None]
    at_once: int = 2
    pause: float = 0.5
    per_batch: int = 1

    def claims(self, url: str) -> bool:
        """Whether there is an address to ask."""
        link = plain_link(url)
        return link is not None and self.address(link) != ""

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What was said of each link, one request after the other."""
        said = {url: await self._ask_one(url, get) for url in dict.fromkeys(urls)}
        return {url: word for url, word in said.items() if word}

    async def _ask_one(self, url: str, get: Get) -> ProviderSaid | None:
        link = plain_link(url)
        if link is None or not (address := self.address(link)):
            return None
        reply = await reply_of(get, address, headers=JSON)
        return self.read(link, reply) if reply else None
