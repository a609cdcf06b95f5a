"""How wrong values are told and mended, and what else is told of a broken file."""

from pathlib import Path

import pytest

import made
from roadmap_site.load import load, read
from roadmap_site.mending import mend
from roadmap_site.problem import BrokenCurriculumError, Problem
from roadmap_site.project import built_in_labels

NAME = "roadmap/tier-0/section-0-0/resources/x.yml"
SECTION = "roadmap/tier-0/section-0-0/section.yml"
LINES = {
    "url": "url: https://example.org/x",
    "title": "title: {en: Title}",
    "kind": "kind: video",
    "language": "language: [en]",
    "why": "why: {en: A reason.}",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound project."""
    return made.curriculum(tmp_path)


def write(course: Path, **lines: str) -> Path:
    """A resource with some lines instead of the sound ones, or after them."""
    path = course / NAME
    path.write_text("\n".join((LINES | lines).values()) + "\n", encoding="utf-8")
    return path


def problems(course: Path) -> list[Problem]:
    with pytest.raises(BrokenCurriculumError) as caught:
        load(course, built_in_labels())
    return caught.value.problems


def told(course: Path) -> list[str]:
    return [str(one).removeprefix(f"{NAME}:") for one in problems(course)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("by: 张三、李四", "6:5: 'by': expected a list, got '张三、李四'; write [张三, 李四]"),
        (
            r'by: "A\u202eB"',
            r"6:5: 'by': expected a list, got 'A\u202eB'; write it as [a, b]",
        ),
        (
            f"by: {'a' * 70}",
            f"6:5: 'by': expected a list, got '{'a' * 57}…'; write it as [a, b]",
        ),
        ("by: yes, 2024", "6:5: 'by': expected a list, got 'yes, 2024'; write it as [a, b]"),
        ("todo:", "6:6: 'todo': expected a list, got nothing; write it as [a, b]"),
        ("by: [[A]]", "6:6: 'by': expected a text, got a list; write one text"),
        (
            "counterpart:",
            "6:13: 'counterpart' is empty; use lower-case words joined by hyphens",
        ),
        ("by: ['']", "6:6: 'by' is empty; write a text, or delete the field"),
    ],
    ids=["chinese", "hostile", "long", "words of yaml", "nothing", "nested", "id", "entry"],
)
def test_values(course: Path, line: str, said: str) -> None:
    """A wrong value is told with what to write instead, where that is safe to show."""
    write(course, more=line)

    assert said in told(course)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"hours": "3-5"', "'hours': expected a list, got '3-5'"),
        ('"hours": ["3"]', "'hours': expected more entries, got a list"),
    ],
    ids=["text", "one"],
)
def test_hours(course: Path, line: str, said: str) -> None:
    """Hours are two numbers, and the repair says so."""
    path = course / SECTION
    text = path.read_text("utf-8")
    hours = text[text.index('"hours"') : text.index(',\n "requires"')]
    path.write_text(text.replace(hours, line), encoding="utf-8")

    (problem,) = problems(course)
    assert (problem.what, problem.repair) == (said, "write two numbers, such as [2, 5]")


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("by: OpenAI", "by: [OpenAI]"),
        ("by:   Andrej Karpathy  # him", "by:   [Andrej Karpathy]  # him"),
        ("by: 李沐", "by: [李沐]"),
        ("todo: zh", "todo: [zh]"),
        ("concepts: concept-section-0-0-0", "concepts: [concept-section-0-0-0]"),
        ("also:\n  - {kind: mirror, url: https://example.org/y, language: en}", None),
        ("by: Vaswani, Shazeer", None),
        ("by: A and B", None),
        ("by: 2024", None),
        ("by: 'A'", None),
        ("by: A\n  B", None),
        ("hours: 5", None),
    ],
)
def test_one_value_becomes_a_list(course: Path, line: str, mended: str | None) -> None:
    """One plain value on its line is wrapped by `--fix`; what may be several is left alone."""
    path = write(course, more=line)

    changed = mend(course, problems(course))

    assert changed == (() if mended is None else (NAME,))
    assert (mended or line) + "\n" in path.read_text("utf-8")
    if mended is not None:
        load(course, built_in_labels())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"title": "title_EN: A"}, ["2:1", "unknown field 'title_EN'", "title", "en"]),
        (
            {"title": "title zh-TW: 甲"},
            ["2:1", "unknown field 'title zh-TW'", "title", "zh-TW"],
        ),
        ({"why": "why_cn: 甲"}, ["5:1", "unknown field 'why_cn'", "why", "zh"]),
    ],
    ids=["upper case", "region", "country"],
)
def test_a_language_in_the_name(course: Path, lines: dict[str, str], said: list[str]) -> None:
    """A text with its language in the name of the field is shown the two lines."""
    write(course, **lines)

    where, what, field, tag = said
    assert told(course) == [f"{where}: {what}; write '{field}:' and below it '  {tag}: …'"]


def test_an_ending_that_is_no_language(course: Path) -> None:
    """Other endings are misspelt names, as ever."""
    write(course, title="title_old: {en: A}")

    assert told(course) == ["2:1: unknown field 'title_old'; did you mean 'title'?"]


def test_all_that_is_wrong_with_a_file(course: Path) -> None:
    """A broken field hides no unknown name, and what is broken or missing adds no problem."""
    write(course, url="url: ftp://x", why="levle: core", more="also_in: [nowhere]")
    second = course / NAME.replace("x.yml", "y.yml")
    second.write_text("also_in: [nowhere]\n", encoding="utf-8")

    codes = [(one.where.path[-5:], one.where.line, one.code) for one in problems(course)]
    assert codes == [
        ("x.yml", 1, "missing-field"),
        ("x.yml", 1, "not-http"),
        ("x.yml", 5, "unknown-field"),
        ("x.yml", 6, "unknown-section"),
        *[("y.yml", 1, "missing-field")] * 5,
        ("y.yml", 1, "unknown-section"),
    ]


def test_a_broken_section_tells_its_unknown_names(course: Path) -> None:
    """What a broken section requires is looked up; its broken concepts are not missed."""
    path = course / SECTION
    text = path.read_text("utf-8").replace('"requires": []', '"requires": ["nowhere"]')
    path.write_text(text.replace('"text"', '"txet"', 1), encoding="utf-8")

    assert [one.code for one in problems(course)] == ["unknown-section", "unknown-field"]


def test_what_is_broken_in_part_is_not_built(course: Path) -> None:
    """The curriculum has none of the records that are broken."""
    write(course, kind="kind: blog")

    curriculum, found = read(course, built_in_labels())

    assert len(found) == 1
    assert curriculum is not None
    assert "x" not in curriculum.by_resource


def test_a_language_twice(course: Path) -> None:
    """Tags are the same in upper and lower case, wherever they are listed."""
    write(
        course,
        language="language: [en, zh, EN]",
        more="also:\n  - {kind: mirror, url: 'https://example.org/y', language: [zh, ZH]}",
        todo="todo: [zh, zh]",
    )

    assert told(course) == [
        "4:20: 'EN' stands here twice; delete one",
        "7:65: 'ZH' stands here twice; delete one",
        "8:12: 'zh' stands here twice; delete one",
    ]
