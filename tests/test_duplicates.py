"""What is said of a resource that is listed already."""

from pathlib import Path

import pytest

import made
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError
from roadmap_site.project import built_in_labels

FIRST = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
SAME_SECTION = "roadmap/tier-0/section-0-0/resources/resource-0-0-1.yml"
OTHER_SECTION = "roadmap/tier-1/section-1-0/resources/resource-1-0-0.yml"
VIDEO = "https://www.youtube.com/watch?v=kCc8FmEb1nY"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound curriculum whose first resource is a video."""
    made.curriculum(tmp_path)
    return edited(tmp_path, FIRST, "https://example.org/resource-0-0-0", VIDEO)


def edited(root: Path, path: str, old: str, new: str) -> Path:
    """The project, with a text put for another in one file of it."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return root


def problems(root: Path) -> list[str]:
    with pytest.raises(BrokenCurriculumError) as caught:
        load(root, built_in_labels())
    return [str(problem) for problem in caught.value.problems]


def test_twice_in_one_section(course: Path) -> None:
    """Within a section, the entry that is there is the one to edit."""
    edited(course, SAME_SECTION, "https://example.org/resource-0-0-1", VIDEO)

    assert problems(course) == [
        (
            f"{SAME_SECTION}:2:9: '{VIDEO}' is already listed at {FIRST}:2:9; "
            "edit that entry and delete this file"
        )
    ]


def test_again_in_another_section(course: Path) -> None:
    """A page for two sections is listed once, and says so; its other address is shown."""
    edited(
        course,
        OTHER_SECTION,
        "https://example.org/resource-1-0-0",
        "https://youtu.be/kCc8FmEb1nY",
    )

    assert problems(course) == [
        (
            f"{OTHER_SECTION}:2:9: 'https://youtu.be/kCc8FmEb1nY' is already listed at "
            f"{FIRST}:2:9 as '{VIDEO}'; add 'section-1-0' to its 'also_in' and delete this file"
        )
    ]


def test_again_where_it_is_shown_already(course: Path) -> None:
    """Nothing need be added where the section shows the page already."""
    edited(course, OTHER_SECTION, "https://example.org/resource-1-0-0", VIDEO)
    edited(
        course,
        FIRST,
        '"kind": "video",\n "lang',
        '"kind": "video",\n "also_in": ["section-1-0"],\n "lang',
    )

    assert problems(course) == [
        (
            f"{OTHER_SECTION}:2:9: '{VIDEO}' is already listed at {FIRST}:2:9; "
            "edit that entry and delete this file"
        )
    ]


def test_all_but_the_first_are_named(course: Path) -> None:
    """Three times one page is two problems, both told where the first stands."""
    edited(course, SAME_SECTION, "https://example.org/resource-0-0-1", VIDEO)
    edited(course, OTHER_SECTION, "https://example.org/resource-1-0-0", VIDEO)

    found = problems(course)

    assert len(found) == 2
    assert all(f"is already listed at {FIRST}:2:9" in problem for problem in found)


def test_a_copy_elsewhere_is_no_duplicate(course: Path) -> None:
    """Mirrors and code under `also` may be resources of their own."""
    edited(course, SAME_SECTION, "https://example.com/resource-0-0-1", VIDEO)

    assert load(course, built_in_labels()).by_resource["resource-0-0-1"].also[0].url == VIDEO
