"""A syntax slip is explained, mended in memory, and never the end of the reading."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import made
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError
from roadmap_site.project import built_in_labels
from roadmap_site.slips.explained import MAX_SLIPS, explained
from roadmap_site.slips.reading import understood
from roadmap_site.slips.words import WORDS
from roadmap_site.tree import parse

SOUND = """url: https://example.org/x
title:
  zh: 标题
  en: Title
by: [Somebody, 某人]
kind: video
language: [en]
why:
  en: "A reason: good."
"""


def told(text: str) -> list[str]:
    return [str(problem) for problem in understood("f", text).problems]


def problems(root: Path, text: str | bytes) -> list[str]:
    """What is wrong with a small sound curriculum that has this resource more."""
    path = made.curriculum(root) / "roadmap/tier-0/section-0-0/resources/x.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BrokenCurriculumError) as caught:
        load(root, built_in_labels())
    return [str(one).removeprefix("roadmap/") for one in caught.value.problems]


@pytest.mark.parametrize(
    ("sound", "slipped"),
    [
        ("kind: video", "kind：video"),
        ("kind: video", "kind:video"),
        ("kind: video", "kind video"),
        ("kind: video", "“kind”: video"),
        ("kind: video", "kind: video,"),
        ("kind: video", "  kind: video"),
        ("  zh: 标题", "\tzh: 标题"),
        ("  zh: 标题", "　　zh: 标题"),
        ("  zh: 标题", "\u00a0 zh: 标题"),
        ("  zh: 标题", "zh: 标题"),
        ("  zh: 标题", "   zh: 标题"),
        ("  zh: 标题\n  en: Title", "zh: 标题\nen: Title"),
        ("  zh: 标题", "  zh: “标题”"),
        ("  zh: 标题", '  zh: "标题”'),
        ("[en]", "[en"),
        ("[en]", "【en】"),
        ("Somebody, ", "Somebody，"),
        ('good."', "good."),
        ('"A reason: good."', "A reason: good."),
        ("kind: video", "<<<<<<< a\nkind: video\n=======\nkind: book\n>>>>>>> b"),
    ],
)
def test_the_mended_text_is_what_was_meant(sound: str, slipped: str) -> None:
    """Read on, a file with a slip gives the tree of the file without it."""
    mended = explained(SOUND.replace(sound, slipped))

    assert parse(mended.text)[0] == parse(SOUND)[0]
    assert len(mended.slips) == 1


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        f"---\n{SOUND}...\n",
        SOUND.replace("Title", "Title  # two spaces make a comment"),
        SOUND.replace("video", "video # so does one after a closed field"),
        SOUND.replace("[en]", "[\n  en,  # one\n  zh\n]"),
        SOUND.replace("Title", "A title that goes on\n    below, over\n    three lines"),
        SOUND.replace("Title", '"A title that goes on\n    below: #1"'),
        SOUND.replace("Title", ">-\n    Folded: with a colon,\n    and – a dash\n    kind：x"),
        SOUND.replace("Title", "|\n    - a\n   # b\n"),
        SOUND.replace("  zh: 标题\n  en: Title", " zh: 标题\n en: Title"),
        SOUND.replace("[Somebody, 某人]", "\n- Somebody\n- 某人: 续".replace(": 续", "")),
        SOUND.replace("标题", "关于“标题”，和“其他”"),
        SOUND.replace("标题", '"“标题”"'),
        SOUND.replace("Title", "C#: the language".replace(": ", " - ")),
        SOUND.replace("kind: video", '"kind" : video'),
        '{"url": "https://example.org/x",\n"title": {"en": "Title, and more,"},\n"by": []}',
        "title:\n    en:\n        On the line below\nkind:\n    video\n",
    ],
)
def test_what_yaml_allows_is_no_slip(text: str) -> None:
    """Comments, folded and quoted texts, JSON and other indentations are left alone."""
    assert parse(text)
    assert told(text) == []


def test_one_run_tells_everything(tmp_path: Path) -> None:
    """Slips, wrong values and what crosses files come together, each on its line."""
    text = (
        "url：https://example.org/x\n"
        "title:\n"
        "\ten: Learn C #1 tutorial\n"
        "kind:vidoe\n"
        "language: [en\n"
        "why:\n"
        "  en: A reason: good.\n"
        "concepts: [concept-section-0-0-9]\n"
        "levle: core\n"
    )
    name = "tier-0/section-0-0/resources/x.yml"
    ascii_colon = "write 'url: …', with an ASCII colon and a space"
    two_spaces = "put the value in quotes; a comment needs two spaces before it"
    comment = f"' #' begins a comment; {two_spaces}"
    kinds = (
        "'article', 'book', 'course', 'dataset', 'documentation', 'guide', 'interactive', "
        "'leaderboard', 'notebook', 'paper', 'repository', 'tool', 'video' or 'website'"
    )

    assert problems(tmp_path, text) == [
        f"{name}:1:4: has '：' after 'url' where a colon belongs; {ascii_colon}",
        f"{name}:3:1: is indented with a tab; indent with plain spaces, two a level",
        f"{name}:3:15: hides '#1 tutorial' from readers: {comment}",
        f"{name}:4:6: has no space after the colon of 'kind'; write 'kind: …'",
        f"{name}:4:7: 'kind' must be {kinds}, got 'vidoe'; did you mean 'video'?",
        f"{name}:5:11: opens '[' and does not close it; close it with ']'",
        f"{name}:7:15: has a second ': ' in one value; put the value in double quotes: \"…\"",
        f"{name}:9:1: unknown field 'levle'; did you mean 'level'?",
    ]


def test_rules_across_files_go_on(tmp_path: Path) -> None:
    """A file with a slip is checked against the others as if it had none."""
    text = SOUND.replace("kind: ", "kind：") + "concepts: [concept-section-0-0-9]\n"

    where = "tier-0/section-0-0/resources/x.yml:10:12"
    what = "unknown concept 'concept-section-0-0-9'; did you mean 'concept-section-0-0-2'?"
    assert problems(tmp_path, text)[1:] == [f"{where}: {what}"]


def test_a_file_in_gbk_is_read_on(tmp_path: Path) -> None:
    """A file in the wrong encoding is told so, and what else is wrong with it."""
    found = problems(tmp_path, SOUND.replace("video", "vidoe").encode("gbk"))

    assert [line.partition(":")[2].partition(";")[0][:60] for line in found] == [
        "3:1: is saved as GBK, not UTF-8",
        "6:7: 'kind' must be 'article', 'book', 'course', 'dataset', ",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("url:", "link:"), "1:1: unknown field 'link'; did you mean 'url'?"),
        (("title:", "标题:"), "2:1: unknown field '标题'; did you mean 'title'?"),
        (("kind:", "类型:"), "6:1: unknown field '类型'; did you mean 'kind'?"),
        (("language:", "语言:"), "7:1: unknown field '语言'; did you mean 'language'?"),
        (("by:", "作者:"), "5:1: unknown field '作者'; did you mean 'by'?"),
        (("by:", "难度:"), "5:1: unknown field '难度'; did you mean 'level'?"),
        (("by:", "titles:"), "5:1: unknown field 'titles'; delete it"),
        (("by:", "kinds:"), "5:1: unknown field 'kinds'; delete it"),
    ],
)
def test_a_wrong_name_is_told_once(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """A misspelt field is not missing as well; the guess is a field not used yet."""
    found = problems(tmp_path, SOUND.replace(*change))

    assert found == [f"tier-0/section-0-0/resources/x.yml:{said}"]


def test_two_wrong_names_are_two_fields(tmp_path: Path) -> None:
    """No field is guessed twice."""
    found = problems(tmp_path, SOUND.replace("url:", "link:").replace("why:", "address:"))

    assert [line.partition("; ")[2] for line in found] == [
        "add it",
        "did you mean 'url'?",
        "delete it",
    ]


def test_the_parser_speaks_only_where_nothing_explains() -> None:
    """A file that no rule understands is told in the parser's words, at its place."""
    assert told('{"a": "b" "c": "d"}\n') == [
        "f:1:11: has no comma between two entries; write ', ' between them"
    ]
    assert told("a: b\n? c\n: - d\n  : e\n")[-1].startswith("f:")


