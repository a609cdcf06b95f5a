from pathlib import Path

import pytest

import course
from roadmap_site.asking import ListedError, Wish, asked, lacking, matches, section_of, settled
from roadmap_site.curriculum import Curriculum
from roadmap_site.questions import UnsoundError
from talking import ALL, NEEDED, URL, Person


@pytest.fixture
def curriculum(tmp_path: Path) -> Curriculum:
    """A small course."""
    return course.read(course.write(tmp_path))


def test_all_is_asked_in_order(curriculum: Curriculum) -> None:
    """From an address alone, each question comes once, with what is guessed as default."""
    section, title, why = "section-0-1", ("", "会动的图"), ("Moves.", "")
    rest = ("", "", "2", "", "12", "李宏毅，王小明", "1 3", "", "zh-film")
    person = Person(section, *title, *rest[:2], *why, *rest[2:])

    made = asked(curriculum, Wish({"url": URL}), person.talk)

    assert person.has_answered_all()
    assert person.questions == [
        ("section (its number, or a part of its name)", ""),
        ("title in English (Enter: skip)", ""),
        ("title in Chinese", ""),
        ("kind", "video"),
        ("language of the page itself, by its tag, such as en or zh", "zh"),
        ("why this page: one sentence in English (Enter: skip)", ""),
        ("why this page: one sentence in Chinese (Enter: skip)", ""),
        ("need", "choice"),
        ("level (Enter: skip)", ""),
        ("minutes it takes (Enter: unknown)", ""),
        ("authors, commas between them (Enter: skip)", ""),
        ("concepts it teaches, by their numbers (Enter: skip)", ""),
        ("cost", "free"),
        ("id, which is the file's name", "zh-youtube"),
    ]
    assert made.path == "roadmap/tier-0/section-0-1/resources/zh-film.yml"
    assert made.text == (
        f"url: {URL}\n"
        "title:\n"
        "  zh: 会动的图\n"
        "by: [李宏毅, 王小明]\n"
        "kind: video\n"
        "language: [zh]\n"
        "why:\n"
        "  en: Moves.\n"
        "need: choice\n"
        "minutes: 12\n"
        "concepts: [concept-section-0-1-0, concept-section-0-1-2]\n"
    )


@pytest.mark.parametrize(
    ("changed", "section", "slug", "said"),
    [
        (
            {"concepts": ["concept-section-0-0-0", "concpt-section-0-0-0"]},
            "section-0-0",
            "",
            (
                "--concept: no concept is called 'concpt-section-0-0-0'; "
                "did you mean 'concept-section-0-0-0'?"
            ),
        ),
        (
            {},
            "sektion-0-0",
            "",
            ("--section: no section is called 'sektion-0-0'; did you mean 'section-0-0'?"),
        ),
        (
            {"minutes": "soon"},
            "section-0-0",
            "attention",
            (
                "--minutes expected a whole number, got 'soon'; write digits only\n"
                "--id: 'attention' is taken; choose another id"
            ),
        ),
        (
            {"title": {"de": "Film"}},
            "section-0-0",
            "",
            "--title: the course has no language 'de'; expected one of: en, zh",
        ),
    ],
    ids=["concept", "section", "minutes and id", "title"],
)
def test_wrong_flags_are_refused_before_anything_is_asked(
    curriculum: Curriculum, changed: dict[str, object], section: str, slug: str, said: str
) -> None:
    """Nobody answers ten questions for a resource that a flag spoils."""
    person = Person()

    with pytest.raises(UnsoundError) as caught:
        asked(curriculum, Wish({"url": URL, **changed}, section, slug), person.talk)

    assert str(caught.value) == said
    assert person.questions == []


def test_a_number_of_a_flag_is_a_part_of_a_name(curriculum: Curriculum) -> None:
    """Numbers choose only among what has been shown."""
    person = Person("3")

    made = asked(curriculum, Wish(ALL, "1", "film"), person.talk)

    assert made.path.startswith("roadmap/tier-1/section-1-1/")


def test_sections_are_narrowed_down(curriculum: Curriculum) -> None:
    """Every answer leaves fewer sections, until one is left; a number takes it."""
    wish = Wish(ALL, "0", "film")
    person = Person("nowhere", "SECTION-1", "2")

    made = asked(curriculum, wish, person.talk)

    assert made.path == "roadmap/tier-1/section-1-1/resources/film.yml"
    assert person.said == [
        "   1  Text section-0-0  (section-0-0)",
        "   2  Text section-0-1  (section-0-1)",
        "   3  Text section-1-0  (section-1-0)",
        "no section is called 'nowhere'; try another part of its name",
        "   1  Text section-0-0  (section-0-0)",
        "   2  Text section-0-1  (section-0-1)",
        "   3  Text section-1-0  (section-1-0)",
        "   4  Text section-1-1  (section-1-1)",
        "   1  Text section-1-0  (section-1-0)",
        "   2  Text section-1-1  (section-1-1)",
        "section: Text section-1-1",
    ]


def test_a_page_that_is_listed_is_not_asked_about(curriculum: Curriculum) -> None:
    """The duplicate is told before the first question."""
    person = Person()

    with pytest.raises(ListedError) as caught:
        asked(curriculum, Wish({"url": "https://arxiv.org/abs/1706.03762v7"}), person.talk)

    assert person.questions == []
    assert str(caught.value) == (
        f"already listed at {course.ATTENTION}:2 (section 'section-0-0'); "
        "add this section to its 'also_in'"
    )


def test_flags_alone_make_a_resource(curriculum: Curriculum) -> None:
    """With what is needed as flags nothing is asked; the id comes from the title."""
    made = settled(curriculum, Wish(NEEDED, "section-0-1", brief=True))

    assert made.path == "roadmap/tier-0/section-0-1/resources/a-film.yml"
    assert made.text == (
        f"url: {URL}\ntitle:\n  en: A film\nkind: video\nlanguage: [en]\n"
        "why:\n  en: Shows it moving.\n"
    )


def test_missing_and_wrong_flags_are_named_at_once(curriculum: Curriculum) -> None:
    """Without a terminal all that is missing or wrong is one message."""
    with pytest.raises(UnsoundError) as caught:
        settled(curriculum, Wish({"url": URL, "need": "chioce"}))

    assert str(caught.value) == (
        "--need must be 'core', 'choice' or 'optional', got 'chioce'; "
        "did you mean 'choice'?\n"
        "nothing can be asked here; give --section, --title TAG=TEXT, --kind, --language, "
        "--why TAG=TEXT, --yes"
    )
    assert lacking(Wish(brief=True))[:2] == ["URL", "--section"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("section-0", "'section-0' may be section-0-0, section-0-1; write more of it"),
        ("sektion-0-0", "no section is called 'sektion-0-0'; did you mean 'section-0-0'?"),
    ],
)
def test_a_flag_must_name_one_section(curriculum: Curriculum, typed: str, said: str) -> None:
    """A section that is none, or several, is told with what comes next."""
    with pytest.raises(UnsoundError) as caught:
        section_of(curriculum, typed)

    assert str(caught.value) == said


def test_a_section_goes_by_all_its_names() -> None:
    """Titles and other names in any language find a section; the one so called wins."""
    baking = course.read(course.BAKING)
    section = baking.sections[0]

    for name in (*section.title.root.values(), section.id.upper()):
        assert matches(baking, name) == (section,)
