"""Fills in the form that suggests a resource, as a contributor would."""

from playwright.sync_api import Page, expect

from serving import Site

ROOTS = ("", "en/")
FORM = "form[data-roadmap=add]"
OPEN = f"{FORM} [data-add=open]"
FILLED = {
    "#add-url": "https://example.org/a?b=1&c='2'#d",
    "#add-title-zh": '量化: 一个 "例子" # 不是注释',
    "#add-title-en": "- [Quantization]: it's \\ {easy}, 100% & <b>so</b>",
    "#add-why-en": "no",
    "#add-minutes": "12",
    "#add-by": "no\n@ann, [PhD]: x",
}


def opened(page: Page, site: Site, path: str) -> Page:
    """The page with its form ready."""
    page.goto(f"{site.url}{path}")
    expect(page.locator(FORM)).to_be_visible()
    return page


def fill(page: Page, **changes: str) -> None:
    """Fill in a sound entry; `changes` are `{id without "add-": text}`."""
    page.select_option("#add-section", "quantization")
    for field, text in FILLED.items():
        page.fill(field, text)
    page.select_option("#add-kind", "article")
    page.check("#add-language-en")
    page.fill("#add-others", "no")
    page.get_by_label("AWQ", exact=True).check()
    for field, text in changes.items():
        page.fill(f"#add-{field}", text)
