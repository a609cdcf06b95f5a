"""Connections that can only reach addresses the guard lets pass, kept while they are fresh."""

import asyncio
import socket
import ssl
from collections import defaultdict
from functools import partial
from ipaddress import ip_address

from aiohappyeyeballs import AddrInfoType, start_connection

from roadmap_site.links.address import guard
from roadmap_site.links.connection import Connection, HungUpError
from roadmap_site.links.resolve import Resolver
from roadmap_site.links.response import Response
from roadmap_site.links.settings import Settings

Place = tuple[str, int, bool]
"""Host, port, and whether TLS is spoken there."""

_SECOND_ADDRESS_AFTER = 0.25  # seconds (RFC 8305 §5)
_FRESH = 15.0  # seconds for which a connection waits for its next request
_MOST_IDLE = 256  # connections that do so; a process may often have no more than 1,024 files


class Pool:
    """All connections of a night; `close` closes them."""

    def __init__(
        self, settings: Settings, resolver: Resolver, tls: ssl.SSLContext | None = None
    ) -> None:
        self._settings = settings
        self._resolver = resolver
        self._tls = tls
        self._open: set[Connection] = set()
        self._idle: defaultdict[Place, list[Connection]] = defaultdict(list)
        self._fresh: dict[Connection, tuple[Place, asyncio.TimerHandle]] = {}  # oldest first

    async def ask(self, place: Place, request: bytes, *, again: bool) -> Response:
        """The response's head; its body is still to be read.

        A request that went down with a connection which was closed in passing is sent `again`.
        Raises `NotAskedError`, `OSError` (`ssl.SSLError`, `TimeoutError` and `HungUpError`
        among them) and `UnreadableError`.
        """
        while True:
            connection = self._kept(place) or await self._connected(place)
            try:
                return await connection.ask(request)
            except HungUpError as error:
                if not (again and error.stale):
                    raise

    def close(self) -> None:
        """Close all connections, those included that are being used."""
        for connection in list(self._open):
            connection.close()

    def _kept(self, place: Place) -> Connection | None:
        while idle := self._idle.get(place):
            connection = idle[-1]
            self._take(connection)
            if not connection.is_closing:
                return connection
        return None

    async def _connected(self, place: Place) -> Connection:
        host, port, secure = place
        addresses = await self._addresses(host)
        connection = self._new(place)
        async with asyncio.timeout(self._settings.connect):
            made = await start_connection(
                [_info(address, port) for address in addresses],
                happy_eyeballs_delay=_SECOND_ADDRESS_AFTER,
                socket_factory=self._guarded_socket,
            )
            try:
                await asyncio.get_running_loop().create_connection(
                    lambda: connection,
                    sock=made,
                    ssl=self._trusted() if secure else None,
                    server_hostname=host.rstrip(".") if secure else None,
                )
            except BaseException:
                connection.close()  # first: asyncio watches the socket by its number
                made.close()
                raise
        self._open.add(connection)
        return connection

    async def _addresses(self, host: str) -> tuple[str, ...]:
        if _is_address(host):
            return (host,)
        addresses = await self._resolver.addresses(host)
        guard(host, addresses, self._settings.allow_nets)
        return addresses

    def _guarded_socket(self, info: AddrInfoType) -> socket.socket:
        """The only place where a socket to a link is made; no address passes it by."""
        family, kind, protocol, _, (address, *_) = info
        guard(str(address), (str(address),), self._settings.allow_nets)
        made = socket.socket(family, kind, protocol)
        # Left alone, the kernel takes in megabytes for us, and asyncio reads 256 KiB at a time.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._settings.received_bytes)
        return made

    def _new(self, place: Place) -> Connection:
        keep = partial(self._keep, place)
        return Connection(self._settings.header_bytes, keep, self._forget)

    def _keep(self, place: Place, connection: Connection) -> None:
        self._idle[place].append(connection)
        timer = asyncio.get_running_loop().call_later(_FRESH, self._retire, connection)
        self._fresh[connection] = place, timer
        if len(self._fresh) > _MOST_IDLE:
            self._retire(next(iter(self._fresh)))

    def _take(self, connection: Connection) -> None:
        """Ensure that it is none of the idle ones."""
        if connection not in self._fresh:
            return
        place, timer = self._fresh.pop(connection)
        timer.cancel()
        self._idle[place].remove(connection)
        if not self._idle[place]:
            del self._idle[place]  # of 100,000 hosts, most are asked once

    def _retire(self, connection: Connection) -> None:
        self._take(connection)
        connection.close()

    def _forget(self, connection: Connection) -> None:
        self._retire(connection)
        self._open.discard(connection)

    def _trusted(self) -> ssl.SSLContext:
        """Whom to believe; read at the first secure link, since it takes 30 ms and 2 MiB."""
        if self._tls is None:
            self._tls = tls_context()
        return self._tls


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _info(address: str, port: int) -> AddrInfoType:
    if ":" in address:
        where = (address, port, 0, 0)
        return socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port)


def tls_context() -> ssl.SSLContext:
    """Verifies as browsers do, and like them talks to servers without RFC 5746."""
    context = ssl.create_default_context()
    # `ssl.OP_LEGACY_SERVER_CONNECT` has a name only from Python 3.12 on.
    context.options |= 0x4
    context.set_alpn_protocols(["http/1.1"])
    return context
