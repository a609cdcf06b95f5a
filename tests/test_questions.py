from pathlib import Path

import pytest

import course
from roadmap_site.asking import Wish, asked
from roadmap_site.curriculum import Curriculum
from talking import ALL, NEEDED, URL, Person


@pytest.fixture
def curriculum(tmp_path: Path) -> Curriculum:
    """A small course."""
    return course.read(course.write(tmp_path))


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        (
            "url",
            "htp://x",
            URL,
            (
                "'url' holds 'htp://x', which must start with https:// or http://; "
                "copy it from the browser's address bar"
            ),
        ),
        (
            "title",
            "a\u200bb",
            "ab",
            "'title' holds the invisible character U+200B; delete it",
        ),
        ("kind", "vidoe", "video", "'vidoe' is none of these; did you mean 'video'?"),
        ("kind", "15", "13", "'15' is none of these; take one of them, or its number"),
        (
            "language",
            "英文",
            "en",
            "'language': expected a language tag, got '英文'; did you mean 'en'?",
        ),
        ("why", "\x1b[2J", "x", "'why' holds a line break or control character; "),
        ("level", "hard", "deep", "'hard' is none of these; take one of them, or its number"),
        ("minutes", "1o", "10", "'minutes' expected a whole number, got '1o'; "),
        ("by", "a\u202e", "a", "'by' holds the invisible character U+202E; delete it"),
        (
            "concepts",
            "1 concept-section-0-0-9",
            "2",
            "no concept is called 'concept-section-0-0-9'; did you mean ",
        ),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(
    curriculum: Curriculum, name: str, wrong: str, right: str, said: str
) -> None:
    """Nothing unsound gets past its question; the reason is said at once."""
    given = {field: value for field, value in ALL.items() if field != name}
    person = Person(wrong, right, *([""] if name in {"title", "why"} else []))

    asked(curriculum, Wish(given, "section-0-0", "film"), person.talk)

    assert person.has_answered_all()
    assert any(line.startswith(said) for line in person.said), person.said


def test_texts_are_asked_in_the_own_language_first() -> None:
    """Who speaks Chinese is asked for Chinese first; the file keeps the course's order."""
    baking = course.read(course.BAKING)
    person = Person("一页", "A page", "")
    given = {name: value for name, value in NEEDED.items() if name != "title"}

    made = asked(
        baking, Wish(given, "flour-and-water", "page", brief=True), person.speaking("zh")
    )

    assert [question for question, _ in person.questions] == [
        "title in 中文 (Enter: skip)",
        "title in 英文 (Enter: skip)",
        "title in 日文 (Enter: skip)",
    ]
    assert "title:\n  en: A page\n  zh: 一页\n" in made.text


def test_what_is_needed_is_asked_until_it_is_there(curriculum: Curriculum) -> None:
    """A title in no language, and no kind at all, are no answers."""
    given = {"url": "https://example.org/n", "language": ["en"], "why": {"en": "x"}}
    person = Person("", "", "", "题目", "", "1")  # title twice in two languages, kind twice

    made = asked(curriculum, Wish(given, "section-0-0", "n", brief=True), person.talk)

    assert "title:\n  zh: 题目\nkind: article\n" in made.text
    assert "one language is needed; leave the others out" in person.said
    assert "this one is needed; take one of them, or its number" in person.said
