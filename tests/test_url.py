"""Which URLs may be published, and which two are the same page."""

import pytest

from roadmap_site.url import canonical, flaw


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c&d=e#f",
        "https://zh.wikipedia.org/wiki/%E6%B3%A8",
        "https://例子.测试/页",
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
        "https://93.184.216.34/",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    """An http or https address with a public host has no flaw."""
    assert flaw(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " https://example.org/",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "/relative",
        "example.org",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://user@example.org/",
        "https://example.org@evil.example/",
        "https://evil.example\\@example.org/",
        "https://example.org/<script>",
        'https://example.org/"onclick="x',
        "https://example.org/`x`",
        "https://example.org/a b",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[bad/",
        "https://example..org/",
    ],
)
def test_dangerous_addresses_do_not(url: str) -> None:
    """Whatever could run, leave the web or point inwards is refused in words."""
    assert flaw(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.youtube.com/watch?v=abc_-123", "https://youtu.be/abc_-123?si=x"),
        ("https://www.youtube.com/watch?v=abc&t=10s", "https://m.youtube.com/embed/abc"),
        ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/pdf/1706.03762v7.pdf"),
        ("https://arxiv.org/html/2401.00001v2", "http://export.arxiv.org/abs/2401.00001"),
        ("http://www.example.org/a/", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&b=1", "https://example.org/a?b=1"),
        ("https://github.com/a/b.git", "https://github.com/a/b"),
        ("https://example.org:443/index.html", "https://example.org/"),
    ],
)
def test_equal_pages(one: str, other: str) -> None:
    """Two spellings of one page have one key."""
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://youtu.be/abc", "https://youtu.be/abC"),
        ("https://example.org/a#one", "https://example.org/a#two"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03763"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://www.youtube.com/@a", "https://www.youtube.com/@b"),
        ("https://example.org/a", "https://example.org:8080/a"),
    ],
)
def test_distinct_pages(one: str, other: str) -> None:
    """Two pages that only look alike keep two keys."""
    assert canonical(one) != canonical(other)
