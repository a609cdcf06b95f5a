"""The form that suggests a resource, as a contributor meets it."""

import json
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

import made
from form import FILLED, FORM, OPEN, ROOTS, fill, opened
from roadmap_site.load import load
from roadmap_site.model import Resource
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.tree import parse
from serving import Site, built, served

WORDS = {
    "": {
        "listed": "“神经网络”一节已经收录这个页面（3Blue1Brown：神经网络是什么？）。"
        "想让它也出现在别的小节，点它末尾的“编辑”，写上 also_in: [小节的 id]。",
        "space": "地址里有空格或其他不允许的字符，请从浏览器的地址栏重新复制。",
        "ending": "地址末尾多了“，”，请删掉。",
        "count": "还有 7 处要填写或修改：",
        "errors": [
            "请填写。",
            "请选择。",
            *["至少用一种语言填写。"] * 2,
            *["请选择。"] * 2,
            "请填写。",
        ],
        "ready": "都填好了。到 GitHub 上可以再看一遍，然后提交。",
        "long": "都填好了，只是内容太长，放不进链接。请先复制内容，"
        "再到 GitHub 上新建空文件，粘贴进去。",
        "copied": "已复制。",
        "unloaded": "资源列表没能加载，所以没有查重。",
    },
    "en/": {
        "listed": "The section “Neural Networks” already lists this page "
        "(3Blue1Brown - But what is a Neural Network?). "
        "To show it in another section too, choose “Edit” at its end and write "
        "also_in: [id of the section] there.",
        "space": "The address has a space or another character that no address may hold. "
        "Copy it again from the browser's address bar.",
        "ending": "The address ends in “，”; delete that.",
        "count": "7 fields are not right yet:",
        "errors": [
            "Fill this in.",
            "Choose one.",
            *["Write it in one language at least."] * 2,
            *["Choose one."] * 2,
            "Fill this in.",
        ],
        "ready": "The entry is complete. On GitHub you see it once more before you propose it.",
        "long": "The entry is complete, but too long for a link. Copy the file, "
        "open an empty one on GitHub and paste it there.",
        "copied": "Copied.",
        "unloaded": "The list of entries could not be loaded, so duplicates were not "
        "checked for.",
    },
}
# What YAML has a meaning for, in one word.
MEANT = (
    "no Yes ~ null 1e3 0o7 0x1f 2:00 2024-01-01 << = ... --- a: ' \" '' \\\" [a {a} &a *a"
    " !a %a @a `a` | > - ? .5 .inf 1_000 \\u0041 注意：力 😀"
)
HOSTILE = (
    *MEANT.split(),
    *("a: b", "a #b", "- a", "? a", "a\u00a0", "'a' \"b\"", "", " a", "a ", "2024-01-01 1:00"),
    *"\t\x85\ufeff\u202e\x07\n\u2028\ue000\ufffe\U000e0041",
)


def linted(course: Path, href: str) -> Resource:
    """The resource that the link's file is, in a copy of the course that passes lint."""
    address = urlsplit(href)
    asked = parse_qs(address.query, strict_parsing=True)
    folder = address.path.partition("/new/main/")[2]
    shutil.copytree(TOOL / "roadmap", course / "roadmap")
    file = course / folder / asked["filename"][0]
    file.write_text(asked["value"][0], encoding="utf-8")
    return load(course, built_in_labels()).by_resource[file.stem]


@pytest.mark.parametrize("root", ROOTS)
def test_a_filled_form_passes_lint(site: Site, page: Page, tmp_path: Path, root: str) -> None:
    """The link's text, written where the link says, is a sound file with what was typed."""
    opened(page, site, f"{root}add/")
    fill(page)
    expect(page.locator(OPEN)).to_be_visible()
    href = page.locator(OPEN).get_attribute("href") or ""
    found = linted(tmp_path, href)

    assert href.startswith(
        "https://github.com/llm-roadmap/llm-roadmap/new/main/roadmap/scientist/quantization/"
    )
    assert len(href) < 6000
    assert (found.id, found.section) == ("quantization-its-easy-100-b-so-b", "quantization")
    assert found.title.root == {"zh": FILLED["#add-title-zh"], "en": FILLED["#add-title-en"]}
    assert found.why.root == {"en": "no"}
    assert found.by == ("no", "@ann, [PhD]: x")
    assert (found.url, found.minutes, found.language) == (FILLED["#add-url"], 12, ("en", "no"))
    assert found.concepts == ("awq-concept",)
    expect(page.locator("[data-add=status]")).to_have_text(WORDS[root]["ready"])


