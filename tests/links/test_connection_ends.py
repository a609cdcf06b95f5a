"""Connections that are given up, cut off or closed, at the worst moment."""

import asyncio
import socket
import ssl
from contextlib import AsyncExitStack
from ipaddress import ip_network
from pathlib import Path

import pytest

from links.loopback import endless, reply, serving, settings
from links.probing import fetched
from links.scripted import scripted
from roadmap_site.links.answer import Trouble
from roadmap_site.links.connection import HungUpError
from roadmap_site.links.fetch import Exchange
from roadmap_site.links.pool import tls_context
from roadmap_site.links.target import Target, target
from roadmap_site.links.web import Web

CERTIFICATES = Path(__file__).parent / "hostile" / "certificates"
OK = b"HTTP/1.1 200 OK\r\n"
SHORT = OK + b"Content-Length: 2\r\n\r\n"


def test_a_trailer_has_an_end() -> None:
    """What stands behind the chunks of a body is bounded like the headers before it."""
    chunks = OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: "

    async def run() -> Exchange:
        limits = settings(body=60.0, header_bytes=100_000)
        async with (
            serving({"/": endless(chunks, b"y" * 9999)}) as there,
            Web(limits) as web,
        ):
            return await fetched(web, there.url(), 60.0)

    got = asyncio.run(run())

    assert (got.status, got.body, got.stalled) == (200, b"ok", True)


def secure() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows, and who believes it."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(CERTIFICATES / "good.pem", CERTIFICATES / "key.pem")
    trusted = tls_context()
    trusted.load_verify_locations(CERTIFICATES / "root.pem")
    return shown, trusted


def test_losing_patience_with_tls_harms_nobody_else() -> None:
    """Handshakes that are given up at any moment leave no socket to the next request."""
    shown, trusted = secure()
    limits = settings(allow_nets=(ip_network("127.1.9.0/24"),))

    async def run() -> set[Trouble | None]:
        async with (
            serving({"/": reply(200)}, "127.1.9.1", ssl=shown) as there,
            Web(limits, tls=trusted) as web,
        ):
            url = there.url().replace("http:", "https:")
            asked = (fetched(web, url, step / 500) for step in range(1, 301))
            return {got.trouble for got in await asyncio.gather(*asked)}

    assert asyncio.run(run()) <= {Trouble.TIMEOUT, None}


def test_a_secure_page_that_ends_while_we_wait_is_read() -> None:
    """A server that closes while its page waits to be read makes no noise."""
    shown, trusted = secure()
    body, noise = bytes(200_000), list[object]()
    closed = asyncio.Event()

    async def talk(writer: asyncio.StreamWriter, _: object) -> None:
        writer.transport.set_write_buffer_limits(0)
        writer.write(reply(200, body, connection="close"))
        await writer.drain()
        writer.get_extra_info("socket").shutdown(socket.SHUT_WR)
        closed.set()

    async def run() -> int:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: noise.append(told))
        limits = settings(allow_nets=(ip_network("127.1.9.0/24"),))
        async with (
            serving({"/": talk}, "127.1.9.1", ssl=shown) as there,
            Web(limits, tls=trusted) as web,
        ):
            wanted = target(there.url().replace("http:", "https:"))
            assert isinstance(wanted, Target)
            response = await web.send(wanted, {})
            await closed.wait()
            size = 0
            for _ in range(500):  # turns of the loop, in which the end comes in
                await asyncio.sleep(0)
            while piece := await response.read(32_768):
                size += len(piece)
                for _ in range(100):
                    await asyncio.sleep(0)
            return size

    assert (asyncio.run(run()), noise) == (len(body), [])


def test_whoever_gives_up_does_not_take_the_connection_along() -> None:
    """A request that is cancelled when its answer is there leaves the next one alone."""

    async def run() -> tuple[int | None, int]:
        async with serving({"/": reply(200)}) as there, Web(settings()) as web:
            await fetched(web, there.url())
            (connection,) = web._pool._open  # noqa: SLF001  the moment has to be met
            settle = connection._settle  # noqa: SLF001
            first = asyncio.create_task(fetched(web, there.url()))

            def cancelled() -> None:
                settle()
                first.cancel()

            connection._settle = cancelled  # type: ignore[method-assign]  # noqa: SLF001
            await asyncio.gather(first, return_exceptions=True)
            return (await fetched(web, there.url())).status, there.connections

    assert asyncio.run(run()) == (200, 1)


def test_everything_is_closed_at_the_end() -> None:
    """With the night, idle connections and those under way end."""
    heard = asyncio.Event()

    async def listen(_: asyncio.StreamWriter, __: object) -> None:
        heard.set()
        await asyncio.Event().wait()

    async def run() -> Exchange:
        async with scripted([SHORT + b"ok"]) as script, serving({"/": listen}) as silent:
            async with Web(settings()) as web:
                await fetched(web, f"http://127.0.0.1:{script.port}/")
                waiting = asyncio.create_task(fetched(web, silent.url(), 30.0))
                await heard.wait()
            await asyncio.wait_for(script.gone[0].wait(), 5)
            return await asyncio.wait_for(waiting, 5)

    assert asyncio.run(run()).trouble is Trouble.RESET


def test_idle_connections_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that nobody asks again for a while is closed, and forgotten."""
    monkeypatch.setattr("roadmap_site.links.pool._FRESH", 0.01)

    async def run() -> tuple[int, int]:
        async with scripted([SHORT + b"ok"]) as script, Web(settings()) as web:
            await fetched(web, f"http://127.0.0.1:{script.port}/")
            await asyncio.wait_for(script.gone[0].wait(), 5)
            pool = web._pool  # noqa: SLF001  nothing else shows what is kept
            return len(pool._fresh), len(pool._idle)  # noqa: SLF001

    assert asyncio.run(run()) == (0, 0)


def test_few_connections_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many idle connections the one that waits longest is closed."""
    monkeypatch.setattr("roadmap_site.links.pool._MOST_IDLE", 2)

    async def run() -> list[int]:
        async with AsyncExitStack() as stack:
            web = await stack.enter_async_context(Web(settings()))
            hosts = [
                await stack.enter_async_context(serving({"/": reply(200)}, f"127.0.0.{number}"))
                for number in range(1, 4)
            ]
            for there in (*hosts, *hosts[::-1]):
                await fetched(web, there.url())
            return [there.connections for there in hosts]

    assert asyncio.run(run()) == [2, 1, 1]


def test_a_closed_connection_can_not_be_asked() -> None:
    """Whoever holds a connection that is gone hears so at once."""

    async def run() -> str:
        async with serving({"/": reply(200)}) as there, Web(settings()) as web:
            await fetched(web, there.url())
            (connection,) = web._pool._open  # noqa: SLF001  the moment has to be met
            connection.close()
            with pytest.raises(HungUpError) as caught:
                await connection.ask(b"")
            return f"{caught.value}, {caught.value.stale}"

    assert asyncio.run(run()) == "closed without an answer, True"
