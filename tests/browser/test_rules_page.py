"""The page of rules on a phone: every code is an address, and no example is cut off."""

import pytest
from playwright.sync_api import Browser, expect

from roadmap_site.messages import codes
from serving import Site

CUT = """() => [...document.querySelectorAll(".rm-examples pre, .rm-examples code")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
    .map((one) => one.innerText)"""


@pytest.mark.parametrize("root", ["", "en/"])
def test_rules_fit_a_phone(site: Site, browser: Browser, root: str) -> None:
    """A link to the last rule leads there, and all examples are within the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site.url}{root}rules/#{codes()[-1]}")
    headings = page.locator("article h3").evaluate_all("all => all.map((one) => one.id)")

    assert headings == list(codes())
    expect(page.locator(f"[id='{codes()[-1]}']")).to_be_in_viewport()
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_form_leads_to_the_rules(site: Site, browser: Browser) -> None:
    """Who writes a file by hand finds what the checks say."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}en/add/")
    page.get_by_role("link", name="What the checks say").click()

    expect(page).to_have_url(f"{site.url}en/rules/")
    context.close()
