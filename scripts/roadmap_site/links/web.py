"""The network of one night: connections, name servers and the clock, shared by all visits."""

import asyncio
import re
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

from roadmap_site.links.adapters.provider import AskError, Reply
from roadmap_site.links.address import NotAskedError, is_opened
from roadmap_site.links.connection import UnreadableError
from roadmap_site.links.inflate import Inflater
from roadmap_site.links.pool import Pool
from roadmap_site.links.resolve import Lookup, Resolver, system_lookup
from roadmap_site.links.response import Response
from roadmap_site.links.settings import Settings
from roadmap_site.links.target import Target, Wrong, target

_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,zh;q=0.9,*;q=0.8",
}
_PIECE = 64 * 1024  # bytes of a reply that are read at once
_BREAKS_A_LINE = re.compile(r"[\r\n\0]")
_REPLY_HOPS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


class Web:
    """Sends requests and knows no verdicts; an `async with` block opens and closes it.

    `routes` leads the requests to one origin to another (`{"https://api.github.com":
    "http://127.0.0.1:8080"}`), with the `Host` header kept: tests reach real names with it.
    Nothing is taken from the environment: no proxy, no netrc, no cookies kept.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        lookup: Lookup = system_lookup,
        routes: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.resolver = Resolver(settings.lookup, lookup)
        self.long_bodies = asyncio.Semaphore(settings.long_bodies)
        self._routes = routes or {}
        self._pool = Pool(settings, self.resolver, tls)
        self._said = _HEADERS | {"User-Agent": settings.agent}
        self._own: set[str] = set()  # hosts that the caller opened

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections, and leave lookups that hang behind."""
        self._pool.close()
        await self.resolver.close()

    def spacing(self, key: str) -> float:
        """Seconds between two starts on `host:port`; none on the caller's own machines."""
        host = key.rpartition(":")[0]
        allowed = self.settings.allow_nets
        if not allowed:
            return self.settings.spacing
        if host not in self._own and is_opened(host, self.resolver.known(host), allowed):
            self._own.add(host)
        return 0.0 if host in self._own else self.settings.spacing

    async def send(
        self,
        wanted: Target,
        headers: Mapping[str, str],
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Response:
        """The head of one response; redirects are not followed, the body is still to be read.

        Raises what `Pool.ask` does, and `ValueError` for a header that would be two.
        """
        origin = wanted.origin
        route = target(self._routes[origin]) if origin in self._routes else wanted
        assert isinstance(route, Target)
        length = {} if method == "GET" else {"Content-Length": str(len(body))}
        said = {"Host": origin.partition("://")[2], **self._said, **length, **headers}
        lines = [
            f"{method} {wanted.path} HTTP/1.1",
            *(f"{name}: {value}" for name, value in said.items()),
        ]
        if any(map(_BREAKS_A_LINE.search, lines)):
            raise ValueError("a header would be two")
        request = "\r\n".join((*lines, "", "")).encode("utf-8", "surrogateescape") + body
        place = (route.host, route.port, route.scheme == "https")
        return await self._pool.ask(place, request, again=method == "GET")

    async def get(
        self,
        url: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """What an interface replies; for adapters. Raises `AskError`, nothing else.

        Redirects are followed within the host, since the headers may hold a token.
        """
        try:
            async with asyncio.timeout(self.settings.headers + self.settings.body):
                for _ in range(_REPLY_HOPS):
                    reply = await self._reply(_asked(url), method, headers or {}, body)
                    onward = urljoin(url, reply.headers.get("location", ""))
                    if reply.status not in _REDIRECTS or _asked(url).key != _asked(onward).key:
                        return reply
                    url = onward
        except (NotAskedError, UnreadableError, OSError, ValueError) as error:
            raise AskError(f"{type(error).__name__}: {error}") from error
        raise AskError("redirected too often")

    async def _reply(
        self, wanted: Target, method: str, headers: Mapping[str, str], body: bytes | None
    ) -> Reply:
        response = await self.send(wanted, headers, method=method, body=body or b"")
        try:
            encoding = response.headers.get("content-encoding", "").strip().lower()
            content = Inflater(encoding, self.settings.reply_bytes)
            while content.room and (piece := await response.read(_PIECE)):
                content.feed(piece)
        finally:
            response.close()
        if not content.room or not content.readable:
            raise AskError("the reply is too long, or in an encoding that was not asked for")
        return Reply(response.status, response.headers, content.body)


def _asked(url: str) -> Target:
    found = target(url)
    if isinstance(found, Wrong):
        raise AskError(found.detail)
    return found
