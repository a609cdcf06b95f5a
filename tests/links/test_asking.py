"""Links that a provider knows."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from links.loopback import Asked, serving, settings
from links.probing import good
from roadmap_site.links.adapters.provider import Get
from roadmap_site.links.answer import ProviderSaid
from roadmap_site.links.probe import probe_all
from roadmap_site.links.web import Web


@dataclass
class Oracle:
    """A provider that knows some links and is silent on others."""

    knows: Mapping[str, ProviderSaid]
    name: str = "oracle"
    at_once: int = 2
    per_batch: int = 2
    pause: float = 0.0
    batches: list[list[str]] = field(default_factory=list)

    def claims(self, url: str) -> bool:
        """Whether it is about this link."""
        return "/oracle/" in url

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What it knows, after a request of its own."""
        self.batches.append(list(urls))
        reply = await get(urls[0].replace("/oracle/", "/interface/"))
        assert reply.status == 200
        return {url: self.knows[url] for url in urls if url in self.knows}


def test_providers_go_first() -> None:
    """A provider is asked in batches; what it does not say is asked over HTTP."""

    async def run() -> tuple[dict[str, str], list[list[str]], set[str]]:
        async with serving({"*": good("/")}) as there, Web(settings()) as web:
            a, b, c, d = (there.url(f"/oracle/{name}") for name in "abcd")
            oracle = Oracle(
                {
                    a: ProviderSaid("oracle", alive=True),
                    b: ProviderSaid("oracle", alive=False),
                    c: ProviderSaid("oracle", alive=None),
                }
            )
            urls = [a, b, c, d, there.url("/plain")]
            seen = {
                one.url: f"{one.verdict} {one.reason}"
                async for one in probe_all(urls, {}, web.settings, [oracle], web)
            }
            assert (seen[a], seen[b]) == ("ok provider", "gone deleted")
            pages = {path for path in there.paths if "/interface/" not in path}
            return seen, oracle.batches, pages

    seen, batches, pages = asyncio.run(run())

    assert Counter(seen.values()) == {"ok provider": 1, "gone deleted": 1, "ok answered": 3}
    assert [len(batch) for batch in batches] == [2, 2]
    assert pages == {"/oracle/c", "/oracle/d", "/plain"}


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_provider_sets_the_pace(at_once: int) -> None:
    """No more requests are under way than a provider allows, and none starts too early."""
    pause, answering = 0.04, 0.1

    async def slowly(writer: asyncio.StreamWriter, _: Asked) -> None:
        await asyncio.sleep(answering)
        writer.write(good("/"))

    async def run() -> tuple[int, int, list[float]]:
        async with serving({"*": slowly}) as there, Web(settings()) as web:
            urls = [there.url(f"/oracle/{number}") for number in range(6)]
            knows = {url: ProviderSaid("oracle", alive=True) for url in urls}
            oracle = Oracle(knows, at_once=at_once, per_batch=1, pause=pause)
            async for _ in probe_all(urls, {}, web.settings, [oracle], web):
                pass
            gaps = [later - sooner for sooner, later in pairwise(there.at)]
            return there.open_most, there.connections, gaps

    most, connections, gaps = asyncio.run(run())

    assert (most, connections) == (at_once, at_once)
    assert len(gaps) == 5
    assert min(gaps) > pause / 2
    assert sum(gaps) >= (5 * answering if at_once == 1 else 5 * pause) * 0.9
