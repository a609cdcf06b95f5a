"""Heads of responses that browsers read and strict parsers don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.head import END, mended

FINE = b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 4\r\nSet-Cookie: a=b\r\n\r\n"


@pytest.mark.parametrize(
    "head",
    [
        FINE,
        b"HTTP/1.0 404 Not here\r\n\r\n",
        b"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n",
    ],
)
def test_sound_heads_stay(head: bytes) -> None:
    """What every parser reads is handed on as it came."""
    assert mended(head) is head


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (b"Odd : x\r\n", b"Odd: x\r\n"),
        (b": x\r\n", b""),
        (b"no header at all\r\n", b""),
        (b"X Powered By: y\r\n", b""),
        (b"Content-Length: many\r\n", b""),
        (b"Content-Length: 4\r\nContent-Length: 4\r\n", b"Content-Length: 4\r\n"),
        (
            b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            b"Transfer-Encoding: chunked\r\n",
        ),
        (b"A: one\r\n two\r\n", b"A: one\r\n two\r\n"),
    ],
)
def test_odd_lines_are_mended(lines: bytes, kept: bytes) -> None:
    """What browsers overlook is left out; lengths that contradict each other stay."""
    head = b"HTTP/1.1 200 OK\r\nServer: x\r\n"

    assert mended(head + lines + b"\r\n") == head + kept + b"\r\n"


@pytest.mark.parametrize("version", [b"http/1.1", b"HTTP/2", b"HTTP/2.0", b"HTTP/3"])
def test_odd_versions_are_mended(version: bytes) -> None:
    """A version that can't be is read as the one that is spoken."""
    assert mended(version + b" 200 OK\r\n\r\n").rstrip() == b"HTTP/1.1 200 OK"


@given(st.binary())
def test_any_bytes_are_taken(start: bytes) -> None:
    """No bytes raise, and a head stays a head that is not longer than it was."""
    head = mended(start + END)

    assert head.endswith(END)
    assert len(head) <= len(start + END) + 3
