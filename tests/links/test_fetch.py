"""One request to a server that may do anything."""

import asyncio
import gzip
import resource
import zlib

import pytest

from links.loopback import (
    PAGE,
    Do,
    endless,
    hang_up,
    reply,
    reset,
    serving,
    settings,
    then_silence,
)
from links.probing import fetched
from roadmap_site.links.answer import Trouble
from roadmap_site.links.fetch import Exchange
from roadmap_site.links.web import Web

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LONG = b"<p>Many words follow each other. " * 2000


def fetch(answer: bytes | Do, patience: float = 0.6, **limits: object) -> Exchange:
    """What one request for a path with this answer brings."""

    async def run() -> Exchange:
        async with serving({"/": answer}) as there, Web(settings(**limits)) as web:
            return await fetched(web, there.url(), patience)

    return asyncio.run(run())


def test_a_page() -> None:
    """A page comes back with its status, its headers in lower case, and its body."""
    got = fetch(reply(200, PAGE, ETag='"1"'))

    assert (got.status, got.body, got.size) == (200, PAGE, len(PAGE))
    assert (got.headers["etag"], got.is_html, got.trouble) == ('"1"', True, None)


@pytest.mark.parametrize("status", [203, 204, 206, 304, 404, 451, 599, 999])
def test_every_status_is_taken(status: int) -> None:
    """Whatever number a server invents is handed on."""
    assert fetch(reply(status, b"")).status == status


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(LONG)),
        ("x-gzip", gzip.compress(LONG)),
        ("deflate", zlib.compress(LONG)),
        ("deflate", zlib.compress(LONG, wbits=-15)),
        ("gzip", LONG),
        ("identity", LONG),
    ],
    ids=["gzip", "x-gzip", "zlib", "raw deflate", "not gzip at all", "identity"],
)
def test_compressed_bodies(encoding: str, body: bytes) -> None:
    """Bodies are decoded, and taken as they are where the header lies."""
    assert fetch(reply(200, body, Content_Encoding=encoding)).body == LONG


def test_encodings_that_were_not_asked_for() -> None:
    """A body in an unknown encoding is no page, and not an empty one either."""
    got = fetch(reply(200, b"\x8b\x02\x80", Content_Encoding="br"))

    assert (got.status, got.body, got.size) == (200, b"", 3)


def test_broken_compression_keeps_what_was_read() -> None:
    """A compressed body that breaks in the middle ends there."""
    broken = gzip.compress(LONG)[:60] + b"\xff" * 60

    got = fetch(reply(200, broken, Content_Encoding="gzip"))

    assert got.status == 200
    assert LONG.startswith(got.body)


def test_bombs_are_not_unpacked() -> None:
    """A gigabyte in a megabyte is read up to the limit."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()

    got = fetch(reply(200, bomb, Content_Encoding="gzip"), html_bytes=1000)

    assert got.body == bytes(1000)


def test_endless_pages_end() -> None:
    """A page without end is read up to the limit, in little memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    got = fetch(endless(HEAD + b"\r\n", LONG))

    assert (got.status, got.size, got.stalled) == (200, 512 * 1024, False)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_files_are_read_a_little() -> None:
    """Of what is no page, the first bytes are enough."""
    got = fetch(endless(HEAD.replace(b"text/html", b"video/mp4") + b"\r\n", bytes(9999)))

    assert (got.status, got.size, got.is_html) == (200, 1024, False)


@pytest.mark.parametrize(
    ("body", "is_html"),
    [(PAGE, True), (b" \n<html>", True), (b"%PDF-1.7", False), (b"", False)],
)
def test_pages_without_a_type(body: bytes, *, is_html: bool) -> None:
    """Without a content type, what looks like a page is one."""
    got = fetch(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    assert got.is_html is is_html


@pytest.mark.parametrize(
    "answer",
    [
        then_silence(HEAD + b"\r\n<p>x"),
        then_silence(HEAD + b"Content-Length: 99\r\n\r\n<p>x"),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\nrubbish",
        endless(HEAD + b"Content-Length: 9999\r\n\r\n<p>x", b"", 0.05),
    ],
    ids=["silence", "too short", "broken chunks", "drip"],
)
def test_bodies_that_stop(answer: bytes | Do) -> None:
    """Good headers count, whatever becomes of the body."""
    got = fetch(answer)

    assert (got.status, got.stalled, got.trouble) == (200, True, None)
    assert got.body[:4] in {b"<p>x", b""}


@pytest.mark.parametrize(
    ("answer", "trouble", "detail"),
    [
        (then_silence(), Trouble.TIMEOUT, "no answer in 1 s"),
        (then_silence(HEAD), Trouble.TIMEOUT, "no answer in 1 s"),
        (endless(HEAD + b"X: ", b"y", 0.02), Trouble.TIMEOUT, "no answer in 1 s"),
        (hang_up, Trouble.RESET, "the server closed the connection without an answer"),
        (reset, Trouble.RESET, "the server closed the connection without an answer"),
        (
            endless(HEAD + b"X: ", b"y" * 9999),
            Trouble.TOO_BIG,
            "the headers are larger than any browser takes",
        ),
        (
            endless(HEAD, b"X: y\r\n" * 1000),
            Trouble.TOO_BIG,
            "the headers are larger than any browser takes",
        ),
        (
            endless(b"HTTP/1.1 103 Hints\r\n\r\n" * 1000, b"HTTP/1.1 103 Hints\r\n\r\n" * 1000),
            Trouble.TOO_BIG,
            "the headers are larger than any browser takes",
        ),
    ],
    ids=["silence", "half", "drip", "closed", "reset", "long line", "many lines", "hints"],
)
def test_answers_that_never_come(answer: Do, trouble: Trouble, detail: str) -> None:
    """A server that does not answer in time and size is a trouble with words."""
    # Only who never answers may meet the clock: a busy machine needs its time for the others.
    got = fetch(answer, 0.6 if trouble is Trouble.TIMEOUT else 60.0)

    assert (got.status, got.trouble, got.detail) == (None, trouble, detail)


@pytest.mark.parametrize(
    "answer",
    [b"<html>HTTP/0.9</html>", b"SSH-2.0-x\r\n", b"HTTP/x 200\r\n\r\n", b"\x15\x03\x01\0"],
)
def test_what_is_not_http(answer: bytes) -> None:
    """Rubbish is called by its name, whatever it is."""

    async def rubbish(writer: asyncio.StreamWriter, _: object) -> None:
        writer.write(answer)
        writer.close()

    assert fetch(rubbish).trouble is Trouble.NOT_HTTP


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200\r\n",
        b"HTTP/1.0 200 OK\r\n",
        b"HTTP/1.1 200 \xff\xfe\r\nX-Name: \xe9\xff\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Header: of many\r\n" * 10_000,
    ],
    ids=["no reason", "HTTP/1.0", "bytes", "hints", "line feeds", "many headers"],
)
def test_odd_answers_are_read(head: bytes) -> None:
    """What browsers forgive is forgiven."""
    got = fetch(head + b"Content-Length: 4\r\n\r\n<p>x")

    assert (got.status, got.body) == (200, b"<p>x")


def test_a_closed_port_refuses() -> None:
    """Nobody at home is not the same as no answer."""

    async def run() -> Exchange:
        async with serving({}) as there:
            pass
        async with Web(settings()) as web:
            return await fetched(web, there.url())

    got = asyncio.run(run())

    assert (got.trouble, got.detail) == (Trouble.REFUSED, "the server refuses the connection")
