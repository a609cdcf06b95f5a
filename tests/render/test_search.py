"""The search index holds what a reader can look for, in the reader's language."""

import json
from typing import Any

import pytest

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import CurriculumFile, Resource, Section, Tier
from roadmap_site.render.search import render_index

LABELS = {
    "search.kind.page": "页面",
    "search.kind.tier": "阶段",
    "search.kind.section": "章节",
    "search.kind.concept": "概念",
    "kind.video": "视频",
}


@pytest.fixture
def course() -> Curriculum:
    about = CurriculumFile.model_validate(
        {
            "title": {"zh": "烘焙"},
            "tagline": {"zh": "烤"},
            "description": {"zh": "学烤面包"},
            "languages": [{"tag": "zh", "name": "中文"}, {"tag": "en", "name": "English"}],
            "tiers": ["bread"],
            "url": "https://bake.example/",
        }
    )
    return Curriculum(about, (tier(),), (section(),), (resource(),))


def tier() -> Tier:
    title = {"zh": "面包", "en": "Bread"}
    record = Tier.model_validate(
        {"title": title, "overview": {"zh": "从粉到包"}, "sections": ["sourdough"]}
    )
    record.placed("roadmap/bread/tier.yml", {}, "bread")
    return record


def section() -> Section:
    concept = {
        "id": "starter",
        "title": {"zh": "酵种", "en": "Starter"},
        "text": {"zh": "养起来", "en": "Feed it"},
        "keywords": {"zh": ["野生酵母", "酵种"], "en": ["wild yeast"]},
    }
    record = Section.model_validate(
        {
            "title": {"zh": "酸面团", "en": "Sourdough"},
            "overview": {"zh": "酸", "en": "Sour"},
            "hours": [1, 2],
            "concepts": [concept],
        }
    )
    record.placed("roadmap/bread/sourdough/section.yml", {}, "sourdough")
    return record


def resource() -> Resource:
    record = Resource.model_validate(
        {
            "url": "https://jar.example/",
            "title": {"en": "A </script> jar"},
            "by": ["Ann"],
            "kind": "video",
            "language": ["en"],
            "why": {"zh": "十天", "en": "Ten days"},
            "need": "core",
        }
    )
    record.placed("roadmap/bread/sourdough/resources/ann-jar.yml", {}, "ann-jar")
    return record


def index(course: Curriculum, language: str) -> dict[str, Any]:
    pages = [("首页", "学烤面包", ""), ("关于", "", "about/"), ("面包", "", "bread/")]
    rendered: dict[str, Any] = json.loads(render_index(course, language, LABELS, pages))
    return rendered


def test_everything_is_an_entry_of_its_own(course: Curriculum) -> None:
    """Pages, tiers, sections, concepts and resources lie in the index, parents by place."""
    assert index(course, "zh") == {
        "language": "zh",
        "kinds": [
            ["page", "页面"],
            ["tier", "阶段"],
            ["section", "章节"],
            ["concept", "概念"],
            ["resource", "视频"],
        ],
        "entries": [
            [0, "", "首页", "学烤面包", -1, 0, [], []],
            [0, "about/", "关于", "", -1, 0, [], []],
            [1, "bread/", "面包", "从粉到包", -1, 0, ["Bread"], []],
            [2, "bread/sourdough/", "酸面团", "酸", 2, 0, ["Sourdough"], []],
            [
                *(3, "bread/sourdough/#starter", "酵种", "养起来", 3, 0, ["Starter"]),
                ["野生酵母", "wild yeast"],
            ],
            [
                *(4, "bread/sourdough/#ann-jar", "A </script> jar", "十天", 3, 0, []),
                *(["Ann", "ann jar"], "en", "zh"),
            ],
        ],
    }


def test_only_the_readers_language_is_shown(course: Curriculum) -> None:
    """The other language's title leads to an entry but is not its title."""
    entries = index(course, "en")["entries"]

    assert [entry[2] for entry in entries[3:]] == ["Sourdough", "Starter", "A </script> jar"]
    assert [entry[6] for entry in entries[3:]] == [["酸面团"], ["酵种"], []]


def test_text_from_another_language_says_so(course: Curriculum) -> None:
    """An untranslated text comes with the tags of what title and text are really in."""
    tier_row = index(course, "en")["entries"][2]

    assert tier_row[3:] == ["从粉到包", -1, 0, ["面包"], [], "en", "zh"]


def test_a_missing_label_is_its_own_word(course: Curriculum) -> None:
    """A kind without a label shows its name rather than failing."""
    rendered = json.loads(render_index(course, "en", {}, []))

    assert rendered["kinds"][-1] == ["resource", "video"]
