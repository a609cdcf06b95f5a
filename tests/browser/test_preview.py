"""The preview of a change opens from disk, loads nothing, and everybody can read it."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from repository import committed
from roadmap_site.cli import main
from roadmap_site.project import TOOL

AGENTS = "roadmap/engineer/agents"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a preview of the real course: a home page, a part's and a section's."""
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(TOOL / "roadmap", root / "roadmap")
    committed(root)
    resources = root / AGENTS / "resources"
    for path in (root / "roadmap/curriculum.yml", root / "roadmap/engineer/tier.yml"):
        path.write_text(path.read_text("utf-8").replace("  en: ", "  en: New "), "utf-8")
    text = (resources / "crewai.yml").read_text("utf-8")
    (resources / "crewai.yml").write_text(text.replace("  en: ", "  en: Better "), "utf-8")
    (resources / "fresh.yml").write_text(
        text.replace("url: ", "url: https://new.org/?"), "utf-8"
    )
    (resources / "zh-qwen-agent.yml").unlink()
    with pytest.raises(SystemExit) as ended:
        main(["preview", "--root", str(root), "-o", str(root / "preview.html")])
    assert ended.value.code == 0
    return (root / "preview.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_loads_nothing_and_all_can_read_it(
    preview: str, browser: Browser, width: int, scheme: str
) -> None:
    """From disk: one request, a silent console, nothing for axe-core, no sideways scroll."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url))
    page.goto(preview, wait_until="load")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    violations = Axe().run(page).response["violations"]
    found = [
        f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]
    ]
    context.close()

    assert (told, wide, found) == ([preview], False, [])


def test_languages_stand_side_by_side(preview: str, page: Page) -> None:
    """On a wide screen both languages of a page begin at one height; on a phone one follows."""
    page.goto(preview)
    tops = "[...document.querySelectorAll('.pv-page')].slice(0, 2).map(p => p.offsetTop)"

    wide = page.evaluate(tops)
    page.set_viewport_size({"width": 390, "height": 844})
    narrow = page.evaluate(tops)

    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]


def test_the_list_leads_to_the_marks(preview: str, page: Page) -> None:
    """A line of the list leads to its entry, which carries the same word."""
    page.goto(preview)

    page.locator(".pv-head[lang=en] a[href$='/fresh']").click()

    entry = page.locator("li:target")
    expect(entry).to_be_in_viewport()
    expect(entry.locator(".pv-mark")).to_have_text("New")
    expect(page.locator(".pv-head[lang=zh] li", has_text="zh-qwen-agent.yml")).to_be_visible()


def test_a_language_can_be_folded(preview: str, page: Page) -> None:
    """Who reads one language only folds the other away, without a script."""
    page.goto(preview)
    first = page.locator(".pv-page").first

    first.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(first.locator("article")).to_be_hidden()
