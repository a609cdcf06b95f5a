"""What takes long or never ends, and what would fill the memory."""

import zlib

from links.hostile.case import GONE, MOVED, OK, UNREACHABLE, Case, Does, either, on
from links.hostile.exchange import Exchange
from links.hostile.pages import article
from links.hostile.replies import FINE, SILENCE, page, raw, raw_then_silence, reply, response

TEXT = article("A long wait").encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
PIECE = b"<p>" + b"and so it goes on and on, " * 2500


def endless(start: bytes, piece: bytes, *, seconds: float = 0) -> Does:
    """The start, then the piece over and over, with a pause before each."""

    async def does(exchange: Exchange) -> bool:
        await exchange.send(start)
        while True:
            await exchange.wait(seconds)
            await exchange.send(piece)

    return does


def late(seconds: float, then: Does = FINE) -> Does:
    """An answer that takes its time."""

    async def does(exchange: Exchange) -> bool:
        await exchange.wait(seconds)
        return await then(exchange)

    return does


def bomb(*, wbits: int, gigabytes: int = 1) -> bytes:
    """A compressed page that grows to gigabytes: one megabyte, deflated, over and over."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = squeeze.compress(TEXT) + squeeze.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same text gives the same bytes.
    piece = squeeze.compress(b"boom " * 200_000) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return start + piece * (1000 * gigabytes) + squeeze.flush()


def _bomb(coding: str, body: bytes) -> Does:
    return raw(response(200, body, {"Content-Encoding": coding}))


def _twice(body: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    return squeeze.compress(body) + squeeze.flush()


SLOW = (
    Case("late_1", OK, "takes a second", late(1)),
    Case("late_4", OK, "takes four seconds", late(4)),
    Case("late_9", OK, "takes nine seconds", late(9)),
    Case("late_404", GONE, "takes two seconds to say no", late(2, reply(404))),
    Case("hang", UNREACHABLE, "never answers", SILENCE),
    Case(
        "hang_in_status",
        UNREACHABLE,
        "stops in the status line",
        raw_then_silence(b"HTTP/1.1 20"),
    ),
    Case("hang_in_headers", UNREACHABLE, "stops in the headers", raw_then_silence(HEAD)),
    Case(
        "hang_in_body",
        OK,
        "the page is there, its end is not",
        raw_then_silence(HEAD + b"\r\n" + TEXT),
    ),
    Case(
        "hang_before_body",
        OK,
        "good headers, then nothing for a long while",
        raw_then_silence(HEAD + b"Content-Length: 9000\r\n\r\n"),
        also=either(UNREACHABLE),
    ),
)
DRIPS = (
    Case(
        "drip_header",
        UNREACHABLE,
        "a byte of header every half second",
        endless(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", seconds=0.5),
    ),
    Case(
        "drip_status",
        UNREACHABLE,
        "a byte of status line every half second",
        endless(b"HTTP/1.1 200 ", b"O", seconds=0.5),
    ),
    Case(
        "drip_body",
        OK,
        "a page that comes slowly is a page",
        endless(HEAD + b"\r\n" + TEXT, b"x", seconds=0.3),
    ),
)
NOBODY = (
    Case("refused", UNREACHABLE, "nobody listens", url="http://{closed}/"),
    Case("no_connection", UNREACHABLE, "the network says nothing", url="http://{full}/"),
)
HANG_AT_ONCE = (
    Case("silent_host_1", UNREACHABLE, "takes the connection and says nothing", SILENCE),
    Case("silent_host_2", UNREACHABLE, "takes the connection and says nothing", SILENCE),
    Case("silent_host_3", UNREACHABLE, "takes the connection and says nothing", SILENCE),
)
LARGE = (
    Case("endless", OK, "a page without an end", endless(HEAD + b"\r\n" + TEXT, PIECE)),
    Case("endless_2", OK, "another one", endless(HEAD + b"\r\n" + TEXT, PIECE)),
    Case("endless_3", OK, "another one", endless(HEAD + b"\r\n" + TEXT, PIECE)),
    Case(
        "endless_chunks",
        OK,
        "chunks without an end",
        endless(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
            b"%x\r\n" % len(PIECE) + PIECE + b"\r\n",
        ),
    ),
    Case(
        "endless_film",
        OK,
        "a film without an end",
        endless(
            HEAD.replace(b"text/html; charset=utf-8", b"video/mp4") + b"\r\n", b"\x00" * 65536
        ),
    ),
    Case(
        "endless_404",
        GONE,
        "an error without an end",
        endless(HEAD.replace(b"200 OK", b"404 Not Found") + b"\r\n", PIECE),
    ),
    Case(
        "endless_redirect",
        MOVED,
        "the body of a redirect has no end",
        endless(b"HTTP/1.1 301 Moved\r\nLocation: /endless_redirect/target\r\n\r\n", PIECE),
        more={"/endless_redirect/target": FINE},
    ),
    Case(
        "endless_tag",
        OK,
        "a tag without an end, after the page",
        endless(HEAD + b"\r\n" + TEXT + b"<p title='", b"x" * 65536),
    ),
    Case(
        "endless_headers",
        UNREACHABLE,
        "headers without an end",
        endless(HEAD, b"X-More: %s\r\n" % (b"x" * 4000)),
    ),
    Case(
        "endless_header",
        UNREACHABLE,
        "one header without an end",
        endless(HEAD + b"X-More: ", b"x" * 65536),
    ),
    Case(
        "endless_status",
        UNREACHABLE,
        "a status line without an end",
        endless(b"HTTP/1.1 200 ", b"x" * 65536),
    ),
    Case(
        "endless_100",
        UNREACHABLE,
        "asks to continue for ever",
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    ),
    Case(
        "endless_chunk_size",
        OK,
        "a chunk size without an end",
        endless(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(TEXT), TEXT),
            b"0" * 65536,
        ),
    ),
    Case("bomb_gzip", OK, "a megabyte that becomes a gigabyte", _bomb("gzip", bomb(wbits=31))),
    Case("bomb_deflate", OK, "the same, deflated", _bomb("deflate", bomb(wbits=15))),
    Case(
        "bomb_404",
        GONE,
        "an error that becomes a gigabyte",
        raw(response(404, bomb(wbits=31), {"Content-Encoding": "gzip"})),
    ),
    Case(
        "bomb_twice",
        OK,
        "compressed twice",
        _bomb("gzip, gzip", _twice(bomb(wbits=31, gigabytes=4))),
    ),
    Case(
        "five_megabytes", OK, "a large page", page(article("Large") + "<p>text</p>\n" * 400_000)
    ),
)

CASES = (
    on("slow", SLOW + NOBODY)
    + on("drips", DRIPS)
    + on("silent", HANG_AT_ONCE)
    + on("large", LARGE)
)
