"""Of two files that are the same, which one `roadmap lint` blames."""

from pathlib import Path

import pytest

import made
from linted import lint
from repository import committed, git
from roadmap_site.new_files import new_files

EARLY = "roadmap/tier-0/section-0-0/resources/a-new-one.yml"
OLD = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
LATE = "roadmap/tier-1/section-1-0/resources/resource-1-0-0.yml"
PAGE = "https://example.org/resource-1-0-0"
NEW = f"""url: {PAGE}
title:
  en: Title
kind: video
language: [en]
why:
  en: A reason.
"""
TOLD = (
    f"{EARLY}:1:6: '{PAGE}' is already listed at {LATE}:2:9; "
    "add 'section-0-0' to its 'also_in' and delete this file"
)
TOLD_AT_THE_OTHER = (
    f"{LATE}:2:9: '{PAGE}' is already listed at {EARLY}:1:6; "
    "add 'section-1-0' to its 'also_in' and delete this file"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A sound course under version control."""
    return committed(made.curriculum(tmp_path / "course"))


def add(course: Path, name: str = EARLY, text: str = NEW) -> Path:
    path = course / name
    path.write_text(text, encoding="utf-8")
    return path


def told(course: Path, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[str]:
    assert lint(course, *map(str, arguments)) == 1
    return capsys.readouterr().err.splitlines()[:-1]


def test_a_page_that_is_taught_later(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new file is told that its page is listed, though it comes first."""
    add(course)

    assert told(course, capsys) == [TOLD]


def test_a_file_that_is_added_to_the_index(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is staged for the next commit is new, too."""
    add(course)
    git(course, "add", ".")

    assert told(course, capsys) == [TOLD]


def test_an_id_that_is_taught_later(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new file that takes the id of another one is told so itself."""
    add(course, text=NEW.replace(PAGE, f"{PAGE}-2") + "aliases: [resource-1-0-0]\n")

    said = f"{EARLY}:8:11: id 'resource-1-0-0' is taken at {LATE}:1:1; choose another id"
    assert told(course, capsys) == [said]


def test_what_came_since_the_base(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against a base what the branch added is new, committed as it is."""
    git(course, "switch", "--quiet", "--create", "branch")
    add(course)
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message=Add")

    assert told(course, capsys, "--base", "main") == [TOLD]
    assert told(course, capsys) == [TOLD_AT_THE_OTHER]


def test_a_file_that_is_asked_for(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where git knows none of the two as new, the file that was named is."""
    path = add(course)
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message=Add")

    assert told(course, capsys, path) == [TOLD]
    assert told(course, capsys, path.parent) == [TOLD]
    assert told(course, capsys, course / LATE) == [TOLD_AT_THE_OTHER]


def test_both_are_asked_for(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two files that were named git knows the new one."""
    path = add(course)

    assert told(course, capsys, path, course / LATE) == [TOLD]


def test_without_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no git, what is taught first came first, or what nobody asked for."""
    course = made.curriculum(tmp_path)
    path = add(course)

    assert told(course, capsys) == [TOLD_AT_THE_OTHER]
    assert told(course, capsys, path) == [TOLD]


def test_new_files_are_named_from_the_project(course: Path) -> None:
    """A course may lie in a folder of a repository, and names may be of any script."""
    add(course, EARLY.replace("a-new-one", "新 file"))
    (course.parent / "README.md").touch()

    assert new_files(course, None) == {EARLY.replace("a-new-one", "新 file")}
    assert new_files(course, "nowhere") == set()
    assert new_files(course.parent, None) == set()
    outer = course.parent / "outer"
    committed(made.curriculum(outer / "inner").parent)
    add(outer / "inner")
    assert new_files(outer / "inner", None) == {EARLY}
