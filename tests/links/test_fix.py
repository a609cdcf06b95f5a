import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.fix import Edit, apply, draft
from roadmap_site.links.fix_text import RefusedEditError, in_yaml
from roadmap_site.problem import BrokenCurriculumError, Where

OLD, NEW = "https://example.org/old", "https://example.org/new"
COPY = "https://web.archive.org/web/20260101000000/https://example.org/old"
PATH = "roadmap/a/b/resources/c.yml"
PLAIN = f"# comment {OLD}\nurl: {OLD}  # kept\ntitle: Old {OLD}\n"


def put(root: Path, text: str, path: str = PATH) -> Path:
    """A file of a project."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def edit(line: int, column: int, new: str = NEW, kind: str = "moved", path: str = PATH) -> Edit:
    """A repair of the old URL at this place."""
    return Edit(Where(path, line, column), OLD, new, "moved", kind)


@pytest.mark.parametrize(
    ("text", "place", "new", "changed"),
    [
        (PLAIN, (2, 6), NEW, f"url: {NEW}  # kept"),
        (PLAIN.replace("\n", "\r\n"), (2, 6), NEW, f"url: {NEW}  # kept\r"),
        ("\ufeff" + PLAIN, (2, 6), NEW, f"url: {NEW}  # kept"),
        (f"a: 1\nurl: '{OLD}'", (2, 6), f"{NEW}'s", f"url: '{NEW}''s'"),
        (f'a: 1\nurl: "{OLD}"\n', (2, 6), f"{NEW}'s", f'url: "{NEW}\'s"'),
        ('a: 1\nurl:   "https:\\/\\/example.org/old"\n', (2, 8), NEW, f'url:   "{NEW}"'),
        (f"a: 1\nx: [é, {{url: {OLD}}}]\n", (2, 14), NEW, f"x: [é, {{url: {NEW}}}]"),
        (f"a: 1\nx: [{{url: {OLD}}}]\n", (2, 11), f"{NEW},", f'x: [{{url: "{NEW},"}}]'),
        (f"a: 1\nurl: {OLD}\n", (2, 6), f"{NEW}:", f'url: "{NEW}:"'),
        (f"# \x85\nurl: {OLD}\n", (3, 6), NEW, f"url: {NEW}"),
    ],
    ids=[
        "plain",
        "CRLF",
        "BOM",
        "single quotes",
        "double quotes",
        "escapes",
        "flow",
        "comma in flow",
        "colon at the end",
        "NEL in a comment",
    ],
)
def test_only_the_value_changes(
    tmp_path: Path, text: str, place: tuple[int, int], new: str, changed: str
) -> None:
    """The URL is rewritten in its own quotes; every other byte stays."""
    file = put(tmp_path, text)

    apply(tmp_path, [edit(*place, new)])

    lines = text.split("\n")
    lines[1] = changed
    assert file.read_bytes().decode() == "\n".join(lines)


def test_the_change_is_a_patch(tmp_path: Path) -> None:
    """What `apply` returns is what git would apply, also at a file's unended last line."""
    for name in ("before", "after"):
        put(tmp_path / name, f"a: 1\nurl: {OLD}")

    change = apply(tmp_path / "after", [edit(2, 6)])

    assert change == (
        f"--- a/{PATH}\n+++ b/{PATH}\n@@ -1,2 +1,2 @@\n a: 1\n"
        f"-url: {OLD}\n\\ No newline at end of file\n"
        f"+url: {NEW}\n\\ No newline at end of file\n"
    )
    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path / "before", input=change.encode(), check=True
    )
    assert (tmp_path / "before" / PATH).read_text("utf-8") == f"a: 1\nurl: {NEW}"


def test_a_file_takes_several_edits(tmp_path: Path) -> None:
    """Edits of one file and of one line do not move each other's places."""
    file = put(tmp_path, f"url: {OLD}\nalso: [{{url: {OLD}}}, {{url: {OLD}}}]\n")
    longer = f"{NEW}/and/longer"

    apply(tmp_path, [edit(1, 6, longer), edit(2, 14, longer), edit(2, 46, longer)])

    assert file.read_text("utf-8") == (
        f"url: {longer}\nalso: [{{url: {longer}}}, {{url: {longer}}}]\n"
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"url: {OLD}  # kept\nx: 1\n", f"url: {OLD}  # kept\narchived: {COPY}\nx: 1\n"),
        (f"x: 1\nurl: '{OLD}'", f"x: 1\nurl: '{OLD}'\narchived: {COPY}\n"),
        (f"url: {OLD}\r\nx: 1\r\n", f"url: {OLD}\r\narchived: {COPY}\r\nx: 1\r\n"),
        (f"  url: {OLD}\n  x: 1\n", f"  url: {OLD}\n  archived: {COPY}\n  x: 1\n"),
        (f"url:\n  {OLD}\nx: 1\n", f"url:\n  {OLD}\narchived: {COPY}\nx: 1\n"),
    ],
    ids=["comment", "last line", "CRLF", "indented", "on its own line"],
)
def test_a_copy_is_added_below_the_url(tmp_path: Path, text: str, after: str) -> None:
    """A dead link gets a line `archived`, and nothing else changes."""
    file = put(tmp_path, text)
    line = next(n for n, one in enumerate(text.split("\n"), 1) if OLD in one)
    column = text.split("\n")[line - 1].replace("'", "h").index("h") + 1

    apply(tmp_path, [edit(line, column, COPY, "archived")])

    assert file.read_bytes().decode() == after


