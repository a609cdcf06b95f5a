"""The forms of `roadmap lint`'s report: pure functions from problems to text."""

import json
import unicodedata

import pytest

from roadmap_site.links.reports.annotations import MOST
from roadmap_site.lint_reports import as_json, concise, github
from roadmap_site.lint_reports.pretty import OF_A_FILE, Look, render
from roadmap_site.lint_reports.words import sound_course, sound_files, verdict
from roadmap_site.messages import codes
from roadmap_site.problem import Fix, Problem, Where
from roadmap_site.wording import rule, say, translated

PATH = "roadmap/a/b/resources/c.yml"
UNKNOWN = Problem(
    Where(PATH, 6, 1),
    rule("unknown-field", "unknown field {0}", "'utl'"),
    say("did you mean {0}?", "'url'"),
)
SPACING = Problem(
    Where(PATH, 3, 10),
    rule("cjk-spacing", "has no space before {0}", "'GPU'"),
    "add one",
    is_warning=True,
    fix=Fix(3, "a", "b"),
)
HOSTILE = Problem(
    Where("roadmap/a\n::error::b,c|`d.yml"),
    "unknown field '`| ##[add-mask]\n::stop-commands::x <img> @everyone'",
    "delete\r\nit \x1b[2J",
)
SOURCES = {PATH: ["", "title:", "  zh: 用一个GPU训练", "", "", "utl: https://example.org/"]}
CHINESE = {
    "unknown field {0}": "没有 {0} 这个字段",
    "did you mean {0}?": "你是不是想写 {0}？",
    "error": "错误",
    "{0}[{1}]": "{0}[{1}]",
    "{0}: {1}": "{0}：{1}",
    "{0}: {1}; {2}": "{0}: {1}；{2}",
    "mend it: {0}": "怎么改：{0}",
    "explain: {0}": "详解：{0}",
}


def test_pretty_marks_the_place() -> None:
    """A block has the code, the place, the marked line, the way out and where to read on."""
    assert render([UNKNOWN], SOURCES, {}, Look()) == (
        "error[unknown-field]: unknown field 'utl'\n"
        " --> roadmap/a/b/resources/c.yml:6:1\n"
        "  |\n"
        "6 | utl: https://example.org/\n"
        "  | ^^^\n"
        "  = mend it: did you mean 'url'?\n"
        "  = explain: roadmap lint --explain unknown-field\n"
        "\n"
    )


def test_pretty_counts_wide_characters_twice() -> None:
    """Marks under a line of Chinese stand where the reader sees the part that is meant."""
    assert render([SPACING], SOURCES, {}, Look()) == (
        "warning[cjk-spacing]: has no space before 'GPU'\n"
        " --> roadmap/a/b/resources/c.yml:3:10\n"
        "  |\n"
        "3 |   zh: 用一个GPU训练\n"
        "  |             ^^^\n"
        "  = mend it: add one\n"
        "  = automatic: roadmap lint --fix\n"
        "  = explain: roadmap lint --explain cjk-spacing\n"
        "\n"
    )


def test_pretty_speaks_chinese() -> None:
    """Every word around the source comes from the catalogue."""
    assert render([UNKNOWN], {}, CHINESE, Look()) == (
        "错误[unknown-field]：没有 'utl' 这个字段\n"
        " --> roadmap/a/b/resources/c.yml:6:1\n"
        "  = 怎么改：你是不是想写 'url'？\n"
        "  = 详解：roadmap lint --explain unknown-field\n"
        "\n"
    )


def test_pretty_blames_no_word_for_a_whole_file() -> None:
    """What is wrong with the file as a whole shows none of its lines."""
    missing = Problem(
        Where(PATH), rule("missing-field", "field {0} is missing", "'why'"), "add it"
    )
    sources = {PATH: ["url: https://example.org/"]}

    assert "https://" not in render([missing], sources, {}, Look())
    assert render([missing], sources, {}, Look()) == render([missing], {}, {}, Look())


def test_rules_about_whole_files_exist() -> None:
    """Each rule that is said to be about a whole file is one that can be explained."""
    assert sorted(OF_A_FILE - {*codes()}) == []


