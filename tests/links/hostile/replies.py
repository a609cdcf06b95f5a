"""What a server can do with a request: answers, redirects, and answers that change."""

from collections.abc import Mapping
from http import HTTPStatus

from links.hostile.case import Does
from links.hostile.exchange import Exchange
from links.hostile.pages import article

Headers = Mapping[str, str]
HTML = "text/html; charset=utf-8"
NONE: Headers = {}


def response(
    status: int, body: bytes = b"", headers: Headers = NONE, reason: str = "", kind: str = HTML
) -> bytes:
    """A whole and honest HTTP/1.1 response; `kind` is its media type, none when empty."""
    known = status in set(HTTPStatus)
    words = reason or (HTTPStatus(status).phrase if known else "Unknown")
    lines = [f"HTTP/1.1 {status} {words}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if status not in {204, 304} and status >= 200:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def reply(
    status: int, body: str | bytes = "", headers: Headers = NONE, *, kind: str = HTML
) -> Does:
    """The same response to every request, with tokens filled into headers and text."""

    async def does(exchange: Exchange) -> bool:
        raw = body if isinstance(body, bytes) else exchange.fill(body).encode()
        filled = {name: exchange.fill(value) for name, value in headers.items()}
        whole = response(status, raw, filled, kind=kind)
        head = whole.index(b"\r\n\r\n") + 4
        await exchange.send(whole[:head] if exchange.method == "HEAD" else whole)
        return True

    return does


def page(body: str, headers: Headers = NONE) -> Does:
    """An ordinary page."""
    return reply(200, body, headers)


def redirect(status: int, location: str, body: str = "") -> Does:
    """A redirect; the location goes out as it is, tokens filled."""
    return reply(status, body, {"Location": location})


def raw(*parts: bytes) -> Does:
    """These bytes, whatever was asked; then the connection closes."""

    async def does(exchange: Exchange) -> bool:
        await exchange.send(*parts)
        return False

    return does


def raw_then_silence(*parts: bytes) -> Does:
    """These bytes, and then nothing, for as long as the visitor waits."""

    async def does(exchange: Exchange) -> bool:
        if parts:
            await exchange.send(*parts)
        return await exchange.until_left()

    return does


def after(*turns: Does) -> Does:
    """The first does answers the first request for the target, and so on; the last stays."""

    async def does(exchange: Exchange) -> bool:
        return await turns[min(exchange.nth, len(turns)) - 1](exchange)

    return does


def by_header(name: str, word: str, yes: Does, no: Does) -> Does:
    """One answer where the request has the header and it holds the word; else the other."""

    async def does(exchange: Exchange) -> bool:
        value = exchange.headers.get(name)
        found = value is not None and word in value.lower()
        return await (yes if found else no)(exchange)

    return does


def by_method(**answers: Does) -> Does:
    """The answer for the request's method; `other` for the rest."""

    async def does(exchange: Exchange) -> bool:
        return await answers.get(exchange.method, answers["other"])(exchange)

    return does


async def reset(exchange: Exchange) -> bool:
    """RST instead of an answer."""
    return exchange.reset()


NOT_FOUND = reply(404, "<!doctype html><title>404 Not Found</title><h1>Not Found</h1>")
FINE = page(article("A page about gradients"))
SILENCE = raw_then_silence()
