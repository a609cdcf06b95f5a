"""What goes over the wire: broken HTTP, odd but readable HTTP, and connections that break."""

import gzip
import zlib

from links.hostile.case import BLOCKED, GONE, OK, SERVER, SOFT, UNREACHABLE, Case, either, on
from links.hostile.exchange import Exchange
from links.hostile.pages import article, whole
from links.hostile.replies import FINE, after, page, raw, reply, reset, response

TEXT = article("Over the wire").encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
GOOD = HEAD + b"Content-Length: %d\r\n\r\n" % len(TEXT) + TEXT
LENGTH = b"Content-Length: %d\r\n" % len(TEXT)
CHUNK = b"%x\r\n" % len(TEXT) + TEXT + b"\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def _line(status_line: bytes) -> bytes:
    return status_line + GOOD[GOOD.index(b"\r\n") :]


def _with(*fields: bytes) -> bytes:
    return HEAD + b"".join(field + b"\r\n" for field in fields) + LENGTH + b"\r\n" + TEXT


async def _cut(exchange: Exchange) -> bool:
    await exchange.send(HEAD, b"Content-Length: 90000\r\n\r\n", TEXT)
    return exchange.reset()


BROKEN = {
    "empty_reply": (b"", "the connection closes without a word"),
    "garbage": (bytes(range(256)) * 8, "bytes that are no HTTP"),
    "smtp": (b"220 mail.example ESMTP ready\r\n", "a mail server"),
    "ssh": (b"SSH-2.0-OpenSSH_9.6\r\n", "a terminal server"),
    "tls_alert": (b"\x15\x03\x01\x00\x02\x02\x16", "HTTPS where HTTP was asked for"),
    "half_status": (b"HTTP/1.", "cut in the status line"),
    "only_status": (b"HTTP/1.1 200 OK\r\n", "cut after the status line"),
    "half_headers": (b"HTTP/1.1 200 OK\r\nContent-Ty", "cut in the headers"),
    "status_word": (_line(b"HTTP/1.1 OK OK"), "a status that is no number"),
}
ODD_LINES = {
    "no_reason": b"HTTP/1.1 200",
    "empty_reason": b"HTTP/1.1 200 ",
    "reason_unicode": "HTTP/1.1 200 正常".encode(),
    "reason_latin": b"HTTP/1.1 200 Tr\xe8s bien",
    "reason_404": b"HTTP/1.1 200 404 Not Found",
    "reason_long": b"HTTP/1.1 200 " + b"very " * 600,
    "http_10": b"HTTP/1.0 200 OK",
}
ODD_HEADERS = {
    "header_20k": b"Content-Security-Policy: " + b"https://a.example " * 1100,
    "header_60k": b"Link: " + b"</style.css>; rel=preload, " * 2300,
    "header_latin": b"X-Powered-By: caf\xe9",
    "header_empty": b"X-Empty:",
    "header_folded": b"X-Folded: one\r\n two",
    "header_no_name": b": nothing",
    "header_no_colon": b"this is no header",
    "header_space": b"X-Odd : before the colon",
    "header_date": b"Last-Modified: yesterday\r\nDate: 0\r\nExpires: -1\r\nAge: many",
}
INFORMAL = {
    "continue_100": b"HTTP/1.1 100 Continue\r\n\r\n",
    "processing_102": b"HTTP/1.1 102 Processing\r\n\r\n" * 3,
    "early_hints_103": b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n",
}
FRAMING = {
    "close_delimited": (HEAD + b"\r\n" + TEXT, "the end of the connection is the end"),
    "chunked": (CHUNKED + CHUNK + b"0\r\n\r\n", "in chunks"),
    "chunk_extension": (CHUNKED + CHUNK.replace(b"\r\n", b";a=b\r\n", 1) + b"0\r\n\r\n", "ok"),
    "chunk_trailer": (CHUNKED + CHUNK + b"0\r\nX-Sum: 1\r\n\r\n", "a trailer"),
    "chunk_truncated": (CHUNKED + CHUNK, "the last chunk is missing, the page is not"),
    "chunk_garbage": (CHUNKED + CHUNK + b"zz\r\n", "rubbish after the page"),
    "length_short": (
        HEAD + b"Content-Length: %d\r\n\r\n" % (len(TEXT) - 40) + TEXT,
        "says a little less than it sends",
    ),
    "length_long": (HEAD + b"Content-Length: 90000\r\n\r\n" + TEXT, "says more than it sends"),
    "length_and_chunks": (
        CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 7\r\n\r\n") + CHUNK + b"0\r\n\r\n",
        "chunks win over a length",
    ),
}

