"""The form's choices and words, and who is asked to translate."""

import json
import re
from pathlib import Path

import pytest

import made
from roadmap_site.load import load
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.render.add_page import add_page, host_name
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.reader import Reader


def reader(root: Path, language: str = "en", **about: object) -> Reader:
    """A reader of a made course whose `curriculum.yml` says this, too."""
    path = made.curriculum(root) / "roadmap" / "curriculum.yml"
    made.write(path, json.loads(path.read_text("utf-8")) | about)
    return Reader(load(root, built_in_labels()), language)


@pytest.mark.parametrize(
    ("repository", "name"),
    [
        ("https://github.com/a/b", "GitHub"),
        ("https://git.example.org/a/b/", "git.example.org"),
        (None, ""),
    ],
)
def test_the_host_has_a_name(repository: str | None, name: str) -> None:
    """The link says where it leads: GitHub by its name, others by their host."""
    assert host_name(repository) == name


@pytest.mark.parametrize(("language", "up"), [("en", "../"), ("zh", "../../")])
def test_the_form_knows_its_addresses(tmp_path: Path, language: str, up: str) -> None:
    """Data is read from this site, and new files begin on the course's branch."""
    values = add_page(reader(tmp_path, language, branch="trunk"), [])

    assert values["data"] == f"{up}api/curriculum.json"
    assert values["start"] == "https://example.org/git/new/trunk"
    assert json.loads(values["words"])["open"].replace("上打开", "") in {
        "Open on example.org",
        "在 example.org ",
    }


def test_without_a_repository_nothing_is_opened(tmp_path: Path) -> None:
    """A course that names no repository offers the text alone."""
    about = reader(tmp_path).curriculum.about.model_copy(update={"repository": None})
    course = reader(tmp_path).curriculum
    values = add_page(Reader(type(course)(about, (), (), (), course.labels), "en"), [])

    assert (values["start"], values["host"]) == ("", "")
    assert json.loads(values["words"])["ready"] == (
        "The entry is complete. Copy the file and send it to whoever keeps this course."
    )


def test_frequent_kinds_come_first(tmp_path: Path) -> None:
    """The kinds that this course has most of are offered first, alike in every language."""
    root = made.curriculum(tmp_path, resources=3)
    path = root / "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
    made.write(path, json.loads(path.read_text("utf-8")) | {"kind": "tool"})
    course = load(root, built_in_labels())
    kinds = [add_page(Reader(course, tag), [])["kinds"] for tag in made.LANGUAGES]

    assert kinds[0] == kinds[1]
    assert kinds[0][:4] == ["video", "tool", "article", "book"]


def test_the_hand_written_page_is_named_where_there_is_one(tmp_path: Path) -> None:
    """The page leads to the contributors' page, if somebody wrote it."""
    page = HandWritten("contribute/", "Contribute", "How")
    about = HandWritten("about/", "About", "Who")

    assert add_page(reader(tmp_path), [about, page])["by_hand"] == page
    assert add_page(reader(tmp_path), [about])["by_hand"] is None


def test_the_script_says_no_word_that_is_missing(tmp_path: Path) -> None:
    """Every word that the form's modules use comes with the page."""
    modules = (TOOL / "docs" / "assets" / "js").glob("add*.js")
    text = "\n".join(path.read_text("utf-8") for path in modules)
    used = set(re.findall(r"\bwords\.(\w+)", text)) | set(
        re.findall(r'\["([a-z]\w*)"[],]', text)
    )
    kinds = set(re.findall(r'^  \["(\w+)", /', text, re.MULTILINE))

    assert used - kinds == json.loads(add_page(reader(tmp_path), [])["words"]).keys()


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({}, set()),
        ({"title": {"en": "Only"}}, {"zh"}),
        ({"why": {"zh": "只有"}}, {"en"}),
        ({"todo": ["zh"]}, {"zh"}),
        ({"title": {"en": "Only"}, "todo": ["en"]}, {"en", "zh"}),
    ],
    ids=["whole", "no title", "no reason", "stale", "both"],
)
def test_who_is_asked_to_translate(
    tmp_path: Path, change: dict[str, object], lacking: set[str]
) -> None:
    """A language is asked for a text that it lacks, or that is marked as out of date."""
    root = made.curriculum(tmp_path)
    path = root / "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
    made.write(path, json.loads(path.read_text("utf-8")) | change)
    course = load(root, built_in_labels())
    resource = course.by_resource["resource-0-0-0"]

    assert {tag for tag in made.LANGUAGES if Reader(course, tag).lacks(resource)} == lacking
