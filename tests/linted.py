"""What the tests of `roadmap lint` share: courses with slips, and the command."""

from pathlib import Path

import pytest

from roadmap_site.cli import main

FIRST = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
SECOND = "roadmap/tier-1/section-1-0/resources/resource-1-0-0.yml"
SOUND = "no problems in 4 sections and 8 resources"
SOUND_IN_CHINESE = "4 个小节、8 条资源，没有发现问题"


def edited(course: Path, name: str, old: str, new: str) -> Path:
    """The file after one replacement."""
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def broken(course: Path) -> Path:
    """The course with one slip in each of two files."""
    edited(course, FIRST, '"kind": "video"', '"kind": "vidoe"')
    edited(course, SECOND, '"minutes": "20"', '"minutes": "2:00"')
    return course


def spaced(course: Path) -> Path:
    """The file after a text got a fault of typography, which is a warning with a repair."""
    return edited(course, FIRST, '"zh": "Text"', '"zh": "用GPU训练"')


def lint(course: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["lint", "--root", str(course), *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code
