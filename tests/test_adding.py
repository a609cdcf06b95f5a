import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import course
from roadmap_site import adding
from roadmap_site.adding import Fields
from roadmap_site.curriculum import Curriculum
from roadmap_site.problem import BrokenCurriculumError, UnusableError
from roadmap_site.project import TOOL
from roadmap_site.tree import parse, read_text

SOUND: Fields = {
    "url": "https://example.org/new",
    "title": {"zh": "新的一页", "en": "A new page"},
    "kind": "article",
    "language": ["en"],
    "why": {"en": "Says it in one picture."},
    "need": "optional",
    "minutes": "15",
    "cost": "free",
    "concepts": ["concept-section-0-0-2"],
}
TRAPS = re.findall(
    r"\S+",
    "no yes Null ~ y 1e3 0o7 0x1F 2:00 1_000 2026-01-31 .5 1. .inf .NaN = << - ? : # ! & * | > "
    "% @ ` ' \" [a] {a} a,b a:b a: --- ... -x ?x",
)
TEXTS = (
    st.sampled_from(
        [*TRAPS, "a: b", "a #b", "a'b", 'a"b', "a\\b", " a", "a ", "\\n", "\u3000a"]
    )
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
    | st.text("ab:# ,[]{}'\"\\-?\u00a0\u0085\u2028\ufeff\U0001f600\ufffe，：é0", max_size=8)
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


@pytest.fixture
def curriculum(root: Path) -> Curriculum:
    """The same, read."""
    return course.read(root)


def drafted(curriculum: Curriculum, slug: str = "new", **changed: object) -> adding.Draft:
    """The draft of a sound resource with these fields changed."""
    section = curriculum.by_section["section-0-0"]
    return adding.draft(curriculum, section, slug, {**SOUND, **changed})


def complaints(caught: pytest.ExceptionInfo[BrokenCurriculumError]) -> list[str]:
    """The problems as a person reads them."""
    return [str(problem) for problem in caught.value.problems]


def test_a_resource_is_written_as_the_course_is(root: Path, curriculum: Curriculum) -> None:
    """Fields stand in the model's order, lists are short, and what is usual is left out."""
    made = drafted(curriculum, by=["A. Person", "no"])
    adding.write(root, made)

    assert made.path == f"{course.HOME}/resources/new.yml"
    assert (root / made.path).read_text(encoding="utf-8") == (
        "url: https://example.org/new\n"
        "title:\n"
        "  zh: 新的一页\n"
        "  en: A new page\n"
        'by: [A. Person, "no"]\n'
        "kind: article\n"
        "language: [en]\n"
        "why:\n"
        "  en: Says it in one picture.\n"
        "need: optional\n"
        "minutes: 15\n"
        "concepts: [concept-section-0-0-2]\n"
    )
    assert course.read(root).by_resource["new"].by == ("A. Person", "no")


@given(texts=st.lists(TEXTS, min_size=4, max_size=4))
def test_every_text_is_read_as_it_was_meant(texts: list[str]) -> None:
    """Our reader and other YAML readers get back exactly the texts that were given."""
    first, second, third, fourth = texts
    fields = {
        "url": f"https://example.org/{first}",
        "title": {"zh": first, "en": second},
        "by": [third, fourth, first],
        "why": {"en": third},
    }
    text = adding.emitted(fields)

    assert parse(text) == (fields, [])
    assert yaml.safe_load(text) == fields


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "language",
            ["English"],
            "--language: expected a language tag, got 'English'; did you mean 'en'?",
        ),
        ("minutes", "soon", "--minutes expected a whole number, got 'soon'; write digits only"),
    ],
    ids=["language", "minutes"],
)
def test_a_flag_is_called_as_it_is_typed(name: str, value: object, said: str) -> None:
    """What is wrong with a flag is told of the flag, not of the field behind it."""
    assert adding.field_flaw(name, value, f"--{name}") == said


