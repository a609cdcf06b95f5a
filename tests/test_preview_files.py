"""What git knows of a change: paths from the course's root, old names and new."""

from pathlib import Path

import pytest

import course
from previewed import HOME, NEW, OLD, change, lists, run, shown
from repository import committed, git
from roadmap_site.preview.files import since


@pytest.mark.parametrize("inside", [".", "deep/course"], ids=["whole", "sub-folder"])
def test_paths_are_from_the_root_of_the_course(inside: str, tmp_path: Path) -> None:
    """A course in a sub-folder of its repository names its files as any other does."""
    root = course.write(tmp_path / inside)
    committed(tmp_path)
    change(root)

    found = since(root, ["HEAD"])

    assert found.files == {course.ATTENTION, f"{HOME}/section.yml", NEW, OLD}


def test_neighbours_of_the_course_do_not_count(tmp_path: Path) -> None:
    """What changes beside the course, even in a folder of the same name, is not its own."""
    root = course.write(tmp_path / "course")
    other = tmp_path / "roadmap" / "a.yml"
    other.parent.mkdir()
    other.write_text("a: 1\n", encoding="utf-8")
    committed(tmp_path)
    other.write_text("a: 2\n", encoding="utf-8")

    assert since(root, ["HEAD"]).files == frozenset()


def test_a_renamed_file_has_both_names(tmp_path: Path) -> None:
    """A file that moves is gone from its old place, although git sees that it is the same."""
    root = committed(course.write(tmp_path))
    git(root, "mv", OLD, NEW)
    git(root, "commit", "--quiet", "--message=Moved")

    assert since(root, ["HEAD~1"]).files == {OLD, NEW}


def test_a_course_in_a_sub_folder_is_previewed(tmp_path: Path) -> None:
    """The change of a course that is a part of its repository is listed by its own paths."""
    root = course.write(tmp_path / "course")
    committed(tmp_path)
    change(root)

    run(root / HOME, "--root", root, "-o", tmp_path / "preview.html")

    assert lists(shown(tmp_path / "preview.html"), "en")["Removed"] == [
        f"Text resource-0-0-1 {OLD}"
    ]