def test_pretty_colours() -> None:
    """An error is red, a warning yellow, the frame blue; text is never coloured otherwise."""
    told = render([UNKNOWN, SPACING], SOURCES, {}, Look(has_colours=True))

    assert told.startswith(
        "\x1b[1;31merror[unknown-field]\x1b[0m\x1b[1m: unknown field 'utl'\x1b[0m\n"
        " \x1b[1;34m-->\x1b[0m roadmap/a/b/resources/c.yml:6:1\n"
        "  \x1b[1;34m|\x1b[0m\n"
        "\x1b[1;34m6\x1b[0m \x1b[1;34m|\x1b[0m utl: https://example.org/\n"
        "  \x1b[1;34m|\x1b[0m \x1b[1;31m^^^\x1b[0m\n"
    )
    assert "\x1b[1;33mwarning[cjk-spacing]\x1b[0m" in told


def test_concise_lines() -> None:
    """One line each; a warning is called so."""
    assert concise.render([UNKNOWN, SPACING], {}) == (
        f"{PATH}:6:1: unknown field 'utl'; did you mean 'url'?\n"
        f"{PATH}:3:10: warning: has no space before 'GPU'; add one\n"
    )
    assert concise.render([UNKNOWN], {}) == f"{UNKNOWN}\n"
    assert concise.render([UNKNOWN], CHINESE) == (
        f"{PATH}:6:1: 没有 'utl' 这个字段；你是不是想写 'url'？\n"
    )


def test_json_for_programs() -> None:
    """Each problem is an object with place, words, language and whether it can be fixed."""
    assert json.loads(as_json.render([UNKNOWN, SPACING], CHINESE, "zh")) == [
        {
            "code": "unknown-field",
            "severity": "error",
            "path": PATH,
            "line": 6,
            "column": 1,
            "what": "没有 'utl' 这个字段",
            "repair": "你是不是想写 'url'？",
            "language": "zh",
            "fixable": False,
        },
        {
            "code": "cjk-spacing",
            "severity": "warning",
            "path": PATH,
            "line": 3,
            "column": 10,
            "what": "has no space before 'GPU'",
            "repair": "add one",
            "language": "zh",
            "fixable": True,
        },
    ]
    assert as_json.render([], {}, "en") == "[]"


def test_json_is_harmless_in_a_log() -> None:
    """Hostile text comes back whole, but holds neither commands nor control characters."""
    told = as_json.render([HOSTILE], {}, "en")

    assert json.loads(told)[0]["what"] == HOSTILE.what
    assert told.isascii()
    assert "##[" not in told
    assert not any(unicodedata.category(char) == "Cc" for char in told.replace("\n", ""))
    assert [line for line in told.splitlines() if line.strip().startswith("::")] == []


def test_annotations() -> None:
    """Errors come first; each names its rule and says how to mend it."""
    assert github.annotations([SPACING, UNKNOWN], {}) == (
        f"::error file={PATH},line=6,col=1,title=unknown-field::"
        "unknown field 'utl'; did you mean 'url'?\n"
        f"::warning file={PATH},line=3,col=10,title=cjk-spacing::"
        "has no space before 'GPU'; add one\n"
    )


def test_annotations_stop_where_the_platform_does() -> None:
    """No more than ten errors and ten warnings are annotated."""
    told = github.annotations([UNKNOWN, SPACING] * (MOST + 5), {}).splitlines()

    assert [line.split(" ")[0] for line in told] == ["::error"] * MOST + ["::warning"] * MOST


