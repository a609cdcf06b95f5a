"""Trees and texts in the one layout: the same meaning, the same comments, nothing else."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given

from loose_yaml import loose, texts, trees
from roadmap_site.emit import NUMBER, Shape, emit, formatted
from roadmap_site.project import TOOL
from roadmap_site.quotes import scalar
from roadmap_site.tree import RefusedError, parse

FILES = sorted(
    path
    for folder in (TOOL / "roadmap", TOOL / "tests" / "fixtures" / "baking" / "roadmap")
    for path in folder.rglob("*.yml")
)
ROOM = Shape(("id", "title"))
PLACE = Shape(("name", "hours", "rooms"), {"rooms": ROOM, "hours": NUMBER})
# The core schema of YAML 1.2.2, chapter 10.3.2: what is no text where it stands plain.
CORE = re.compile(
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)"
    r"|\.nan|\.NaN|\.NAN"
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a text", "a text"),
        ("", '""'),
        ("no", '"no"'),
        ("NO", '"NO"'),
        ("nothing", "nothing"),
        ("1984", '"1984"'),
        ("1e3", '"1e3"'),
        ("0o7", '"0o7"'),
        ("2:00", '"2:00"'),
        ("2024-01-31", '"2024-01-31"'),
        ("3Blue1Brown", "3Blue1Brown"),
        ("a: b", '"a: b"'),
        ("a:b", "a:b"),
        ("C#", "C#"),
        ("a #b", '"a #b"'),
        ("one, two", "one, two"),
        ("it's", "it's"),
        ("'tis", '"\'tis"'),
        ('"So"', "'\"So\"'"),
        ("'a' \"b\": c", "'''a'' \"b\": c'"),
        ("@home", '"@home"'),
        (" a", '" a"'),
        ("a\u3000", '"a\u3000"'),
        ("a\nb", r'"a\nb"'),
        ('\t"\\', r'"\t\"\\"'),
        ("a\u200bb", r'"a\u200Bb"'),
        ("\x1b\U000e0041", r'"\x1B\U000E0041"'),
        ("中文：全角，标点", "中文：全角，标点"),
    ],
)
def test_quotes_stand_where_a_reader_needs_them(text: str, written: str) -> None:
    """A text is plain unless some reader of YAML would take it for something else."""
    assert scalar(text) == written


def test_lists_quote_what_would_end_an_entry() -> None:
    """Within brackets, a comma or bracket needs quotes, and to PyYAML a question mark."""
    tree = {"by": ["Smith, J.", "[x]", "A & B", "https://example.org/", "Who?"]}

    assert emit(tree) == 'by: ["Smith, J.", "[x]", A & B, https://example.org/, "Who?"]\n'


def test_sentences_keep_their_quotes() -> None:
    """Quotes stay around several words, as double ones, and leave a single word."""
    text = "a: 'two words'\nb: 'word'\nc: \"https://example.org/\"\nd: '7'\n"

    assert formatted(text) == 'a: "two words"\nb: word\nc: https://example.org/\nd: "7"\n'


def test_fields_stand_in_order() -> None:
    """Known fields come in their order, others behind them, numbers and days plain."""
    text = (
        "zip: 7\nrooms:\n- {title: T, id: '8'}\n"
        "# from to\nhours: ['6', 2026-01-31, 010]\nname: Al"
    )

    assert formatted(text, PLACE) == (
        'name: Al\n# from to\nhours: [6, 2026-01-31, "010"]\n'
        'rooms:\n  - id: "8"\n    title: T\nzip: "7"\n'
    )


def test_comments_stay_where_they_are() -> None:
    """A comment stays above its key, at the end of its line, or below what it ends."""
    text = """
# the licence

# about a
a: [x, # first
    y
   ] # all of a


b:   # why
    # more

    v # of b
cs: # many
    - id: q   # of q
      t: |  # a block
        # no comment

      # the end of t
    # - id: r
# about d
d: {} # empty

  # deeper

