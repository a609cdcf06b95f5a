"""What a host's robots.txt says to addresses that we invent (RFC 9309).

A link of the curriculum is asked whatever stands there: a person put it in, and one request a
night is verification, not crawling.
"""

import asyncio
from typing import TYPE_CHECKING

from roadmap_site.links.fetch import exchange
from roadmap_site.links.settings import TOKEN
from roadmap_site.links.target import Target
from roadmap_site.links.web import Web

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

_FINE = 200


class Robots:
    """Asks each host once; all that fails, hangs or makes no sense means: allowed."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._rules: dict[str, asyncio.Task[RobotFileParser | None]] = {}

    async def allow(self, wanted: Target) -> bool:
        """Whether an address that nobody linked to may be asked."""
        asked = self._rules.get(wanted.origin)
        if asked is None:
            asked = self._rules[wanted.origin] = asyncio.create_task(self._read(wanted))
        rules = await asyncio.shield(asked)
        return rules is None or rules.can_fetch(TOKEN, wanted.url)

    async def close(self) -> None:
        """Give up on what is still being asked."""
        for asked in self._rules.values():
            asked.cancel()
        await asyncio.gather(*self._rules.values(), return_exceptions=True)

    async def _read(self, wanted: Target) -> "RobotFileParser | None":
        from urllib.robotparser import RobotFileParser  # noqa: PLC0415  brings all of urllib along

        file = Target(wanted.scheme, wanted.host, wanted.port, "/robots.txt")
        got = await exchange(self._web, file, {}, self._web.settings.robots, whole=True)
        if got.status != _FINE:
            return None
        rules = RobotFileParser()
        rules.parse(got.body.decode("utf-8", "replace").splitlines())
        return rules
