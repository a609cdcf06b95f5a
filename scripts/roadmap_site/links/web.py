"""The network of one night: connections, name servers and the clock, shared by all visits."""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from roadmap_site.links.adapters.provider import AskError, Reply
from roadmap_site.links.address import NotAskedError, is_opened
from roadmap_site.links.connector import GuardedConnector, tls_context
from roadmap_site.links.inflate import Inflater
from roadmap_site.links.resolve import Lookup, Resolver, system_lookup
from roadmap_site.links.settings import Settings
from roadmap_site.links.target import Target, Wrong, target

_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en,zh;q=0.9,*;q=0.8",
}
_MOST_HEADERS = 65_536  # in number; their bytes are counted by the connection
_BUFFER = 8 * 1024  # bytes of a body that nobody reads yet; then its server has to wait
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

    session: aiohttp.ClientSession

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
        self._tls = tls
        self._own: set[str] = set()  # hosts that the caller opened

    async def __aenter__(self) -> Self:
        """Open the pool of connections."""
        connector = GuardedConnector(self.settings, self.resolver)
        most = self.settings.header_bytes
        self.session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS | {"User-Agent": self.settings.agent},
            timeout=aiohttp.ClientTimeout(sock_connect=self.settings.connect),
            auto_decompress=False,
            trust_env=False,
            max_line_size=most,
            max_field_size=most,
            max_headers=_MOST_HEADERS,
            read_bufsize=_BUFFER,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections, and leave lookups that hang behind."""
        await self.session.close()
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
        body: bytes | None = None,
    ) -> aiohttp.ClientResponse:
        """The head of one response; redirects are not followed, the body is still to be read.

        Raises `NotAskedError` and what aiohttp raises.
        """
        origin = wanted.origin
        route = self._routes.get(origin)
        if route is not None:
            headers = {**headers, "Host": origin.partition("://")[2]}
        scheme, _, authority = (route or origin).partition("://")
        # A query that were told to be one would lose its question mark where it is empty.
        address = URL.build(scheme=scheme, authority=authority, path=wanted.path, encoded=True)
        return await self.session.request(
            method,
            address,
            headers=headers,
            data=body,
            allow_redirects=False,
            ssl=self._trusted() if scheme == "https" else True,
        )

    def _trusted(self) -> ssl.SSLContext:
        """Whom to believe; read at the first secure link, since it takes 30 ms and 2 MiB."""
        if self._tls is None:
            self._tls = tls_context()
        return self._tls

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
        except (NotAskedError, aiohttp.ClientError, OSError, ValueError) as error:
            raise AskError(f"{type(error).__name__}: {error}") from error
        raise AskError("redirected too often")

    async def _reply(
        self, wanted: Target, method: str, headers: Mapping[str, str], body: bytes | None
    ) -> Reply:
        response = await self.send(wanted, headers, method=method, body=body)
        try:
            encoding = response.headers.get("Content-Encoding", "").strip().lower()
            content = Inflater(encoding, self.settings.reply_bytes)
            while content.room and (piece := await response.content.readany()):
                content.feed(piece)
        finally:
            response.close()
        if not content.room or not content.readable:
            raise AskError("the reply is too long, or in an encoding that was not asked for")
        return Reply(response.status, lower(response), content.body)


def _asked(url: str) -> Target:
    found = target(url)
    if isinstance(found, Wrong):
        raise AskError(found.detail)
    return found


def lower(response: aiohttp.ClientResponse) -> dict[str, str]:
    """The headers with lower-case names; of repeated ones the first."""
    found: dict[str, str] = {}
    for name, value in response.headers.items():
        found.setdefault(name.lower(), value)
    return found
