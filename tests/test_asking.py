from collections.abc import Iterator
from pathlib import Path

import pytest

import course
from roadmap_site.asking import ListedError, Wish, asked, lacking, matches, section_of, settled
from roadmap_site.curriculum import Curriculum
from roadmap_site.questions import Talk, UnsoundError

URL = "https://www.youtube.com/watch?v=zyxwvutsrqp"
NEEDED = {
    "url": URL,
    "title": {"en": "A film"},
    "kind": "video",
    "language": ["en"],
    "why": {"en": "Shows it moving."},
}


class Person:
    """Answers from a list; keeps what was asked and told."""

    def __init__(self, *answers: str) -> None:
        self.said: list[str] = []
        self.questions: list[tuple[str, str]] = []
        self._answers: Iterator[str] = iter(answers)

    @property
    def talk(self) -> Talk:
        """The way to talk with this person."""
        return Talk(self._ask, self.said.append)

    def _ask(self, question: str, default: str) -> str:
        self.questions.append((question, default))
        return next(self._answers) or default

    def has_answered_all(self) -> bool:
        """Whether no answer is left over."""
        return next(self._answers, None) is None


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
        ("section 小节 (number, or part of its name)", ""),
        ("title 标题 (en; one language is enough)", ""),
        ("title 标题 (zh; one language is enough)", ""),
        ("kind 类型", "video"),
        ("language 页面语言", "zh"),
        ("why 推荐理由, one sentence (en; one language is enough)", ""),
        ("why 推荐理由, one sentence (zh; one language is enough)", ""),
        ("need 必要程度", "choice"),
        ("level 难度 (Enter: leave out)", ""),
        ("minutes 分钟 (Enter: unknown)", ""),
        ("by 作者 (commas between; Enter: nobody)", ""),
        ("concepts 知识点 (numbers; Enter: none)", ""),
        ("cost 费用", "free"),
        ("id 文件名", "zh-youtube"),
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


ALL = {
    **NEEDED,
    "need": "core",
    "level": "deep",
    "minutes": "9",
    "by": ["A"],
    "concepts": ["concept-section-0-0-0"],
    "cost": "paid",
}


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        (
            "url",
            "htp://x",
            URL,
            (
                "'htp://x' must start with https:// or http://; "
                "copy it from the browser's address bar"
            ),
        ),
        (
            "title",
            "a\u200bb",
            "ab",
            "'title.en' holds the invisible character U+200B; delete it",
        ),
        ("kind", "vidoe", "video", "'vidoe' is none of these; did you mean 'video'?"),
        ("kind", "15", "13", "'15' is none of these; take one of them, or its number"),
        (
            "language",
            "英文",
            "en",
            "'language.0': expected a language tag; write a tag such as 'en', 'zh' or 'pt-BR'",
        ),
        ("why", "\x1b[2J", "x", "'why.en' holds a line break or control character; "),
        ("level", "hard", "deep", "'hard' is none of these; take one of them, or its number"),
        ("minutes", "1o", "10", "'minutes' expected a whole number, got '1o'; "),
        ("by", "a\u202e", "a", "'by.0' holds the invisible character U+202E; delete it"),
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


def test_a_wrong_flag_is_told_and_asked(curriculum: Curriculum) -> None:
    """On a terminal a flag with a wrong value is only a wrong answer."""
    given = {**ALL, "minutes": "soon"}
    person = Person("20", "film")

    made = asked(curriculum, Wish(given, "section-0-0", "attention"), person.talk)

    assert made.slug == "film"
    assert "minutes: 20\n" in made.text
    assert [line for line in person.said if "section" not in line] == [
        "--minutes: 'minutes' expected a whole number, got 'soon'; write digits only",
        "'attention' is taken; choose another id",
    ]


def test_what_is_needed_is_asked_until_it_is_there(curriculum: Curriculum) -> None:
    """A title in no language, and no kind at all, are no answers."""
    given = {"url": "https://example.org/n", "language": ["en"], "why": {"en": "x"}}
    person = Person("", "", "", "题目", "", "1")

    made = asked(curriculum, Wish(given, "section-0-0", "n", brief=True), person.talk)

    assert "title:\n  zh: 题目\nkind: article\n" in made.text
    assert "one language is needed; leave the others out" in person.said
    assert "this one is needed; take one of them, or its number" in person.said


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
        "section 小节: Text section-1-1",
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
        "--need: 'need' must be 'core', 'choice' or 'optional'; did you mean 'choice'?\n"
        "nothing can be asked here; give --section, --title-zh or --title-en, --kind, "
        "--language, --why-zh or --why-en, --yes"
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