@pytest.mark.parametrize("root", ROOTS)
def test_a_double_is_told_before_anything_else(site: Site, page: Page, root: str) -> None:
    """An address in another spelling is found while the rest is empty; the link leads there."""
    opened(page, site, f"{root}add/")
    page.fill("#add-url", "http://youtu.be/aircAruvnKk?si=x&t=9")
    error = page.locator("#add-url-error")

    expect(error).to_have_text(WORDS[root]["listed"])
    expect(page.locator("#add-url")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".rm-error:not(:empty)")).to_have_count(1)
    expect(page.locator(OPEN)).to_be_hidden()
    page.select_option("#add-section", "agents")
    expect(error).to_contain_text("also_in: [agents]")
    link = error.locator("a")
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.parametrize("root", ROOTS)
def test_a_wrong_address_is_told_for_what_it_is(site: Site, page: Page, root: str) -> None:
    """A space within and a mark of the sentence around have words of their own."""
    opened(page, site, f"{root}add/")
    told = {"123 456": WORDS[root]["space"], "123，": WORDS[root]["ending"]}
    for end, said in told.items():
        page.fill("#add-url", f"https://zhuanlan.zhihu.com/p/{end}")
        page.locator("#add-url").blur()
        expect(page.locator("#add-url-error")).to_have_text(said)


@pytest.mark.parametrize("root", ROOTS)
def test_what_is_missing_is_said_in_words(site: Site, page: Page, root: str) -> None:
    """An empty form lists its flaws, each a link to its field, and each field says its own."""
    opened(page, site, f"{root}add/")
    page.locator(f"{FORM} [type=submit]").click()
    summary = page.locator("[data-add=summary]")

    expect(summary).to_be_focused()
    expect(summary.locator("p")).to_have_text(WORDS[root]["count"])
    said = page.locator(".rm-error:not(:empty)")
    assert said.all_inner_texts() == WORDS[root]["errors"]
    summary.locator("a").nth(2).click()
    expect(page.locator("#add-title-zh")).to_be_focused()
    told = page.locator("#add-title-zh").get_attribute("aria-describedby") or ""
    assert "add-title-error" in told.split()
    page.keyboard.type("x")
    expect(page.locator("#add-title-error")).to_be_empty()
    expect(summary.locator("li")).to_have_count(6)


def test_a_section_asks_for_itself(site: Site, page: Page) -> None:
    """The link on a section's page opens the form with that section and its concepts."""
    page.goto(f"{site.url}en/engineer/agents/")
    page.get_by_role("link", name="Suggest a resource for this section").click()

    expect(page.locator("#add-section")).to_have_value("agents")
    assert page.locator("[data-section]:visible").count() == 1
    page.goto(f"{site.url}en/add/?section=nowhere")
    expect(page.locator(FORM)).to_be_visible()
    expect(page.locator("#add-section")).to_have_value("")


