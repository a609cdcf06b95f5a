"""What stands in a preview can neither run nor load nor send, whatever the texts say."""

import re
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from selectolax.lexbor import LexborHTMLParser

import course
import made
from repository import committed
from roadmap_site.cli import main
from roadmap_site.preview.article import Mark, Place, article
from roadmap_site.preview.changes import things, touched
from roadmap_site.preview.page import Preview, inlined, render_preview
from roadmap_site.project import TOOL
from roadmap_site.render.markup import environment

HOSTILE = {
    "script": "<script>x()</script>",
    "image": '"><img src=https://example.com/x onerror="x()">',
    "style": "</style></title></main><body onload=x()>",
    "svg": "</text></svg><svg onload=x()>]]><!--",
    "jinja": "{{ 7*7 }}{% raw %} <b> &lt;i&gt;",
}
PLACE = Place("en/a/", {"en/a/": "en/a/", "en/b/": "en/b/", "a/": "zh/a/"})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_texts(text: str, tmp_path: Path) -> None:
    """Texts with markup in them are read as they were written, and are no markup."""
    root = made.curriculum(tmp_path, text=text)
    into = tmp_path / "preview.html"

    with pytest.raises(SystemExit) as ended:
        main(["preview", "--root", str(root), "-o", str(into), str(root / "roadmap")])

    page = LexborHTMLParser(into.read_text(encoding="utf-8"))
    names = {name for node in page.css("*") for name in node.attributes}
    assert ended.value.code == 0
    assert {name for name in names if name.startswith("on") or "src" in name} == set()
    assert page.css("script, img, iframe, form, object, embed, body style") == []
    assert [node.text() for node in page.css(".pv-head > h1")] == [
        f"Preview: {text}",
        f"预览：{text}",
    ]


def test_hostile_names_are_texts(tmp_path: Path) -> None:
    """The name of a branch or a file is a text, too."""
    root = committed(course.write(tmp_path / "course"))
    curriculum = course.read(root)
    found = tuple(things(curriculum, {tag: [] for tag in curriculum.languages}))
    changed = touched(found, found, frozenset({"docs/<img src=x>.css"}))

    text = render_preview(
        Preview(curriculum, found, changed, "<i>main</i>"),
        {},
        ["p { background: url(//x.example/y) } </style><script>x()</script>"],
        environment(TOOL / "templates", jinja2.FileSystemBytecodeCache(str(tmp_path))),
    )

    page = LexborHTMLParser(text)
    assert next(node.text() for node in page.css(".pv-head p")) == (
        "What changed since <i>main</i>."
    )
    assert page.css("img, script, i") == []
    assert "x.example" not in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("p{color:red;background:URL(//x/y);top:0}", "p{color:red;;top:0}"),
        ("p{background:u\\72l(//x/y)}", "p{}"),
        ("p{background:\\55 \\52 \\4C(//x/y)}", "p{}"),
        ("p{background:\\url('//x/y')}", "p{}"),
        ("p{background:-webkit-Image-Set('//x/y' 1x)}", "p{}"),
        ("p{background:image-set('data:,' 1x, '//x/y' 2x)}", "p{}"),
        ("p{background:src('//x/y')}", "p{}"),
        ("@IMPORT '//x/y';p{top:0}", ";p{top:0}"),
        ("@\\69mport '//x/y';p{top:0}", ";p{top:0}"),
        ("@import '//x/y'", ""),
        ("@media print{p{background:url(//x/y)}a{top:0}}", "@media print{p{}a{top:0}}"),
        ("p{background:u\x01rl(//x/y)}", "p{}"),
        ("p{background:u@import;rl(//x/y)}", "p{;rl(//x/y)}"),
        ("p{background:u\\{rl(//x/y)}", "p{background:u\\{rl(//x/y)}"),
        ('p{background:url( "data:image/svg+xml;,<svg/>")}',) * 2,
        ("p{content:'\\e001'}",) * 2,
        ("p{}</style><b>", "p{}<\\/style><b>"),
        ("p{}<\x01/style>", "p{}<\\/style>"),
    ],
    ids=[
        "capitals",
        "escape",
        "escapes",
        "escaped-letter",
        "image-set",
        "image-set-with-data",
        "src",
        "import",
        "escaped-import",
        "open-import",
        "nested",
        "control-character",
        "torn",
        "torn-at-a-brace",
        "data",
        "escaped-text",
        "end",
        "end-with-control-character",
    ],
)
def test_style_sheets_fetch_nothing(before: str, after: str) -> None:
    """A declaration that would load something goes, however it is written."""
    assert inlined([before]) == after


