"""A web that misbehaves on loopback: one address a site, and a canary nobody may touch."""

import asyncio
import contextlib
import re
import socket
import ssl
import threading
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator
from functools import partial
from pathlib import Path

from links.hostile.case import Case, Does
from links.hostile.exchange import Exchange
from links.hostile.pages import article
from links.hostile.replies import NOT_FOUND, page

CERTIFICATES = Path(__file__).parent / "certificates"
NET = "127.1.0.0/16"
CANARIES = ("127.66.66.66", "127.0.0.1")
TLS = {
    "good": "127.1.9.1",
    "expired": "127.1.9.2",
    "other_name": "127.1.9.3",
    "self_signed": "127.1.9.4",
    "unknown_authority": "127.1.9.5",
    "incomplete": "127.1.9.6",
    "not_yet": "127.1.9.7",
}
FIXED = TLS | {"v6": "::1", "names": "127.1.9.20"}
CLOSED, FULL = "127.1.8.1", "127.1.8.2"
TOKEN = re.compile(r"\{(?:(here|site|address|port|canary|closed|full)|site:([\w-]+))\}")
Step = Coroutine[object, object, None]
Serve = Callable[[StreamReader, StreamWriter], Step]
HOME = page(article("The home page of a school"))


class Web:
    """The servers of all cases. It stops with the context of `serving`."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self.cases = tuple(cases)
        names = [
            name
            for name in dict.fromkeys(case.site for case in self.cases)
            if name not in FIXED
        ]
        self.addresses = {
            name: f"127.1.{1 + at // 200}.{1 + at % 200}" for at, name in enumerate(names)
        }
        self.addresses |= FIXED
        self.port = 0
        self.touched: list[str] = []  # what reached the canary
        self.asked: Counter[tuple[str, str, str]] = Counter()  # site, method, target
        self._routes = {at: does for case in self.cases for at, does in _routes(case)}
        self._servers: list[asyncio.Server] = []
        self._visits: set[asyncio.Task[None]] = set()
        self._sockets: list[socket.socket] = []

    def urls(self) -> dict[str, str]:
        """The URL of every case by its name, in order."""
        return {case.name: self.fill(case.url, case.site, case.name) for case in self.cases}

    def fill(self, text: str, site: str, name: str) -> str:
        """The text with {here}, {site}, {port} … replaced by addresses."""
        near = {"here": f"{self._base(site)}/{name}", "site": self._base(site)}
        near |= {"address": self.addresses[site], "port": str(self.port)}
        near |= {"canary": f"{CANARIES[0]}:{self.port}"}
        near |= {"closed": f"{CLOSED}:{self.port}", "full": f"{FULL}:{self.port}"}

        def address(token: re.Match[str]) -> str:
            return near[token[1]] if token[1] else self._base(token[2])

        return TOKEN.sub(address, text) if "{" in text else text

    def _base(self, site: str) -> str:
        address = self.addresses[site]
        host = f"[{address}]" if ":" in address else address
        return f"{'https' if site in TLS else 'http'}://{host}:{self.port}"

    async def open(self) -> None:
        """Listen on every address, all at one port that is free on each of them."""
        for left in reversed(range(5)):
            try:
                await self._open()
            except OSError:
                await self.close()
                if not left:
                    raise
            else:
                return

    async def _open(self) -> None:
        with socket.create_server((CANARIES[0], 0)) as probe:
            self.port = probe.getsockname()[1]
        for name, address in self.addresses.items():
            if name != "v6" or _has_v6():
                tls = _context(name) if name in TLS else None
                await self._listen(partial(self._visit, name), address, tls)
        for address in CANARIES:
            await self._listen(self._canary, address)
        self._sockets = [_closed(self.port), *_full(self.port)]

    async def _listen(self, serve: Serve, host: str, tls: ssl.SSLContext | None = None) -> None:
        self._servers.append(
            await asyncio.start_server(
                serve, host, self.port, ssl=tls, limit=2**21, backlog=512
            )
        )

    async def close(self) -> None:
        """Stop everything, open visits included."""
        for server in self._servers:
            server.close()
        self._servers.clear()
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        for wire in self._sockets:
            wire.close()
        self._sockets.clear()

    async def _canary(self, _: StreamReader, writer: StreamWriter) -> None:
        self.touched.append(str(writer.get_extra_info("sockname")))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def _visit(self, site: str, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._visits.add(task)
        try:
            with contextlib.suppress(OSError, EOFError, ValueError, asyncio.CancelledError):
                await self._talk(site, reader, writer)
        finally:
            self._visits.discard(task)
            writer.transport.abort() if task.cancelling() else writer.close()

    async def _talk(self, site: str, reader: StreamReader, writer: StreamWriter) -> None:
        if at_once := self._routes.get((site, "connect")):
            await at_once(Exchange(reader, writer, str))
            return
        more = True
        while more:
            method, target, headers = _read(await reader.readuntil(b"\r\n\r\n"))
            self.asked[site, method, target] += 1
            nth = self.asked[site, method, target]
            fill = partial(self.fill, site=site, name=target.lstrip("/"))
            exchange = Exchange(reader, writer, fill, method, target, headers, nth)
            more = await self._does(site, target)(exchange)

    def _does(self, site: str, target: str) -> Does:
        path = target.partition("?")[0]
        for at in (target, path, "*"):
            if found := self._routes.get((site, at)):
                return found
        return HOME if path == "/" else NOT_FOUND


def _read(head: bytes) -> tuple[str, str, dict[str, str]]:
    """Method, target and headers of a request."""
    line, *fields = head.decode("latin-1").split("\r\n")
    method, target, _ = line.split(" ", 2)
    parts = (field.partition(":") for field in fields)
    return method, target, {name.lower(): value.strip() for name, _, value in parts}


def _routes(case: Case) -> Iterator[tuple[tuple[str, str], Does]]:
    if case.does:
        yield (case.site, f"/{case.name}"), case.does
    for path, does in case.more.items():
        yield (case.site, path), does


def _context(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem", CERTIFICATES / "key.pem")
    return context


def _has_v6() -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as wire:
        wire.bind(("::1", 0))
        return True
    return False


def _closed(port: int) -> socket.socket:
    """A port that is taken but not listened on: it refuses."""
    wire = socket.socket()
    wire.bind((CLOSED, port))
    return wire


def _full(port: int) -> list[socket.socket]:
    """A listener whose queue is full: the network says nothing to whoever knocks."""
    listener = socket.socket()
    listener.bind((FULL, port))
    listener.listen(0)
    knocks = [socket.socket() for _ in range(4)]
    for knock in knocks:
        knock.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            knock.connect((FULL, port))
    return [listener, *knocks]


@contextlib.contextmanager
def serving(cases: Iterable[Case]) -> Iterator[Web]:
    """A hostile web in a thread of its own."""
    web = Web(cases)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="hostile web", daemon=True)
    thread.start()

    def wait(step: Step) -> None:
        asyncio.run_coroutine_threadsafe(step, loop).result(30)

    wait(web.open())
    try:
        yield web
    finally:
        wait(web.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
