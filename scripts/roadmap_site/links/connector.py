"""Connections that can only reach addresses the guard lets pass, and headers that have an end.

aiohttp leaves three gaps that a hostile list falls into: addresses written as numbers pass its
resolver by, the headers of one answer may be of any length in sum, and a server that hangs up
without a word is asked again at once. They are closed here.
"""

import asyncio
import socket
import ssl
from functools import partial
from typing import Any

from aiohttp import ClientConnectionError, ClientOSError, ServerDisconnectedError, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.streams import EMPTY_PAYLOAD

from roadmap_site.links.address import guard
from roadmap_site.links.head import END, mended
from roadmap_site.links.resolve import Resolver
from roadmap_site.links.settings import Network, Settings

TOO_BIG = "the headers have no end"
_SECOND_ADDRESS_AFTER = 0.25  # seconds (RFC 8305 §5)


class HungUpError(ClientConnectionError):
    """A new connection was closed before an answer came."""


class GuardedConnector(TCPConnector):
    """aiohttp's pool of connections, with the guard at the last point before the network."""

    def __init__(self, settings: Settings, resolver: Resolver) -> None:
        super().__init__(
            limit=0,  # the lanes keep the number of visits
            resolver=_GuardedResolver(resolver, settings.allow_nets),
            use_dns_cache=False,  # the resolver remembers for the whole night
            happy_eyeballs_delay=_SECOND_ADDRESS_AFTER,
            socket_factory=partial(_guarded_socket, settings=settings),
        )
        handler = partial(_BoundedHandler, settings.header_bytes, self._loop)
        self._factory = handler  # type: ignore[assignment]


class _GuardedResolver(AbstractResolver):
    """The night's resolver in the shape that aiohttp wants; all addresses must pass."""

    def __init__(self, resolver: Resolver, allowed: tuple[Network, ...]) -> None:
        self._resolver = resolver
        self._allowed = allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = await self._resolver.addresses(host)
        guard(host, addresses, self._allowed)
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=family, proto=0, flags=0
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Do nothing: whoever made the resolver closes it."""


def _guarded_socket(found: tuple[Any, ...], *, settings: Settings) -> socket.socket:
    """The only place where a socket to a link is made; addresses in numbers come here too."""
    family, kind, protocol, _, (address, *_) = found
    guard(address, (address,), settings.allow_nets)
    made = socket.socket(family, kind, protocol)
    # Left alone, the kernel takes in megabytes for us, and asyncio reads 256 KiB at a time.
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, settings.received_bytes)
    return made


class _BoundedHandler(ResponseHandler):
    """One connection: counts the bytes of headers, and knows whether it was used before."""

    def __init__(self, most: int, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._most = most
        self._head = 0
        self._exchanges = 0

    def set_response_params(self, **params: Any) -> None:  # noqa: ANN401 -- aiohttp's own
        self._head = 0
        self._exchanges += 1
        self._payload = None
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        # The parser drops good headers that come in one packet with a broken body, so that it
        # gets the two apart.
        end = data.find(END) + len(END) if self._in_head() else 0
        if end >= len(END):
            self._take(mended(data[:end]) if self._head == 0 else data[:end])
            data = data[end:]
            if not data:
                return
        self._take(data)

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        if not self._in_head():
            return
        self._head += len(data)
        if self._head > self._most and self.transport is not None:
            self.set_exception(BadHttpMessage(TOO_BIG))
            self.transport.abort()

    def _in_head(self) -> bool:
        return self._payload is None or self._payload is EMPTY_PAYLOAD

    def set_exception(self, exc: BaseException, *cause: BaseException) -> None:
        # aiohttp repeats a request by itself when the server hangs up. That is right where an
        # idle connection was closed in passing, and an attempt that nobody counts elsewhere.
        hung_up = isinstance(exc, (ServerDisconnectedError, ClientOSError))
        if hung_up and self._exchanges == 1:
            exc = HungUpError(str(exc) or "closed without an answer")
        super().set_exception(exc, *cause)


def tls_context() -> ssl.SSLContext:
    """Verifies as browsers do, and like them talks to servers without RFC 5746."""
    context = ssl.create_default_context()
    # `ssl.OP_LEGACY_SERVER_CONNECT` has a name only from Python 3.12 on.
    context.options |= 0x4
    context.set_alpn_protocols(["http/1.1"])
    return context
