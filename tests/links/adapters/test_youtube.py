"""YouTube's oEmbed, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json, said_text
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.youtube import YOUTUBE
from roadmap_site.links.answer import ProviderSaid

VIDEO = "https://www.youtube.com/watch?v=aircAruvnKk"
PLAYLIST = "https://www.youtube.com/playlist?list=PLZHQObOWTQDNU6R1_67000Dx_ZCJB-3pi"
EMBED = said_json(
    {
        "title": "But what is a neural network? | Deep learning chapter 1",
        "author_name": "3Blue1Brown",
        "type": "video",
        "height": 113,
        "width": 200,
        "version": "1.0",
        "provider_name": "YouTube",
        "html": "<iframe></iframe>",
    }
)


def test_a_video_that_is_there() -> None:
    """A video with an embedding is alive, with its title."""
    title = "But what is a neural network? | Deep learning chapter 1"

    assert ask(YOUTUBE, [VIDEO], EMBED) == {
        VIDEO: ProviderSaid(
            "youtube", alive=True, title=title, evidence="YouTube has the video"
        )
    }


@pytest.mark.parametrize(
    ("url", "reply", "alive", "evidence"),
    [
        (
            VIDEO,
            said_text("Unauthorized", 401),
            True,
            "YouTube has the video; it may not be embedded elsewhere",
        ),
        (VIDEO, said_text("Not Found", 404), False, "YouTube has no such video (oEmbed: 404)"),
        (
            VIDEO,
            said_text("Bad Request", 400),
            False,
            "YouTube has no such video (oEmbed: 400)",
        ),
        (
            PLAYLIST,
            said_text("Not Found", 404),
            False,
            "YouTube has no such playlist (oEmbed: 404)",
        ),
    ],
    ids=["not-embeddable", "deleted", "bad-id", "deleted-playlist"],
)
def test_statuses(url: str, reply: Reply, alive: bool, evidence: str) -> None:  # noqa: FBT001
    """The status of the embedding tells a video that is there from one that is gone."""
    assert ask(YOUTUBE, [url], reply) == {
        url: ProviderSaid("youtube", alive=alive, evidence=evidence)
    }


@pytest.mark.parametrize("status", [200, 403])
def test_a_private_video_says_nothing(status: int) -> None:
    """The word "Forbidden" is a private video or an unwelcome robot; HTTP may find out."""
    assert ask(YOUTUBE, [VIDEO], said_text("Forbidden", status)) == {}


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (VIDEO, "watch%3Fv%3DaircAruvnKk"),
        (f"{VIDEO}&list=PLx&t=42s#c", "watch%3Fv%3DaircAruvnKk"),
        ("http://m.youtube.com/watch?v=aircAruvnKk", "watch%3Fv%3DaircAruvnKk"),
        ("https://youtu.be/aircAruvnKk?si=x", "watch%3Fv%3DaircAruvnKk"),
        ("https://youtube.com/shorts/aircAruvnKk", "watch%3Fv%3DaircAruvnKk"),
        ("https://www.youtube.com/live/aircAruvnKk/", "watch%3Fv%3DaircAruvnKk"),
        ("https://www.youtube-nocookie.com/embed/aircAruvnKk", "watch%3Fv%3DaircAruvnKk"),
        (PLAYLIST, "playlist%3Flist%3DPLZHQObOWTQDNU6R1_67000Dx_ZCJB-3pi"),
    ],
)
def test_all_spellings_ask_for_the_same(url: str, page: str) -> None:
    """Every way to write a video asks for its watch page, encoded, and nothing else."""
    asked = requests(YOUTUBE, [url], EMBED)

    oembed = "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2F"
    assert [it.url for it in asked] == [oembed + page]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/@3blue1brown",
        "https://www.youtube.com/channel/UCYO_jab_esuFRV4b17AJtAw",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=aircAruvnKk%26x",
        "https://www.youtube.com/embed/videoseries?list=PLZHQObOWTQDNU6R1_67000Dx_ZCJB-3pi",
        "https://www.youtube.com/embed/live_stream?channel=UCx",
        "https://www.youtube.com/playlist?list=WL",
        "https://www.youtube.com/playlist?list=RDaircAruvnKk",
        "https://youtu.be/aircAruvnKk/x",
        "https://notyoutube.com/watch?v=aircAruvnKk",
    ],
)
def test_everything_else_is_left_to_http(url: str) -> None:
    """Channels, mixes, personal lists and players without a video are not claimed."""
    assert not YOUTUBE.claims(url)
