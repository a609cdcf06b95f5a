"""The links' health as a reader meets it: every state, for eyes and ears, whatever it holds."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import made
from made_ledger import RESOURCES, every_state, remembered, url
from serving import Site, built, served

PAGES = (
    "link-health/",
    "resources/",
    "tier-0/section-0-0/",
    "tier-0/section-0-1/",
    "tier-1/section-1-0/",
)
FACTS = 5  # kind, language, level, minutes, cost: they come before the mark
HEARD = {
    "": {
        "ok": "Link verified 2026-11-22",
        "moved": "Moved, still opens · last opened 2026-11-10",
        "blocked": "Turns robots away; open it yourself",
        "suspect": "Failed lately, may be back soon · last opened 2026-11-10",
        "recovering": "Opens again, being watched · last opened 2026-11-10",
        "insecure": "Opens, but: certificate expired · last opened 2026-11-10",
        "dead": "Gone · last opened 2026-11-10 · Archived copy · Suggest a replacement",
        "invalid": "Address cannot work · Archived copy · Suggest a replacement",
        "new": "Not yet checked",
    },
    "zh/": {
        "ok": "链接已验证 2026-11-22",
        "moved": "已迁址，仍可打开 · 最后可用 2026-11-10",
        "blocked": "网站谢绝自动检查，请自行打开",
        "suspect": "最近没能打开，可能只是暂时的 · 最后可用 2026-11-10",
        "recovering": "又能打开了，观察中 · 最后可用 2026-11-10",
        "insecure": "能打开，但证书已过期 · 最后可用 2026-11-10",
        "dead": "已失效 · 最后可用 2026-11-10 · 存档副本 · 推荐替代资源",
        "invalid": "地址无法打开 · 存档副本 · 推荐替代资源",
        "new": "尚未检查",
    },
}
PAYLOAD = (
    '"><img src=x onerror=window.hacked=1><script>window.hacked=1</script>\u202e|`x`\n\n# x'
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose ledger has a link in every state."""
    root = made.curriculum(tmp_path_factory.mktemp("checked"), resources=3)
    yield from served(built(remembered(root, every_state()), root))


@pytest.mark.parametrize("root", HEARD)
def test_every_state_is_said(checked: Site, page: Page, root: str) -> None:
    """The words beside each link name its state in the reader's language, without colour."""
    said = {}
    for path in PAGES[2:]:
        page.goto(f"{checked.url}{root}{path}")
        for state, name in RESOURCES.items():
            facts = page.locator(f"#{name} > small").first
            if facts.count():
                words = facts.text_content() or ""
                said[state] = words.split(" · ", FACTS)[-1]

    assert said == HEARD[root]


@pytest.mark.parametrize("state", ["blocked", "ok", "new", "moved"])
def test_what_is_not_broken_does_not_look_so(checked: Site, page: Page, state: str) -> None:
    """A link that turns robots away or was not asked has the colour of the facts beside it."""
    sections = {"0-0": PAGES[2], "1-0": PAGES[4]}
    page.goto(checked.url + sections[RESOURCES[state][9:12]])
    mark = page.locator(f"#{RESOURCES[state]} [data-state={state}]")
    color = "e => getComputedStyle(e).color"

    assert mark.evaluate(color) == mark.locator("..").evaluate(color)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", HEARD)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    checked: Site, browser: Browser, width: int, root: str, scheme: str
) -> None:
    """No state violates a rule of axe-core, the night's numbers opened."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(f"{checked.url}{root}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        violations = Axe().run(page).response["violations"]
        found[path] = [
            f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[path] += ["wider than the screen"] if wide else []
    context.close()

    assert found == {path: [] for path in PAGES}


def test_the_page_lists_what_needs_attention(checked: Site, page: Page) -> None:
    """Each finding leads to its entry, shows its URL, says why, since when and what to do."""
    page.goto(f"{checked.url}link-health/")
    dead = page.locator("#_dead + ul > li")
    links = [one.get_attribute("href") or "" for one in dead.locator("a").all()]

    assert dead.count() == 1
    assert links[:3] == [
        f"../tier-1/section-1-0/#{RESOURCES['dead']}",
        url("dead"),
        f"https://example.net/{RESOURCES['dead']}",
    ]
    expect(dead).to_contain_text("not found (HTTP 404)")
    expect(dead).to_contain_text("since 2026-11-10 · last opened 2026-11-10")
    page.click(f"#_dead + ul a[href*='#{RESOURCES['dead']}']")
    expect(page.locator(f"#{RESOURCES['dead']}")).to_be_in_viewport()


def test_the_trend_is_drawn_and_told(checked: Site, page: Page) -> None:
    """Four charts have names and descriptions, and the table has every night."""
    page.goto(f"{checked.url}zh/link-health/")
    charts = page.get_by_role("img", name="失效或无效")

    expect(charts).to_have_count(1)
    expect(page.locator(".rm-charts svg")).to_have_count(4)
    expect(page.locator(".rm-numbers tbody tr")).to_have_count(90)
    page.get_by_text("逐晚数字").first.click()
    expect(page.locator(".rm-numbers")).to_be_visible()


def test_hostile_records_stay_text(
    tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    """Whatever strangers' pages sent into the ledger, nothing runs and nothing is linked."""
    root = made.curriculum(tmp_path_factory.mktemp("hostile"), resources=3, text="`x` <b>")
    records = {
        address: replace(
            one,
            title=PAYLOAD,
            note=PAYLOAD,
            archive=f"https://x.org/{PAYLOAD}" if "1-0-0" in address else "javascript:hacked=1",
            moved_to="https://x.org/?a=1&b='2'\"" if "0-0-1" in address else "",
            nights=tuple(replace(night, evidence=PAYLOAD) for night in one.nights),
        )
        for address, one in every_state().items()
    }
    for site in served(built(remembered(root, records), root)):
        for path in PAGES:
            page.goto(f"{site.url}{path}", wait_until="load")

            assert page.evaluate("window.hacked") is None
            assert page.locator("[onerror], a[href^='javascript']").count() == 0
            assert page.locator("a[href*='x.org']").count() == 0
