"""The handle interface of doi.org, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.doi import DOI
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.answer import ProviderSaid

LINK = "https://doi.org/10.1038/nature14539"
FOUND = {
    "responseCode": 1,
    "handle": "10.1038/NATURE14539",
    "values": [
        {
            "index": 1,
            "type": "URL",
            "data": {
                "format": "string",
                "value": "https://www.nature.com/articles/nature14539",
            },
            "ttl": 86400,
            "timestamp": "2015-05-27T17:30:01Z",
        }
    ],
}


def test_a_registered_doi() -> None:
    """A handle that the register knows is alive, in whatever case."""
    said = ProviderSaid("doi", alive=True, evidence="the DOI is registered")

    assert ask(DOI, [LINK], said_json(FOUND)) == {LINK: said}


def test_an_unknown_doi() -> None:
    """Response code 100 is a DOI that does not exist."""
    reply = said_json({"responseCode": 100, "handle": "10.1038/nature14539"}, 404)
    said = ProviderSaid("doi", alive=False, evidence="no such DOI is registered")

    assert ask(DOI, [LINK], reply) == {LINK: said}


@pytest.mark.parametrize(
    "reply",
    [
        said_json({"responseCode": 2, "handle": "10.1038/nature14539"}, 500),
        said_json({"responseCode": 200, "handle": "10.1038/nature14539"}),
        said_json({"responseCode": 100, "handle": "10.1038/nature14539"}),
        said_json({"responseCode": 100, "handle": "10.1/other"}, 404),
        said_json({"responseCode": 100}, 404),
    ],
    ids=["error", "no-url", "code-without-status", "other-handle", "no-handle"],
)
def test_other_answers_say_nothing(reply: Reply) -> None:
    """A fault of the register, or an answer about something else, leaves it to HTTP."""
    assert ask(DOI, [LINK], reply) == {}


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("http://dx.doi.org/10.1000/a%2Fb", "10.1000/a/b"),
        (
            "https://doi.org/10.1002/(SICI)1097-0258%3C1%3E",
            "10.1002/%28SICI%291097-0258%3C1%3E",
        ),
        ("https://www.doi.org/10.1000/a%3Fb%23c", "10.1000/a%3Fb%23c"),
    ],
)
def test_names_are_encoded(url: str, handle: str) -> None:
    """A DOI may hold anything; in the address of the interface it is encoded."""
    asked = requests(DOI, [url], said_json(FOUND))

    assert [it.url for it in asked] == [f"https://doi.org/api/handles/{handle}?type=URL"]


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/",
        "https://doi.org/10/abc",
        "https://doi.org/10.1038",
        "https://doi.org/10.1038/x?y=z",
        "https://www.doi.org/the-identifier/what-is-a-doi",
        "https://example.org/10.1038/nature14539",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Short DOIs and the pages of the site itself are not claimed."""
    assert not DOI.claims(url)
