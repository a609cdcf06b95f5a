import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.markdown_links import Link, links

U = "https://example.org/a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"See [it]({U}).", [(1, 10, U)]),
        (f'[it]({U} "Title")', [(1, 6, U)]),
        (f"[it]( <{U}> )", [(1, 8, U)]),
        (f"![]({U})", [(1, 5, U)]),
        (f"[![]({U}1)]({U}2)", [(1, 6, f"{U}1"), (1, 31, f"{U}2")]),
        (f"[it]({U}_(b)_c)", [(1, 6, f"{U}_(b)_c")]),
        (f"([it]({U}))", [(1, 7, U)]),
        (f"<{U}>", [(1, 2, U)]),
        (f"\n[1]: {U}\n[2]: <{U}2> 'Title'", [(2, 6, U), (3, 7, f"{U}2")]),
        (f'<a href="{U}">x</a>', [(1, 10, U)]),
        (f"[it]({U}?b=1&amp;c=2\\_3)", [(1, 6, f"{U}?b=1&c=2_3")]),
        ("[it](HTTPS://Example.org)", [(1, 6, "HTTPS://Example.org")]),
        (f"中文[链接]({U})，再见", [(1, 8, U)]),
        (f"[`code`]({U})", [(1, 10, U)]),
        (f"- one\n\n    [it]({U})", [(3, 10, U)]),
        (f"A line that goes on\n    [it]({U})", [(2, 10, U)]),
        (f"[it]({U}", [(1, 6, U)]),
        (f"a ` tick\n\n[it]({U}) and `\n", [(3, 6, U)]),
        (f"<!-- never closed [it]({U})", [(1, 24, U)]),
        (f"```a``` [it]({U})", [(1, 14, U)]),
    ],
    ids=[
        "inline",
        "title",
        "in angles",
        "image",
        "image in a link",
        "parentheses in it",
        "parentheses around it",
        "autolink",
        "reference definitions",
        "HTML",
        "escapes",
        "capitals",
        "Chinese",
        "code as its text",
        "in a list",
        "indented paragraph",
        "cut off",
        "stray backtick",
        "stray comment",
        "code span of three ticks",
    ],
)
def test_links_are_found(text: str, found: list[tuple[int, int, str]]) -> None:
    """Every way to write a link is found, at the first character of its URL."""
    assert links(text) == [Link(*one) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        f"`[it]({U})`",
        f"`` ` [it]({U}) ``",
        f"`over\ntwo [it]({U}) lines`",
        f"```yaml\nurl: <{U}>\n```",
        f"~~~~\n~~~\n[it]({U})\n~~~~\n",
        f"- one\n  ```\n  [it]({U})\n  ```",
        f"Text\n\n    [it]({U})\n\n    <{U}>",
        f"\t[it]({U})",
        f"<!-- [it]({U})\n<{U}> -->",
        f"---\ntitle: <{U}>\n---\n",
        f"bare {U}",
        "[a](other.md) [b](/root) [c](#top) <mail@example.org> [d](ftp://example.org)",
    ],
    ids=[
        "span",
        "long span",
        "span of two lines",
        "fence",
        "fence in a fence",
        "fence in a list",
        "indented",
        "tab",
        "comment",
        "front matter",
        "bare",
        "no absolute link",
    ],
)
def test_code_has_no_links(text: str) -> None:
    """What a reader can't click is no link."""
    assert links(text) == []


@given(st.text("[]()<>`~!-: \n\\ahtps/"))
def test_any_text_is_read(text: str) -> None:
    """Whatever the text, each place found is where a URL begins."""
    lines = text.split("\n")
    for one in links(text):
        assert lines[one.line - 1][one.column - 1 :][:4].lower() == "http"


@pytest.mark.parametrize(
    "unit", ["](https://", "<!--", "`", "[", "<https://a", "](", "~~~\n", "href=", "` `` "]
)
def test_hostile_text_takes_no_longer(unit: str) -> None:
    """64 KiB of the worst that a contributor can write are read in a moment."""
    begun = time.process_time()

    links(unit * (65_536 // len(unit)))

    assert time.process_time() - begun < 3
