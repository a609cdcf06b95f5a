"""Runs over a server of `loopback.py`, as the tests of the engine want them."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from links.loopback import Do, Loopback, reply, serving, settings
from roadmap_site.links.fetch import Exchange, exchange
from roadmap_site.links.observation import Observation
from roadmap_site.links.probe import probe_all
from roadmap_site.links.record import Record
from roadmap_site.links.target import Target, target
from roadmap_site.links.web import Web

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
_TEXT = "Words about {0} and what there is to know. " * 120


def good(path: str) -> bytes:
    """A page of its own, long enough to be taken for one."""
    name = path.strip("/") or "home"
    return reply(200, f"<title>{name}</title><h1>{name}</h1><p>{_TEXT.format(name)}".encode())


async def fetched(web: Web, url: str, patience: float = 0.6) -> Exchange:
    """One request for a URL that can be asked."""
    wanted = target(url)
    assert isinstance(wanted, Target)
    return await exchange(web, wanted, {}, patience)


@dataclass
class Run:
    """What a run brought: observations by path, in the order they came, and the server."""

    seen: dict[str, Observation]
    there: Loopback

    @property
    def verdicts(self) -> dict[str, str]:
        """`{path: verdict and reason}`."""
        return {path: f"{one.verdict} {one.reason}" for path, one in self.seen.items()}

    @property
    def asked(self) -> Counter[str]:
        """How often each path was asked."""
        return Counter(self.there.paths)


def probe(
    answers: Mapping[str, bytes | Do],
    paths: Sequence[str] | None = None,
    known: Mapping[str, Record] | None = None,
    **limits: object,
) -> Run:
    """One run over the paths of a server, or over all that it has."""

    async def run() -> Run:
        night = settings(**limits)
        async with serving(answers) as there, Web(night, clock=lambda: NIGHT) as web:
            urls = [there.url(path) for path in paths or answers]
            records = {there.url(path): one for path, one in (known or {}).items()}
            seen = {
                one.url.removeprefix(there.url("")): one
                async for one in probe_all(urls, records, night, web=web)
            }
            return Run(seen, there)

    return asyncio.run(run())
