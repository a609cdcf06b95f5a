"""`mend`: which lines of which files it changes, and what it leaves alone."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.load import load
from roadmap_site.mending import mend
from roadmap_site.problem import BrokenCurriculumError, Fix, Problem, Where
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.slips.words import EXACT

MUSEUM = TOOL / "tests" / "fixtures" / "broken"
NAME = "roadmap/page.yml"
RESOURCE = "roadmap/first/alpha/resources/saved-elsewhere.yml"
FOREIGN = (
    "url: https://example.org/saved-elsewhere\ntitle: {{en: Title}}\nkind:video\n"
    "language: en\nwhy: {{en: A reason.}}\nby: [{}]\n"
)
GBK = FOREIGN.replace("A reason.", "A reason., zh: 用 GPU 训练，从零开始。")
LINES = st.lists(st.sampled_from(["", "a", "a: b", "学", "b  c"]), min_size=1, max_size=6)


def problem(line: int, before: str, after: str, name: str = NAME) -> Problem:
    """A problem that would be mended so."""
    return Problem(Where(name, line), "", "", fix=Fix(line, before, after))


def mended(root: Path, data: bytes, *problems: Problem) -> bytes:
    """What becomes of a file that holds this."""
    path = root / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    mend(root, problems)
    return path.read_bytes()


def museum(root: Path) -> list[Problem]:
    """All problems of the museum, here."""
    with pytest.raises(BrokenCurriculumError) as caught:
        load(root, built_in_labels())
    return caught.value.problems


@pytest.mark.parametrize(
    ("before", "fixes", "after"),
    [
        pytest.param("a\nb\n", [(2, "b", "c")], "a\nc\n", id="one-line"),
        pytest.param("a\r\nb\r\nc", [(2, "b", "d")], "a\r\nd\r\nc", id="crlf"),
        pytest.param("a\nb", [(2, "b", "c")], "a\nc", id="no-last-line-end"),
        pytest.param("\ufeffa\n", [(1, "a", "b")], "\ufeffb\n", id="byte-order-mark"),
        pytest.param("a\r\nb", [(2, "b", "b\nc")], "a\r\nb\r\nc", id="two-lines-for-one"),
        pytest.param("a\nb\nc", [(1, "a", "x\ny"), (3, "c", "z")], "x\ny\nb\nz", id="two"),
        pytest.param("a\nb\nc\n", [(2, "b", "")], "a\nc\n", id="line-taken-out"),
        pytest.param("a\nb\n", [(2, "b", "c"), (2, "b", "d")], "a\nc\n", id="first-wins"),
        pytest.param("a\nb\n", [(2, "a", "c"), (9, "b", "c")], "a\nb\n", id="other-line"),
    ],
)
def test_lines(
    tmp_path: Path, before: str, fixes: list[tuple[int, str, str]], after: str
) -> None:
    """A line is mended where it is still as its repair knows it; all else stays."""
    problems = [problem(*fix) for fix in fixes]

    assert mended(tmp_path, before.encode(), *problems) == after.encode()


def in_encoding(root: Path, text: str, encoding: str) -> tuple[list[Problem], bytes]:
    """The problems of a resource saved in that encoding, and what it is once mended."""
    shutil.copytree(MUSEUM, root)
    path = root / RESOURCE
    path.write_bytes(text.encode(encoding))
    found = [one for one in museum(root) if one.where.path == RESOURCE]
    mend(root, found)
    return found, path.read_bytes()


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_gbk(tmp_path: Path, end: str) -> None:
    """A Chinese file saved as GBK is written as UTF-8, marks and line ends as they were."""
    text = GBK.format("李航——编").replace("\n", end)

    found, after = in_encoding(tmp_path / "museum", text, "gbk")

    assert {one.code: bool(one.fix) for one in found}["not-utf8"]
    assert after == text.replace("kind:video", "kind: video").encode()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param("latin-1", FOREIGN.format("Jean créée"), id="french"),
        pytest.param("latin-1", FOREIGN.format("CRÉÉE À ÎÏ, ÉÉÉÉ"), id="french-capitals"),
        pytest.param("latin-1", FOREIGN.format("Böäck Weiß, GRÖÖÖÖßER"), id="german"),
        pytest.param("latin-1", FOREIGN.format("¿¡Año ÑÁ, íóíó!"), id="spanish"),
        pytest.param("cp1251", FOREIGN.format("ИВАН ПЕТРОВИЧ"), id="russian"),
        pytest.param("euc-kr", FOREIGN.format("김성훈"), id="korean"),
        pytest.param("gbk", GBK.format("朱镕基"), id="chinese-beyond-gb2312"),
        pytest.param("gbk", GBK.format("朱镕基").replace("d:v", "d: v"), id="without-a-slip"),
        pytest.param("gbk", FOREIGN.format("李航, 周志华"), id="no-text-in-chinese"),
        pytest.param("gbk", FOREIGN.replace("A r", "A, zh: 真好, r").format("A"), id="short"),
    ],
)
def test_doubtful_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    """What only might be GBK is nobody's to guess: no repair is promised, none is made."""
    found, after = in_encoding(tmp_path / "museum", text, encoding)

    assert "not-utf8" in {one.code for one in found}
    assert [one for one in found if one.fix] == []
    assert after == text.encode(encoding)


