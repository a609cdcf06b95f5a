"""Lines of files with marks below them, as they stand on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.lint_reports.snippet import columns, snippet


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        ("kind: vidoe", 7, "vidoe"),
        ("kinds: vidoe", 1, "kinds"),
        ("url: https://example.org/a?b=1,2 ", 6, "https://example.org/a?b=1,2"),
        ("by: [Ann, Bob]", 6, "Ann"),
        ("why: {en: x, zh: y}", 11, "x"),
        ("en: 'it''s so' ", 5, "'it''s so'"),
        (r'en: "a \" b" c', 5, r'"a \" b"'),
        ('en: "never ends', 5, '"never ends'),
        ("en: Learn C #1 tutorial", 13, "#1 tutorial"),
        ("kind：video", 5, "："),
        ("why: 很好，真的", 6, "很好"),
        ("<<<<<<< HEAD", 1, "<<<<<<<"),
        ("en: *Title*", 5, "*"),
        ("a  b", 2, "  "),
        ("zh: 用GPU训练", 6, "GPU"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_marks_cover_what_is_meant(line: str, column: int, meant: str) -> None:
    """A quoted text, a comment, an address or a word is marked as a whole."""
    found = snippet(line, column, 200)

    before = columns(line[: column - 1])
    assert found.marks == " " * before + "^" * columns(meant)


@pytest.mark.parametrize(
    ("line", "column", "shown", "marks"),
    [
        ("a\tb", 3, "a b", "  ^"),
        ("a\u202eb", 2, "a\\u202eb", " ^^^^^^"),
        ("e\u0301t: é", 6, "e\u0301t: é", "    ^"),
        ("x: ##[add-mask]", 7, "x: ## [add-mask]", "       ^^^^^^^^"),
        ("", 1, "", "^"),
        ("abc", 9, "abc", "   ^"),
    ],
    ids=["tab", "bidi", "accent", "workflow command", "empty", "behind the end"],
)
def test_lines_are_shown_harmless(line: str, column: int, shown: str, marks: str) -> None:
    """Tabs, hidden characters and commands are shown as what they are, marks fit to them."""
    found = snippet(line, column, 80)

    assert (found.text, found.marks) == (shown, marks)


def test_long_lines_are_cut_around_the_marks() -> None:
    """Of a long line as much is kept as fits, on both sides of what is meant."""
    found = snippet(f"{'左' * 40} here {'右' * 40}", 42, 30)

    assert found.text == f"…{'左' * 6} here {'右' * 5}…"
    assert found.marks == f"{' ' * 14}^^^^"


@pytest.mark.parametrize("column", [1, 50_000, 100_000])
def test_only_the_part_around_the_marks_matters(column: int) -> None:
    """However long a line is, it is shown as its neighbourhood is."""
    line = "词 ab, " * 20_000
    near = snippet(line[max(column - 401, 0) : column + 399], min(column, 401), 60)

    found = snippet(line, column, 60)

    assert (found.text, found.marks) == (near.text, near.marks)


@pytest.mark.parametrize("accents", [1, 3])
def test_accents_take_no_room(accents: int) -> None:
    """Letters with accents are as many on a line as those without."""
    line = ("e" + "\u0301" * accents) * 100

    assert columns(snippet(line, 1, 60).text) == columns(snippet("e" * 100, 1, 60).text)


def test_accents_that_fill_a_line() -> None:
    """What takes no column is not shown without end."""
    found = snippet("a" + "\u0301" * 10_000 + "b", 1, 60)

    assert len(found.text) < 1_000
    assert found.text.endswith("…")


@given(
    st.text(st.characters(exclude_characters="\n\r"), max_size=80),
    st.integers(1, 90),
    st.integers(20, 60),
)
def test_marks_always_fit(line: str, column: int, room: int) -> None:
    """Whatever a line holds, it fits, steers nothing, and its marks stand below it."""
    found = snippet(line, column, room)

    assert found.text.isprintable()
    assert "##[" not in found.text
    assert columns(found.text) <= room
    assert set(found.marks) <= {" ", "^"}
    assert found.marks.endswith("^")
    assert len(found.marks) <= max(columns(found.text), len(found.marks.rstrip("^"))) + 1