def test_a_block_moved_as_a_whole_is_one_slip() -> None:
    """One line too deep takes those below with it; only the first is told."""
    text = SOUND.replace('  en: "A', '  zh: 好\n  en: "A').replace("why:\n  zh", "why:\nzh")
    text = text.replace('\n  en: "A', '\nen: "A')

    assert told(text) == ["f:9:1: stands beside 'why', not inside it; indent it by 2 spaces"]


def test_there_is_an_end_to_slips() -> None:
    """A file that is all slips is not read to its end."""
    assert len(explained("a:b\n" * 5_000).slips) == MAX_SLIPS


def test_messages_are_harmless(tmp_path: Path) -> None:
    """What a slip quotes of the file cannot steer a terminal or a log."""
    text = SOUND.replace("Title", "x ##[group]\u001b[31m::error::y #z ##[add-mask]")

    found = problems(tmp_path, text)

    assert not any("##[" in line or "\x1b" in line for line in found)
    assert len(found) == 2


def test_every_code_has_words() -> None:
    """No message has a full stop, and each says how to mend it."""
    assert [code for code, (what, _) in WORDS.items() if what.endswith(".")] == []
    assert all(what and repair for what, repair in WORDS.values())


CHARACTERS = "ab1 :#-\"'[]{},&*!|>%@`?\\/.=“”：，、中文()"
PROSE = st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=30).map(str.strip)
TEXT = PROSE.filter(lambda t: t and t[0] not in "“”‘「『＂" and t[-1] not in ',"')
NAMES = st.lists(TEXT.filter(lambda t: not set(t) & set("，、")), min_size=1, max_size=3)
BOTH = st.dictionaries(st.sampled_from(["zh", "en"]), TEXT, min_size=1)
RECORD = st.fixed_dictionaries({"title": BOTH, "by": NAMES, "kind": TEXT, "why": BOTH})


