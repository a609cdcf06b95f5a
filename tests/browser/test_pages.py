"""The site as a learner meets it: with and without JavaScript, in both languages."""

import html
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from roadmap_site.curriculum import Curriculum
from roadmap_site.load import load
from roadmap_site.model import Resource
from roadmap_site.project import TOOL, built_in_labels
from serving import Site

VISITED = (
    "",
    "fundamentals/",
    "fundamentals/neural-networks/",
    "scientist/quantization/",
    "engineer/agents/",
    "resources/",
    "notebooks/",
    "about/",
    "contribute/",
    "link-health/",
    "add/",
    "nowhere/",
)


@pytest.fixture(scope="module")
def course() -> Curriculum:
    """The real course."""
    return load(TOOL, built_in_labels())


@pytest.mark.parametrize("root", ["", "en/"])
def test_nothing_is_asked_of_another_origin(site: Site, page: Page, root: str) -> None:
    """Browsing these pages and searching on each sends no request elsewhere, and none fails."""
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    for path in VISITED:
        page.goto(f"{site.url}{root}{path}", wait_until="networkidle")
        page.keyboard.press("/")
        page.keyboard.type("model")
        page.wait_for_load_state("networkidle")

    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.url).netloc}
    assert [line for line in trouble if "404" not in line] == []


