"""npm's registry, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.npm import NPM
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.answer import ProviderSaid

LINK = "https://www.npmjs.com/package/@xenova/transformers"
MANIFEST = {"name": "@xenova/transformers", "version": "2.17.2", "dist": {"shasum": "00"}}
GONE = ProviderSaid("npm", alive=False, evidence="npm has no such package or version")


def test_a_package() -> None:
    """A package whose manifest comes is alive."""
    said = ProviderSaid("npm", alive=True, evidence="npm has the package")

    assert ask(NPM, [LINK], said_json(MANIFEST)) == {LINK: said}


def test_a_deprecated_package() -> None:
    """A deprecation is noted, since learners should know."""
    reply = said_json({**MANIFEST, "deprecated": "use @huggingface/transformers"})

    assert ask(NPM, [LINK], reply)[LINK].note == "deprecated"


@pytest.mark.parametrize(
    "reply",
    [
        said_json("Not Found", 404),
        said_json("version not found: 9.9.9", 404),
        said_json({"error": "not_found", "reason": "document not found"}, 404),
    ],
    ids=["word", "version", "object"],
)
def test_a_free_name(reply: Reply) -> None:
    """The registry's own words for 404 are a package that is not there."""
    assert ask(NPM, [LINK], reply) == {LINK: GONE}


@pytest.mark.parametrize(
    "reply", [said_json({"name": "react"}), Reply(404, {}, b"")], ids=["other", "empty-404"]
)
def test_other_answers_say_nothing(reply: Reply) -> None:
    """Another package's manifest, or a 404 without words, leaves the link to HTTP."""
    assert ask(NPM, [LINK], reply) == {}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (LINK, "@xenova%2Ftransformers/latest"),
        ("https://npmjs.com/package/react?activeTab=versions", "react/latest"),
        ("https://www.npmjs.com/package/react/v/18.2.0-rc.0", "react/18.2.0-rc.0"),
        ("https://www.npmjs.com/package/v/v/1.0.0", "v/1.0.0"),
    ],
)
def test_addresses(url: str, path: str) -> None:
    """A scoped name is one segment, a version is asked for by itself."""
    asked = requests(NPM, [url], said_json({}))

    assert [it.url for it in asked] == [f"https://registry.npmjs.org/{path}"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.npmjs.com/",
        "https://www.npmjs.com/package/",
        "https://www.npmjs.com/package/a/b",
        "https://www.npmjs.com/package/@a",
        "https://www.npmjs.com/package/react/v/next",
        "https://www.npmjs.com/~sindresorhus",
        "https://docs.npmjs.com/package/react",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Only packages and their versions are claimed."""
    assert not NPM.claims(url)
