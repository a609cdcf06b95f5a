"""A server that answers each connection by a script."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Script:
    """A server that answers the n-th request of each connection with the n-th of its pieces.

    A piece may be several packets; None closes. What it was asked is kept by connection.
    """

    answers: Sequence[Sequence[bytes | None]]
    asked: list[list[bytes]] = field(default_factory=list)
    gone: list[asyncio.Event] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection as the script says."""
        asked: list[bytes] = []
        gone = asyncio.Event()
        self.asked.append(asked)
        self.gone.append(gone)
        try:
            for packets in self.answers:
                asked.append(await reader.readuntil(b"\r\n\r\n"))
                for packet in packets:
                    if packet is None:
                        return
                    writer.write(packet)
                    await writer.drain()
                    await asyncio.sleep(0)
            await reader.read()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            gone.set()


@asynccontextmanager
async def scripted(*answers: Sequence[bytes | None]) -> AsyncIterator[Script]:
    """The server on 127.0.0.1; it stops with the block."""
    script = Script(answers)
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0)
    script.port = server.sockets[0].getsockname()[1]
    try:
        yield script
    finally:
        server.close()
