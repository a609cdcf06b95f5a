"""Asks the providers: batch by batch, no faster than each allows."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from roadmap_site.links.adapters.provider import Get, Provider, Reply
from roadmap_site.links.answer import ProviderSaid
from roadmap_site.links.web import Web


def by_provider(
    urls: Iterable[str], providers: Sequence[Provider]
) -> tuple[list[tuple[Provider, list[str]]], list[str]]:
    """Each provider with the links it claims, and the links that nobody claims."""
    claimed: list[tuple[Provider, list[str]]] = [(provider, []) for provider in providers]
    rest: list[str] = []
    for url in urls:
        theirs = next((links for provider, links in claimed if provider.claims(url)), rest)
        theirs.append(url)
    return [(provider, links) for provider, links in claimed if links], rest


class Desk:
    """The links of one provider, and the pace at which it is asked."""

    def __init__(self, web: Web, provider: Provider, urls: Sequence[str]) -> None:
        self._web = web
        self._provider = provider
        self._left = iter(urls)
        self._free_at = 0.0

    @property
    def clerks(self) -> int:
        """How many may work through it together."""
        return max(1, self._provider.at_once)

    def batches(self) -> Iterator[list[str]]:
        """What is still to be asked; all clerks share it."""
        while batch := list(islice(self._left, max(1, self._provider.per_batch))):
            yield batch

    async def ask(self, batch: list[str]) -> Mapping[str, ProviderSaid]:
        """What the provider said of a batch; the links of which it said nothing are missing."""
        get: Get = self._get
        said = await self._provider.ask(batch, get)
        return {url: one for url, one in said.items() if one.alive is not None}

    async def _get(
        self,
        url: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        now = asyncio.get_running_loop().time()
        start = max(now, self._free_at)
        self._free_at = start + self._provider.pause
        await asyncio.sleep(start - now)
        return await self._web.get(url, method, headers, body)