def test_the_source_steers_nobody(tmp_path: Path) -> None:
    """Names show their control characters; texts lose theirs, and the marks of direction."""
    root = committed(course.write(tmp_path / "course"))
    curriculum = course.read(root)
    found = tuple(things(curriculum, {tag: [] for tag in curriculum.languages}))
    changed = touched(found, found, frozenset({"docs/a\x1b[2J\u202e.css", found[0].place}))
    shown = replace(changed, pages=("",))
    page = "<article><p>a&#27;[2J&#x202e;b</p></article>"

    text = render_preview(
        Preview(curriculum, found, shown, "main\x1b"),
        {"": page, "zh/": page, "en/": page},
        ["p{content:'\x1b'}"],
        environment(TOOL / "templates", jinja2.FileSystemBytecodeCache(str(tmp_path))),
    )

    lines = [node.text() for node in LexborHTMLParser(text).css("code, article")]
    assert lines[0] == "docs/a\\x1b[2J\\u202e.css"
    assert lines[-1] == "a[2Jb"
    assert {char for char in text if not char.isprintable()} == {"\n"}


def test_the_file_says_what_it_may() -> None:
    """The policy forbids all that a page can do but for its own styles and pictures in it."""
    template = (TOOL / "templates" / "preview" / "page.html.j2").read_text(encoding="utf-8")

    found = re.search(r'Content-Security-Policy" content="([^"]*)"', template)

    assert found
    assert found[1] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="#x">y</a>', '<a href="#en/a/x">y</a>'),
        ('<a href="../b/">y</a>', '<a href="#en/b/">y</a>'),
        ('<a href="../../a/#x">y</a>', '<a href="#zh/a/x">y</a>'),
        ('<a href="../c/">y</a>', "<a>y</a>"),
        ('<a href="javascript:x()">y</a>', "<a>y</a>"),
        ('<a href="data:text/html,x">y</a>', "<a>y</a>"),
        ('<a href="https://[x">y</a>', "<a>y</a>"),
        (
            '<a href="https://x.example/?a&amp;b">y</a>',
            '<a href="https://x.example/?a&amp;b" rel="noopener noreferrer">y</a>',
        ),
        (
            '<svg aria-labelledby="t d"><text id="t">y</text></svg>',
            '<svg aria-labelledby="en/a/t en/a/d"><text id="en/a/t">y</text></svg>',
        ),
        ('<img src="x.png" alt="a &lt; b">', "a &lt; b"),
        ('<img src="x.png">', ""),
        ('<form action="/x"><p>y</p></form>', ""),
        ('<p onclick="x()" class="z">y</p>', '<p class="z">y</p>'),
        ('<small>by · <a class="rm-edit" href="/e">Edit</a></small>', "<small>by</small>"),
        ('<p class="rm-edit rm-note"><a href="/add/">Add</a></p>', ""),
    ],
    ids=[
        "anchor",
        "page-of-the-file",
        "other-language",
        "page-elsewhere",
        "script",
        "data",
        "no-url",
        "resource",
        "names",
        "picture",
        "ornament",
        "form",
        "event",
        "edit",
        "add",
    ],
)
def test_articles_are_made_fit(before: str, after: str) -> None:
    """Links lead to resources or within the file; what loads, sends or edits is gone."""
    page = f"<nav>n</nav><article>{before}</article>"

    assert article(page, PLACE, {}) == f"<article>{after}</article>"


def test_marks_are_texts() -> None:
    """A mark stands first in its place; the empty anchor is the heading, unknown ones none."""
    marks = {"": Mark("changed", "A"), "x": Mark("added", "<b>"), "gone": Mark("added", "C")}

    made = article("<article><h1>T</h1><li id=x>y</li></article>", PLACE, marks)

    assert made == (
        '<article><h1 data-fate="changed"><span class="pv-mark" data-fate="changed">A</span>T'
        '</h1><li id="en/a/x" data-fate="added"><span class="pv-mark" data-fate="added">'
        "&lt;b&gt;</span>y</li></article>"
    )


def test_a_page_without_an_article_shows_nothing() -> None:
    """A page that is none of ours is left out."""
    assert article("<p>x</p>", PLACE, {}) == ""
