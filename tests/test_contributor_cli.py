"""The contributor's commands as a person runs them: words, exit codes, files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import course
from roadmap_site.cli import main
from roadmap_site.project import TOOL

Said = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


def run(root: Path, command: str, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([command, "--root", str(root), *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_show_and_find_end_with_their_codes(root: Path, capsys: Said) -> None:
    """What is found is printed and ends with 0; nothing found with 1; no such id with 2."""
    assert run(root, "show", "attention") == 0
    assert capsys.readouterr().out.startswith(f"{course.ATTENTION}:1: resource attention\n")
    assert run(root, "find", "shazeer") == 0
    assert capsys.readouterr().out == (
        f"{course.ATTENTION}:5: resource attention: Attention: all you need (section-0-0)\n"
    )
    assert run(root, "find", "no", "such", "words") == 1
    assert capsys.readouterr().err == (
        "found nothing; try a shorter text, or the other language\n"
    )
    assert run(root, "show", "atention") == 2
    assert "unknown id 'atention'; did you mean 'attention'?" in capsys.readouterr().err


def test_titles_can_not_steer_the_terminal(root: Path, capsys: Said) -> None:
    """A title made to look like a workflow command is harmless when shown or found."""
    path = root / course.ENGLISH
    path.write_text(path.read_text("utf-8").replace("注意力机制", "'##[group]x'"), "utf-8")

    run(root, "show", "zh-attention")
    run(root, "find", "group")
    run(root, "show", "section-0-0")

    assert "##[" not in capsys.readouterr().out


def test_rename_shows_asks_and_writes(root: Path, capsys: Said) -> None:
    """A dry run shows the same change; without a terminal only --yes writes it."""
    assert run(root, "rename", "attention", "paper", "--dry-run") == 0
    shown = capsys.readouterr().out
    assert run(root, "rename", "attention", "paper") == 2
    assert "nothing can be asked here; give --yes" in capsys.readouterr().err
    assert (root / course.ATTENTION).is_file()

    assert run(root, "rename", "attention", "paper", "--yes") == 0

    assert capsys.readouterr().out == f"{shown}renamed attention to paper\n"
    assert run(root, "lint") == 0


def test_i18n_counts_and_lists(root: Path, capsys: Said) -> None:
    """The list follows the table; only --check makes gaps a failure."""
    assert run(root, "i18n", "--language", "zh") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "section      language  texts  missing  stale    %"
    assert said[-1] == f"{course.ATTENTION}:3: title: zh missing"
    assert run(root, "i18n", "--check") == 1
    assert run(root, "i18n", "--language", "de") == 2
    expected = "the course has no language 'de'; expected one of: en, zh\n"
    assert capsys.readouterr().err.endswith(expected)


def test_i18n_of_a_course_without_gaps(root: Path, capsys: Said) -> None:
    """Where nothing is missing it is said."""
    for path in course.FILES:
        (root / path).unlink()

    assert run(root, "i18n", "--check") == 0
    assert capsys.readouterr().out.endswith("nothing is missing or stale\n")


def test_doctor_fails_without_a_course(root: Path, tmp_path: Path, capsys: Said) -> None:
    """The exit code says whether something keeps one from working."""
    empty = tmp_path / "empty"
    empty.mkdir()

    assert run(root, "doctor") == 0
    assert run(empty, "doctor") == 1
    assert f"fail  no roadmap/curriculum.yml in {empty}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("show zh-", ["zh-attention"]),
        ("rename zh-", ["zh-attention"]),
        ("add --section section-1", ["section-1-0", "section-1-1"]),
        ("add --concept concept-section-0-1-", [f"concept-section-0-1-{n}" for n in range(3)]),
        ("add --kind vi", ["video"]),
        ("add --need c", ["core", "choice"]),
        ("add --level i", ["intro"]),
        ("add --cost p", ["paid"]),
        ("i18n --language z", ["zh"]),
        ("lint --explain al", ["all"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_shell_completes(root: Path, line: str, said: list[str]) -> None:
    """The Tab key offers what begins so, and all that may stand there."""
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "from roadmap_site.cli import commands; commands(prog_name='roadmap')",
        ],
        env=os.environ
        | {
            "PYTHONPATH": str(TOOL / "scripts"),
            "_ROADMAP_COMPLETE": "bash_complete",
            "COMP_WORDS": f"roadmap {line}",
            "COMP_CWORD": str(len(line.split())),
        },
        cwd=root / course.HOME,
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert ran.stdout.decode().splitlines() == [f"plain,{word}" for word in said]


@pytest.mark.parametrize("command", ["add", "show", "find", "rename", "i18n", "doctor", "lint"])
def test_help_says_how_it_ends(capsys: Said, command: str) -> None:
    """The help of each command has its exit codes."""
    with pytest.raises(SystemExit):
        main([command, "--help"])

    assert "\n  Exit code: " in capsys.readouterr().out
