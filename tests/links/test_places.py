import subprocess
import sys
from pathlib import Path

import pytest

import made
from roadmap_site.links.place import Place
from roadmap_site.links.places import collect, from_list
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, Where, report
from roadmap_site.project import TOOL, built_in_labels

RESOURCE = """\
# A comment of the maintainer
url: "https://example.org/resource-0-0-0"
title: {en: A title, zh: 标题}
kind: article
language: [en]
why: {en: Why, zh: 为何}
also:
  - kind: mirror
    url: https://example.com/resource
  - {kind: repository, url: https://example.org/resource-0-0-0}
archived: 'https://example.net/copy'
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one resource and one page in two languages."""
    made.curriculum(tmp_path, tiers=1, sections=1, resources=1)
    folder = tmp_path / "roadmap" / "tier-0" / "section-0-0" / "resources"
    about = tmp_path / "roadmap" / "curriculum.yml"
    about.write_text(about.read_text("utf-8").replace('"video"', ""), encoding="utf-8")
    (folder / "resource-0-0-0.yml").write_text(RESOURCE, encoding="utf-8")
    for tag in ("en", "zh"):
        (tmp_path / "docs" / tag).mkdir(parents=True)
        page = tmp_path / "docs" / tag / "about.md"
        page.write_bytes(f"---\ntitle: {tag}\n---\r\n[a](https://example.org/p)\r\n".encode())
    return tmp_path


def test_every_link_has_its_places(root: Path) -> None:
    """Addresses, other addresses, copies and pages are found with line and column."""
    path, title = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml", "A title"
    name, url = "resource-0-0-0", "https://example.org/resource-0-0-0"

    found = collect(load(root, built_in_labels()), root)

    assert found == {
        "https://example.com/resource": (
            Place(Where(path, 9, 10), "https://example.com/resource", "also", name, title),
        ),
        "https://example.net/copy": (
            Place(Where(path, 11, 11), "https://example.net/copy", "archived", name, title),
        ),
        url: (
            Place(Where(path, 2, 6), url, "url", name, title),
            Place(Where(path, 10, 29), url, "also", name, title),
        ),
        "https://example.org/p": tuple(
            Place(Where(f"docs/{tag}/about.md", 4, 5), "https://example.org/p", "page")
            for tag in ("en", "zh")
        ),
    }
    assert list(found) == sorted(found)


def test_pages_that_are_no_text_are_told(root: Path) -> None:
    """A page that can't be read is a problem with its place."""
    (root / "docs" / "en" / "about.md").write_bytes(b"one\n\xff")

    with pytest.raises(BrokenCurriculumError) as caught:
        collect(load(root, built_in_labels()), root)

    assert str(caught.value.problems[0]) == (
        "docs/en/about.md:2:1: is not UTF-8 text; save it as UTF-8"
    )


def test_symbolic_links_are_not_followed(root: Path) -> None:
    """A page that lies elsewhere on the machine is left alone."""
    secret = root / "secret.md"
    secret.write_text("<https://example.org/secret>", encoding="utf-8")
    (root / "docs" / "en" / "stolen.md").symlink_to(secret)

    assert "https://example.org/secret" not in collect(load(root, built_in_labels()), root)


def test_the_course_s_own_links_are_found() -> None:
    """Each place of this project's links is where the file has that URL."""
    found = collect(load(TOOL, built_in_labels()), TOOL)

    assert len(found) > 300
    for url, places in found.items():
        for place in places:
            line = (TOOL / place.where.path).read_text("utf-8").split("\n")
            at = line[place.where.line - 1][place.where.column - 1 :]
            assert at.lstrip("\"'").startswith(url), str(place.where)


def test_a_list_has_one_url_a_line(tmp_path: Path) -> None:
    """Comments and blank lines are skipped, doubles share a key, nothing is judged."""
    path = tmp_path / "list.txt"
    path.write_bytes(
        "\ufeffhttps://b.example/#part\r\n# comment\r\n\r\n  no url at all \r\n"
        "https://a.example/é\r\nhttps://b.example/#part".encode()
    )
    name = path.as_posix()

    found = from_list(path)

    assert found == {
        url: tuple(Place(Where(name, *at), url, "list") for at in ats)
        for url, ats in {
            "https://b.example/#part": [(1, 1), (6, 1)],
            "no url at all": [(4, 3)],
            "https://a.example/é": [(5, 1)],
        }.items()
    }
    assert next(iter(found)) == "https://b.example/#part"


def test_a_list_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A list that is not UTF-8 is a problem at its line."""
    path = tmp_path / "list.txt"
    path.write_bytes("https://a.example/\nhttps://b.example/例\n".encode("gbk"))

    with pytest.raises(BrokenCurriculumError) as caught:
        from_list(path)

    assert report(caught.value.problems) == (
        f"{path.as_posix()}:2:1: is not UTF-8 text; save it as UTF-8\n1 problem in 1 file"
    )


def test_a_plain_list_needs_no_curriculum() -> None:
    """Reading a list, ledger and journal imports neither Pydantic nor YAML nor the model."""
    code = (
        "import sys; import roadmap_site.links.places, roadmap_site.links.journal\n"
        "import roadmap_site.links.ledger, roadmap_site.links.mutes, roadmap_site.links.shard\n"
        "heavy = {'pydantic', 'yaml', 'roadmap_site.model', 'roadmap_site.values'}\n"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=TOOL / "scripts",
        check=False,
        timeout=60,
        capture_output=True,
    )

    assert (done.returncode, done.stderr) == (0, b"")
