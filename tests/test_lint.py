"""What `roadmap lint` says: every problem of every file at once, and nothing else."""

import re
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import made
from roadmap_site.cli import commands
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, report
from roadmap_site.project import TOOL, built_in_labels

MUSEUM = TOOL / "tests" / "fixtures" / "broken"
GOOD = """url: https://example.org/x
title: {en: Title}
kind: video
language: [en]
why: {en: A reason.}
"""


def problems(root: Path) -> list[str]:
    with pytest.raises(BrokenCurriculumError) as caught:
        load(root, built_in_labels())
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound curriculum."""
    return made.curriculum(tmp_path)


def resource(course: Path, text: str | bytes, name: str = "x") -> Path:
    path = course / "roadmap/tier-0/section-0-0/resources" / f"{name}.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_museum_of_mistakes() -> None:
    """Every mistake is named once, with its place and its repair, in file order."""
    with pytest.raises(BrokenCurriculumError) as caught:
        load(MUSEUM, built_in_labels())

    expected = (MUSEUM / "report.txt").read_text(encoding="utf-8")
    assert report(caught.value.problems) + "\n" == expected


def test_the_course_is_sound() -> None:
    """The course itself has no problem."""
    curriculum = load(TOOL, built_in_labels())

    assert len(curriculum.sections) == 20


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["lint", "--root", str(TOOL)], 0, "no problems in 20 sections"),
        (["lint", "--root", str(MUSEUM)], 1, "problems in 164 files"),
        (["lint", "--root", str(TOOL / "docs")], 2, "no folder 'roadmap' in"),
        (["lint", "--wrong"], 2, "No such option"),
    ],
)
def test_exit_codes(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture
) -> None:
    """The command ends with 0 when sound, 1 with problems and 2 for wrong usage."""
    from roadmap_site.cli import main  # noqa: PLC0415

    with pytest.raises(SystemExit) as ended:
        main(arguments)

    printed = capsys.readouterr()
    assert ended.value.code == code
    assert words in printed.out + printed.err


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    """`--help` of every command shows how to call it."""
    result = CliRunner().invoke(commands, [command, "--help"])

    assert f"roadmap {command}" in re.split("Examples?:", result.output)[1]


BILLION = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BILLION, "1:4: sets the anchor '&a'; delete it, or quote the value"),
        ("x: {<<: [{a: b}]}", "1:5: uses a merge key '<<'; write the fields out"),
        ("x: " + "[" * 60_000, "1:11: is nested deeper than 8 levels; flatten it"),
        ("[" * 200_000, "1:1: is 195 KiB; keep it under 64 KiB"),
        ("a: b\n" * 9_000, "2:1: field 'a' stands here twice; keep one of the two"),
        ("a: [" + "b, " * 20_010 + "]", "1:59996: has more than 20000 values; split the file"),
        ("a: &a [*a]", "1:4: sets the anchor '&a'; delete it, or quote the value"),
        ("\x00", "1:1: has a character that YAML forbids: U+0000; delete it"),
        (
            "a: !!binary eA==",
            "1:4: uses the tag 'tag:yaml.org,2002:binary'; delete it, or quote the value",
        ),
    ],
    ids=["aliases", "merge", "brackets", "huge", "keys", "values", "circle", "nul", "tag"],
)
def test_bombs_are_refused_in_words(course: Path, text: str, said: str) -> None:
    """A file made to break the reader is refused at once, with its place."""
    path = resource(course, text)
    begun = time.process_time()

    found = problems(course)

    assert f"{path.relative_to(course)}:{said}" in found
    assert time.process_time() - begun < 30, "it hung"


def test_a_link_to_another_file_is_refused(course: Path) -> None:
    """A symbolic link is never followed, whether it leads in or out."""
    path = resource(course, GOOD)
    secret = course / "secret"
    secret.write_text("password", encoding="utf-8")
    path.unlink()
    path.symlink_to(secret)

    place = "roadmap/tier-0/section-0-0/resources/x.yml:1:1"
    assert problems(course) == [f"{place}: is a symbolic link; put the file itself here"]


def test_a_linked_folder_is_refused(course: Path) -> None:
    """A folder that is a symbolic link is a problem of its own."""
    shutil.copytree(course / "roadmap/tier-1", course / "elsewhere")
    shutil.rmtree(course / "roadmap/tier-1")
    (course / "roadmap/tier-1").symlink_to(course / "elsewhere")

    assert "roadmap/tier-1:1:1: is a symbolic link; put the file itself here" in problems(
        course
    )


@pytest.mark.parametrize(
    "text",
    [GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, "---\n" + GOOD, "# note\n" + GOOD + "...\n"],
    ids=["crlf", "byte-order-mark", "document-start", "comment"],
)
def test_harmless_forms_are_read(course: Path, text: str) -> None:
    """Line ends of Windows, a byte order mark and comments are no mistake."""
    resource(course, text)

    assert "x" in load(course, built_in_labels()).by_resource


def test_scalars_stay_text(course: Path) -> None:
    """`no`, `010` and `2025-02-30` are what they look like: texts."""
    resource(course, GOOD.replace("Title", "no") + "by: [010, 2025-02-30, 1:30, ~]\n")

    made_of = load(course, built_in_labels()).by_resource["x"]
    assert made_of.title.root == {"en": "no"}
    assert made_of.by == ("010", "2025-02-30", "1:30", "~")


def test_hostile_values_cannot_steer_a_log(course: Path) -> None:
    """Line breaks, escapes and workflow commands come out harmless in messages."""
    resource(course, GOOD.replace("video", '"\\e[31m\\n##[group]x"'))

    expected = (
        "roadmap/tier-0/section-0-0/resources/x.yml:3:7: 'kind' must be 'article', 'book', "
        "'course', 'dataset', 'documentation', 'guide', 'interactive', 'leaderboard', "
        "'notebook', 'paper', 'repository', 'tool', 'video' or 'website', "
        "got '\\x1b[31m\\n## [group]x'; take one of them"
    )
    assert problems(course) == [expected]


def test_a_page_for_a_kind_that_nothing_is_of(course: Path) -> None:
    """`kind_pages` names kinds that resources have; an empty page helps nobody."""
    path = course / "roadmap" / "curriculum.yml"
    path.write_text(path.read_text("utf-8").replace('"video"', '"paper"'), encoding="utf-8")

    assert [line.partition(": ")[2] for line in problems(course)] == [
        "no resource is of kind 'paper'; delete it here"
    ]


def test_a_broken_section_is_the_only_thing_told(course: Path) -> None:
    """What names a broken file is sound: only the broken file is a problem."""
    path = course / "roadmap/tier-0/section-0-0/section.yml"
    path.write_text(path.read_text("utf-8").replace('"5"', '"x"'), encoding="utf-8")

    assert [line.partition(":")[0] for line in problems(course)] == [
        "roadmap/tier-0/section-0-0/section.yml"
    ]


def test_a_missing_curriculum_file_is_said(tmp_path: Path) -> None:
    """A project without curriculum.yml is told so."""
    (tmp_path / "roadmap").mkdir()

    assert problems(tmp_path) == ["roadmap/curriculum.yml:1:1: is missing; create it"]