def test_sound_values_have_no_flaw() -> None:
    """What the model takes is not complained about."""
    assert {name: adding.field_flaw(name, value) for name, value in SOUND.items()} == (
        dict.fromkeys(SOUND)
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "url",
            "javascript:alert(1)",
            (
                "'url' holds 'javascript:alert(1)', which must start with https:// or http://; "
                "copy it from the browser's address bar"
            ),
        ),
        (
            "need",
            "chioce",
            (
                "'need' must be 'core', 'choice' or 'optional', got 'chioce'; "
                "did you mean 'choice'?"
            ),
        ),
        (
            "minutes",
            "1 # x",
            "'minutes' expected a whole number, got '1 # x'; write digits only",
        ),
        (
            "minutes",
            "0",
            "'minutes': expected a larger number, got '0'; write 1 or more",
        ),
        (
            "language",
            ["english!"],
            (
                "'language': expected a language tag, got 'english!'; "
                "write a tag such as 'en', 'zh' or 'pt-BR'"
            ),
        ),
        (
            "title",
            {"en": "a\u202eb"},
            "'title' holds the invisible character U+202E; delete it",
        ),
        ("why", {"en": " "}, "'why' is empty; write a text, or delete the field"),
        (
            "by",
            ["\x1b[31m"],
            "'by' holds a line break or control character; write it on one line",
        ),
        ("title", {"en": "a\udcff"}, "'title' is not UTF-8 text; type it again"),
    ],
    ids=["url", "need", "digits", "zero", "tag", "bidi", "empty", "escape", "bytes"],
)
def test_a_flaw_is_told_in_words(name: str, value: object, said: str) -> None:
    """Each wrong value gets its reason and its repair."""
    assert adding.field_flaw(name, value) == said


@pytest.mark.parametrize(
    ("url", "section", "said"),
    [
        (
            "http://www.arxiv.org/pdf/1706.03762v5",
            "",
            (
                f"already listed at {course.ATTENTION}:2 (section 'section-0-0'); "
                "add this section to its 'also_in'"
            ),
        ),
        (
            "https://arxiv.org/abs/1706.03762",
            "section-0-0",
            f"already listed at {course.ATTENTION}:2 (section 'section-0-0'); edit that entry",
        ),
        (
            "https://youtu.be/abcdefghijk?t=12",
            "section-1-0",
            (
                f"already listed at {course.ENGLISH}:10 (section 'section-0-0'); "
                "add 'section-1-0' to its 'also_in'"
            ),
        ),
        ("https://example.org/other", "section-0-0", None),
    ],
    ids=["paper", "same-section", "also", "new"],
)
def test_what_is_listed_is_found_first(
    curriculum: Curriculum, url: str, section: str, said: str | None
) -> None:
    """The same page is found under every spelling of its address, `also` included."""
    assert adding.already_listed(curriculum, url, section) == said


def test_an_id_must_be_a_free_slug() -> None:
    """An id that is no slug, or taken, is refused in words."""
    assert adding.id_flaw("new", {"old"}) is None
    assert adding.id_flaw("old", {"old"}) == "'old' is taken; choose another id"
    assert adding.id_flaw("../x", set()) == (
        "'../x' is no id; use lower-case words joined by hyphens"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"concepts": ["concept-section-0-0-9"]},
            (
                "11:12: unknown concept 'concept-section-0-0-9'; "
                "did you mean 'concept-section-0-0-2'?"
            ),
        ),
        (
            {"title": {"de": "Neu"}},
            "3:7: 'title' has a text in 'de', which the site has not; expected one of: en, zh",
        ),
        ({"slug": "attention"}, f"1:1: id 'attention' is taken at {course.ATTENTION}:1:1"),
        (
            {"slug": "../../x"},
            "1:1: lies at '../../x', which is no id; use lower-case words joined by hyphens",
        ),
        ({"kind": ""}, "1:1: field 'kind' is missing; add it"),
    ],
    ids=["concept", "language", "taken", "path", "missing"],
)
def test_a_draft_that_breaks_a_rule_is_refused(
    curriculum: Curriculum, changed: dict[str, str], said: str
) -> None:
    """What lint would complain about later is told before anything is written."""
    with pytest.raises(BrokenCurriculumError) as caught:
        drafted(curriculum, **changed)

    assert said in complaints(caught)[0]


def test_another_file_is_never_replaced(root: Path, curriculum: Curriculum) -> None:
    """A file that came into being meanwhile, and a link, stay as they are."""
    made = drafted(curriculum)
    path = root / made.path
    path.symlink_to(root / "elsewhere")

    with pytest.raises(UnusableError, match=r"new\.yml exists; give another --id"):
        adding.write(root, made)

    assert not (root / "elsewhere").exists()


def test_a_linked_folder_leads_nowhere(root: Path, curriculum: Curriculum) -> None:
    """Nothing is written out of the project through a linked folder."""
    made = drafted(curriculum)
    outside = root.parent / "outside"
    folder = (root / made.path).parent
    folder.rename(outside)
    folder.symlink_to(outside)

    with pytest.raises(UnusableError, match="leads out of the project through a link"):
        adding.write(root, made)

    assert not (outside / "new.yml").exists()


def test_the_course_is_in_this_form() -> None:
    """Our writer's form is the course's: each file of it comes out with the same tree."""
    for path in sorted((TOOL / "roadmap").glob("*/agents/resources/*.yml")):
        tree, _ = parse(read_text(str(path)))
        if "also" not in tree:
            assert parse(adding.emitted(tree)) == (tree, []), path
