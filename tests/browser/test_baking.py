"""Another curriculum is only other data: three languages, another subject, English first."""

import re

from playwright.sync_api import Page, expect

from serving import Site

FOREIGN = re.compile(r"\bLLMs?\b|language model|大模型|大语言模型|机器学习|machine learning")


def test_no_word_of_the_first_course(baking: Site) -> None:
    """No page, index or data file of it says what only the first course says."""
    files = [path for path in baking.folder.rglob("*") if path.suffix in {".html", ".json"}]
    found = {
        path.relative_to(baking.folder).as_posix(): FOREIGN.findall(path.read_text("utf-8"))
        for path in files
    }

    assert len(files) > 30
    assert {name: words for name, words in found.items() if words} == {}


def test_its_default_language_is_english(baking: Site, page: Page) -> None:
    """The root is English and has no Chinese in it but the name of that language."""
    page.goto(baking.url)
    text = page.locator("body").inner_text()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert re.findall("[\u4e00-\u9fff]+", text.replace("日本語", "").replace("中文", "")) == []


def test_three_languages_lead_to_each_other(baking: Site, page: Page) -> None:
    """Every language is reached from every other, on the same page."""
    page.goto(baking.url)
    section = page.locator("article .rm-map a").nth(1).get_attribute("href")
    assert section
    seen = []
    page.goto(baking.url + section)
    for tag in ("ja", "zh", "en"):
        page.click(f"[data-roadmap=languages] a[hreflang={tag}]")
        seen.append(
            (page.url.removeprefix(baking.url), page.locator("html").get_attribute("lang"))
        )

    assert seen == [(f"ja/{section}", "ja"), (f"zh/{section}", "zh"), (section, "en")]


def test_a_missing_translation_is_marked(baking: Site) -> None:
    """A text that exists only in English says so where Japanese is read."""
    pages = [path.read_text("utf-8") for path in (baking.folder / "ja").rglob("index.html")]

    assert any('<span lang="en">' in text and "rm-fallback" in text for text in pages)
