"""Search as a reader uses it: in the browser, on the built site, in both languages."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

GOLDEN = Path(__file__).parent / "golden"
ROOTS = {"zh": "", "en": "en/"}
OPEN = "[data-search=open]"
INPUT = "[data-search=input]"
STATUS = "[data-search=status]"
RESULT = "[data-search=results] [role=option]"


def asked(page: Page, query: str) -> list[str]:
    """The addresses that the open dialog finds for these words, from the language's root."""
    page.fill(INPUT, "")
    page.fill(INPUT, query)
    found: list[str] = page.eval_on_selector_all(
        RESULT, "links => links.map(link => link.getAttribute('href'))"
    )
    return [address.removeprefix("./") for address in found]


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.click(OPEN)
    expect(page.locator(STATUS)).to_be_empty()


def wanted(language: str) -> list[dict[str, str]]:
    golden: list[dict[str, str]] = yaml.safe_load(
        (GOLDEN / f"{language}.yml").read_text("utf-8")
    )
    return golden


@pytest.mark.parametrize("language", ROOTS)
def test_golden_queries(site: Any, page: Page, language: str) -> None:
    """For every golden query the page one expects is among the first three results."""
    open_search(page, site.url + ROOTS[language])

    missed = {}
    for golden in wanted(language):
        top = asked(page, golden["query"])[:3]
        if not any(found.startswith(golden["page"]) for found in top):
            missed[golden["query"]] = (golden["page"], top)

    assert missed == {}


@pytest.mark.parametrize("language", ROOTS)
def test_the_golden_set_is_large_enough(language: str) -> None:
    """Each language has at least 40 different queries."""
    assert len({golden["query"] for golden in wanted(language)}) >= 40


def test_nothing_is_fetched_before_search_is_opened(site: Any, page: Page) -> None:
    """Neither the index nor the code that reads it costs a reader who does not search."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site.url, wait_until="networkidle")
    before = {name for name in fetched if name.startswith("search")} - {"search.css"}

    page.click(OPEN)
    expect(page.locator(STATUS)).to_be_empty()

    assert before == {"search.js"}
    assert {"search.json", "search-dialog.js", "search-match.js"} <= set(fetched)


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_keys_open_it(site: Any, page: Page, key: str) -> None:
    """A key opens search with the caret in its field, and is not typed into it."""
    page.goto(site.url)
    page.keyboard.press(key)

    expect(page.locator(INPUT)).to_be_focused()
    expect(page.locator(INPUT)).to_have_value("")


def test_escape_closes_it_and_returns(site: Any, page: Page) -> None:
    """Escape closes a dialog with words in it at once and gives the focus back."""
    open_search(page, site.url)
    page.fill(INPUT, "a")
    page.keyboard.press("Escape")

    expect(page.locator(INPUT)).to_be_hidden()
    expect(page.locator(OPEN)).to_be_focused()


def test_a_click_beside_it_closes_it(site: Any, page: Page) -> None:
    """The page around the dialog is a way out."""
    open_search(page, site.url)
    page.mouse.click(20, 700)

    expect(page.locator(INPUT)).to_be_hidden()


@pytest.fixture
def found(site: Any, page: Page) -> Page:
    """Search in the English site, open, with several results."""
    open_search(page, f"{site.url}en/")
    page.fill(INPUT, "model")
    return page


def test_arrows_move_through_the_results(found: Page) -> None:
    """The field keeps the focus and names the active result; the ends are joined."""
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "ArrowUp", "Home"):
        found.keyboard.press(key)
        active = found.locator(INPUT).get_attribute("aria-activedescendant")
        assert found.locator(f"#{active}").get_attribute("aria-selected") == "true"
        places.append(int(str(active).rsplit("-", 1)[-1]))
    last = found.locator(RESULT).count() - 1

    assert places == [0, 1, 0, last, 0, last, 0]
    expect(found.locator(INPUT)).to_be_focused()


@pytest.mark.parametrize("steps", [0, 2])
def test_enter_opens_the_active_result_or_the_first(found: Page, steps: int) -> None:
    """Enter goes where the result's own link goes."""
    for _ in range(steps):
        found.keyboard.press("ArrowDown")
    link = found.locator(RESULT).nth(max(0, steps - 1))
    target = link.evaluate("link => link.href")
    found.keyboard.press("Enter")

    found.wait_for_url(target)


def test_hits_are_counted_named_and_marked(found: Page) -> None:
    """The status says how many there are; a result says what it is, where, and marks hits."""
    first = found.locator(RESULT).first

    assert found.locator(STATUS).inner_text().split()[0].isdigit()
    assert "model" in first.locator("mark").first.inner_text().lower()
    assert first.locator(".rm-search__context").inner_text()
    assert 1 < found.locator(RESULT).count() <= 30


def test_no_result_is_said_with_a_hint(found: Page) -> None:
    """Words that are nowhere give no list but two lines that say so and what to do."""
    found.fill(INPUT, "zzzzqqq")

    expect(found.locator(RESULT)).to_have_count(0)
    expect(found.locator(INPUT)).to_have_attribute("aria-expanded", "false")
    expect(found.locator(f"{STATUS} span")).to_have_count(2)


def test_an_unfinished_composition_is_not_searched(found: Page) -> None:
    """While an input method holds half a word, the results stay as they are."""
    before = found.locator(RESULT).first.inner_text()
    field = found.locator(INPUT)
    field.dispatch_event("compositionstart")
    field.fill("zhuyili")
    during = found.locator(RESULT).first.inner_text()
    field.evaluate("field => { field.value = '量化'; }")
    field.dispatch_event("compositionend")

    assert during == before
    expect(found.locator(RESULT).first).not_to_have_text(before)


def test_hostile_text_stays_text(site: Any, page: Page) -> None:
    """Markup in a title or in the query is shown as it is."""
    title = "<img src=x onerror=document.title='cracked'> quantum"
    row = [0, "", title, title, -1, 0, [], []]
    index = {"language": "en", "kinds": [["page", "Page"]], "entries": [row]}
    page.route("**/search.json", lambda route: route.fulfill(json=index))
    open_search(page, site.url)
    page.fill(INPUT, "quantum <img>")

    assert title in page.locator(RESULT).inner_text()
    assert page.locator(f"{RESULT} img").count() == 0


def test_a_failed_fetch_is_said_and_tried_again(site: Any, page: Page) -> None:
    """The reader learns that the index did not come; opening once more may bring it."""

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search.json", refuse)
    page.goto(site.url)
    page.click(OPEN)
    failed = page.locator("[data-roadmap=search]").get_attribute("data-failed")
    expect(page.locator(STATUS)).to_have_text(str(failed))

    page.unroute("**/search.json", refuse)
    page.keyboard.press("Escape")
    page.click(OPEN)
    expect(page.locator(STATUS)).to_be_empty()

    assert asked(page, "RAG")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ROOTS)
def test_axe_finds_nothing_in_the_open_dialog(
    site: Any, page: Page, language: str, width: int, scheme: Any
) -> None:
    """No rule of axe-core is broken while results are shown, one of them active."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    open_search(page, site.url + ROOTS[language])
    page.fill(INPUT, "RAG")
    page.keyboard.press("ArrowDown")

    found = Axe().run(page, {"include": [["[data-roadmap=search]"]]})

    assert found.violations_count == 0, found.generate_report()


def test_without_javascript_there_is_no_control(site: Any, page: Page) -> None:
    """What would not work is not shown."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site.url)

    expect(plain.locator("[data-roadmap=search]")).to_be_hidden()
    context.close()
