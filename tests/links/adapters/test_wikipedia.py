"""MediaWiki's query interface, in the format of its replies (formatversion 2)."""

from urllib.parse import parse_qs

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.wikipedia import WIKIPEDIA
from roadmap_site.links.answer import ProviderSaid

EN = "https://en.wikipedia.org/wiki/"
ZH = "https://zh.wikipedia.org/wiki/"
GONE = ProviderSaid("wikipedia", alive=False, evidence="Wikipedia has no such article")


def answer(*pages: dict[str, object], **maps: list[dict[str, object]]) -> Reply:
    return said_json({"batchcomplete": True, "query": {**maps, "pages": list(pages)}})


def page(title: str, **more: object) -> dict[str, object]:
    return {"pageid": 1360091, "ns": 0, "title": title} | more


def missing(title: str, **more: object) -> dict[str, object]:
    return {"ns": 0, "title": title, "missing": True} | more


def step(old: str, new: str) -> dict[str, object]:
    return {"fromencoded": False, "from": old, "to": new}


def alive(title: str) -> ProviderSaid:
    seen = "Wikipedia has the article"
    return ProviderSaid("wikipedia", alive=True, title=title, evidence=seen)


def test_there_and_gone() -> None:
    """An article with an id is alive, a missing one gone."""
    urls = [f"{EN}Long_short-term_memory", f"{EN}No_such_thing"]
    reply = answer(missing("No such thing"), page("Long short-term memory"))

    assert ask(WIKIPEDIA, urls, reply) == {
        urls[0]: alive("Long short-term memory"),
        urls[1]: GONE,
    }


def test_titles_are_mapped_back() -> None:
    """Normalised, converted and redirected titles count for the link that named them."""
    urls = [f"{ZH}lSTM", "https://zh.wikipedia.org/zh-cn/%E4%BA%BA%E5%B7%A5"]
    reply = answer(
        page("長短期記憶"),
        page("人工智慧"),
        normalized=[step("lSTM", "LSTM")],
        converted=[step("人工", "人工智能")],
        redirects=[step("LSTM", "長短期記憶"), step("人工智能", "人工智慧")],
    )

    assert ask(WIKIPEDIA, urls, reply) == {
        urls[0]: alive("長短期記憶"),
        urls[1]: alive("人工智慧"),
    }


@pytest.mark.parametrize(
    "reply",
    [
        answer(missing("A", ns=-1, special=True)),
        answer({"ns": -1, "title": "A", "special": True}),
        answer(missing("A", ns=6, known=True)),
        answer(missing("A", ns=2)),
        answer({"title": "A", "invalid": True, "invalidreason": "…"}),
        answer(missing("B"), redirects=[step("A", "B")]),
        answer(page("A"), redirects=[step("A", "B"), step("B", "A"), step("x", "A")]),
        answer(interwiki=[{"title": "A", "iw": "fr"}]),
        said_json({"error": {"code": "maxlag", "info": "Waiting for a host", "lag": 6}}),
    ],
    ids=[
        "no-special",
        "special",
        "file-elsewhere",
        "user-page",
        "invalid",
        "redirect-to-nothing",
        "circle",
        "other-wiki",
        "busy",
    ],
)
def test_doubt_says_nothing(reply: Reply) -> None:
    """Special pages, files, broken redirects and a busy wiki leave the link to HTTP."""
    assert ask(WIKIPEDIA, [f"{EN}A"], reply) == {}


def test_one_form_for_each_language() -> None:
    """Titles go out as a form, each once, to the wiki of their language."""
    urls = [f"{EN}B_b", f"{EN}A%3Fa", "https://en.m.wikipedia.org/wiki/B_b/", f"{ZH}C"]

    asked = requests(WIKIPEDIA, urls, answer())

    assert [(it.method, it.url) for it in asked] == [
        ("POST", "https://en.wikipedia.org/w/api.php"),
        ("POST", "https://zh.wikipedia.org/w/api.php"),
    ]
    assert parse_qs((asked[0].body or b"").decode()) == {
        "action": ["query"],
        "format": ["json"],
        "formatversion": ["2"],
        "redirects": ["1"],
        "converttitles": ["1"],
        "maxlag": ["5"],
        "titles": ["A?a|B b"],
    }


def test_one_wiki_down_leaves_the_other() -> None:
    """A wiki that fails does not silence another one."""
    replies = {"https://en.wikipedia.org/w/api.php": Reply(503), "*": answer(page("C"))}

    assert ask(WIKIPEDIA, [f"{EN}A", f"{ZH}C"], replies) == {f"{ZH}C": alive("C")}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.wikipedia.org/wiki/A",
        "https://wikipedia.org/wiki/A",
        "https://en.wikipedia.org/",
        "https://en.wikipedia.org/wiki/",
        "https://en.wikipedia.org/wiki/_",
        "https://en.wikipedia.org/w/index.php?title=A&oldid=1",
        "https://en.wikipedia.org/wiki/A?action=history",
        "https://en.wikipedia.org/wiki/A#History",
        "https://en.wikipedia.org/wiki/A%7CB",
        "https://en.wikipedia.org/wiki/A%5BB%5D",
        "https://en.wikipedia.org/zh-cn/A",
        f"https://en.wikipedia.org/wiki/{'A' * 256}",
        "https://en.wikibooks.org/wiki/A",
        "https://en.wikipedia.org.example.org/wiki/A",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Sections, old versions, impossible titles and other wikis are not claimed."""
    assert not WIKIPEDIA.claims(url)
