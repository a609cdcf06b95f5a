"""One request and its response, bounded in time and in size; every failure is a value."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from roadmap_site.links.address import NotAskedError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.connection import UnreadableError
from roadmap_site.links.inflate import Inflater
from roadmap_site.links.response import Response
from roadmap_site.links.target import Target
from roadmap_site.links.trouble import trouble_of
from roadmap_site.links.web import Web

_HTML = ("text/html", "application/xhtml+xml")
_PIECE = 32 * 1024  # bytes taken at once; the others stay where they hold the server up
_ERROR_BYTES = 64 * 1024  # of pages that are not fine; walls are known by less


@dataclass(slots=True)
class Exchange:
    """What came back for one request. Without a status, `trouble` says why."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names, first value
    cookies: tuple[str, ...] = ()  # `Set-Cookie`, as sent
    body: bytes = b""  # decoded, up to the limit
    size: int = 0  # bytes of body, decoded where that was possible
    stalled: bool = False  # good headers, then the body stopped or broke
    trouble: Trouble | None = None
    detail: str = ""

    @property
    def is_html(self) -> bool:
        """Whether a browser would show the body as a page."""
        kind = self.headers.get("content-type", "").lower()
        if not kind:
            return self.body.lstrip()[:1] == b"<"
        return kind.startswith(_HTML)


async def exchange(
    web: Web,
    wanted: Target,
    headers: Mapping[str, str],
    patience: float,
    *,
    whole: bool = False,
) -> Exchange:
    """One GET. `patience` is in seconds, to the end of the headers; name servers included.

    `whole` reads up to 64 KiB of what is no page, too.
    """
    got = Exchange()
    try:
        async with asyncio.timeout(patience) as limit:
            response = await web.send(wanted, headers)
            try:
                _take_head(response, got)
                if not response.ended:  # most bodies have arrived by now
                    limit.reschedule(asyncio.get_running_loop().time() + web.settings.body)
                most = _ERROR_BYTES if whole else _wanted_bytes(web, got)
                await _take_body(web, response, got, most, limit)
            finally:
                response.close()
    except (NotAskedError, UnreadableError, OSError, ValueError) as error:
        if got.status is not None:
            got.stalled = True
        elif isinstance(error, TimeoutError) and limit.expired():
            got.trouble, got.detail = Trouble.TIMEOUT, f"no answer in {patience:.0f} s"
        else:
            got.trouble, got.detail = trouble_of(error)
    return got


def _take_head(response: Response, got: Exchange) -> None:
    got.status = response.status
    got.headers = response.headers
    got.cookies = tuple(response.cookies)


async def _take_body(
    web: Web, response: Response, got: Exchange, most: int, limit: asyncio.Timeout
) -> None:
    """Read up to so many bytes, decoded; long bodies wait for their turn."""
    encoding = got.headers.get("content-encoding", "").strip().lower()
    short = min(most, web.settings.short_bytes)
    content = Inflater(encoding, short)
    try:
        await _fill(content, response)
        if most > short and not content.room:
            async with _turn(web, limit):
                content.widen(most - short)
                await _fill(content, response)
    finally:
        got.body = content.body if content.readable else b""
        got.size = len(got.body) or min(response.size, most)


async def _fill(content: Inflater, response: Response) -> None:
    while content.room and not response.at_end:
        content.feed(await response.read(_PIECE))


@asynccontextmanager
async def _turn(web: Web, limit: asyncio.Timeout) -> AsyncIterator[None]:
    """A turn at reading a long body: all of them at once would fill the memory.

    The clock stands still while we wait, since the server is not to blame.
    """
    loop = asyncio.get_running_loop()
    left = (limit.when() or loop.time()) - loop.time()
    limit.reschedule(None)
    async with web.long_bodies:
        limit.reschedule(loop.time() + left)
        yield


def _wanted_bytes(web: Web, got: Exchange) -> int:
    """How much of the body says something: of a redirect nothing, of a file its first bytes."""
    fine = 200 <= (got.status or 0) < 300  # noqa: PLR2004 -- RFC 9110 §15.3
    kind = got.headers.get("content-type", "").lower()
    if "location" in got.headers and not fine:
        return 0
    if kind and not kind.startswith(_HTML):
        return web.settings.other_bytes
    return web.settings.html_bytes if fine else _ERROR_BYTES
