"""The build as a whole: what it says, what it leaves, and what it never destroys."""

import json
import os
import re
from pathlib import Path

import pytest

import made
from roadmap_site.audit import audit
from roadmap_site.build import BuildError, build, swap
from roadmap_site.prepare import prepare
from roadmap_site.problem import BrokenCurriculumError, report
from roadmap_site.project import Project
from roadmap_site.serve import rebuild
from roadmap_site.side_by_side import LostError, side_by_side


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small sound project."""
    return Project(made.curriculum(tmp_path))


def break_it(project: Project) -> Path:
    path = project.root / "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
    path.write_text(path.read_text("utf-8").replace("video", "vidoe"), encoding="utf-8")
    return path


def hand_write(project: Project, text: str) -> None:
    for tag in made.LANGUAGES:
        page = project.root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        head = "---\ntitle: A\ndescription: B\n---\n# A\n"
        page.write_text(head + text, encoding="utf-8")


def pages(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("index.html"))


def test_it_builds_every_page_in_every_language(project: Project) -> None:
    """The default language lies at the root, the other one in its folder, pages alike."""
    said: list[str] = []
    build(project, said.append)
    found = pages(project.site)

    own = [name for name in found if not name.startswith("zh/")]
    assert [name.removeprefix("zh/") for name in found if name.startswith("zh/")] == own
    assert "tier-1/section-1-1/index.html" in own
    assert [re.sub(r"\d+\.\d", "N", line).split("  ")[0].strip() for line in said] == [
        "checked", "en", "zh", "site",
    ]  # fmt: skip


def test_a_broken_curriculum_leaves_the_last_good_site(project: Project) -> None:
    """A failed build changes nothing that is published."""
    build(project, lambda _: None)
    before = {path: path.read_bytes() for path in project.site.rglob("*") if path.is_file()}
    break_it(project)

    with pytest.raises(BrokenCurriculumError):
        build(project, lambda _: None)

    after = {path: path.read_bytes() for path in project.site.rglob("*") if path.is_file()}
    assert after == before


def test_a_complaint_of_mkdocs_fails_the_build(project: Project) -> None:
    """A hand-written page with a dead link does not get published."""
    for tag in made.LANGUAGES:
        page = project.root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text(
            "---\ntitle: A\ndescription: B\n---\n# A\n[x](no.md)\n", encoding="utf-8"
        )

    with pytest.raises(BuildError, match=r"contains a link 'no\.md', but the target"):
        build(project, lambda _: None)
    assert not project.site.exists()


def test_a_dead_anchor_fails_the_build(project: Project) -> None:
    """The audit follows anchors, too."""
    hand_write(project, "[x](#no)")

    with pytest.raises(BuildError) as caught:
        build(project, lambda _: None)
    assert str(caught.value).splitlines() == [
        "about/index.html: broken link '#no'",
        "zh/about/index.html: broken link '#no'",
    ]


def test_hand_written_pages_come_in_every_language(project: Project) -> None:
    """A page in one language only is a problem like any other."""
    page = project.root / "docs" / "en" / "about.md"
    page.parent.mkdir(parents=True)
    page.write_text("# No front matter\n", encoding="utf-8")

    with pytest.raises(BrokenCurriculumError) as caught:
        prepare(project)
    assert report(caught.value.problems).splitlines() == [
        (
            "docs/en/about.md:1:1: has no 'title' and 'description' in its front matter; "
            "add both between two '---' lines"
        ),
        (
            "docs/zh/about.md:1:1: is missing, though the page exists in another language; "
            "write it"
        ),
        "2 problems in 2 files",
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "resources.md",
            b"x",
            ":1:1: lies at 'resources', which is no free address; rename it",
        ),
        ("tier-0.md", b"x", ":1:1: lies at 'tier-0', which is no free address; rename it"),
        ("A b.md", b"x", ":1:1: lies at 'A b', which is no free address; rename it"),
        ("gbk.md", "标题".encode("gbk"), ":1:1: is saved as GBK, not UTF-8; save it as UTF-8"),
        ("bad.md", b"---\ntitle: a\nb\n---\n", ":4:1: has a line that is no 'field: value'"),
        ("list.md", b"---\ntitle: [a]\ndescription: b\n---\n", ":1:1: has no 'title' and"),
    ],
)
def test_a_bad_page_is_told(project: Project, name: str, data: bytes, said: str) -> None:
    """A hand-written page that cannot be published is refused with its place."""
    for tag in made.LANGUAGES:
        page = project.root / "docs" / tag / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(data)

    with pytest.raises(BrokenCurriculumError) as caught:
        prepare(project)
    assert [str(problem).partition(said)[0] for problem in caught.value.problems] == [
        f"docs/en/{name}",
        f"docs/zh/{name}",
    ]


def test_linked_pages_and_assets_are_refused(project: Project) -> None:
    """A link in docs/ could publish any file of the machine; it is never followed."""
    (project.root / "docs").mkdir()
    (project.root / "docs" / "assets").symlink_to("/etc")

    with pytest.raises(BrokenCurriculumError) as caught:
        prepare(project)
    assert report(caught.value.problems).splitlines() == [
        "docs/assets:1:1: is a symbolic link; put the file itself here",
        "1 problem in 1 file",
    ]


def test_a_page_title_is_only_text(project: Project) -> None:
    """What stands in a hand-written page's front matter reaches the head escaped."""
    for tag in made.LANGUAGES:
        page = project.root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        head = "---\ntitle: '\"><script>x</script>'\ndescription: 'a \"b\" & <i>'\n---\n# A\n"
        page.write_text(head, encoding="utf-8")
    build(project, lambda _: None)
    text = (project.site / "about" / "index.html").read_text(encoding="utf-8")

    assert "<script>x" not in text
    assert '<meta name="description" content="a &quot;b&quot; &amp; &lt;i&gt;">' in text