def test_contributors_cannot_start_a_command() -> None:
    """Line breaks, colons and commas in a path or text end neither a command nor a field."""
    assert github.annotations([HOSTILE], {}) == (
        "::error file=roadmap/a\\n%3A%3Aerror%3A%3Ab%2Cc|`d.yml,line=1,col=1::"
        "unknown field '`| ## [add-mask]\\n::stop-commands::x <img> @everyone'; "
        "delete\\r\\nit \\x1b[2J\n"
    )


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("roadmap/\x1b[2J.yml", "roadmap/\\x1b[2J.yml"),
        ("roadmap/\u202ely.yml", "roadmap/\\u202ely.yml"),
        ("roadmap/##[error].yml", "roadmap/## [error].yml"),
        ("roadmap/x\udcff.yml", "roadmap/x\\udcff.yml"),
        ("roadmap/a\nb%.yml", "roadmap/a\\nb%25.yml"),
    ],
    ids=["escape", "bidi", "command", "no-utf8", "line-break"],
)
def test_annotated_paths_are_harmless(path: str, shown: str) -> None:
    """A file's name steers neither the log nor the runner."""
    told = github.annotations([Problem(Where(path), "is odd", "rename it")], {})

    assert told == f"::error file={shown},line=1,col=1::is odd; rename it\n"


def test_the_summary_is_a_table() -> None:
    """Every problem has a row; what others wrote stands in code spans that end no cell."""
    count = verdict([UNKNOWN, SPACING], sound_course(1, 1))

    assert github.summary([UNKNOWN, SPACING], count, {}) == (
        "\n## check of the curriculum\n\n`1 problem in 1 file, 1 warning`\n\n"
        "| place | rule | what is wrong | how to mend it |\n|---|---|---|---|\n"
        f"| `{PATH}:6:1` | error `unknown-field` | `unknown field 'utl'` "
        "| `did you mean 'url'?` |\n"
        f"| `{PATH}:3:10` | warning `cjk-spacing` | `has no space before 'GPU'` | `add one` |\n"
    )
    assert github.summary([HOSTILE], count, {}).splitlines()[-1] == (
        "| `` roadmap/a\\n::error::b,c\\|`d.yml:1:1 `` | error "
        "| `` unknown field '`\\| ## [add-mask]\\n::stop-commands::x <img> @everyone' `` "
        "| `delete\\r\\nit \\x1b[2J` |"
    )


def test_the_summary_of_a_sound_course() -> None:
    """Without problems there is no table."""
    assert github.summary([], sound_course(2, 3), {}) == (
        "\n## check of the curriculum\n\n`no problems in 2 sections and 3 resources`\n"
    )


def test_a_huge_summary_is_cut() -> None:
    """What the platform would drop as a whole is cut, and the rest is counted."""
    many = [Problem(Where(PATH, 1), "x" * 490, "y" * 490)] * 1000
    told = github.summary(many, sound_course(0, 0), {})

    rows = told.count(f"`{PATH}:1:1`")
    assert len(told.encode()) < 1_000_000
    assert told.endswith(f"\n… and {1000 - rows} more, in the log\n")


@pytest.mark.parametrize(
    ("problems", "elsewhere", "said"),
    [
        ([], 0, "no problems in 1 section and 2 resources"),
        ([UNKNOWN], 0, "1 problem in 1 file"),
        ([UNKNOWN, UNKNOWN, HOSTILE], 0, "3 problems in 2 files"),
        ([SPACING], 0, "no problems in 1 section and 2 resources, 1 warning"),
        ([UNKNOWN, SPACING, SPACING], 0, "1 problem in 1 file, 2 warnings"),
        ([UNKNOWN], 1, "1 problem in 1 file, 1 problem elsewhere"),
        ([UNKNOWN, SPACING], 2, "1 problem in 1 file, 1 warning, 2 problems elsewhere"),
    ],
)
def test_the_last_line(problems: list[Problem], elsewhere: int, said: str) -> None:
    """Problems, warnings and what was not asked for are counted apart."""
    assert verdict(problems, sound_course(1, 2), elsewhere) == said


def test_the_last_line_of_some_files() -> None:
    """Where only some files were asked for, they are named; in Chinese as in English."""
    sound = sound_files(["roadmap/a", "roadmap/b"])
    words = {"no problems in {0}": "{0}：没有发现问题", "{0}, {1}": "{0}、{1}"}

    assert sound == "no problems in roadmap/a, roadmap/b"
    assert translated(sound, words) == "roadmap/a、roadmap/b：没有发现问题"
