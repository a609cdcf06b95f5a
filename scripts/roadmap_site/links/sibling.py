"""What a site answers at an address that cannot exist, beside a page that should.

Asked only where the verdict wants it, once for each folder of a run, and only where robots.txt
has nothing against it.
"""

import asyncio
import secrets
from dataclasses import replace

from roadmap_site.links.answer import Answer, Page, Sibling
from roadmap_site.links.likeness import is_like
from roadmap_site.links.robots import Robots
from roadmap_site.links.target import Target, Wrong, target
from roadmap_site.links.visit import visit
from roadmap_site.links.web import Web

_PATIENCE = 10.0  # seconds; it is a question of ours, not the reader's


class Siblings:
    """What the invented addresses of a run answered."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._robots = Robots(web)
        self._asked: dict[str, asyncio.Task[Answer | None]] = {}

    async def beside(self, answer: Answer) -> Sibling | None:
        """What stands beside the page of this answer; None where it must not be asked."""
        here = target(answer.final_url)
        if isinstance(here, Wrong) or answer.page is None:
            return None
        folder = here.path.partition("?")[0].rpartition("/")[0] + "/"
        found = await self._once(here, folder, f"{folder}{secrets.token_hex(8)}")
        if found is None:
            return None
        sibling = Sibling(found.status, found.page, found.final_url)
        if found.page is None or not self._alike(answer.page, here.url, found):
            return sibling
        return replace(sibling, home=await self._home(here))

    async def close(self) -> None:
        """Give up on what is still being asked."""
        for asked in self._asked.values():
            asked.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        await self._robots.close()

    def _alike(self, page: Page, url: str, other: Answer) -> bool:
        return other.page is not None and is_like(page, url, other.page, other.final_url)

    async def _home(self, here: Target) -> Page | None:
        found = await self._once(here, "home page", "/")
        return found.page if found else None

    async def _once(self, here: Target, name: str, path: str) -> Answer | None:
        """The answer at `path`; the first who asks for a `name` of a host asks for all."""
        key = f"{here.origin} {name}"
        if key not in self._asked:
            wanted = Target(here.scheme, here.host, here.port, path)
            self._asked[key] = asyncio.create_task(self._ask(wanted))
        return await asyncio.shield(self._asked[key])

    async def _ask(self, wanted: Target) -> Answer | None:
        if not await self._robots.allow(wanted):
            return None
        left = 2 * _PATIENCE
        return await visit(self._web, wanted.url, first=wanted, patience=_PATIENCE, left=left)
