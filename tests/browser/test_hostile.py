"""Whatever stands in a text field is shown as text and never runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import made
from serving import Site, built, served

PAYLOADS = {
    "script": "<script>window.hacked=1</script>",
    "image": '"><img src=x onerror="window.hacked=1">',
    "attribute": "' autofocus onfocus='window.hacked=1' x='",
    "markdown-link": "[x](javascript:window.hacked=1) ![y](x){: onerror=window.hacked=1 }",
    "attr-list": "x {: onclick=window.hacked=1 } {#id onclick=window.hacked=1}",
    "svg": "</text></svg><svg onload=window.hacked=1>]]><!--",
    "style": "</style></title></head><body onload=window.hacked=1>",
    "jinja": "{{ 7*7 }}{% raw %} ${7*7} `<b>` &lt;i&gt; \\ * _ | # >",
    "json": '"}],"x":{"__proto__":1}</script><script>window.hacked=1</script>',
}
PAGES = (
    "",
    "tier-0/",
    "tier-0/section-0-0/",
    "resources/",
    "videos/",
    "link-health/",
    "add/",
    "missing/",
)


@pytest.fixture(params=PAYLOADS, scope="module")
def payload(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return PAYLOADS[request.param]


@pytest.fixture(scope="module")
def hostile(payload: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A built site with that text in every field that takes one."""
    root: Path = made.curriculum(tmp_path_factory.mktemp("hostile"), text=payload)
    yield from served(built(root, root))


def test_it_is_only_text(hostile: Site, payload: str, page: Page) -> None:
    """No script runs, no attribute or link is born, and the text reads as it was written."""
    for path in PAGES:
        page.goto(f"{hostile.url}{path}", wait_until="load")
        page.keyboard.press("/")
        page.keyboard.type("word")
        page.wait_for_load_state("networkidle")

        assert page.evaluate("window.hacked") is None
        assert (
            page.evaluate(
                "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some("
                "a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).length"
            )
            == 0
        )
        if path == "tier-0/section-0-0/":
            shown = " ".join(page.locator("article").inner_text().split())
            assert " ".join(payload.replace("`", "").split()) in shown
