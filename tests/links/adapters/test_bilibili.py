"""Bilibili's view interface, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.bilibili import BILIBILI
from roadmap_site.links.answer import ProviderSaid

LINK = "https://www.bilibili.com/video/BV1xx411c7mD/?p=2"


def answer(code: int, message: str = "0", **data: object) -> dict[str, object]:
    return {"code": code, "message": message, "ttl": 1, "data": data}


def test_a_video() -> None:
    """Code 0 with a title is a video that is there."""
    said = ProviderSaid(
        "bilibili", alive=True, title="字幕君交流场所", evidence="Bilibili has the video"
    )

    reply = said_json(answer(0, bvid="BV1xx411c7mD", title="字幕君交流场所"))
    assert ask(BILIBILI, [LINK], reply) == {LINK: said}


@pytest.mark.parametrize(
    ("code", "message", "evidence"),
    [
        (-404, "啥都木有", "Bilibili has no such video (code -404)"),
        (62002, "稿件不可见", "Bilibili no longer shows the video (code 62002)"),
        (
            62012,
            "仅UP主自己可见",
            "Bilibili shows the video to its uploader only (code 62012)",
        ),
    ],
)
def test_a_video_that_is_gone(code: int, message: str, evidence: str) -> None:
    """The codes of deletion and withdrawal are believed."""
    assert ask(BILIBILI, [LINK], said_json(answer(code, message))) == {
        LINK: ProviderSaid("bilibili", alive=False, evidence=evidence)
    }


@pytest.mark.parametrize("code", [0, -352, -400, -403, -412, 62004])
def test_other_codes_say_nothing(code: int) -> None:
    """Refusals, reviews and a success without a video are left to HTTP."""
    assert ask(BILIBILI, [LINK], said_json(answer(code, "…"))) == {}


def test_a_status_says_nothing() -> None:
    """Status 412 is a refusal, whatever code it carries."""
    assert ask(BILIBILI, [LINK], said_json(answer(-404), 412)) == {}


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (LINK, "bvid=BV1xx411c7mD"),
        ("http://m.bilibili.com/video/bv1xx411c7mD", "bvid=BV1xx411c7mD"),
        ("https://bilibili.com/video/av170001/", "aid=170001"),
    ],
)
def test_addresses(url: str, query: str) -> None:
    """Both kinds of number ask for the same record."""
    asked = requests(BILIBILI, [url], said_json(answer(0)))

    view = "https://api.bilibili.com/x/web-interface/view?"
    assert [it.url for it in asked] == [view + query]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.bilibili.com/",
        "https://www.bilibili.com/video/BV1xx",
        "https://www.bilibili.com/video/BV1xx411c7m\u212a",
        "https://www.bilibili.com/video/av١٢",
        "https://www.bilibili.com/read/cv123",
        "https://www.bilibili.com/bangumi/play/ss33802",
        "https://space.bilibili.com/208259",
        "https://b23.tv/BV1xx411c7mD",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Only videos are claimed."""
    assert not BILIBILI.claims(url)