# the end"""

    assert formatted(text) == (
        "# the licence\n\n# about a\na:\n  - x  # first\n"
        '  - "y"  # all of a\n'
        "\n# why\n# more\nb: v  # of b\ncs:  # many\n  - id: q  # of q\n"
        '    t: "# no comment\\n"  # a block\n    # the end of t\n  # - id: r\n'
        "# about d\nd: {}  # empty\n\n# deeper\n\n# the end\n"
    )


def test_paragraphs_stay() -> None:
    """Between fields of the file one blank line is kept; deeper ones go."""
    text = "\n\na: 1\n\n\n\nb:\n\n  c: d\n\n  e: f\ng: h\n\n"

    assert formatted(text) == 'a: "1"\n\nb:\n  c: d\n  e: f\ng: h\n'


def test_line_ends_and_marks_are_one_kind() -> None:
    """Windows line ends, a byte order mark, document marks and trailing spaces go."""
    assert formatted("\ufeff--- # c \r\na: b  \r\n...\r\n") == "# c\na: b\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\na: 2\n", "field 'a' stands here twice"),
        ("a: *b\n", "uses the alias '*b'"),
        (f"? {'k' * 1100}\n: v\n", "can't be laid out without a change of meaning"),
        (
            "a: '" + "\u3000\u200b" * 10_000 + "'",
            "would be longer than 64 KiB, laid out like this",
        ),
    ],
    ids=["double", "alias", "long key", "too long"],
)
def test_what_can_not_be_kept_is_refused(text: str, what: str) -> None:
    """Where the text can't be read, or not be written without a change, that is said."""
    with pytest.raises(RefusedError) as refused:
        formatted(text)

    assert refused.value.what == what


@given(trees)
@example({"a": ["no", ["x", {"y": "1e3"}], []], "<<": {"~": {}}})
def test_any_tree_comes_back(tree: dict[str, object]) -> None:
    """What is written reads as the same tree, and is in canonical form already."""
    text = emit(tree)

    assert parse(text) == (tree, [])
    assert formatted(text) == text
    assert yaml.load(text, Loader=yaml.BaseLoader) == tree  # noqa: S506  reads texts only
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


@given(texts)
def test_every_reader_reads_the_same_text(text: str) -> None:
    """Readers of YAML 1.1 and 1.2 get the very text, within brackets and without."""
    made = emit({"a": text, "b": [text], text: "c"})

    assert yaml.safe_load(made) == {"a": text, "b": [text], text: "c"}
    plain = [
        event.value
        for event in yaml.parse(made, Loader=yaml.BaseLoader)
        if isinstance(event, yaml.ScalarEvent) and not event.style
    ]
    assert [one for one in plain if CORE.fullmatch(one)] == []


@given(loose())
def test_any_layout_becomes_the_one(text: str) -> None:
    """A loose text keeps its tree and its comments, in order; a second time changes nothing."""
    # Below a block, what is meant as a comment may be one more line of it.
    assume("# c" not in emit(parse(text)[0]))

    made = formatted(text)

    assert parse(made) == parse(text)
    assert re.findall("# c[0-9]+", made) == re.findall("# c[0-9]+", text)
    assert formatted(made) == made


@given(loose())
def test_comments_follow_their_fields(text: str) -> None:
    """In another order of fields, no comment is lost and a second time changes nothing."""
    shape = Shape(("title", "b", "a"), {"a": Shape(("b",)), "b": Shape(("键", "a"))})

    made = formatted(text, shape)

    assert parse(made) == parse(text)
    assert sorted(re.findall("# c[0-9]+", made)) == sorted(re.findall("# c[0-9]+", text))
    assert formatted(made, shape) == made


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_keep_their_meaning(path: Path) -> None:
    """Every file of the course and of the fixture has the same tree, and settles at once."""
    text = path.read_text("utf-8")

    made = formatted(text)

    assert parse(made) == parse(text)
    assert formatted(made) == made