@pytest.mark.parametrize("root", ROOTS)
def test_too_long_a_text_is_copied(site: Site, page: Page, root: str) -> None:
    """What no address can hold is copied by a button, and the link opens an empty file."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, site, f"{root}add/")
    fill(page, **{"why-zh": "长" * 600, "id": "long-one"})
    status = page.locator("[data-add=status]")

    expect(status).to_have_text(WORDS[root]["long"])
    assert (page.locator(OPEN).get_attribute("href") or "").endswith("?filename=long-one.yml")
    page.locator("[data-add=copy]").click()
    expect(status).to_have_text(WORDS[root]["copied"])
    text = page.evaluate("navigator.clipboard.readText()")
    assert parse(text)[0]["why"]["zh"] == "长" * 600


@pytest.mark.parametrize("root", ROOTS)
def test_lost_data_is_no_dead_end(site: Site, page: Page, root: str) -> None:
    """Where the data does not load, that is said, and the entry can be proposed."""
    page.route("**/api/curriculum.json", lambda route: route.abort())
    opened(page, site, f"{root}add/")
    fill(page)

    expect(page.locator("[data-add=status]")).to_contain_text(WORDS[root]["unloaded"])
    expect(page.locator(OPEN)).to_be_visible()


def test_another_course_has_its_own_form(baking: Site, page: Page) -> None:
    """Three languages, another host and another branch come from the course."""
    opened(page, baking, "ja/add/?section=wild-yeast")
    page.fill("#add-url", "https://example.org/new")
    page.fill("#add-title-ja", "新しいパン")
    page.fill("#add-why-ja", "新しいから。")
    page.select_option("#add-kind", "article")
    page.check("#add-language-ja")
    link = page.locator(OPEN)

    expect(link).to_have_text("example.org で開く")
    assert (link.get_attribute("href") or "").startswith(
        "https://example.org/git/bread/new/trunk/roadmap/starter/wild-yeast/resources?"
        "filename=example-org-new.yml&value=url"
    )
    data = json.loads((baking.folder / "api/curriculum.json").read_text("utf-8"))
    assert page.locator("#add-section option").count() == 1 + sum(
        len(tier["sections"]) for tier in data["tiers"]
    )


def test_every_text_is_quoted_right(site: Site, page: Page) -> None:
    """What the form writes for hostile texts is read back as the same texts by our reader."""
    opened(page, site, "add/")
    lines = page.evaluate(
        """async ([address, texts]) => {
          const { scalar } = await import(address);
          return texts.map((text) => [scalar(text), scalar(text, true)]);
        }""",
        [f"{site.url}assets/js/add-yaml.js", HOSTILE],
    )
    for text, (block, flow) in zip(HOSTILE, lines, strict=True):
        written = f"a: {block}\nb: [{flow}, {flow}]\n"

        assert parse(written)[0] == {"a": text, "b": [text, text]}
        assert yaml.safe_load(written) == {"a": text, "b": [text, text]}


def test_hostile_titles_stay_text(page: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The title of a double is shown as it is written, whatever it holds."""
    text = "<img src=x onerror=window.hacked=1>{section}{entry}"
    root = made.curriculum(tmp_path_factory.mktemp("hostile"), resources=1, text=text)
    for site in served(built(root, root)):
        opened(page, site, "add/")
        page.fill("#add-url", "https://example.org/resource-0-0-0")

        expect(page.locator("#add-url-error a")).to_have_text(f"{text} resource-0-0-0")
        expect(page.locator("#add-url-error")).to_contain_text(f"“{text} section-0-0”")
        assert page.evaluate("window.hacked") is None


def changed(path: Path, **fields: object) -> None:
    """Write these fields over those of a made file; None takes one out."""
    record = json.loads(path.read_text("utf-8")) | fields
    made.write(path, {name: value for name, value in record.items() if value is not None})


def test_a_translation_is_asked_for(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Beside an entry without the reader's language stands a link to translate it."""
    root = made.curriculum(tmp_path_factory.mktemp("lacking"))
    name = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
    changed(root / name, title={"en": "A “quoted” title"})
    for site in served(built(root, root)):
        page.goto(f"{site.url}zh/tier-0/section-0-0/")
        link = page.get_by_role("link", name="补译")
        expect(link).to_have_count(1)
        expect(link).to_have_accessible_name("补译“A “quoted” title”")
        expect(link).to_have_attribute("href", f"https://example.org/git/edit/main/{name}")
        page.goto(f"{site.url}tier-0/section-0-0/")
        expect(page.get_by_role("link", name="Translate")).to_have_count(0)


def test_without_a_repository_the_text_is_copied(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A course that says nothing of its sources offers the file, and no link."""
    root = made.curriculum(tmp_path_factory.mktemp("sourceless"))
    changed(root / "roadmap/curriculum.yml", repository=None)
    for site in served(built(root, root)):
        opened(page, site, "add/?section=section-0-0")
        for field, text in {
            "url": "https://example.org/x",
            "title-en": "X",
            "why-en": "Y",
        }.items():
            page.fill(f"#add-{field}", text)
        page.select_option("#add-kind", "book")
        page.check("#add-language-en")
        page.locator(f"{FORM} [type=submit]").click()

        expect(page.locator("[data-add=copy]")).to_be_focused()
        expect(page.locator(OPEN)).to_have_count(0)
        expect(page.locator("[data-add=status]")).to_have_text(
            "The entry is complete. Copy the file and send it to whoever keeps this course."
        )
