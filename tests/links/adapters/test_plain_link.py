"""Which links are plain enough for an adapter."""

import pytest

from roadmap_site.links.adapters.plain_link import plain_link


def test_parts_are_decoded() -> None:
    """Host, path, query and fragment come decoded, without `www.` and the last slash."""
    link = plain_link("https://www.Example.org/a%20b/%E6%B3%A8/?x=1&x=%32&y#z%21")

    assert link is not None
    assert (link.host, link.path) == ("example.org", ("a b", "注"))
    assert (dict(link.query), link.fragment) == ({"x": "2", "y": ""}, "z!")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "//example.org/a",
        "https://user@example.org/a",
        "https://example.org:8443/a",
        "https://example.org:http/a",
        "https://[::1/a",
        "https:///a",
        "https://example.org/a//b",
        "https://example.org/a/../b",
        "https://example.org/%2e%2e/b",
        "https://example.org/%ff",
        "https://example.org/a%00b",
        "https://example.org/a%0ab",
        "https://exam\nple.org/a",
        "https://example.org/a b",
        "https://example.org/?x=%ff",
        f"https://example.org/{'a' * 2000}",
    ],
)
def test_odd_links_are_left_to_http(url: str) -> None:
    """A link with anything odd in it has no plain parts."""
    assert plain_link(url) is None
