"""A URL as people write it, and what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.answer import Trouble
from roadmap_site.links.target import Target, Wrong, onward, target

HERE = Target("http", "a.org", 80, "/folder/page?x=1")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://a.org", "https://a.org/"),
        ("  https://a.org/\n", "https://a.org/"),
        ("HTTPS://A.Org/Path", "https://a.org/Path"),
        ("https://a.org:443/", "https://a.org/"),
        ("https://a.org:80/", "https://a.org:80/"),
        ("http://a.org:08080/", "http://a.org:8080/"),
        ("http://a.org?q", "http://a.org/?q"),
        ("http://a.org/?", "http://a.org/?"),
        ("http://a.org/a%2Fb%20c", "http://a.org/a%2Fb%20c"),
        ("http://a.org/a b", "http://a.org/a%20b"),
        ("http://a.org/é?ü='", "http://a.org/%C3%A9?%C3%BC=%27"),
        ("http://a.org/%zz", "http://a.org/%zz"),
        ('http://a.org/"<>`{}|', "http://a.org/%22%3C%3E%60%7B%7D|"),
        ("http://a.org/a/./b/../c", "http://a.org/a/c"),
        ("http://a.org/a/%2e%2E/b/.", "http://a.org/b/"),
        ("http://a.org/../../x", "http://a.org/x"),
        ("http://a.org/a//b", "http://a.org/a//b"),
        ("http:\\\\a.org\\b?c\\d", "http://a.org/b?c\\d"),
        ("http://user:secret@a.org/", "http://a.org/"),
        ("http://bücher.de/", "http://xn--bcher-kva.de/"),
        ("http://faß.de/", "http://xn--fa-hia.de/"),
        ("http://i❤.ws/", "http://xn--i-7iq.ws/"),
        ("http://例子.中国/", "http://xn--fsqu00a.xn--fiqs8s/"),
        ("http://%61.org/", "http://a.org/"),
        ("http://under_score.a.org/", "http://under_score.a.org/"),
        ("http://a.org./", "http://a.org./"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_browsers_ask_the_same(typed: str, asked: str) -> None:
    """What goes over the wire is what a browser would send."""
    found = target(typed)

    assert isinstance(found, Target)
    assert found.url == asked


@pytest.mark.parametrize(
    ("typed", "trouble", "detail"),
    [
        ("", Trouble.NOT_A_URL, "'' has no https:// in front"),
        ("a.org/x", Trouble.NOT_A_URL, "'a.org/x' has no https:// in front"),
        ("https:a.org", Trouble.NOT_A_URL, "'https:a.org' lacks // behind https:"),
        (
            "http://a.org/\x07x",
            Trouble.NOT_A_URL,
            r"'http://a.org/\x07x' holds a control character",
        ),
        ("htp://a.org/", Trouble.BAD_SCHEME, "'htp' is neither http nor https"),
        ("mailto:a@b.org", Trouble.BAD_SCHEME, "'mailto' is neither http nor https"),
        ("javascript:alert(1)", Trouble.BAD_SCHEME, "'javascript' is neither http nor https"),
        ("http://", Trouble.BAD_HOST, "has no host"),
        ("http:///x", Trouble.BAD_HOST, "has no host"),
        ("http://a b/", Trouble.BAD_HOST, "'a b' has a character that no host may hold"),
        ("http://a%00b/", Trouble.BAD_HOST, "'a%00b' has a character that no host may hold"),
        ("http://a..b/", Trouble.BAD_HOST, "'a..b' has an empty part, or one that is too long"),
        ("http://[::1/", Trouble.BAD_HOST, "'[::1' is not a host"),
        (
            "http://[fe80::1%25eth0]/",
            Trouble.BAD_HOST,
            "'[fe80::1%25eth0]' is not an IPv6 address",
        ),
        ("http://256.1.1.1/", Trouble.BAD_HOST, "'256.1.1.1' is not an IPv4 address"),
        ("http://1.2.3.4.5/", Trouble.BAD_HOST, "'1.2.3.4.5' is not an IPv4 address"),
        ("http://a.org:0/", Trouble.BAD_PORT, "'0' is not a port of the web"),
        ("http://a.org:22/", Trouble.BAD_PORT, "'22' is not a port of the web"),
        ("http://a.org:99999/", Trouble.BAD_PORT, "'99999' is not a port of the web"),
        ("http://a.org:http/", Trouble.BAD_PORT, "'http' is not a port of the web"),
    ],
)
def test_what_can_not_be_asked(typed: str, trouble: Trouble, detail: str) -> None:
    """A text that no browser could open is a trouble with words."""
    assert target(typed) == Wrong(trouble, detail)


def test_the_fragment_stays_here() -> None:
    """A fragment is kept as it is written, and is no part of what is asked."""
    found = target("http://a.org/x#:~:text=a b")

    assert isinstance(found, Target)
    assert (found.url, found.fragment) == ("http://a.org/x", ":~:text=a b")


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("https://b.org/y", "https://b.org/y"),
        ("//b.org/y", "http://b.org/y"),
        ("/y", "http://a.org/y"),
        ("y", "http://a.org/folder/y"),
        ("../y", "http://a.org/y"),
        ("?y=2", "http://a.org/folder/page?y=2"),
        ("#part", "http://a.org/folder/page?x=1"),
        (" /y ", "http://a.org/y"),
        ("/a b", "http://a.org/a%20b"),
        ("/\udcff", "http://a.org/%FF"),
        ("https:/b.org/y", "https://b.org/y"),
        ("https:///b.org/y", "https://b.org/y"),
        ("http:\\\\b.org", "http://b.org/"),
        ("//me:secret@b.org/", "http://b.org/"),
    ],
)
def test_redirects_lead_where_browsers_go(location: str, asked: str) -> None:
    """A Location is resolved against the page that sends it, odd spellings included."""
    found = onward(HERE, location)

    assert isinstance(found, Target)
    assert found.url == asked


@pytest.mark.parametrize(
    ("location", "wrong"),
    [
        ("", Wrong(Trouble.BAD_REDIRECT, "redirected to '', which is no URL")),
        ("/\x00x", Wrong(Trouble.BAD_REDIRECT, r"redirected to '/\x00x', which is no URL")),
        (
            "file:///etc/passwd",
            Wrong(Trouble.UNSAFE_REDIRECT, "redirected to 'file:///etc/passwd'"),
        ),
        (
            "data:text/html,x",
            Wrong(Trouble.UNSAFE_REDIRECT, "redirected to 'data:text/html,x'"),
        ),
        (
            "http://b.org:99999/",
            Wrong(
                Trouble.BAD_REDIRECT,
                "redirected to 'http://b.org:99999/': '99999' is not a port of the web",
            ),
        ),
    ],
)
def test_redirects_that_lead_nowhere(location: str, wrong: Wrong) -> None:
    """A redirect that no browser would follow is a trouble with words."""
    assert onward(HERE, location) == wrong


@given(
    st.text()
    | st.text(alphabet="htp:/\\.@[]#?%0123456789abcx \t-_é")
    | st.from_regex(r"https?://.*")
)
def test_any_text_is_taken(text: str) -> None:
    """No text raises, and what is asked is plain ASCII that stays as it is."""
    for found in (target(text), onward(HERE, text)):
        if isinstance(found, Target):
            assert found.url.isascii()
            assert found.url.isprintable()
            assert " " not in found.url
            assert target(found.url) == Target(found.scheme, found.host, found.port, found.path)


@given(st.characters(codec=None).map(lambda char: f"http://a.org/{char}{char}?{char}"))
def test_any_character_is_taken(text: str) -> None:
    """Lone surrogates, too, which no file can hold but a header can."""
    assert isinstance(target(text), Target | Wrong)
