"""Bodies decoded a piece at a time."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.inflate import Inflater

BODY = bytes(at * at % 251 for at in range(9000)) + bytes(9000)
# Two bytes tell raw data from zlib's (RFC 1950 §2.2), so pieces are no shorter.
CODED = {
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY[:5000]) + gzip.compress(BODY[5000:]),
    "deflate": zlib.compress(BODY, wbits=-15),
    "identity": BODY,
    "": BODY,
}


@pytest.mark.parametrize("encoding", CODED)
@given(first=st.integers(0, 19_000), more=st.integers(0, 19_000), piece=st.integers(2, 4000))
def test_room_that_grows(encoding: str, first: int, more: int, piece: int) -> None:
    """However the room grows and the pieces fall, the body is read up to the limit."""
    coded = CODED[encoding]
    left = [coded[at : at + piece] for at in range(0, len(coded), piece)]
    content = Inflater(encoding, first)

    while content.room and left:
        content.feed(left.pop(0))
    content.widen(more)
    while content.room and left:
        content.feed(left.pop(0))

    assert content.body == BODY[: first + more]
