"""The form that suggests a resource is for everybody: by keyboard, by ear, without scripts."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from form import FORM, OPEN, ROOTS, fill, opened
from serving import Site

PLAIN = {
    "": "这张表单要有 JavaScript 才能用。下面写着怎样手写这个文件。",
    "en/": "The form needs JavaScript. How to write the file by hand stands below.",
}


def test_the_keyboard_is_enough(site: Site, page: Page) -> None:
    """Tab, letters and Enter fill the form and lead to the link."""
    opened(page, site, "en/add/")
    page.locator("#add-url").focus()
    typed = ["https://github.com/an/example", "Quant", "", "An Example", "", "It is new."]
    for text in typed:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.locator("#add-kind")).to_be_focused()
    expect(page.locator("#add-kind")).to_have_value("repository")
    for key in ("Tab", "Tab", "Space", "Tab", "Enter"):
        page.keyboard.press(key)

    expect(page.locator(OPEN)).to_be_focused()
    expect(page.locator(OPEN)).to_have_text("Open on GitHub")
    assert "/quantization/resources?filename=an-example.yml&" in (
        page.locator(OPEN).get_attribute("href") or ""
    )


def test_nothing_is_asked_of_another_origin(site: Site, page: Page) -> None:
    """Filling the form asks this site alone, and for the data once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, site, "add/")
    assert [url for url in asked if url.endswith("curriculum.json")] == []
    fill(page)
    page.locator(f"{FORM} [type=submit]").click()
    page.wait_for_load_state("networkidle")

    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.url).netloc}
    assert len([url for url in asked if url.endswith("curriculum.json")]) == 1


def test_other_pages_do_not_carry_the_form(site: Site, page: Page) -> None:
    """Style and modules of the form are fetched on its page only."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url, wait_until="networkidle")

    assert [url for url in asked if "/add" in url] == []


@pytest.mark.parametrize("root", ROOTS)
def test_it_is_told_without_javascript(site: Site, browser: Browser, root: str) -> None:
    """Without JavaScript the form is out of sight and the page says how to write the file."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{root}add/")

    expect(page.locator(FORM)).to_be_hidden()
    expect(page.locator("[data-add=plain]")).to_have_text(PLAIN[root])
    expect(page.locator("article a[href='../contribute/']")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    site: Site, browser: Browser, width: int, root: str, scheme: str
) -> None:
    """Empty, full of flaws and complete, the form violates no rule and fits the screen."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = opened(context.new_page(), site, f"{root}add/")
    found = []
    for step in ("empty", "flawed", "double", "complete"):
        if step == "flawed":
            page.locator(f"{FORM} [type=submit]").click()
            expect(page.locator("[data-add=summary]")).to_be_visible()
        elif step == "double":
            page.fill("#add-url", "https://youtu.be/aircAruvnKk")
            expect(page.locator("#add-url-error a")).to_be_visible()
        elif step == "complete":
            fill(page)
            expect(page.locator(OPEN)).to_be_visible()
        violations = Axe().run(page).response["violations"]
        found += [
            f"{step} {one['id']}: {node['html'][:200]}"
            for one in violations
            for node in one["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found += [f"{step}: wider than the screen"] if wide else []
    context.close()

    assert found == []
