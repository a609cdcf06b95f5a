"""`roadmap preview`: what a change does to the site, in one file that loads nothing."""

import re
from pathlib import Path

import pytest

import course
import made
from previewed import HOME, NEW, OLD, change, edit, lists, marks, run, shown
from repository import committed, git

TIMES = re.compile(r"\d+\.\d s")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small course, committed."""
    return committed(course.write(tmp_path / "course"))


def test_a_change_is_listed_and_marked(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came, reads otherwise and went is listed in every language and marked in place."""
    change(root)
    into = tmp_path / "out" / "preview.html"

    code = run("--root", root, "-o", into)

    said = TIMES.sub("N s", capsys.readouterr().out)
    words = "1 page in 2 languages, 1 added, 2 changed, 1 removed"
    assert (code, said) == (0, f"{into}: {words}; open it in a browser (N s)\n")
    page = shown(into)
    assert lists(page, "en") == {
        "New": [f"Text resource-0-0-1 {NEW}"],
        "Changed": [
            f"Renamed {HOME}/section.yml",
            f"Attention: all you need {course.ATTENTION}",
        ],
        "Removed": [f"Text resource-0-0-1 {OLD}"],
        "Pages": ["Text section-0-0"],
    }
    assert list(lists(page, "zh")) == ["新增", "有改动", "已删除", "页面"]
    at = "tier-0/section-0-0/"
    assert marks(page) == {
        f"en/{at}brand-new": "New",
        f"en/{at}attention": "Changed",
        f"en/{at}concept-section-0-0-1": "Changed",
        f"zh/{at}brand-new": "新增",
        f"zh/{at}attention": "有改动",
        f"zh/{at}concept-section-0-0-1": "有改动",
    }


def test_every_link_of_the_file_leads_somewhere(root: Path, tmp_path: Path) -> None:
    """Links lead to resources or to anchors of the file, and no id occurs twice."""
    change(root)
    into = tmp_path / "preview.html"

    run("--root", root, "-o", into)

    page = shown(into)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    links = {node.attributes["href"] or "" for node in page.css("body a[href]")}
    inner = {link for link in links if link.startswith("#")}
    assert len(ids) == len(set(ids))
    assert inner <= {f"#{one}" for one in ids}
    assert links - inner <= addresses(root)


def addresses(root: Path) -> set[str]:
    """Every address that the course itself names."""
    found = set()
    for one in course.read(root).resources:
        found |= {one.url, one.archived or "", *(also.url for also in one.also)}
    return found


def test_commits_of_the_branch_count(root: Path, tmp_path: Path) -> None:
    """What the branch committed is shown, what the main branch did meanwhile is not."""
    git(root, "switch", "--quiet", "--create=mine")
    change(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Mine")
    git(root, "switch", "--quiet", "main")
    edit(root / "roadmap" / "curriculum.yml", '"tagline": {', '"tagline": { ')
    edit(root / "roadmap" / "tier-1" / "tier.yml", '"Text 1"', '"Theirs"')
    git(root, "commit", "--quiet", "--all", "--message=Theirs")
    git(root, "switch", "--quiet", "mine")

    run("--root", root, "--base", "main", "-o", tmp_path / "preview.html")

    assert lists(shown(tmp_path / "preview.html"), "en")["Pages"] == ["Text section-0-0"]


def test_named_files_are_shown_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside of git the pages of named files are shown, and nothing is marked."""
    root = course.write(tmp_path / "course")

    code = run(root / course.ENGLISH, "--root", root, "-o", tmp_path / "preview.html")

    said = TIMES.sub("N s", capsys.readouterr().out)
    assert code == 0
    assert said.endswith("preview.html: 2 pages in 2 languages; open it in a browser (N s)\n")
    page = shown(tmp_path / "preview.html")
    assert lists(page, "en") == {"Pages": ["Text section-0-0", "Text section-0-1"]}
    assert marks(page) == {}


def test_only_named_files_count(root: Path, tmp_path: Path) -> None:
    """With PATHS, changes elsewhere are not shown."""
    change(root)

    run(root / course.ATTENTION, "--root", root, "-o", tmp_path / "preview.html")

    assert lists(shown(tmp_path / "preview.html"), "en") == {
        "Changed": [f"Attention: all you need {course.ATTENTION}"],
        "Pages": ["Text section-0-0"],
    }


def test_a_named_folder_tells_what_went(root: Path, tmp_path: Path) -> None:
    """A file that is gone counts with the folder that it lay in."""
    change(root)

    run(root / HOME, "--root", root, "-o", tmp_path / "preview.html")

    found = lists(shown(tmp_path / "preview.html"), "en")
    assert found["Removed"] == [f"Text resource-0-0-1 {OLD}"]
    assert found["Pages"] == ["Text 0", "Text section-0-0", "Text section-0-1"]


def test_a_broken_base_marks_nothing(root: Path, tmp_path: Path) -> None:
    """Who mends a broken course sees the pages of the files he touched."""
    edit(root / course.ATTENTION, "kind: paper", "kind: papers")
    git(root, "commit", "--quiet", "--all", "--message=Broken")
    edit(root / course.ATTENTION, "kind: papers", "kind: paper")

    code = run("--root", root, "-o", tmp_path / "preview.html")

    page = shown(tmp_path / "preview.html")
    assert (code, lists(page, "en"), marks(page)) == (0, {"Pages": ["Text section-0-0"]}, {})


def test_a_whole_new_course_is_new(tmp_path: Path) -> None:
    """Where there was no course before, all of it came."""
    (tmp_path / "README").write_text("Soon.\n", encoding="utf-8")
    root = course.write(committed(tmp_path))

    run("--root", root, "-o", root / "preview.html")

    found = lists(shown(root / "preview.html"), "en")
    assert list(found) == ["New", "Pages"]
    assert len(found["Pages"]) == 7


def test_a_page_of_prose_is_shown(root: Path, tmp_path: Path) -> None:
    """A hand-written page is one thing in all its languages, without its pictures."""
    for tag in made.LANGUAGES:
        page = root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"---\ntitle: About {tag}\ndescription: B\n---\n# Hello\n\n"
            '<img src="https://example.com/x.png" onerror="x()" alt="A bird">\n'
            '<a href="https://example.net/" onclick="x()" target="y">there</a>\n',
            encoding="utf-8",
        )

    run("--root", root, "-o", tmp_path / "preview.html")

    page = shown(tmp_path / "preview.html")
    assert lists(page, "zh") == {"新增": ["About zh docs/*/about.md"], "页面": ["About zh"]}
    assert "A bird" in page.css("article")[0].text()
    assert "onclick" not in (page.html or "")
    assert "example.com" not in (page.html or "")


def test_a_section_that_went_is_listed(root: Path, tmp_path: Path) -> None:
    """A removed section is listed with all that went with it; its part's page is shown."""
    tier = root / "roadmap" / "tier-1"
    edit(tier / "tier.yml", ',\n  "section-1-1"', "")
    for path in sorted((tier / "section-1-1").rglob("*.yml")):
        path.unlink()

    run("--root", root, "-o", tmp_path / "preview.html")

    found = lists(shown(tmp_path / "preview.html"), "en")
    assert found["Removed"][0] == "Text section-1-1 roadmap/tier-1/section-1-1/section.yml"
    assert found["Pages"] == ["Text 1"]
