from pathlib import Path

import pytest

import course
from roadmap_site.curriculum import Curriculum
from roadmap_site.listing import place
from roadmap_site.translations import Count, counts, gaps, table, wordings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


@pytest.fixture
def curriculum(root: Path) -> Curriculum:
    """The same, read."""
    return course.read(root)


def listed(root: Path, curriculum: Curriculum, *languages: str) -> list[str]:
    """The gaps as lines."""
    return list(
        gaps(wordings(curriculum), languages, lambda path, step: place(root, path, step))
    )


def test_gaps_are_told_with_their_lines(root: Path, curriculum: Curriculum) -> None:
    """A missing text is listed by line and field; an entry with a `todo` once."""
    assert listed(root, curriculum, "en", "zh") == [
        f"{course.ATTENTION}:3: title: zh missing",
        f"{course.ATTENTION}:12: en stale",
        f"{course.ENGLISH}:2: title: en missing",
        f"{course.ENGLISH}:6: why: en missing",
    ]
    assert listed(root, curriculum, "zh") == [f"{course.ATTENTION}:3: title: zh missing"]


def test_a_concept_without_words_is_told(root: Path) -> None:
    """Keywords that one language has and another lacks are a gap of their concept."""
    path = root / course.HOME / "section.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if '"keywords"' in line)
    lines[at] = '"keywords": {"en": ["word"]}, "also_called": {'
    path.write_text("\n".join(lines), encoding="utf-8")

    found = [line for line in listed(root, course.read(root), "zh") if "section.yml" in line]

    assert found == [f"{path.relative_to(root)}:{at + 1}: concepts.0.keywords: zh missing"]


def test_sections_are_counted_by_language(curriculum: Curriculum) -> None:
    """A section counts its own texts, its concepts' and its resources'."""
    found = counts(wordings(curriculum), ("en", "zh"))

    assert found[2:4] == [
        Count("section-0-0", "en", texts=19, missing=2, stale=2),
        Count("section-0-0", "zh", texts=19, missing=1, stale=0),
    ]
    assert [one.percent for one in found[2:4]] == [78, 94]


def test_the_table_has_a_sum(curriculum: Curriculum) -> None:
    """The counts stand in columns, and the whole course below them."""
    lines = table(counts(wordings(curriculum), ("en",)))

    assert lines == [
        "section      language  texts  missing  stale    %",
        "the course   en            9        0      0  100",
        "section-0-0  en           19        2      2   78",
        "section-0-1  en           15        0      0  100",
        "section-1-0  en           15        0      0  100",
        "section-1-1  en           15        0      0  100",
        "all          en           73        2      2   94",
    ]


def test_almost_done_is_not_done() -> None:
    """A hundred per cent means that nothing is left."""
    assert Count("a", "en", texts=1000, missing=1, stale=0).percent == 99
    assert Count("a", "en", texts=0, missing=0, stale=0).percent == 0
