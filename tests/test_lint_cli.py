"""`roadmap lint` as people call it: paths, warnings, repairs, a base to compare with."""

import json
import re
import subprocess
from pathlib import Path

import pytest

import made
from linted import FIRST, SECOND, SOUND, broken, edited, lint, spaced


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound project."""
    return made.curriculum(tmp_path / "course")


def test_elsewhere_than_on_a_terminal_it_is_concise(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal each problem is a line on stderr, the count is the last."""
    code = lint(broken(course))

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    first, second, count = said.err.splitlines()
    assert first.startswith(f"{FIRST}:10:10: 'kind' must be ")
    assert first.endswith("got 'vidoe'; did you mean 'video'?")
    assert second == (
        f"{SECOND}:20:13: 'minutes' expected a whole number, got '2:00'; write digits only"
    )
    assert count == "2 problems in 2 files"


@pytest.mark.parametrize(
    ("paths", "told", "last"),
    [
        (["roadmap"], 2, "2 problems in 2 files"),
        ([FIRST], 1, "1 problem in 1 file, 1 problem elsewhere"),
        (["roadmap/tier-1"], 1, "1 problem in 1 file, 1 problem elsewhere"),
        (["roadmap/tier-0", FIRST, SECOND], 2, "2 problems in 2 files"),
        (["."], 2, "2 problems in 2 files"),
    ],
    ids=["all", "a file", "a folder", "several", "the project"],
)
def test_paths_choose_what_is_told(
    course: Path,
    capsys: pytest.CaptureFixture[str],
    paths: list[str],
    told: int,
    last: str,
) -> None:
    """Only problems in the files and folders that are named are told; others are counted."""
    code = lint(broken(course), *(str(course / path) for path in paths))

    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines), lines[-1]) == (1, told + 1, last)


def test_others_mistakes_fail_nobody(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong elsewhere is counted and does not fail."""
    code = lint(broken(course), str(course / "roadmap/tier-0/section-0-1"))

    said = "no problems in roadmap/tier-0/section-0-1, 2 problems elsewhere\n"
    assert (code, capsys.readouterr().out) == (0, said)


def test_a_link_is_named_itself(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symbolic link is looked at as what it is, wherever it leads; nothing is read there."""
    secret = course.parent / "secret.yml"
    secret.write_text("token: hush\n", encoding="utf-8")
    link = course / "roadmap/tier-0/link.yml"
    link.symlink_to(secret)

    code = lint(course, str(link), "--format", "pretty")

    said = capsys.readouterr().err
    assert code == 1
    assert "error[symbolic-link]: is a symbolic link\n --> roadmap/tier-0/link.yml:1:1" in said
    assert "hush" not in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("..", "lies outside the project"),
        ("site", "is no part of a curriculum"),
        ("roadmap/nothing", "does not exist"),
    ],
    ids=["outside", "not read", "missing"],
)
def test_wrong_paths(
    course: Path, capsys: pytest.CaptureFixture[str], path: str, said: str
) -> None:
    """A path that cannot hold a problem is wrong usage, told in words."""
    (course / "site").mkdir()

    code = lint(course, str(course / path))

    assert code == 2
    assert said in capsys.readouterr().err


def test_warnings_fail_nothing(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is told and counted, and the course is sound all the same."""
    spaced(course)

    code = lint(course)

    said = capsys.readouterr()
    assert (code, said.out) == (0, f"{SOUND}, 1 warning\n")
    assert re.fullmatch(rf"{re.escape(FIRST)}:\d+:\d+: warning: .+; .+\n", said.err)


def test_guesses_come_to_an_end(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a file full of unknown names only the first get a guess, the others plain words."""
    names = [f"concept-section-0-0-{number}" for number in range(3, 103)]
    edited(course, FIRST, '"concept-section-0-0-0"', ", ".join(names))
    edited(course, SECOND, "concept-section-1-0-0", "concept-section-1-0-9")

    lint(course)

    *lines, _ = capsys.readouterr().err.splitlines()
    assert len(lines) == 101
    assert ["did you mean" in line for line in lines] == [True] * 50 + [False] * 50 + [True]
    assert lines[-2].endswith("; take an existing id, or delete it")


def test_fix_mends_and_looks_again(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Safe repairs are made in the file; what remains decides how it ends."""
    path = spaced(course)
    edited(course, SECOND, '"minutes": "20"', '"minutes": "2:00"')

    code = lint(course, "--fix")

    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{FIRST}: mended",
        f"{SECOND}:20:13: 'minutes' expected a whole number, got '2:00'; write digits only",
        "1 problem in 1 file",
    ]
    assert '"zh": "用 GPU 训练"' in path.read_text(encoding="utf-8")


def test_fix_leaves_nothing_behind(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once all is mended it ends well, and another time nothing changes."""
    spaced(course)

    assert lint(course, "--fix") == 0
    assert capsys.readouterr() == (f"{SOUND}\n", f"{FIRST}: mended\n")
    assert lint(course, "--fix") == 0
    assert capsys.readouterr() == (f"{SOUND}\n", "")


def test_fix_goes_on_after_a_file_that_cannot_be_written(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was mended is told, and what was not is still told as wrong."""
    spaced(course)
    stuck = edited(course, SECOND, '"zh": "Text"', '"zh": "用GPU训练"')
    stuck.with_name(f".{stuck.name}.new").mkdir()

    code = lint(course, "--fix")

    first, stray, second, count = capsys.readouterr().err.splitlines()
    assert (code, first) == (1, f"{FIRST}: mended")
    assert stray.partition(": ")[2].startswith("is no file of a curriculum")
    assert second.startswith(f"{SECOND}:16:11: warning: has no space")
    assert count == "1 problem in 1 file, 1 warning"


def test_fix_takes_a_line_with_two_mistakes_in_turns(course: Path) -> None:
    """A repair may bring another to light: that is made in the same run."""
    path = course / FIRST
    fields = json.loads(path.read_text(encoding="utf-8")) | {"why": 0, "archived": 0}
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items() if value]
    text = "\n".join([*lines, "why:", "  en: Text", "  zh："])
    path.write_text(f"{text}用GPU训练\n", encoding="utf-8")

    assert lint(course, "--fix") == 0
    assert path.read_text(encoding="utf-8").endswith("\n  zh: 用 GPU 训练\n")


def test_fix_touches_only_what_was_named(course: Path) -> None:
    """A file that was not asked for stays as it is."""
    before = spaced(course).read_bytes()

    assert lint(course, "--fix", str(course / "roadmap/tier-1")) == 0
    assert (course / FIRST).read_bytes() == before


def git(course: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(course), *name, *words], check=True, capture_output=True)


def test_base_finds_translations_left_behind(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against a base, a text that changed in one language only is a warning."""
    git(course, "init", "--initial-branch", "main")
    git(course, "add", ".")
    git(course, "commit", "--message", "A course")
    edited(course, FIRST, '"en": "Text"', '"en": "Quite another reason"')

    code = lint(course, "--base", "main", "--format", "json")

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [(one["code"], one["severity"], one["path"]) for one in told] == [
        ("stale-translation", "warning", FIRST)
    ]


def test_an_unknown_base(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A base that is not there is wrong usage."""
    git(course, "init", "--initial-branch", "main")

    assert lint(course, "--base", "nowhere") == 2
    assert "cannot compare with that base" in capsys.readouterr().err
