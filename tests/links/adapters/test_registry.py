"""Which adapters a night has."""

import pytest

from roadmap_site.links.adapters.registry import providers

OPEN = [
    "youtube",
    "wikipedia",
    "arxiv",
    "doi",
    "pypi",
    "npm",
    "huggingface",
    "bilibili",
    "stackexchange",
]


def test_a_token_opens_github() -> None:
    """With a token GitHub comes first: its links are the most."""
    assert [it.name for it in providers("ghs_abc\n")] == ["github", *OPEN]


@pytest.mark.parametrize("token", [None, "", "  ", "two words", "a\r\nHost: b", "ключ"])
def test_no_token_no_github(token: str | None) -> None:
    """Without a token that a header may hold, GitHub's links are asked over HTTP."""
    assert [it.name for it in providers(token)] == OPEN


def test_the_token_is_not_shown() -> None:
    """No traceback or log that prints an adapter prints the token."""
    assert "ghs_abc" not in repr(providers("ghs_abc"))