def test_the_asked_address_is_everywhere(project: Project) -> None:
    """Sitemap, robots.txt and the public data name the address the build was given."""
    build(project, lambda _: None, "https://other.example/x")
    data = json.loads((project.site / "api" / "curriculum.json").read_text("utf-8"))

    assert data["url"] == "https://other.example/x/"
    robots = (project.site / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://other.example/x/sitemap.xml" in robots
    for name in ("sitemap.xml", "index.html", "zh/index.html"):
        text = (project.site / name).read_text("utf-8")
        assert "https://other.example/x/" in text
        assert "https://example.org/course" not in text


def test_only_what_changed_is_written(project: Project) -> None:
    """An edit in one resource touches the pages that show it, and no others."""
    prepare(project)
    old = {p: p.stat().st_mtime_ns for p in project.docs("en").rglob("*") if p.is_file()}
    for path in old:
        os.utime(path, ns=(1, 1))
    path = project.root / "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
    path.write_text(path.read_text("utf-8").replace('"Text"', '"Other"'), encoding="utf-8")

    prepare(project)

    folder = project.docs("en") / "en"
    changed = {p.relative_to(folder).as_posix() for p in old if p.stat().st_mtime_ns != 1}
    assert changed == {
        "tier-0/section-0-0/index.md",
        "resources/index.md",
        "videos/index.md",
        "search.json",
    }


def test_what_is_gone_disappears(project: Project) -> None:
    """A deleted section leaves no page behind."""
    build(project, lambda _: None)
    tier = project.root / "roadmap" / "tier-1"
    record = json.loads((tier / "tier.yml").read_text("utf-8"))
    record["sections"] = record["sections"][:1]
    made.write(tier / "tier.yml", record)
    for path in sorted((tier / "section-1-1").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (tier / "section-1-1").rmdir()

    build(project, lambda _: None)

    assert not [name for name in pages(project.site) if "section-1-1" in name]


def test_serving_survives_a_broken_file(project: Project) -> None:
    """While a file is broken the old pages stay; once mended the new ones come."""
    served = project.work / "served"
    said: list[str] = []
    rebuild(project, "http://127.0.0.1/", said.append)
    page = served / "tier-0/section-0-0/index.html"
    good = page.read_text("utf-8")

    path = break_it(project)
    rebuild(project, "http://127.0.0.1/", said.append)
    assert "did you mean 'video'?" in said[-1]
    assert page.read_text("utf-8") == good

    mended = path.read_text("utf-8").replace("vidoe", "video").replace('"Text"', '"Mended"')
    path.write_text(mended, encoding="utf-8")
    rebuild(project, "http://127.0.0.1/", said.append)
    assert "Mended" in page.read_text("utf-8")


def test_the_swap_leaves_one_site(tmp_path: Path) -> None:
    """The fresh site takes the old one's place and nothing else is left."""
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")

    swap(tmp_path / "fresh", tmp_path / "site")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "fresh"


def test_the_audit_names_page_and_link(tmp_path: Path) -> None:
    """Broken links and anchors are found, sound and external ones are not."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<h1 id="x">', encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<a href="a/"></a><a href="a/#x"></a><a href="a/#y"></a><img src="no.png">'
        '<a href="https://example.org/no"></a><a href="#top"></a><p id="top"></p>',
        encoding="utf-8",
    )

    assert audit(tmp_path) == [
        "index.html: broken link 'a/#y'",
        "index.html: broken link 'no.png'",
    ]


def double(number: int) -> int:
    if number < 0:
        message = "no"
        raise ValueError(message)
    if number > 1000:
        os._exit(1)
    return number * 2


def test_side_by_side_keeps_the_order() -> None:
    """Results come back in the order of the inputs, however many processes there were."""
    assert side_by_side(double, [3, 1, 2, 5, 4]) == [6, 2, 4, 10, 8]


@pytest.mark.parametrize(("bad", "words"), [(-1, "ValueError: no"), (1001, "without a word")])
def test_a_lost_copy_is_told(bad: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in another process is said in this one."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    with pytest.raises(LostError, match=words):
        side_by_side(double, [1, bad])
