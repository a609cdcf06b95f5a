"""The links' health in the built site: beside every link, on its page, and as data."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

import made
from made_ledger import RESOURCES, every_state, remembered, url
from roadmap_site.build import build
from roadmap_site.project import Project
from roadmap_site.serve import rebuild

WORDS = {
    "": "Not yet checked",
    "zh/": "尚未检查",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site whose ledger has a link in every state."""
    root = made.curriculum(tmp_path_factory.mktemp("checked"), resources=3)
    return built(remembered(root, every_state()))


def built(root: Path) -> Path:
    said: list[str] = []
    build(Project(root), said.append)
    return root / "site"


def states(page: str) -> dict[str, str]:
    """`{resource id: state}` of a section's page."""
    entries = re.findall(r'<li class="rm-resource" id="([^"]+)">(.*?)</li>', page, re.DOTALL)
    return {name: re.findall(r'data-state="(\w+)"', text)[0] for name, text in entries}


@pytest.mark.parametrize("root", ["", "zh/"])
def test_every_state_stands_beside_its_link(checked: Path, root: str) -> None:
    """Each entry of each section's page carries its own link's state, in both languages."""
    found: dict[str, str] = {}
    for page in (checked / root).glob("tier-*/section-*/index.html"):
        found |= states(page.read_text("utf-8"))

    expected = {name: state for state, name in RESOURCES.items()}
    assert found == dict.fromkeys(found, "new") | expected
    assert len(found) == 12


@pytest.mark.parametrize("root", ["", "zh/"])
@pytest.mark.parametrize("page", ["resources/", "videos/"])
def test_the_other_lists_say_the_same(checked: Path, root: str, page: str) -> None:
    """The lists by kind show as many links of each state as there are."""
    text = (checked / root / page / "index.html").read_text("utf-8")
    found = re.findall(r'data-state="(\w+)"', text)

    assert sorted(found) == sorted([*RESOURCES, "new", "new", "new"])


@pytest.mark.parametrize("root", ["", "zh/"])
def test_a_copy_is_offered_once(checked: Path, root: str) -> None:
    """A dead entry links its archived copy in one place only."""
    text = (checked / root / "tier-1/section-1-0/index.html").read_text("utf-8")
    entry = re.findall(rf'id="{RESOURCES["dead"]}">.*?</li>', text, re.DOTALL)[0]

    assert entry.count(f"https://example.net/{RESOURCES['dead']}") == 1


@pytest.mark.parametrize("root", WORDS)
def test_without_a_ledger_nothing_is_claimed(tmp_path: Path, root: str) -> None:
    """Every link is said to be not yet checked: beside it, on the page and in the data."""
    site = built(made.curriculum(tmp_path, resources=1))
    lists = [
        *(site / root).glob("tier-*/section-*/index.html"),
        site / root / "videos/index.html",
    ]
    shown = [re.findall(r'data-state="(\w+)">([^<]+)<', p.read_text("utf-8")) for p in lists]
    data = json.loads((site / "api/link-health.json").read_text("utf-8"))
    page = (site / root / "link-health/index.html").read_text("utf-8")

    assert {one for found in shown for one in found} == {("new", WORDS[root])}
    assert data["links"] == []
    assert data["night"] is None
    assert {state: n for state, n in data["totals"].items() if n} == {"new": 12}
    assert "<svg viewBox" not in page.partition("_trend")[2]
    assert ("No link has been checked yet." if not root else "还没有检查过任何链接。") in page


def test_the_data_fits_its_schema(checked: Path) -> None:
    """The published JSON holds every known link, and its schema lies beside it."""
    data = json.loads((checked / "api/link-health.json").read_text("utf-8"))
    schema = json.loads((checked / "api/link-health.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)

    assert data["night"] == "2026-11-22"
    assert {one["url"]: one["state"] for one in data["links"]} == {
        url(state): state for state in RESOURCES
    }
    assert sum(data["totals"].values()) == 36
    assert next(one for one in data["links"] if one["state"] == "dead") == {
        "url": url("dead"),
        "state": "dead",
        "since": "2026-11-10",
        "last_ok": "2026-11-10T03:00:00Z",
        "moved_to": None,
        "archive": "https://web.archive.org/web/20261101000000/https://example.org/gone",
    }


def test_a_broken_ledger_is_told_and_the_site_is_built(tmp_path: Path) -> None:
    """The build says what is wrong with the ledger and goes on without it."""
    root = made.curriculum(tmp_path, resources=1)
    ledger = root / ".links" / "ledger.jsonl"
    ledger.parent.mkdir()
    ledger.write_text("{}\n", encoding="utf-8")
    said: list[str] = []
    build(Project(root), said.append)

    assert said[0].startswith(f"{ledger}:1: ")
    assert said[0].endswith("; until then the site says 'not yet checked'")
    assert json.loads((root / "site/api/link-health.json").read_text("utf-8"))["links"] == []


def test_serving_shows_a_new_night(tmp_path: Path) -> None:
    """A rebuild after a night shows what that night wrote."""
    project = Project(made.curriculum(tmp_path, resources=3))
    rebuild(project, "http://127.0.0.1:8000/", lambda _: None)
    remembered(project.root, every_state())
    rebuild(project, "http://127.0.0.1:8000/", lambda _: None)
    served = project.work / "served"
    page = (served / "tier-1/section-1-0/index.html").read_text("utf-8")

    assert states(page)[RESOURCES["dead"]] == "dead"
    assert json.loads((served / "api/link-health.json").read_text("utf-8"))["totals"]["dead"]


def test_links_of_pages_are_counted_alike_in_every_language(tmp_path: Path) -> None:
    """A link on one language's page is in both languages' totals, findings and the data."""
    root = made.curriculum(tmp_path, resources=3)
    for tag in made.LANGUAGES:
        page = root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        head = "---\ntitle: About us\ndescription: B\n---\n# A\n"
        link = f"[x]({url('dead')}#only-here)" if tag == "zh" else ""
        page.write_text(head + link, encoding="utf-8")
    records = every_state()
    dead = records[url("dead")]
    records[f"{dead.url}#only-here"] = type(dead)(
        f"{dead.url}#only-here", dead.first_seen, dead.state, dead.since
    )
    site = built(remembered(root, records))
    totals = json.loads((site / "api/link-health.json").read_text("utf-8"))["totals"]

    assert totals["dead"] == 2
    for language in ("", "zh/"):
        text = (site / language / "link-health/index.html").read_text("utf-8")
        found = re.findall(r'data-state="(\w+)">[^<]+</span> <b>(\d+)</b>', text)
        assert {state: int(number) for state, number in found} == totals
        assert (
            f'<a href="../about/">About us</a> <small><a href="{url("dead")}#only-here">'
            in text
        )
