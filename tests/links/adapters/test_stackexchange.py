"""The Stack Exchange interface, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.stackexchange import STACKEXCHANGE
from roadmap_site.links.answer import ProviderSaid

LINK = "https://stackoverflow.com/questions/11227809/why-is-it-faster"
OTHER = "https://stats.stackexchange.com/q/352036"


def answer(*questions: tuple[int, str], **more: int) -> Reply:
    listed = [{"question_id": number, "title": title} for number, title in questions]
    return said_json({"items": listed, "has_more": False, "quota_remaining": 297} | more)


def alive(title: str) -> ProviderSaid:
    seen = "Stack Exchange has the question"
    return ProviderSaid("stackexchange", alive=True, title=title, evidence=seen)


def test_a_question() -> None:
    """A question in the reply is alive; its title comes without entities."""
    reply = answer((11227809, "Why is &quot;sorted&quot; faster?"))

    assert ask(STACKEXCHANGE, [LINK], reply) == {LINK: alive('Why is "sorted" faster?')}


def test_an_absent_question_says_nothing() -> None:
    """Deleted, merged and migrated questions are all absent; only HTTP tells them apart."""
    assert ask(STACKEXCHANGE, [LINK], answer((1, "Another"))) == {}


def test_one_request_for_each_site() -> None:
    """The numbers of a site go out once, together."""
    urls = [
        LINK,
        OTHER,
        "https://www.stackoverflow.com/questions/4/",
        "https://stackoverflow.com/q/4",
    ]

    asked = requests(STACKEXCHANGE, urls, answer())

    root = "https://api.stackexchange.com/2.3/questions/"
    assert [it.url for it in asked] == [
        f"{root}4;11227809?pagesize=100&site=stackoverflow.com",
        f"{root}352036?pagesize=100&site=stats.stackexchange.com",
    ]


@pytest.mark.parametrize(
    "reply",
    [answer((11227809, "Why?"), backoff=10), Reply(400, {}, b'{"error_id": 502}')],
    ids=["backoff", "throttled"],
)
def test_a_rest_is_granted(reply: Reply) -> None:
    """After a wish for rest, or a refusal, the other sites of the batch are not asked."""
    assert len(requests(STACKEXCHANGE, [LINK, OTHER], reply)) == 1


def test_what_came_before_the_rest_counts() -> None:
    """A reply that asks for a rest is still a reply."""
    reply = answer((11227809, "Why?"), backoff=10)

    assert ask(STACKEXCHANGE, [LINK, OTHER], reply) == {LINK: alive("Why?")}


@pytest.mark.parametrize(
    "url",
    [
        "https://mathoverflow.net/questions/1",
        "https://ru.stackoverflow.com/q/1",
        "https://meta.superuser.com/questions/1/x",
        "https://math.meta.stackexchange.com/questions/1",
    ],
)
def test_sister_sites(url: str) -> None:
    """All sites of the network are claimed."""
    assert STACKEXCHANGE.claims(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://stackoverflow.com/",
        "https://stackoverflow.com/questions/tagged/python",
        "https://stackoverflow.com/a/11227902",
        "https://stackoverflow.com/questions/11227809/x/11227902",
        "https://stackoverflow.com/questions/11227809/x#11227902",
        "https://stackoverflow.com/questions/0",
        "https://stackoverflow.com/questions/1;2",
        "https://stackoverflow.blog/questions/1",
        "https://stackexchange.com/questions/1",
        "https://a.b.stackexchange.com/questions/1",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Answers, tags and lists are not claimed."""
    assert not STACKEXCHANGE.claims(url)
