"""The estimate of text widths holds in a real browser: no letter leaves its node."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import made
from serving import Site, built, served

SPILLS = """() => [...document.querySelectorAll('.rm-map svg')]
  .filter(svg => svg.getBoundingClientRect().width)
  .flatMap(svg => [...svg.querySelectorAll('a')].flatMap(link => {
    const box = link.querySelector('rect').getBBox();
    return [...link.querySelectorAll('text')].map(text => text.getBBox())
      .filter(t => t.x < box.x || t.x + t.width > box.x + box.width
        || t.y < box.y - 2 || t.y + t.height > box.y + box.height + 2)
      .map(() => link.textContent);
  }))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.rm-map text')]
  .filter(text => text.getBoundingClientRect().width)
  .map(text => parseFloat(getComputedStyle(text).fontSize)
    * text.closest('svg').getBoundingClientRect().width
    / text.closest('svg').viewBox.baseVal.width))"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sixty sections with long titles in several scripts."""
    text = "Donaudampfschifffahrt 一二三四五六七八九十 WWWW mmmm প্রশিক্ষণ учение"
    root: Path = made.curriculum(
        tmp_path_factory.mktemp("many"), tiers=5, sections=12, resources=1, text=text
    )
    return next(served(built(root, root)))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("site", ["", "engineer/", "en/", "en/engineer/", "en/scientist/"]),
        ("many", ["", "tier-0/"]),
    ],
)
def test_no_letter_leaves_its_node(
    request: pytest.FixtureRequest, browser: Browser, name: str, paths: list[str], width: int
) -> None:
    """Every text lies inside its rectangle and is at least 12 pixels tall on screen."""
    served_site: Site = request.getfixturevalue(name)
    page = browser.new_page(viewport={"width": width, "height": 844})
    for path in paths:
        page.goto(served_site.url + path)

        assert page.evaluate(SPILLS) == [], path
        assert page.evaluate(SMALLEST) >= 11.9, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
