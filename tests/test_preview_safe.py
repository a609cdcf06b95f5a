"""Whatever HTML a page holds, in a preview it is made of elements that can do nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from roadmap_site.preview.article import Mark, Place, article
from roadmap_site.preview.safe import settled

PLACE = Place("a/", {"a/": "en/a/"})
META = '&lt;meta http-equiv=refresh content="0;url=https://evil.example/"&gt;'
AS_TEXT = f"<article>{META}</article>"
NOTHING = "<article></article>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<svg><xmp>{META}</xmp></svg>", f"<article><svg>{META}</svg></article>"),
        (f"<svg><style>{META}</style></svg>", "<article><svg></svg></article>"),
        (f"<svg><noembed>{META}</noembed></svg>", "<article><svg></svg></article>"),
        (f"<svg><plaintext>{META}</plaintext></svg>", f"<article><svg>{META}</svg></article>"),
        (f"<math><mtext>{META}</mtext></math>", AS_TEXT),
        (
            "<xmp><script>x()</script></xmp>",
            "<article>&lt;script&gt;x()&lt;/script&gt;</article>",
        ),
        ("<template><p>x</p></template>", NOTHING),
        ('<meta http-equiv="refresh" content="0;url=//x.example">', NOTHING),
        ('<p style="background:url(//x.example)">x</p>', "<article><p>x</p></article>"),
        (
            '<svg><a xlink:href="https://x.example">x</a></svg>',
            "<article><svg><a>x</a></svg></article>",
        ),
        (
            '<svg><path d="M0" href="https://x.example"></path></svg>',
            '<article><svg><path d="M0"></path></svg></article>',
        ),
        ('<svg><use href="https://x.example/#a"/></svg>', "<article><svg></svg></article>"),
        (
            '<a href="#x">x<svg><animate attributeName="href" to="//y"/><set/></svg></a>',
            '<article><a href="#en/a/x">x<svg></svg></a></article>',
        ),
        ('<custom-one onclick="x()">x</custom-one>', "<article>x</article>"),
        (
            '<p class="pv-mark rm-note" data-fate="added">x</p>',
            '<article><p class="rm-note">x</p></article>',
        ),
        (
            '<p title="&quot;&lt;b&gt;" hidden>x</p>',
            '<article><p title="&quot;&lt;b&gt;">x</p></article>',
        ),
    ],
    ids=[
        "xmp-in-svg",
        "style-in-svg",
        "noembed-in-svg",
        "plaintext-in-svg",
        "mathml",
        "xmp",
        "template",
        "meta",
        "style-attribute",
        "xlink",
        "link-of-a-path",
        "use",
        "animation",
        "unknown-element",
        "forged-mark",
        "quotes",
    ],
)
def test_only_listed_html_is_left(before: str, after: str) -> None:
    """Elements and attributes that are not on the list go, and text stays text."""
    assert article(f"<!doctype html><article>{before}</article>", PLACE, {}) == after


def test_plain_text_swallows_its_own_page_only() -> None:
    """What follows `<plaintext>` is text of its article, which ends as any other does."""
    made = article("<article><p>x<plaintext>y</article><p>z", PLACE, {})

    assert made == "<article><p>x</p>y&lt;/article&gt;&lt;p&gt;z</article>"


def test_a_mark_is_set_where_another_is_forged() -> None:
    """The marks of the preview stand although those that the page claims to have go."""
    page = '<article><p id="x" data-fate="removed">y</p></article>'

    assert article(page, PLACE, {"x": Mark("added", "New")}) == (
        '<article><p id="en/a/x" data-fate="added">'
        '<span class="pv-mark" data-fate="added">New</span>y</p></article>'
    )


def test_what_does_not_settle_is_text() -> None:
    """HTML that each reading makes another of is shown as its text."""
    assert settled("<article><p>a &lt;<table><p>b</article>", passes=1) == (
        "<article>a &lt;b</article>"
    )


TAGS = [
    *("a", "b", "p", "h1", "li", "table", "tr", "td", "article", "body", "svg", "path", "text"),
    *("math", "mtext", "annotation-xml", "foreignObject", "title", "desc", "xmp", "plaintext"),
    *("noscript", "noembed", "noframes", "style", "script", "iframe", "template", "select"),
    *("option", "form", "object", "details", "image", "img", "meta", "base", "link"),
]
LEFT = {
    *("body", "article", "a", "b", "p", "h1", "li", "table", "tbody", "tr", "td"),
    *("svg", "path", "text"),
}
TAG = st.sampled_from(TAGS)
PIECE = st.one_of(
    TAG.map("<{}>".format),
    TAG.map("</{}>".format),
    TAG.map('<{} onload="x()" style="a" src="//x" href="javascript:x()">'.format),
    TAG.map("&lt;{} onload=x&gt;".format),
    st.sampled_from(["x", "<!--", "-->", "<![CDATA[", "]]>", "\n", "&#0;", "\f", '"', "'"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECE, max_size=30).map("".join))
def test_no_soup_does_anything(soup: str) -> None:
    """Read by a parser, an article of any HTML holds no element or attribute that acts."""
    made = article(f"<!doctype html><article>{soup}", PLACE, {})

    page = LexborHTMLParser(f"<!doctype html><body>{made}<p id=end>")
    body = page.body
    assert body is not None
    assert {node.tag for node in elements(body)} <= LEFT
    assert {name for node in elements(body) for name in node.attributes} <= {
        "href",
        "rel",
        "id",
    }
    assert [node.attributes["href"] for node in page.css("[href]")] == []
    end = page.css_first("#end")
    assert end is not None
    assert end.parent == body  # nothing that follows is swallowed


def elements(body: LexborNode) -> list[LexborNode]:
    return [node for node in body.traverse() if node.is_element_node]
