"""How `roadmap lint` tells: forms, languages, terminals, explanations."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import made
from linted import FIRST, SECOND, SOUND, SOUND_IN_CHINESE, broken, lint
from roadmap_site.cli import commands
from roadmap_site.lint_reports.snippet import columns
from roadmap_site.messages import codes, explanation
from roadmap_site.problem import UnusableError
from roadmap_site.project import TOOL

MUSEUM = TOOL / "tests" / "fixtures" / "broken"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound project."""
    return made.curriculum(tmp_path / "course")


def test_json_is_alone_on_stdout(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the array, people the count."""
    code = lint(broken(course), "--format", "json")

    said = capsys.readouterr()
    assert (code, said.err) == (1, "2 problems in 2 files\n")
    assert [one["path"] for one in json.loads(said.out)] == [FIRST, SECOND]


def test_github_gets_annotations_and_a_summary(
    course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A step annotates the lines, logs all problems and adds them to its summary."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    code = lint(broken(course), "--format", "github")

    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert (code, said.err) == (1, "")
    assert [line.partition(" ")[0] for line in lines] == [
        f"{FIRST}:10:10:",
        f"{SECOND}:20:13:",
        "::error",
        "::error",
        "2",
    ]
    assert lines[2].startswith(f"::error file={FIRST},line=10,col=10,title=wrong-value::")
    title = "before\n\n## check of the curriculum\n\n`2 problems in 2 files`\n\n| place |"
    assert summary.read_text(encoding="utf-8").startswith(title)


def test_a_summary_that_cannot_be_written(
    course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A summary out of reach is told in words."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))

    assert lint(course, "--format", "github") == 2
    assert "Is a directory; mend that" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "last"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, SOUND_IN_CHINESE),
        (
            {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"},
            SOUND_IN_CHINESE,
        ),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh"}, SOUND_IN_CHINESE),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN"}, SOUND),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, SOUND),
    ],
    ids=["all", "messages", "language", "first wins", "none"],
)
def test_it_speaks_the_language_of_the_system(
    course: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, str],
    last: str,
) -> None:
    """Chinese where the system's messages are Chinese, else English."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert lint(course) == 0
    assert capsys.readouterr().out == f"{last}\n"


def test_the_language_can_be_chosen(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--language` wins over the system."""
    assert lint(broken(course), "--language", "zh", str(course / SECOND)) == 1
    assert capsys.readouterr().err == (
        f"{SECOND}:20:13: 'minutes' 应该是整数，现在写的是 '2:00'；只写数字\n"
        "1 个文件里有 1 个问题，其他文件里还有 1 个问题\n"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_whole_museum_looks_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Every mistake there is has its block; lines of files fit, and nothing steers."""
    monkeypatch.setenv("COLUMNS", "60")
    lint(MUSEUM, "--format", "json")
    told = json.loads(capsys.readouterr().out)

    assert lint(MUSEUM, "--format", "pretty", "--language", language) == 1

    *lines, _ = capsys.readouterr().err.splitlines()
    sources = [line for line in lines if re.match(r"[ \d]+ \|", line)]
    assert sum(1 for line in lines if not line) == len(told)
    assert [line for line in sources if columns(line) > 60] == []
    assert [line for line in lines if not line.isprintable() or "##[" in line] == []


def on_a_terminal(course: Path, **settings: str) -> str:
    """What a person sees who calls it in a terminal, stderr only."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "roadmap_site", "lint", "--root", str(course)]
    environment = os.environ | {"PYTHONPATH": str(TOOL / "scripts"), "COLUMNS": "60"} | settings
    with subprocess.Popen(command, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # how Linux says that the other side has gone
            pass
        assert process.wait(60) == 1
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours(course: Path) -> None:
    """On a terminal the pretty form is the usual one, in colours and no wider than it is."""
    said = on_a_terminal(broken(course), TERM="xterm", NO_COLOR="")

    assert "\x1b[1;31merror[not-a-number]\x1b[0m\x1b[1m: 'minutes' expected" in said
    assert '\n\x1b[1;34m20\x1b[0m \x1b[1;34m|\x1b[0m  "minutes": "2:00",' in said
    assert said.endswith("\n\n2 problems in 2 files\n")


@pytest.mark.parametrize(
    ("term", "no_color"), [("xterm", "1"), ("dumb", "")], ids=["not wanted", "not known"]
)
def test_no_colours_where_nobody_wants_them(course: Path, term: str, no_color: str) -> None:
    """NO_COLOR and a terminal without colours keep the pretty form plain."""
    said = on_a_terminal(broken(course), TERM=term, NO_COLOR=no_color)

    assert "\x1b" not in said
    assert "error[not-a-number]: 'minutes' expected a whole number, got '2:00'\n" in said


def test_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule is explained anywhere, with a wrong and a right example."""
    assert lint(tmp_path, "--explain", "reversed-hours", "--language", "zh") == 0

    rule = explanation("reversed-hours", "zh")
    assert capsys.readouterr().out == (
        f"reversed-hours：{rule.title}\n\n{rule.why}\n\n"
        "错误写法：\n  # section.yml\n  hours: [4, 2]\n\n"
        "正确写法：\n  # section.yml\n  hours: [2, 4]\n"
    )


def test_explain_names_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain all` has a line a rule."""
    assert lint(tmp_path, "--explain", "all") == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [*codes()]


def test_explain_knows_no_such_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt code is wrong usage, with the one that was meant."""
    assert lint(tmp_path, "--explain", "duplicate-ur") == 2
    assert capsys.readouterr().err.endswith(
        "Error: there is no rule 'duplicate-ur'; did you mean 'duplicate-url'?\n"
    )
    with pytest.raises(UnusableError, match=r"rule 'x'; '--explain all' names them all"):
        explanation("x", "en")


def test_the_shell_completes_codes() -> None:
    """The shell knows the codes that can be explained."""
    shell = ShellComplete(commands, {}, "roadmap", "_ROADMAP_COMPLETE")

    found = shell.get_completions(["lint", "--explain"], "duplicate-u")

    assert [one.value for one in found] == ["duplicate-url"]