@pytest.mark.parametrize("root", ["", "en/"])
def test_it_reads_without_javascript(
    site: Site, browser: Browser, course: Curriculum, root: str
) -> None:
    """Without JavaScript every section is reached by links and shows all of its resources."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen = {}
    for tier in course.tiers:
        for section in course.sections_of(tier):
            page.goto(f"{site.url}{root}")
            page.click(f"article a[href='{tier.id}/{section.id}/'] >> visible=true")
            seen[section.id] = page.locator("li.rm-resource").count()
    context.close()

    assert seen == {s.id: len(course.resources_of(s)) for s in course.sections}


def test_no_dead_control_without_javascript(site: Site, browser: Browser) -> None:
    """What only JavaScript can do is not offered without it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)

    expect(page.locator("[data-roadmap=search]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_resource_is_complete(site: Site, course: Curriculum, root: str) -> None:
    """Each resource's entry links its page and names kind, language and reason."""
    language = "en" if root else "zh"
    for resource in course.resources:
        entry = _entry(site.folder / root, course, resource)
        reason = resource.why.root[language].split("`")[0]
        labels = course.labels[language]

        assert f'href="{resource.url}"' in entry, resource.id
        assert labels[f"kind.{resource.kind}"] in entry, resource.id
        assert labels[f"language.{resource.language[0][:2]}"] in entry, resource.id
        assert reason in entry, resource.id


def _entry(folder: Path, course: Curriculum, resource: Resource) -> str:
    section = course.by_section[resource.section]
    page = (folder / section.tier / section.id / "index.html").read_text(encoding="utf-8")
    found = re.search(rf'<li class="rm-resource" id="{resource.id}">.*?</li>', page, re.DOTALL)
    assert found, resource.id
    return html.unescape(found[0])


def test_the_course_is_whole(course: Curriculum) -> None:
    """All sections, concepts, resources and notebooks of the course are there."""
    notebooks = [
        resource
        for resource in course.resources
        if "colab.research.google.com" in resource.url + "".join(a.url for a in resource.also)
    ]
    chinese = {
        section.id: sum("zh" in one.language for one in course.resources_of(section))
        for section in course.sections
    }

    assert (len(course.tiers), len(course.sections), len(course.by_concept)) == (3, 20, 100)
    assert len(course.resources) >= 229 + 25
    assert len(notebooks) >= 25
    assert min(chinese.values()) >= 3, chinese


def test_the_language_switch_keeps_page_and_place(site: Site, page: Page) -> None:
    """The switch leads to the same anchor of the same page, there and back."""
    page.goto(f"{site.url}scientist/quantization/#gptq-and-awq")
    page.click("[data-roadmap=languages][data-mounted] a")
    expect(page).to_have_url(f"{site.url}en/scientist/quantization/#gptq-and-awq")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("[data-roadmap=languages][data-mounted] a")

    expect(page).to_have_url(f"{site.url}scientist/quantization/#gptq-and-awq")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


def test_every_page_has_a_twin(site: Site) -> None:
    """Both languages have the same pages with the same anchors."""
    ours = {path.relative_to(site.folder / "en") for path in site.folder.glob("en/**/*.html")}
    theirs = {path.relative_to(site.folder) for path in site.folder.rglob("*.html")}
    theirs = {path for path in theirs if path.parts[0] != "en"}
    ids = re.compile(r'\sid="([^"]+)"')
    different = [
        path
        for path in ours & theirs
        if ids.findall((site.folder / path).read_text("utf-8"))
        != ids.findall((site.folder / "en" / path).read_text("utf-8"))
    ]

    assert ours == theirs
    assert different == []


@pytest.mark.parametrize("root", ["", "en/"])
def test_head_of_every_page(site: Site, root: str) -> None:
    """Titles and descriptions are there and differ; alternates name every language."""
    titles, descriptions = [], []
    for path in sorted((site.folder / root).rglob("index.html")):
        if not root and path.relative_to(site.folder).parts[0] == "en":
            continue
        text = path.read_text(encoding="utf-8")
        titles += re.findall(r"<title>(.+)</title>", text)
        descriptions += re.findall(r'<meta name="description" content="(.+)">', text)
        tags = re.findall(r'rel="alternate " hreflang="([^"]+)"', text)
        assert tags == ["zh", "en", "x-default"], path

    assert len(titles) == len(descriptions) == len(set(titles)) == len(set(descriptions))


def test_the_sitemap_joins_the_languages(site: Site) -> None:
    """One sitemap lists every page of both languages with its alternates."""
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    pages = sorted(site.folder.rglob("index.html"))

    assert text.count("<url>") == len(pages)
    assert text.count('hreflang="en"') == text.count('hreflang="zh"') == len(pages)


def test_sorting_and_choosing_resources(site: Site, page: Page) -> None:
    """The page of all resources narrows to a kind, sorts, and announces the count."""
    page.goto(f"{site.url}en/resources/")
    total = page.locator("li.rm-resource:visible").count()
    page.get_by_label("Show").select_option("video")
    videos = page.locator("li.rm-resource:visible")
    expect(page.locator(".rm-controls output")).to_have_text(
        f"{videos.count()} resources shown"
    )
    page.get_by_label("Sort by").select_option("title")
    titles = [text.casefold() for text in videos.locator("> a").all_inner_texts()]

    assert 0 < videos.count() < total
    assert titles == sorted(titles, key=lambda title: re.sub(r"[^\w ]", "", title))


def test_a_missing_page_leads_home(site: Site, page: Page) -> None:
    """A wrong address shows a page of ours with a way home in every language."""
    page.goto(f"{site.url}no/such/page/")

    expect(page.locator("h1")).to_have_text("这里没有这个页面")
    assert page.locator("article li a").all_inner_texts() == ["回到首页", "Go to the home page"]


def test_the_map_leads_to_sections(site: Site, page: Page) -> None:
    """Tab walks the map in reading order and Enter opens a section."""
    page.goto(f"{site.url}en/")
    links = page.locator(".rm-map a:visible")
    hrefs = [link.get_attribute("href") for link in links.all()]
    links.first.focus()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    assert focused == hrefs[1]
    expect(page).to_have_url(f"{site.url}en/fundamentals/mathematics-for-machine-learning/")


def test_public_data_is_complete(site: Site, course: Curriculum) -> None:
    """The published JSON holds every record and fits its schema."""
    import jsonschema  # noqa: PLC0415  used here only

    api = site.folder / "api"
    data = json.loads((api / "curriculum.json").read_text(encoding="utf-8"))
    schema = json.loads((api / "curriculum.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)

    sections = [section for tier in data["tiers"] for section in tier["sections"]]
    assert [section["id"] for section in sections] == [one.id for one in course.sections]
    assert [one["id"] for one in data["resources"]] == [one.id for one in course.resources]
    assert all(
        set(one["title"]) == set(one["why"]) == {"zh", "en"} for one in data["resources"]
    )
    for section in sections:
        assert (site.folder / section["page"] / "index.html").is_file()
