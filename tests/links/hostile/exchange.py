"""One request and the means to answer it, well or badly."""

import asyncio
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Exchange:
    """A request that was read, and the connection it came on."""

    reader: StreamReader
    writer: StreamWriter
    fill: Callable[[str], str]  # tokens into addresses, as seen from this site
    method: str = ""
    target: str = ""  # as it stood in the request line
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names
    nth: int = 1  # how often this target has been asked for with this method

    async def send(self, *parts: bytes) -> None:
        """Write and wait until the other side takes it."""
        self.writer.write(b"".join(parts))
        await self.writer.drain()

    async def until_left(self) -> bool:
        """Say nothing more until the visitor leaves."""
        while await self.reader.read(65536):
            pass
        return False

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)

    def reset(self) -> bool:
        """Drop the connection with RST in place of FIN."""
        wire = self.writer.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        return False
