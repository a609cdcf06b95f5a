"""The contributor's commands as a person runs them: words, exit codes, files."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import course
from roadmap_site.cli import main
from roadmap_site.project import TOOL

Said = pytest.CaptureFixture[str]
NEW = (
    "add",
    "https://github.com/owner/name",
    *("--section", "section-0-1", "--title-en", "A name: #1", "--kind", "repository"),
    *("--language", "en", "--language", "zh", "--why-zh", "看得懂。", "--by", "Owner"),
    *("--concept", "concept-section-0-1-0", "--minutes", "5", "--yes"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


def run(root: Path, command: str, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([command, "--root", str(root), *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_add_writes_a_sound_file(root: Path, capsys: Said) -> None:
    """With all flags the file is shown, written, sound, and the next steps are said."""
    assert run(root, *NEW) == 0

    path = "roadmap/tier-0/section-0-1/resources/a-name-1.yml"
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    said = capsys.readouterr().out
    assert said == (
        f"\n{path}\n"
        + "".join(f"  {line}".rstrip() + "\n" for line in lines)
        + f"wrote {path}\n"
        "next: roadmap serve    shows it on its page\n"
        "      git switch -c add-a-name-1\n"
        f"      git add {path}\n"
        '      git commit -m "Add a-name-1"\n'
        "      then push it and open a pull request\n"
    )
    assert lines[2] == '  en: "A name: #1"'
    assert run(root, "lint") == 0


def test_add_stops_at_a_duplicate(root: Path, capsys: Said) -> None:
    """A page that is listed ends with 1, says where, and writes nothing."""
    assert run(root, *NEW) == 0
    capsys.readouterr()

    assert run(root, NEW[0], "http://www.github.com/owner/name/", *NEW[2:]) == 1
    assert capsys.readouterr().err == (
        "already listed at roadmap/tier-0/section-0-1/resources/a-name-1.yml:1 "
        "(section 'section-0-1'); edit that entry\n"
    )


@pytest.mark.parametrize(
    ("drop", "add", "code", "said"),
    [
        ("--yes", (), 2, "Error: nothing can be asked here; give --yes\n"),
        (
            "--minutes",
            ("--minutes", "soon"),
            2,
            "--minutes: 'minutes' expected a whole number, got 'soon'; write digits only\n",
        ),
        (
            "--id",
            ("--id", "attention"),
            2,
            "Error: --id: 'attention' is taken; choose another id\n",
        ),
        (
            "--concept",
            ("--concept", "nothing"),
            1,
            (
                "unknown concept 'nothing'; take an existing id, or delete it\n"
                "1 problem in 1 file\n"
            ),
        ),
    ],
    ids=["yes", "minutes", "id", "concept"],
)
def test_add_refuses_in_words(  # noqa: PLR0913, PLR0917  a table has its columns
    root: Path, capsys: Said, drop: str, add: tuple[str, ...], code: int, said: str
) -> None:
    """Wrong and missing flags are told, with the exit code for it, and nothing is written."""
    flags = list(NEW)
    if drop in flags:
        at = flags.index(drop)
        del flags[at : at + (1 if drop == "--yes" else 2)]

    assert run(root, *flags, *add) == code
    assert capsys.readouterr().err.endswith(said)
    assert not list(root.rglob("a-name-1.yml"))


def test_add_talks_on_a_terminal(root: Path) -> None:
    """On a real terminal the questions are asked and the file is written on a yes."""
    answers = (
        "https://example.org/pictures.html", "图", "section-1-1", "", "图解", "guide", "",
        *("", "十张图。", "", "", "1o", "10", "", "1 2", "", "zh-pictures", "y"),
    )  # fmt: skip
    talker, listener = pty.openpty()
    environment = os.environ | {
        "PYTHONPATH": str(TOOL / "scripts"),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
    }
    os.write(talker, "".join(f"{answer}\n" for answer in answers).encode())

    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_site", "add", "--root", str(root)],
        stdin=listener,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )

    os.close(talker)
    os.close(listener)
    said = ran.stdout.decode()
    assert ran.returncode == 0, said + ran.stderr.decode()
    assert "'minutes' expected a whole number, got '1o'; write digits only" in said
    path = root / "roadmap/tier-1/section-1-1/resources/zh-pictures.yml"
    assert path.read_text(encoding="utf-8") == (
        "url: https://example.org/pictures.html\n"
        "title:\n  zh: 图解\nkind: guide\nlanguage: [zh]\nwhy:\n  zh: 十张图。\n"
        "need: choice\nminutes: 10\n"
        "concepts: [concept-section-1-1-0, concept-section-1-1-1]\n"
    )


def test_show_and_find_end_with_their_codes(root: Path, capsys: Said) -> None:
    """What is found is printed and ends with 0; nothing found with 1; no such id with 2."""
    assert run(root, "show", "attention") == 0
    assert capsys.readouterr().out.startswith(f"{course.ATTENTION}:1: resource attention\n")
    assert run(root, "find", "shazeer") == 0
    assert capsys.readouterr().out == (
        f"{course.ATTENTION}:5: attention: Attention: all you need (section-0-0)\n"
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


@pytest.mark.parametrize("command", ["show", "rename"])
def test_the_shell_completes_ids(root: Path, command: str) -> None:
    """The Tab key offers the ids that begin so."""
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
            "COMP_WORDS": f"roadmap {command} zh-",
            "COMP_CWORD": "2",
        },
        cwd=root,
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert ran.stdout.decode() == "plain,zh-attention\n"
