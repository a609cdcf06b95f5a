"""Everything works without a mouse, on narrow screens too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import Site

SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement === document.body || (box.right > 0 && box.width > 0);
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow screen that does not slide."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_focus_is_always_seen(site: Site, phone: Page) -> None:
    """Tab never stops at something that lies outside the screen."""
    phone.goto(f"{site.url}en/engineer/agents/")
    for _ in range(25):
        phone.keyboard.press("Tab")

        assert phone.evaluate(SEEN), phone.evaluate("document.activeElement.outerHTML")


def test_the_menu_opens_and_closes_by_keyboard(site: Site, phone: Page) -> None:
    """Enter opens the menu at its first link; Escape closes it and gives the focus back."""
    phone.goto(f"{site.url}en/")
    button = phone.get_by_role("button", name="Menu")
    button.focus()
    phone.keyboard.press("Enter")

    expect(button).to_have_attribute("aria-expanded", "true")
    expect(phone.locator("#rm-nav a").first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    expect(phone.locator("#rm-nav")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "engineer/", "engineer/agents/", "resources/"])
def test_the_skip_link_leads_to_the_heading(site: Site, page: Page, path: str) -> None:
    """The first Tab stop jumps over the navigation, and over nothing else."""
    page.goto(f"{site.url}en/{path}")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.hash")

    expect(page.locator(".md-skip")).to_be_focused()
    assert page.locator("article h1").get_attribute("id") == target.removeprefix("#")


def test_no_link_leads_to_a_hidden_kind(site: Site, page: Page) -> None:
    """Choosing a kind hides the links to the others, in the list and in the contents."""
    page.goto(f"{site.url}en/resources/")
    page.get_by_label("Show").select_option("video")
    anchors = page.locator("a[href^='#_']:visible").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )

    assert set(anchors) <= {"#_all", "#_video"}
