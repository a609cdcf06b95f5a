"""What holds for every adapter, whatever its site answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.adapters.recorded import ask, said_json
from roadmap_site.links.adapters.provider import AskError, Provider, Reply
from roadmap_site.links.adapters.registry import providers

LINKS = {
    "github": "https://github.com/torvalds/linux",
    "youtube": "https://www.youtube.com/watch?v=aircAruvnKk",
    "wikipedia": "https://en.wikipedia.org/wiki/Backpropagation",
    "arxiv": "https://arxiv.org/abs/1706.03762",
    "doi": "https://doi.org/10.1038/nature14539",
    "pypi": "https://pypi.org/project/numpy/",
    "npm": "https://www.npmjs.com/package/react",
    "huggingface": "https://huggingface.co/openai/whisper-large-v3",
    "bilibili": "https://www.bilibili.com/video/BV1xx411c7mD",
    "stackexchange": "https://stackoverflow.com/questions/11227809/why-is-it-faster",
}
PROVIDERS = {provider.name: provider for provider in providers("secret")}
each = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)

NONSENSE = {
    "wall": Reply(200, {}, b"<!DOCTYPE html><title>Just a moment...</title>"),
    "portal": Reply(404, {}, b"\n <html><body>Not Found</body></html>"),
    "bad-request-page": Reply(400, {}, b"<html>Bad Request</html>"),
    "forbidden": Reply(403, {}, b"Forbidden"),
    "too-many": Reply(429, {"retry-after": "60"}, b"{}"),
    "server-error": Reply(500, {}, b'{"message": "Internal Server Error"}'),
    "bad-gateway": Reply(502, {}, b"<html>502 Bad Gateway</html>"),
    "redirect": Reply(302, {"location": "https://example.org/"}, b""),
    "empty": Reply(200, {}, b""),
    "array": Reply(200, {}, b"[]"),
    "null": Reply(200, {}, b"null"),
    "cut-off": Reply(200, {}, b'{"data": {"r0"'),
    "not-utf-8": Reply(200, {}, b'{"title": "\xff\xfe\xfa"}'),
    "deep": Reply(200, {}, b"[" * 99_999),
    "many-brackets": Reply(200, {}, b"[" + b"[]," * 100_000 + b"[]]"),
    "long-number": Reply(200, {}, b'{"code": ' + b"9" * 10_000 + b"}"),
    "other-object": Reply(200, {}, b'{"message": "moved to version 4 of the interface"}'),
}


@each
@pytest.mark.parametrize("reply", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_says_nothing(provider: Provider, reply: Reply) -> None:
    """A refusal, a fault, a wall or an odd reply leaves the link to HTTP."""
    assert ask(provider, [LINKS[provider.name]], reply) == {}


@each
def test_network_trouble_says_nothing(provider: Provider) -> None:
    """An interface out of reach leaves the link to HTTP."""
    trouble = {"*": AskError("connection reset")}

    assert ask(provider, [LINKS[provider.name]], trouble) == {}


@each
def test_a_foreign_link_is_not_asked(provider: Provider) -> None:
    """A link that the adapter does not claim costs no request."""
    assert ask(provider, ["https://example.org/"], {}) == {}


@each
def test_limits_are_sound(provider: Provider) -> None:
    """An adapter says how many links, how many calls and how fast."""
    assert 1 <= provider.per_batch <= 100
    assert 1 <= provider.at_once <= 2
    assert 0.5 <= provider.pause <= 3.0


@pytest.mark.parametrize("name", LINKS)
def test_each_link_has_one_adapter(name: str) -> None:
    """No two adapters claim the same link."""
    assert [it.name for it in PROVIDERS.values() if it.claims(LINKS[name])] == [name]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(
        [LINKS["github"], "r0", "w0", "Backpropagation", "NOT_FOUND", "1706.03762"]
    )
)
KEYS = st.text(max_size=4) | st.sampled_from(
    [
        "data",
        "errors",
        "r0",
        "w0",
        "path",
        "type",
        "part",
        "nameWithOwner",
        "isArchived",
        "query",
        "pages",
        "normalized",
        "redirects",
        "from",
        "to",
        "title",
        "missing",
        "pageid",
        "ns",
        "responseCode",
        "handle",
        "info",
        "name",
        "error",
        "id",
        "gated",
        "code",
        "items",
        "question_id",
        "backoff",
        "deprecated",
    ]
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)


@each
@given(value=JSON, status=st.sampled_from([200, 400, 401, 404]))
def test_no_json_breaks_an_adapter(provider: Provider, value: object, status: int) -> None:
    """Whatever the JSON, an adapter speaks of its own links, in its own name, or is silent."""
    url = LINKS[provider.name]

    said = ask(provider, [url], said_json(value, status))

    assert all((link, word.provider) == (url, provider.name) for link, word in said.items())


HOSTS = st.sampled_from(
    [
        "github.com",
        "youtu.be",
        "www.youtube.com",
        "zh.wikipedia.org",
        "arxiv.org",
        "doi.org",
        "pypi.org",
        "npmjs.com",
        "huggingface.co",
        "www.bilibili.com",
        "stackoverflow.com",
    ]
)
STEPS = st.lists(
    st.text(max_size=6)
    | st.sampled_from(["o", "r", "blob", "wiki", "abs", "10.1000", "..", "%2F", "%ff", "%00"]),
    max_size=5,
)


@given(
    url=st.text(max_size=40)
    | st.builds(lambda h, s: f"https://{h}/{'/'.join(s)}", HOSTS, STEPS)
)
def test_no_link_breaks_an_adapter(url: str) -> None:
    """Every text can be offered to every adapter, and what is claimed can be asked about."""
    claiming = [provider for provider in PROVIDERS.values() if provider.claims(url)]

    assert len(claiming) <= 1
    for provider in claiming:
        assert ask(provider, [url], Reply(500)) == {}
