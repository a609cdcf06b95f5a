"""Network errors and what is said of them."""

import errno
import ssl

import pytest

from roadmap_site.links.answer import Trouble
from roadmap_site.links.connection import HungUpError, UnreadableError
from roadmap_site.links.trouble import trouble_of


@pytest.mark.parametrize(
    ("error", "trouble", "detail"),
    [
        (
            OSError(errno.ECONNREFUSED, "x"),
            Trouble.REFUSED,
            "the server refuses the connection",
        ),
        (OSError(errno.ECONNRESET, "x"), Trouble.RESET, "the server reset the connection"),
        (
            OSError(errno.EMFILE, "x"),
            Trouble.DNS_FAILED,
            "this machine has no more connections to give",
        ),
        (OSError(errno.EHOSTUNREACH, "x"), Trouble.TIMEOUT, "the host can't be reached"),
        (
            OSError(errno.ENETUNREACH, "x"),
            Trouble.DNS_FAILED,
            "this machine has no way to the host's addresses",
        ),
        (TimeoutError(), Trouble.TIMEOUT, "no connection in time"),
        (ssl.SSLError(1, "x"), Trouble.TLS, "no secure connection: x"),
        (
            HungUpError("x", stale=False),
            Trouble.RESET,
            "the server closed the connection without an answer",
        ),
        (ConnectionResetError(), Trouble.RESET, "the server reset the connection"),
        (
            UnreadableError("no \x1b[31m"),
            Trouble.NOT_HTTP,
            "the answer is not HTTP: no \\x1b[31m",
        ),
        (
            ValueError("\x1b[31m"),
            Trouble.NOT_HTTP,
            "the answer can't be read: \\x1b[31m",
        ),
    ],
)
def test_troubles(error: Exception, trouble: Trouble, detail: str) -> None:
    """Every error has its trouble and its words, fit for a terminal."""
    assert trouble_of(error) == (trouble, detail)


def test_words_are_bounded() -> None:
    """What a server sent fills no report."""
    assert len(trouble_of(ValueError("x" * 10_000))[1]) == 200
