"""One connection of HTTP/1.1 (RFC 9112): requests and their responses, one after another.

The parser is llhttp, Node.js's own; it gets heads whole and mended. Nothing here knows of
addresses, names or pages.
"""

import asyncio
import re
from collections.abc import Callable

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from roadmap_site.links.head import END, mended
from roadmap_site.links.response import Response

TOO_BIG = "the headers have no end"
_BUFFER = 16 * 1024  # bytes of a body that nobody reads yet; then its server has to wait
_SWITCHING = 101
_END = re.compile(rb"\r?\n\r?\n")  # old servers leave the carriage returns out
_HTTP = b"HTTP/"


class HungUpError(ConnectionError):
    """The connection was closed before an answer came.

    `stale` where it had served others before, and may have been closed in passing.
    """

    def __init__(self, words: str, *, stale: bool) -> None:
        super().__init__(words)
        self.stale = stale


class UnreadableError(Exception):
    """What came is not HTTP, or its headers have no end."""


class Connection(asyncio.Protocol):
    """A connection to one host.

    `idle` hears when it may be asked again, `lost` when it is gone.
    """

    def __init__(
        self,
        most: int,
        idle: Callable[["Connection"], None],
        lost: Callable[["Connection"], None],
    ) -> None:
        self._most = most  # bytes of headers
        self._idle = idle
        self._lost = lost
        self._exchanges = 0
        self._response: Response | None = None
        self._parser: HttpResponseParser | None = None
        self._head = 0  # bytes in a row that are no body
        self._has_head = self._is_interim = self._is_framed = self._is_kept = False
        self._answered: asyncio.Future[None]
        self._begun = bytearray()  # a head that is not whole yet
        self._transport: asyncio.Transport
        self._is_made = self._is_doomed = False

    async def ask(self, request: bytes) -> Response:
        """The response's head. Raises `HungUpError` and `UnreadableError`."""
        if self.is_closing:
            raise HungUpError("closed without an answer", stale=self._exchanges > 0)
        self._exchanges += 1
        self._response = response = Response(self.close)
        self._parser = _parser_for(self)
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            await self._answered
        except BaseException:
            response.close()  # and not ourselves: another request may have begun
            raise
        return response

    @property
    def is_closing(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._is_doomed or not self._is_made or self._transport.is_closing()

    def close(self) -> None:
        """Close at once, whatever is still to come."""
        if self._is_made:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; see `asyncio.BaseProtocol`."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._is_made = transport, True

    def data_received(self, data: bytes) -> None:
        """Read on; see `asyncio.Protocol`."""
        if self._response is None:
            self._close_soon()  # nobody has asked
            return
        before = self._response.size
        try:
            self._read(data)
        except HttpParserUpgrade:
            self._is_kept = False
        except HttpParserError as error:
            self._break(UnreadableError(str(error)))
            return
        self._look_after(len(data), before)

    def connection_lost(self, error: Exception | None) -> None:
        """End what was under way; see `asyncio.BaseProtocol`."""
        if not self._has_head:
            stale = self._exchanges > 1 and not self._head
            self._break(HungUpError(str(error or "closed without an answer"), stale=stale))
        elif self._response is not None:
            cut = error or ConnectionError("closed before the end of the body")
            self._response.end(cut if self._is_framed else None)
        self._clear()
        self._lost(self)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; called by the parser."""
        response = self._response
        if response is None or self._has_head:
            return  # behind the body
        key = name.decode("utf-8", "surrogateescape").lower()
        text = value.decode("utf-8", "surrogateescape").strip(" \t")
        if key == "set-cookie":
            response.cookies.append(text)
        response.headers.setdefault(key, text)

    def on_headers_complete(self) -> None:
        """Hand the head on; called by the parser."""
        response, parser = self._response, self._parser
        if response is None or parser is None or self._has_head:
            return
        status = parser.get_status_code()
        if status // 100 == 1 and status != _SWITCHING:
            return
        response.status = status
        self._has_head = True
        coding = response.headers.get("transfer-encoding", "").strip().lower()
        self._is_framed = coding.endswith("chunked") or (
            not coding and "content-length" in response.headers
        )
        if not self._answered.done():
            self._answered.set_result(None)

    def on_body(self, piece: bytes) -> None:
        """Take a piece of the body; called by the parser."""
        if self._response is not None and not self._response.ended:
            self._response.feed(piece)

    def on_message_begin(self) -> None:
        """Know an answer that nobody asked for; called by the parser."""
        if self._response is not None and self._response.ended:
            self._is_kept = False

    def on_message_complete(self) -> None:
        """End the body, or an interim response (RFC 9110 §15.2); called by the parser."""
        response, parser = self._response, self._parser
        if response is None or parser is None:
            return
        if not self._has_head:
            self._is_interim = True
            response.headers.clear()
            response.cookies.clear()
        elif not response.ended:
            self._is_kept = parser.should_keep_alive() and response.status != _SWITCHING
            response.end()

    def _read(self, data: bytes) -> None:
        """Hand the parser heads that are whole and mended, and of bodies what there is."""
        if not self._has_head:
            data = self._heads_read(data)
        if data:
            self._feed(data)

    def _heads_read(self, data: bytes) -> bytes:
        """What stands behind the head; empty while that is not whole."""
        seen = len(self._begun)
        self._begun += data if seen else data.lstrip(b"\r\n")
        while not self._has_head and self._may_be_http():
            end = _END.search(self._begun, max(seen - len(END), 0))
            if end is None:
                return b""
            seen = 0
            head = bytes(self._begun[: end.end()])
            del self._begun[: end.end()]
            self._feed(mended(head) if head.endswith(END) else head)
        rest = bytes(self._begun)
        self._begun.clear()
        return rest

    def _may_be_http(self) -> bool:
        """Whether a head begins here; for all else the parser knows words at once."""
        start = self._begun[: len(_HTTP)]
        return bool(start) and start.upper() == _HTTP[: len(start)]

    def _feed(self, data: bytes) -> None:
        if self._is_interim:
            self._parser, self._is_interim = _parser_for(self), False
        if self._parser is not None:
            self._parser.feed_data(data)

    def _look_after(self, received: int, before: int) -> None:
        """Keep the bounds, and let others have the connection where it is free."""
        response = self._response
        if response is None:
            return
        if response.ended:
            self._settle()
            return
        # What is no body is head, or stands between or behind the chunks of a body.
        self._head = 0 if response.size > before else self._head + received
        if self._head > self._most:
            self._break(UnreadableError(TOO_BIG))
        elif response.waiting > _BUFFER and response.resume is None:
            self._transport.pause_reading()
            response.resume = self._resume

    def _resume(self) -> None:
        if self._response is not None:
            self._response.resume = None
            self._transport.resume_reading()

    def _settle(self) -> None:
        is_kept = self._is_kept
        self._clear()
        if is_kept and not self.is_closing:
            self._idle(self)
        else:
            self._close_soon()

    def _close_soon(self) -> None:
        """Close once the transport has handed on all: TLS is not ready for it before."""
        self._is_doomed = True
        asyncio.get_running_loop().call_soon(self.close)

    def _break(self, error: Exception) -> None:
        """Give up: before the head the request failed, behind it the body."""
        if self._response is None:
            return
        if self._response.ended:
            self._is_kept = False
            self._settle()
            return
        if not self._has_head and not self._answered.done():
            self._answered.set_exception(error)
        self._response.end(error)
        self._close_soon()

    def _clear(self) -> None:
        """Forget the exchange; the parser and we must not hold each other."""
        self._response = self._parser = None
        self._begun.clear()
        self._head = 0
        self._has_head = self._is_interim = self._is_framed = self._is_kept = False


def _parser_for(connection: Connection) -> HttpResponseParser:
    """As lenient as browsers are."""
    parser = HttpResponseParser(connection)
    parser.set_dangerous_leniencies(
        lenient_headers=True,
        lenient_optional_cr_before_lf=True,
        lenient_spaces_after_chunk_size=True,
    )
    return parser