@given(
    RECORD,
    st.sampled_from([True, False, None]),
    st.sampled_from([20, 1000]),
    st.sampled_from([None, "'", '"']),
)
def test_what_programs_write_has_no_slips(
    record: dict[str, object],
    flow: bool | None,  # noqa: FBT001  as PyYAML has it
    width: int,
    style: str | None,
) -> None:
    """Whatever a YAML library writes, in any style, is read as it is."""
    text = yaml.safe_dump(
        record, allow_unicode=True, default_flow_style=flow, width=width, default_style=style
    )

    reading = understood("f", text)

    assert reading.problems == []
    assert reading.tree == record


@given(st.text(st.sampled_from(CHARACTERS + "\n\t　"), max_size=200))
def test_nothing_breaks_the_reading(text: str) -> None:
    """Any text is read or refused in words; mended, it has as many lines as before."""
    mended = explained(text)

    assert mended.text.count("\n") == text.count("\n")
    assert all("\n" not in problem for problem in told(text))


LONG = 64 * 1024
HOSTILE = (
    " ",
    "\t",
    "- ",
    "-\n",
    "a: ",
    '"',
    "[",
    "{a: ",
    "[a,",
    "  - [\n",
    "a: |\n",
    "：",
    "，",
)


@pytest.mark.parametrize("begin", ["", "a: ", "title: {en: ", "x:\n  ", 'a: "'])
@pytest.mark.parametrize("part", HOSTILE)
def test_long_lines_cost_nothing(begin: str, part: str) -> None:
    """No rule takes quadratic time, however long a line or a file is."""
    text = begin + part * (LONG // len(part.encode()) - 10)
    begun = time.process_time()

    understood("f", text)
    explained(text)

    assert time.process_time() - begun < 10, "it hung"
