"""An answer as it comes in: its head, and as much of its body as nobody has read yet."""

import asyncio
from collections import deque
from collections.abc import Callable

_SMALL = 1024  # bytes; chunks of two would take fifty times their size


class Response:
    """The head of an answer, and its body as far as it has come."""

    def __init__(self, close: Callable[[], None]) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}  # lower-case names; of repeated ones the first
        self.cookies: list[str] = []  # `Set-Cookie`, as sent
        self.size = 0  # bytes of body that came
        self.waiting = 0  # of them, those that were not read
        self.ended = False
        self.resume: Callable[[], None] | None = None  # the server was told to wait
        self._close = close
        self._pieces: deque[bytes] = deque()
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None

    @property
    def at_end(self) -> bool:
        """Whether all of the body has come and was read."""
        return self.ended and not self._pieces

    async def read(self, most: int) -> bytes:
        """At least one byte of the body and at most so many; none at its end.

        Raises what broke the connection, once all that came before was read.
        """
        while not self._pieces:
            if self._error is not None:
                raise self._error
            if self.ended:
                return b""
            if self.resume is not None:
                self.resume()
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        piece = self._pieces.popleft()
        if len(piece) > most:
            self._pieces.appendleft(piece[most:])
            piece = piece[:most]
        self.waiting -= len(piece)
        return piece

    def close(self) -> None:
        """Let go of a body that is not wanted any further."""
        if not self.ended:
            self._close()

    def feed(self, piece: bytes) -> None:
        """Take a piece of the body."""
        self.size += len(piece)
        self.waiting += len(piece)
        if self._pieces and len(self._pieces[-1]) < _SMALL:
            piece = self._pieces.pop() + piece
        self._pieces.append(piece)
        self._wake()

    def end(self, error: Exception | None = None) -> None:
        """There is no more to come; `error` where there should have been."""
        if not self.ended and self._error is None:
            self.ended, self._error = error is None, error
            self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
