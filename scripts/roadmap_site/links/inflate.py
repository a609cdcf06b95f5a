"""Bodies as they were before compression, a bounded piece at a time (RFC 9110 §8.4.1)."""

import zlib

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"


class Inflater:
    """Decodes one body and never holds more than `most` bytes of it.

    A body that is not compressed at all, whatever its header claims, is taken as it came: it
    says what the server has. One that breaks in the middle ends there. What does not fit waits
    for `widen`.
    """

    def __init__(self, encoding: str, most: int) -> None:
        self._coded = encoding in {"gzip", "x-gzip", "deflate"}
        self._decoder = zlib.decompressobj(_GZIP_OR_ZLIB) if self._coded else None
        self._raw_next = encoding == "deflate"
        self._pieces: list[bytes] = []
        self._rest = b""  # as it came, of the last piece
        self.room = most
        self.readable = self._coded or encoding in {"", "identity"}

    def feed(self, piece: bytes) -> None:
        """Take a piece as it came from the network, as far as there is room for it."""
        if self._decoder is None:
            self._rest = piece[self.room :]
            self._keep(piece[: self.room])
            return
        try:
            self._unpack(self._decoder, piece)
        except zlib.error:
            if self._pieces or piece.startswith(_GZIP):
                self.room = 0
                return
            self._decoder = zlib.decompressobj(_RAW) if self._raw_next else None
            self._raw_next = False
            self.feed(piece)

    def widen(self, more: int) -> None:
        """Make room for so many bytes, and take what waited for it."""
        self.room += more
        self.feed(self._rest)

    @property
    def body(self) -> bytes:
        """What was decoded so far."""
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    def _unpack(self, decoder: "zlib._Decompress", piece: bytes) -> None:
        """Decode a piece; a gzip body may have several parts (RFC 1952 §2.2)."""
        while self.room:
            self._keep(decoder.decompress(piece, self.room))
            if not decoder.unused_data.startswith(_GZIP):
                self._rest = decoder.unconsumed_tail
                return
            piece = decoder.unused_data
            decoder = self._decoder = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._rest = piece

    def _keep(self, piece: bytes) -> None:
        if piece:
            self._pieces.append(piece)
            self.room -= len(piece)
