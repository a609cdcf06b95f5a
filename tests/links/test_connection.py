"""Connections: how answers are read off them, and when they may be asked again."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from links.loopback import settings
from links.probing import fetched
from links.scripted import Script, scripted
from roadmap_site.links.adapters.provider import AskError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.fetch import Exchange
from roadmap_site.links.web import Web

CERTIFICATES = Path(__file__).parent / "hostile" / "certificates"
OK = b"HTTP/1.1 200 OK\r\n"
SHORT = OK + b"Content-Length: 2\r\n\r\n"


def exchanges(number: int, *answers: Sequence[bytes | None]) -> tuple[list[Exchange], Script]:
    """So many requests, one after another."""

    async def run() -> tuple[list[Exchange], Script]:
        async with scripted(*answers) as script, Web(settings()) as web:
            url = f"http://127.0.0.1:{script.port}/"
            got = [await fetched(web, url) for _ in range(number)]
            return got, script

    return asyncio.run(run())


@pytest.mark.parametrize(
    "first",
    [
        [SHORT + b"ok"],
        [SHORT + b"o", b"k"],
        [OK, b"Content-Length: 2\r\n\r\nok"],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nTrailer: x\r\n\r\n"],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n1\r\no\r\n", b"1\r\nk\r\n0\r\n", b"\r\n"],
        [b"HTTP/1.1 204 None\r\n\r\n"],
        [b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n" + SHORT + b"ok"],
        [bytes([byte]) for byte in SHORT + b"ok"],
        [bytes([byte]) for byte in OK + b"No header\r\nOdd : x\r\nContent-Length: 2\r\n\r\nok"],
        [
            b"HTTP/1.1 103 Hints\r\nConnection: close\r\n\r\n",
            b"HTTP/2 200\r\nContent-Length : 2\r\n\r\nok",
        ],
        [b"\r\n", b"\r\nHTTP/1.1 200\nContent-Length: 2\n\nok"],
    ],
    ids=[
        *("whole", "two", "split head", "chunks", "split chunks", "empty", "hints", "bytes"),
        *("odd bytes", "odd head behind hints", "line feeds"),
    ],
)
def test_a_whole_answer_leaves_the_connection_free(first: list[bytes]) -> None:
    """However an answer comes in, the next request goes over the same connection."""
    (one, two), script = exchanges(2, first, [SHORT + b"no"])

    assert (one.status, one.body) in {(200, b"ok"), (204, b"")}
    assert "trailer" not in one.headers
    assert "link" not in one.headers
    assert (two.body, len(script.asked)) == (b"no", 1)


@pytest.mark.parametrize(
    "first",
    [
        [SHORT + b"ok" + SHORT + b"!!"],
        [SHORT + b"okay, and more than was promised"],
        [OK + b"Connection: close\r\nContent-Length: 2\r\n\r\nok"],
        [b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"],
        [OK + b"\r\nok", None],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + SHORT + b"!!"],
    ],
    ids=["two answers", "more", "close", "HTTP/1.0", "to the end", "behind chunks"],
)
def test_a_doubtful_connection_is_not_asked_again(first: list[bytes | None]) -> None:
    """No byte of one answer can be taken for the next one's."""
    (one, two), script = exchanges(2, first, [SHORT + b"no"])

    assert (one.status, one.body, one.stalled) == (200, b"ok", False)
    assert (two.body, len(script.asked)) == (b"ok", 2)


def test_words_between_two_requests_close_the_connection() -> None:
    """An answer that nobody asked for is not the answer to the next request."""

    async def run() -> tuple[Exchange, int]:
        async with scripted([SHORT + b"ok"], [SHORT + b"no"]) as script, Web(settings()) as web:
            url = f"http://127.0.0.1:{script.port}/"
            release = asyncio.Event()

            async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(SHORT + b"ok")
                await release.wait()
                writer.write(SHORT + b"!!")
                await reader.read()
                closed.set()
                writer.close()

            closed = asyncio.Event()
            talker = await asyncio.start_server(talk, "127.0.0.2", script.port)
            here = f"http://127.0.0.2:{script.port}/"
            await fetched(web, here)
            release.set()
            await asyncio.wait_for(closed.wait(), 5)
            talker.close()
            return await fetched(web, url), len(script.asked)

    got, connections = asyncio.run(run())

    assert (got.body, connections) == (b"ok", 1)


def test_a_connection_closed_in_passing_is_replaced() -> None:
    """A server that closes after its first answer is asked again at once, and once only."""
    (one, two), script = exchanges(2, [SHORT + b"ok"], [None])

    assert (one.body, two.body) == (b"ok", b"ok")
    assert [len(asked) for asked in script.asked] == [2, 1]


def test_what_is_no_question_is_not_sent_twice() -> None:
    """A request with a body fails where its connection was closed in passing."""

    async def run() -> tuple[str, list[int]]:
        async with scripted([SHORT + b"ok"], [None]) as script, Web(settings()) as web:
            url = f"http://127.0.0.1:{script.port}/"
            await web.get(url, "POST")
            with pytest.raises(AskError) as caught:
                await web.get(url, "POST")
            return str(caught.value), [len(asked) for asked in script.asked]

    assert asyncio.run(run()) == ("HungUpError: closed without an answer", [2])


def test_headers_are_read_as_sent() -> None:
    """Names in lower case, the first of repeated ones, values without the blanks around."""
    head = (
        b"X-Empty:\r\nX-Name:  a b \t\r\nx-name: second\r\nX-Odd: \xff\r\n"
        b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
    )

    (got,), _ = exchanges(1, [OK + head + b"Content-Length: 0\r\n\r\n"])

    assert got.headers == {
        "x-empty": "",
        "x-name": "a b",
        "x-odd": "\udcff",
        "set-cookie": "a=1",
        "content-length": "0",
    }
    assert got.cookies == ("a=1", "b=2")


def test_a_head_that_breaks_off_is_no_answer() -> None:
    """A connection that closes inside the head of its first answer was reset."""
    (got,), _ = exchanges(1, [OK + b"X: y", None])

    assert (got.status, got.trouble) == (None, Trouble.RESET)


def test_switching_protocols_is_the_end() -> None:
    """A server that changes the language is told by its status, and left."""
    head = b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    (one, two), script = exchanges(2, [head + b"\x81\x05hello"], [SHORT + b"no"])

    assert (one.status, two.status, len(script.asked)) == (101, 101, 2)


@pytest.mark.parametrize("text", ["a\r\nX: b", "a\nb", "a\0b"])
def test_no_header_becomes_two(text: str) -> None:
    """Text that would begin a line of its own is never sent."""

    async def run() -> tuple[str, int]:
        async with scripted([SHORT + b"ok"]) as script, Web(settings()) as web:
            url = f"http://127.0.0.1:{script.port}/"
            with pytest.raises(AskError) as caught:
                await web.get(url, headers={"X-Text": text})
            return str(caught.value), len(script.asked)

    assert asyncio.run(run()) == ("ValueError: a header would be two", 0)
