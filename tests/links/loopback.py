"""A server on loopback that misbehaves as a table says, for the tests of the engine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network

from roadmap_site.links.settings import Settings

Do = Callable[[asyncio.StreamWriter, "Asked"], Awaitable[None]]
HERE = ip_network("127.0.0.0/16")  # the rest of loopback stays closed
PAGE = b"<!doctype html><title>A page</title><p>Some words.</p>"


@dataclass(frozen=True)
class Asked:
    """One request: its path and its headers, with lower-case names."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Loopback:
    """Where the server stands and what it was asked; `answers` is `{path: what it does}`."""

    answers: Mapping[str, bytes | Do]
    host: str = "127.0.0.1"
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    at: list[float] = field(default_factory=list)  # when, by the loop's clock
    connections: int = 0
    open_now: int = 0
    open_most: int = 0

    def url(self, path: str = "/") -> str:
        """Where a path stands."""
        return f"http://{self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [asked.path for asked in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(head, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        path = first.split(" ")[1]
        asked = Asked(path, {name.lower(): value for name, value in headers.items()})
        self.asked.append(asked)
        self.at.append(asyncio.get_running_loop().time())
        answer = self.answers.get(path, self.answers.get("*", reply(404)))
        self.open_now += 1
        self.open_most = max(self.open_most, self.open_now)
        try:
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer, asked)
        finally:
            self.open_now -= 1


@asynccontextmanager
async def serving(
    answers: Mapping[str, bytes | Do], host: str = "127.0.0.1", **tls: object
) -> AsyncIterator[Loopback]:
    """A server that stops with the block, hanging answers included."""
    web = Loopback(answers, host)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(asyncio.CancelledError):
            await web.serve(reader, writer)

    server = await asyncio.start_server(serve, host, 0, **tls)  # type: ignore[arg-type]
    web.port = server.sockets[0].getsockname()[1]
    try:
        yield web
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def reply(status: int, body: bytes = PAGE, **headers: str) -> bytes:
    """A response with a length; `content_type="x"` makes the header `content-type: x`."""
    fields = {"content_type": "text/html", "content_length": str(len(body))} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Fine\r\n{lines}\r\n".encode() + body


def in_turn(*answers: bytes | Do) -> Do:
    """The answers one after the other, the last one for ever."""
    left = list(answers)

    async def do(writer: asyncio.StreamWriter, asked: Asked) -> None:
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(writer, asked)

    return do


def then_silence(start: bytes = b"") -> Do:
    """Some bytes, and nothing more as long as the test lasts."""

    async def do(writer: asyncio.StreamWriter, _: Asked) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.Event().wait()

    return do


def endless(start: bytes, more: bytes, pause: float = 0.0) -> Do:
    """Some bytes, then the same ones again and again, `pause` seconds apart."""

    async def do(writer: asyncio.StreamWriter, _: Asked) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(more)
            await writer.drain()
            await asyncio.sleep(pause)

    return do


async def hang_up(writer: asyncio.StreamWriter, _: Asked) -> None:
    """Close without a word."""
    writer.close()


async def reset(writer: asyncio.StreamWriter, _: Asked) -> None:
    """Reset the connection."""
    writer.transport.abort()


def settings(**changes: object) -> Settings:
    """Limits for tests: short waits, and loopback's first net open."""
    short: dict[str, object] = {
        "allow_nets": (HERE,),
        "connect": 1.0,
        "headers": 0.6,
        "body": 0.4,
        "silence": 0.1,
        "pause": 0.01,
        "robots": 0.2,
    }
    return Settings(**(short | changes))  # type: ignore[arg-type]
