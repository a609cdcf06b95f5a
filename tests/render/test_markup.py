"""Contributor text is text: Python-Markdown gives back every character and adds no markup."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.render.markup import escaped, front, inline, target

HOSTILE = st.text(
    alphabet=st.sampled_from(list("\\`*_{}[]<>#&\"'!|~^()+-.:=/ 1a:字、\t")),
    min_size=1,
    max_size=60,
)


def rendered(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "tables", "toc"])


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


@given(HOSTILE)
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    """Escaped text becomes one paragraph that reads exactly like the text."""
    page = rendered(escaped(text.strip() or "x"))

    assert re.findall(r"</?(\w+)", page) == ["p", "p"]
    assert words(page) == " ".join((text.strip() or "x").split())


@given(HOSTILE)
def test_a_link_keeps_its_text(text: str) -> None:
    """Escaped text inside a link does not end, nest or retarget it."""
    page = rendered(f"- [{escaped(text.strip() or 'x')}](<https://example.org/>)")

    assert re.findall(r'href="([^"]*)"', page) == ["https://example.org/"]
    assert words(page) == " ".join((text.strip() or "x").split())


@given(HOSTILE)
def test_an_attribute_keeps_its_text(text: str) -> None:
    """Escaped text in an attribute of inline HTML cannot leave it."""
    page = rendered(f'see <a href="https://example.org/" aria-label="{escaped(text)}">x</a>')

    assert re.findall(r"<(\w+)", page) == ["p", "a"]
    assert html.unescape(re.findall(r'aria-label="([^"]*)"', page)[0]).split() == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the `<b>` tag", "<p>the <code>&#60;b&#62;</code> tag</p>"),
        ("`a_b` and `c`", "<p><code>a&#95;b</code> and <code>c</code></p>"),
        ("one ` only", "<p>one &#96; only</p>"),
        ("1. not a list", "<p>&#49;. not a list</p>"),
        ("{: onclick=x }", "<p>&#123;: onclick=x &#125;</p>"),
    ],
)
def test_code_is_the_only_markup(text: str, expected: str) -> None:
    """Backticks make code; nothing else makes anything."""
    assert rendered(inline(text)) == expected


def test_front_matter_is_escaped_twice() -> None:
    """A title passes YAML and HTML: the theme prints it as it stands."""
    assert front('a "b" <script>: #') == '"a &quot;b&quot; &lt;script&gt;: #"'


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)",
        "https://example.org/*a*?x=[1]&y=_z_",
        "https://example.org/!'",
    ],
)
def test_a_target_is_one_link(url: str) -> None:
    """A URL with Markdown's characters in it still is one whole link."""
    page = rendered(f"[x]({target(url)}) *y*")

    found = html.unescape(re.findall(r'href="([^"]*)"', page)[0])
    assert found == url.replace("[", "%5B").replace("]", "%5D")