def test_changed_paths_are_told(tmp_path: Path) -> None:
    """The files that were written are named once, in order; nothing is left beside them."""
    for name in ("b.yml", "a.yml"):
        (tmp_path / name).write_text("a\nb\n", encoding="utf-8")
    found = [problem(line, "a", "c", name) for name in ("b.yml", "a.yml") for line in (1, 2)]

    assert mend(tmp_path, found) == ("a.yml", "b.yml")
    assert mend(tmp_path, found) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yml", "b.yml"]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """It stays as it is, and the others are mended and told all the same."""
    for name in ("a.yml", "b.yml", "c.yml"):
        (tmp_path / name).write_text("a\n", encoding="utf-8")
    (tmp_path / ".b.yml.new").mkdir()

    found = [problem(1, "a", "b", name) for name in ("c.yml", "b.yml", "a.yml")]

    assert mend(tmp_path, found) == ("a.yml", "c.yml")
    assert (tmp_path / "b.yml").read_text(encoding="utf-8") == "a\n"


@pytest.mark.parametrize(
    "name",
    [
        "../out.yml",
        "in/../../out.yml",
        "/out.yml",
        "link.yml",
        "folder/out.yml",
        "none.yml",
        "",
    ],
)
def test_strange_paths(tmp_path: Path, name: str) -> None:
    """Nothing is written outside the project or through a link."""
    root = tmp_path / "root"
    root.mkdir()
    out = tmp_path / "out.yml"
    out.write_text("a\n", encoding="utf-8")
    (root / "link.yml").symlink_to(out)
    (root / "folder").symlink_to(tmp_path)

    assert mend(root, [problem(1, "a", "b", str(out) if name == "/out.yml" else name)]) == ()
    assert out.read_text(encoding="utf-8") == "a\n"


@given(
    LINES,
    st.lists(st.tuples(st.integers(0, 7), LINES, LINES), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)
def test_only_named_lines(
    lines: list[str], fixes: list[tuple[int, list[str], list[str]]], end: str
) -> None:
    """Every line without a fitting repair stays as it was."""
    told = [problem(line, before[0], "\n".join(after)) for line, before, after in fixes]
    fitting = {
        one.fix.line
        for one in told
        if one.fix and lines[one.fix.line - 1 : one.fix.line] == [one.fix.before]
    }
    kept = [line for number, line in enumerate(lines, 1) if number not in fitting]
    with tempfile.TemporaryDirectory() as folder:
        after = mended(Path(folder), end.join(lines).encode(), *told).decode().split(end)

    left = iter(after)
    assert all(line in left for line in kept)


def test_exact_slips_of_the_museum(tmp_path: Path) -> None:
    """Each exact slip is mended, and nothing new is wrong where it was."""
    root = tmp_path / "museum"
    shutil.copytree(MUSEUM, root)
    before = museum(root)
    exact = {one.where.path for one in before if one.fix}

    while mend(root, museum(root)):
        pass

    after = museum(root)
    assert {str(one) for one in after} < {str(one) for one in before}
    assert [str(one) for one in after if one.where.path in exact] == []
    unmended = {one.where.path.rpartition("/")[2] for one in after if one.code in EXACT}
    assert unmended == {"not-utf8.yml"}
