"""A built site on loopback and a headless Chromium that may talk to nobody else."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from roadmap_site.project import TOOL
from serving import Site, built, served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real course, built from this checkout."""
    yield from served(built(TOOL, tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="session")
def baking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The second curriculum: another subject, three languages, English first."""
    root = TOOL / "tests" / "fixtures" / "baking"
    yield from served(built(root, tmp_path_factory.mktemp("baking")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: the one CHROMIUM names, the system's, or Playwright's own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a desktop screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page."""
    return context.new_page()
