"""Everybody can use the site: axe-core finds nothing, and it works without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from serving import Site

PAGES = (
    "",
    "scientist/",
    "scientist/quantization/",
    "resources/",
    "notebooks/",
    "about/",
    "link-health/",
    "add/",
    "rules/",
    "contribute/",
    "fields/",
    "good-resource/",
    "translating/",
    "reviewing/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    site: Site, browser: Browser, width: int, root: str, scheme: str
) -> None:
    """No page violates a rule of axe-core: both languages, light and dark, wide and narrow."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(f"{site.url}{root}{path}")
        results = Axe().run(page)
        found[path] = [
            f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    context.close()

    assert found == {path: [] for path in PAGES}