def refusal(root: Path, one: Edit) -> str:
    """The problem of an edit that does not fit; the file must stay as it is."""
    before = (root / PATH).read_bytes()
    with pytest.raises(BrokenCurriculumError) as caught:
        apply(root, [one])
    assert (root / PATH).read_bytes() == before
    return str(caught.value.problems[0])


GONE = f"no longer has {OLD!r} here; run the check again"


@pytest.mark.parametrize(
    ("text", "one", "what"),
    [
        (f"url: {NEW}\n", edit(1, 6), f"1:6: {GONE}"),
        (f"# new\nurl: {OLD}\n", edit(1, 6), f"1:6: {GONE}"),
        (f"url: {OLD}/deeper\n", edit(1, 6), f"1:6: {GONE}"),
        ("url: [\n", edit(1, 6), f"1:6: {GONE}"),
        (f"{OLD}: 1\n", edit(1, 1), "1:1: can't be rewritten without changing more"),
        (f"url: >-\n  {OLD}\n", edit(1, 6), "1:6: is written as a block"),
        (
            f"url: {OLD}\narchived: x\n",
            edit(1, 6, COPY, "archived"),
            "1:6: has 'archived', or no 'url' of its own",
        ),
        (
            f"{{url: {OLD}, x: 1}}\n",
            edit(1, 7, COPY, "archived"),
            "1:7: has no line to put 'archived' below",
        ),
    ],
    ids=[
        "rewritten",
        "moved",
        "longer",
        "no YAML",
        "a key",
        "block",
        "archived already",
        "one line",
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, one: Edit, what: str) -> None:
    """A file that changed, or that the edit would change further, is left alone."""
    put(tmp_path, text)
    end = "" if "run the check" in what else "; edit it by hand"

    assert refusal(tmp_path, one) == f"{PATH}:{what}{end}"


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    """A file that is gone is told, and one that is no text."""
    put(tmp_path, "")
    (tmp_path / PATH).write_bytes(b"url: \xff\n")

    assert refusal(tmp_path, edit(1, 6)) == (f"{PATH}:1:6: is not UTF-8 text; save it as UTF-8")
    (tmp_path / PATH).unlink()
    assert len(draft(tmp_path, [edit(1, 6)]).problems) == 1


def test_all_or_nothing_is_written(tmp_path: Path) -> None:
    """One edit that does not fit keeps `apply` from all; `draft` shows the rest."""
    file = put(tmp_path, PLAIN)
    both = [edit(2, 6), edit(7, 7)]

    with pytest.raises(BrokenCurriculumError):
        apply(tmp_path, both)

    assert file.read_text("utf-8") == PLAIN
    assert f"+url: {NEW}  # kept\n" in draft(tmp_path, both).diff


@pytest.mark.parametrize(
    ("text", "column", "after"),
    [
        (f"[a]({OLD}) and [b]({OLD})", 5, f"[a]({NEW}) and [b]({OLD})"),
        (f"<{OLD}>\r\n", 2, f"<{NEW}>\r\n"),
        (f"[a]: {OLD} 'T'", 6, f"[a]: {NEW} 'T'"),
    ],
)
def test_links_of_pages_are_rewritten(
    tmp_path: Path, text: str, column: int, after: str
) -> None:
    """In a Markdown page only the link at that place changes."""
    file = put(tmp_path, text, "docs/en/about.md")

    apply(tmp_path, [edit(1, column, path="docs/en/about.md")])

    assert file.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("text", "column", "new"),
    [
        (f"[a]({OLD}_2)", 5, NEW),
        (f"[a](<{NEW}>)", 6, NEW),
        (f"`{OLD}`", 2, NEW),
        (f"[a]({OLD})", 5, f"{NEW})"),
    ],
    ids=["longer", "other", "code", "parenthesis"],
)
def test_pages_that_changed_are_left_alone(
    tmp_path: Path, text: str, column: int, new: str
) -> None:
    """Where the link is not there any more, or would break, nothing is written."""
    put(tmp_path, text, "docs/en/about.md")

    assert draft(tmp_path, [edit(1, column, new, path="docs/en/about.md")]).files == {}


@given(
    st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3),
    st.sampled_from(["'", '"', None]),
    st.text("abc:/?#[]@!$&'()*+,;=-._~%0é", max_size=12),
)
def test_the_result_is_the_same_file_but_for_the_url(
    more: dict[str, str], style: str | None, tail: str
) -> None:
    """Whatever stands around it, after an edit only the URL reads differently."""
    text = yaml.safe_dump({**more, "k": 1}, default_style=style, allow_unicode=True)
    text += f"url: {OLD}\n"
    place, new = (text.count("\n"), 6), f"{NEW}{tail}"

    try:
        made = in_yaml(text, place, OLD, new)
    except RefusedEditError:
        return

    assert yaml.load(made, yaml.BaseLoader) == {  # noqa: S506  scalars only
        **yaml.load(text, yaml.BaseLoader),  # noqa: S506  the same
        "url": new,
    }