WIRE = (
    *(
        Case(
            name,
            UNREACHABLE,
            why,
            raw(sent),
            also=either(SOFT) if "headers" in why else either(),
        )
        for name, (sent, why) in BROKEN.items()
    ),
    *(Case(name, OK, "readable", raw(_line(line))) for name, line in ODD_LINES.items()),
    *(Case(name, OK, "readable", raw(_with(line))) for name, line in ODD_HEADERS.items()),
    *(Case(name, OK, "the page follows", raw(sent, GOOD)) for name, sent in INFORMAL.items()),
    *(Case(name, OK, why, raw(sent)) for name, (sent, why) in FRAMING.items()),
    Case("line_feeds", OK, "no carriage returns", raw(GOOD.replace(b"\r\n", b"\n"))),
    Case(
        "lower_case",
        OK,
        "browsers do not mind",
        raw(_line(b"http/1.1 200 ok")),
        also=either(UNREACHABLE),
    ),
    Case(
        "http_2_line",
        OK,
        "browsers do not mind",
        raw(_line(b"HTTP/2 200")),
        also=either(UNREACHABLE),
    ),
    Case(
        "http_09",
        UNREACHABLE,
        "browsers take bare HTML for an attack",
        raw(TEXT),
        also=either(OK),
    ),
    Case(
        "lengths_differ",
        UNREACHABLE,
        "browsers take two lengths for an attack",
        raw(_with(b"Content-Length: 7")),
        also=either(OK),
    ),
    Case(
        "length_word",
        OK,
        "browsers pass over a length that is none",
        raw(HEAD + b"Content-Length: many\r\n\r\n" + TEXT),
        also=either(UNREACHABLE),
    ),
    Case(
        "switching_101",
        UNREACHABLE,
        "another protocol that nobody asked for",
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        also=either(SERVER, GONE, BLOCKED),
    ),
    Case("reset", UNREACHABLE, "the connection breaks", reset),
    Case("reset_in_body", OK, "the page had come when the connection broke", _cut),
    Case(
        "ten_thousand_headers",
        OK,
        "150 KB of headers; browsers take them",
        raw(_with(*(b"X-%05d: %d" % (at, at) for at in range(10_000)))),
        also=either(UNREACHABLE),
    ),
)


def _encoded(coding: str, body: bytes) -> bytes:
    return response(200, body, {"Content-Encoding": coding})


DEFLATED = zlib.compress(TEXT)
BODIES = (
    Case("gzip", OK, "compressed", raw(_encoded("gzip", gzip.compress(TEXT)))),
    Case("gzip_upper", OK, "names have no case", raw(_encoded("GZIP", gzip.compress(TEXT)))),
    Case(
        "gzip_members",
        OK,
        "in two pieces; gunzip reads both, many browsers stop after the first",
        raw(_encoded("gzip", gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:]))),
        also=either(SOFT),
    ),
    Case(
        "gzip_cut",
        OK,
        "the page had come when it broke",
        raw(_encoded("gzip", gzip.compress(TEXT)[:-30])),
    ),
    Case(
        "gzip_false",
        UNREACHABLE,
        "not compressed, although it says so; browsers show an error",
        raw(_encoded("gzip", TEXT)),
        also=either(OK),
    ),
    Case("deflate", OK, "compressed", raw(_encoded("deflate", DEFLATED))),
    Case("deflate_raw", OK, "without its envelope", raw(_encoded("deflate", DEFLATED[2:-4]))),
    Case(
        "coding_unknown",
        OK,
        "a coding that only browsers know",
        raw(_encoded("br", b"\x1b\x0f\x00\xf8\xa5unreadable for us" * 30)),
    ),
    Case("coding_empty", OK, "no coding", raw(_encoded("identity", TEXT))),
    Case("type_none", OK, "no media type", reply(200, TEXT, kind="")),
    Case("type_odd", OK, "no known media type", reply(200, TEXT, kind="web page")),
    Case(
        "type_octet",
        OK,
        "a download",
        reply(200, b"\x00\x01" * 4000, kind="application/octet-stream"),
    ),
    Case(
        "charset_utf_16",
        OK,
        "in UTF-16",
        reply(200, TEXT.decode().encode("utf-16"), kind="text/html"),
    ),
    Case(
        "charset_gbk",
        OK,
        "in GBK",
        reply(
            200,
            whole("课程", "<p>" + "梯度下降的讲义。" * 300).encode("gbk"),
            kind="text/html; charset=gbk",
        ),
    ),
    Case(
        "charset_none",
        OK,
        "in a character set that does not exist",
        reply(200, TEXT, kind="text/html; charset=x-none"),
    ),
    Case(
        "zeros_in_html",
        OK,
        "zero bytes between the words",
        reply(200, TEXT.replace(b" ", b" \x00")),
    ),
    Case("deep_html", OK, "20,000 boxes in each other", page("<div>" * 20_000 + TEXT.decode())),
    Case(
        "title_long",
        OK,
        "a title of 200 KB",
        page(article("word " * 10).replace("<title>", "<title>" + "long " * 40_000)),
    ),
    Case(
        "title_open",
        OK,
        "nothing is closed",
        page("<html><title>Notes</title><body><p>" + article("Open").replace("</p>", "")),
    ),
    Case(
        "pdf",
        OK,
        "a paper",
        reply(200, b"%PDF-1.7\n" + b"\x00stream" * 9000, kind="application/pdf"),
        "{here}/paper.pdf",
        more={
            "/pdf/paper.pdf": reply(
                200, b"%PDF-1.7\n" + b"\x00stream" * 9000, kind="application/pdf"
            )
        },
    ),
)

AGAIN = (
    Case("short_life_1", OK, "the connection closes silently after this", FINE),
    Case("short_life_2", OK, "asked over a connection that may be gone", FINE),
    Case("short_life_3", OK, "asked over a connection that may be gone", FINE),
)
POISON = raw(GOOD, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


async def _poisoned(exchange: Exchange) -> bool:
    await POISON(exchange)
    return True


REUSED = (
    Case("poison_1", OK, "an answer nobody asked for follows the page", _poisoned),
    Case("poison_2", OK, "the stray answer is not this page's", _poisoned),
    Case("poison_3", OK, "the stray answer is not this page's", after(_poisoned)),
)

CASES = on("wire", WIRE) + on("bodies", BODIES) + on("short", AGAIN) + on("poison", REUSED)
