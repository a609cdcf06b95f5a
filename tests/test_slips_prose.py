"""Lines that look like a field or a list and are none, and repairs that make no new slip."""

from pathlib import Path

import pytest

from roadmap_site.slips.explained import explained
from roadmap_site.slips.reading import understood
from roadmap_site.tree import parse
from test_slips import SOUND, problems, told

JOIN = "join it to the line above, or indent it deeper than that"
STRAY = f"has a line that is no 'field: value'; {JOIN}; if it is a field, write 'field: value'"


@pytest.mark.parametrize(
    ("why", "place"),
    [
        ("  zh: 这是论文，\n  从这里开始", "10:3"),
        ("  zh: 这是论文，\n从这里开始", "10:1"),
        ("  zh: 这是论文，\n  从这里开始：先看图", "10:3"),
        ("  zh: 这是论文，\n  理由：先看图", "10:3"),
        ("  zh: 这是论文，\n  从这里开始，\n  再往下读\n  en: Good.", "10:3"),
        ("  en: The paper on its\n  architecture.", "10:3"),
        ("  en: The paper, because\n  it starts here", "10:3"),
        ("  en: The paper,\n  which starts it", "10:3"),
        ("  en: The best of its\n  kind\n  zh: 好", "10:3"),
        ("  en: The paper\nby its authors", "10:1"),
        ("  zh: 分布式训练：\n概述\n  en: Good.", "10:1"),
        ("  zh: 认识\nLoRA：从线性层开始\n  en: Good.", "10:1"),
        ("  en: The paper\nnote that it is long", "10:1"),
    ],
)
def test_a_text_broken_into_lines_is_one_slip(why: str, place: str) -> None:
    """A clause in a line of its own is no field, whatever word it begins with."""
    text = SOUND.replace('  en: "A reason: good."', why)

    (problem,) = understood("f", text).problems

    assert str(problem) == f"f:{place}: {STRAY}"
    assert problem.fix is None


@pytest.mark.parametrize("line", ["level of detail", "level"])
def test_what_may_be_prose_is_never_mended_unasked(line: str) -> None:
    """A line below a text that begins with a field's name is left to its author."""
    (problem,) = understood("f", SOUND.replace('"A reason: good."', f"Good\n{line}")).problems

    assert problem.what == "has no colon after 'level'"
    assert problem.fix is None


@pytest.mark.parametrize(
    "slipped", ["  it: Titolo\n  zh 标题", "  it: Titolo\n  zh: 标题\n  it Titolo"]
)
def test_languages_of_the_file_are_known(slipped: str) -> None:
    """A language that stands elsewhere in the file only lacks its colon."""
    (problem, *_) = understood("f", SOUND.replace("  zh: 标题", slipped)).problems

    assert problem.code == "missing-colon"
    assert problem.fix is not None


ALL_TWICE = "put all of it in single quotes, and write each ' in it twice"
VALUE_TWICE = ALL_TWICE.replace("all of it", "the value")


@pytest.mark.parametrize(
    ("value", "way"),
    [
        ("'It's the paper'", 'put all of it in double quotes: "…"'),
        ("'The' paper", 'put all of it in double quotes: "…"'),
        ('"The "paper" here"', "put all of it in single quotes: '…'"),
        ('"The" paper', "put all of it in single quotes: '…'"),
        ('"It\'s the "paper" here"', ALL_TWICE),
        ('"The" paper: isn\'t it', ALL_TWICE),
        ('It\'s a "paper": here', VALUE_TWICE),
        ('@it\'s a "paper"', VALUE_TWICE),
        ('"It\'s \\d"', VALUE_TWICE),
        ('A "paper": here', "put the value in single quotes: '…'"),
    ],
)
def test_the_quotes_to_write_fit_the_text(value: str, way: str) -> None:
    """No repair names quotes that the text itself would end."""
    assert [line.partition("; ")[2] for line in told(SOUND.replace("Title", value))] == [way]


SECOND = "2:10: has a second ': ' in one value"


@pytest.mark.parametrize(
    ("sound", "slipped", "said"),
    [
        (
            "title:\n  zh: 标题\n  en: Title",
            "title: en: Title",
            f"{SECOND}; write 'en: …' on the next line, two spaces in",
        ),
        (
            "title:\n  zh: 标题",
            "title: zh: 标题",
            f"{SECOND}; write 'zh: …' on the next line, two spaces in",
        ),
        (
            "[en]",
            "[en, zh ja]",
            "7:18: has no comma between two entries; write ', ' between them",
        ),
        (
            "kind: video",
            "concepts: [an-idea another-idea]",
            "6:19: has no comma between two entries; write ', ' between them",
        ),
    ],
)
def test_slips_that_look_like_a_wrong_value(sound: str, slipped: str, said: str) -> None:
    """What the models would only refuse is told as the slip that it is."""
    mended = explained(SOUND.replace(sound, slipped))

    assert [f"{o.line}:{o.column}: {o.what}; {o.repair}" for o in mended.slips] == [said]
    assert parse(mended.text)


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_record_is_no_list(tmp_path: Path, indent: str) -> None:
    """A dash before the whole record is one problem; what else is wrong is still told."""
    text = "- " + SOUND.replace("video", "vidoe").rstrip().replace("\n", f"\n{indent}")

    dash, kind = problems(tmp_path, text)

    name, column = "tier-0/section-0-0/resources/x.yml", len(indent) + 7
    what = "begins with a dash, as an entry of a list does"
    assert dash == f"{name}:1:1: {what}; delete the dash: the file is one record"
    assert kind.startswith(f"{name}:6:{column}: 'kind' must be ")


def test_two_records_are_no_record() -> None:
    """A list of records is told as what it is; no dash is the wrong one."""
    text = "- url: https://example.org/1\n- url: https://example.org/2\n"

    assert told(text) == ["f:1:1: holds no fields; write 'field: value' lines"]


@pytest.mark.parametrize("line", ["zh", "zh：", "en", "en："])
def test_a_lost_colon_hides_that_nothing_follows(tmp_path: Path, line: str) -> None:
    """A language without colon and text is one slip, not an empty text as well."""
    (problem,) = problems(tmp_path, SOUND.replace('en: "A reason: good."', line))

    assert problem.endswith(f"write '{line[:2]}: …', with an ASCII colon and a space")


@pytest.mark.parametrize(
    ("field", "meant"), [("reason", "did you mean 'why'?"), ("hours", "delete it")]
)
def test_a_field_of_another_file_is_one_problem(tmp_path: Path, field: str, meant: str) -> None:
    """The texts below a field that belongs to another kind of file are in their place."""
    text = SOUND.replace('"A reason: good."', "Good.\n  zh: 好。")
    old, new = ("why:", f"{field}:") if field == "reason" else ("", "")
    text = text.replace(old, new) if old else f"{text}{field}:\n  zh: 论文\n"

    (problem,) = problems(tmp_path, text)

    assert problem.partition(": ")[2] == f"unknown field '{field}'; {meant}"
