"""Repairs of texts: offered where they can be made, and soon however many there are."""

from pathlib import Path

import pytest

import course
from roadmap_site.mending import mend
from roadmap_site.problem import Problem
from roadmap_site.text.rules import text_warnings

TITLE = '  en: "Attention: all you need"'
WHY = "提出 Transformer 的原始论文。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course without warnings."""
    return course.write(tmp_path)


def warnings(root: Path, *changes: tuple[str, str]) -> list[Problem]:
    """The course's warnings once a resource reads otherwise."""
    path = root / course.ATTENTION
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return text_warnings(root, course.read(root))


def test_what_people_must_mend(root: Path) -> None:
    """Beside a fault that mends itself, Traditional characters are still left to people."""
    found = warnings(root, (WHY, "提出Transformer的原始論文。"))

    assert {one.code: bool(one.fix) for one in found} == {
        "cjk-spacing": True,
        "traditional": False,
    }


def test_one_text_that_cannot_be_mended(root: Path) -> None:
    """A text on two lines keeps no other from its repair."""
    found = warnings(root, (WHY, '"读LLM\n写"'), (TITLE, "  en: Attention：all  you need"))

    assert [one.where.line for one in found if one.fix] == [4, 4]
    assert mend(root, found) == (course.ATTENTION,)
    after = (root / course.ATTENTION).read_text(encoding="utf-8")
    assert '\n  en: "Attention: all you need"\n' in after
    assert '"读LLM\n写"' in after


def test_thousands_of_texts(root: Path) -> None:
    """All texts of a file get their repairs at once, in quotes where one needs them."""
    path = root / course.HOME / "section.yml"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.split("\n") if '"keywords"' in line)
    words = ",\n".join([f"中a{number}" for number in range(2_000)] + ["'中b'"])
    path.write_text(
        text.replace(
            old, f'"keywords": {{"zh": [\n{words}],\n"en": [few，shot]}}, "also_called": {{'
        ),
        encoding="utf-8",
    )

    found = text_warnings(root, course.read(root))
    mend(root, found)

    after = path.read_text(encoding="utf-8")
    assert all(f"\n中 a{number},\n" in after for number in range(2_000))
    assert '\n\'中 b\'],\n"en": ["few, shot"]' in after
    assert text_warnings(root, course.read(root)) == []
