"""The Hub's interface, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.huggingface import HUGGINGFACE
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.answer import ProviderSaid

MODEL = "https://huggingface.co/openai/whisper-large-v3"
DATASET = "https://huggingface.co/datasets/HuggingFaceFW/fineweb"


def record(name: str, **more: object) -> Reply:
    return said_json({"_id": "0", "id": name, "private": False, "gated": False, **more})


def test_a_model() -> None:
    """A repository whose record comes is alive."""
    seen = "Hugging Face has the repository openai/whisper-large-v3"

    assert ask(HUGGINGFACE, [MODEL], record("openai/whisper-large-v3")) == {
        MODEL: ProviderSaid("huggingface", alive=True, evidence=seen)
    }


def test_a_gated_model() -> None:
    """A model behind a form is alive, and noted."""
    said = ask(HUGGINGFACE, [MODEL], record("openai/whisper-large-v3", gated="manual"))

    assert said[MODEL].note == "gated"


@pytest.mark.parametrize(
    ("url", "found", "target"),
    [
        (MODEL, "whisper/large", "https://huggingface.co/whisper/large"),
        (DATASET, "fw/fineweb", "https://huggingface.co/datasets/fw/fineweb"),
        (DATASET, "huggingfacefw/FineWeb", ""),
        (MODEL, "a/b?c", None),
        (MODEL, 'a/"><script>', None),
    ],
    ids=["model", "dataset", "only-case", "query-in-name", "markup-in-name"],
)
def test_a_renamed_repository(url: str, found: str, target: str | None) -> None:
    """A new id is where the link should lead; an id that cannot be one says nothing."""
    said = ask(HUGGINGFACE, [url], record(found))

    assert (said[url].moved_to if said else None) == target


def test_a_repository_that_is_gone() -> None:
    """A 404 that names its error is a repository that is gone."""
    said = ProviderSaid(
        "huggingface", alive=False, evidence="Hugging Face has no such repository"
    )

    assert ask(HUGGINGFACE, [MODEL], said_json({"error": "Repository not found"}, 404)) == {
        MODEL: said
    }


@pytest.mark.parametrize(
    "reply",
    [
        said_json({"error": "Invalid username or password."}, 401),
        said_json({"error": "Sorry, we can't find the page you are looking for."}, 404),
        record("openai/whisper-large-v3", disabled=True),
    ],
    ids=["private-or-gone", "no-such-route", "disabled"],
)
def test_other_answers_say_nothing(reply: Reply) -> None:
    """What may be private, or no repository at all, is left to HTTP."""
    assert ask(HUGGINGFACE, [MODEL], reply) == {}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (MODEL, "models/openai/whisper-large-v3"),
        ("https://hf.co/openai/whisper-large-v3", "models/openai/whisper-large-v3"),
        (DATASET, "datasets/HuggingFaceFW/fineweb"),
        ("https://huggingface.co/spaces/gradio/hello_world", "spaces/gradio/hello_world"),
    ],
)
def test_addresses(url: str, path: str) -> None:
    """Models, data sets and spaces have each their own part of the interface."""
    asked = requests(HUGGINGFACE, [url], record("a/b"))

    assert [it.url for it in asked] == [f"https://huggingface.co/api/{path}"]


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co/openai",
        "https://huggingface.co/docs/transformers",
        "https://huggingface.co/blog/rlhf",
        "https://huggingface.co/learn/nlp-course",
        "https://huggingface.co/papers/1706.03762",
        "https://huggingface.co/datasets/squad",
        "https://huggingface.co/openai/whisper-large-v3/blob/main/README.md",
        "https://discuss.huggingface.co/t/12",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """People, files, papers, courses and old short names are not claimed."""
    assert not HUGGINGFACE.claims(url)
