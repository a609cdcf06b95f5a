"""GitHub's GraphQL interface, in the format of its replies."""

import json

import pytest

from links.adapters.recorded import Asked, ask, requests, said_json
from roadmap_site.links.adapters.github import GitHub, Target, target_of
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.answer import ProviderSaid

GITHUB = GitHub("ghs_abc")
LINK = "https://github.com/octocat/Hello-World"
OWNER = {"login": "octocat"}


def repository(name: str = "octocat/Hello-World", **more: object) -> dict[str, object]:
    plain = {"isArchived": False, "isDisabled": False, "isPrivate": False}
    return {"nameWithOwner": name, **plain, **more}


def answer(data: object, *errors: tuple[str, list[str]]) -> Reply:
    words = [{"type": kind, "path": path, "message": "…"} for kind, path in errors]
    return said_json({"data": data} | ({"errors": words} if words else {}))


def alive(name: str = "octocat/Hello-World", **more: str) -> ProviderSaid:
    seen = f"GitHub has the repository {name}"
    return ProviderSaid("github", alive=True, evidence=seen, **more)


def sent(asked: list[Asked]) -> dict[str, object]:
    return json.loads(asked[0].body or b"")


def test_a_repository() -> None:
    """A repository that is there is alive, whatever the case of its name."""
    reply = answer({"r0": repository("OctoCat/hello-world"), "w0": OWNER})

    assert ask(GITHUB, [LINK], reply) == {LINK: alive("OctoCat/hello-world")}


def test_an_archived_repository() -> None:
    """A repository that its owner archived is noted."""
    reply = answer({"r0": repository(isArchived=True), "w0": OWNER})

    assert ask(GITHUB, [LINK], reply) == {LINK: alive(note="archived")}


@pytest.mark.parametrize(
    ("rest", "moved_rest"),
    [
        ("", ""),
        ("/", "/"),
        ("?tab=readme-ov-file#usage", "?tab=readme-ov-file#usage"),
        ("/blob/main/a%20b.md#L1", "/blob/main/a%20b.md#L1"),
        ("/releases", "/releases"),
    ],
)
def test_a_renamed_repository(rest: str, moved_rest: str) -> None:
    """The same place below the new name is where the link should lead."""
    url = f"http://www.github.com/octocat/Hello-World{rest}"
    part = {"part": {"__typename": "Blob"}}

    said = ask(GITHUB, [url], answer({"r0": repository("github/hello", **part), "w0": OWNER}))

    assert said[url].moved_to == f"https://github.com/github/hello{moved_rest}"


@pytest.mark.parametrize("name", ["", "a", "a/b/c", "a/b?c", "../b", 'a/"><script>', "a/.."])
def test_an_impossible_name_says_nothing(name: str) -> None:
    """A name that no repository can have is not made into a link."""
    assert ask(GITHUB, [LINK], answer({"r0": repository(name), "w0": OWNER})) == {}


def test_a_repository_that_is_gone() -> None:
    """NOT_FOUND below an owner who is there is a repository that is gone; others stay."""
    urls = [LINK, "https://github.com/octocat/Spoon-Knife"]
    data = {"r0": None, "w0": OWNER, "r1": repository("octocat/Spoon-Knife"), "w1": OWNER}

    said = ask(GITHUB, urls, answer(data, ("NOT_FOUND", ["r0"])))

    assert said == {
        LINK: ProviderSaid(
            "github", alive=False, evidence="GitHub has no repository octocat/Hello-World"
        ),
        urls[1]: alive("octocat/Spoon-Knife"),
    }


GONE = {"r0": None, "w0": OWNER}


@pytest.mark.parametrize(
    "reply",
    [
        answer({"r0": None, "w0": None}, ("NOT_FOUND", ["r0"])),
        answer(GONE, ("FORBIDDEN", ["r0"])),
        answer(GONE, ("SERVICE_UNAVAILABLE", ["r0"])),
        answer(GONE, ("NOT_FOUND", ["r1"])),
        answer(GONE, ("NOT_FOUND", ["r0", "part"])),
        answer(GONE),
        answer(None, ("RATE_LIMITED", [])),
        answer({"r0": repository(isPrivate=True), "w0": OWNER}),
        answer({"r0": repository(isDisabled=True), "w0": OWNER}),
        said_json({"message": "Bad credentials"}, 401),
    ],
    ids=[
        "no-owner",
        "address-list",
        "fault",
        "of-another",
        "of-a-part",
        "no-error",
        "rate-limit",
        "private",
        "disabled",
        "bad-token",
    ],
)
def test_doubt_says_nothing(reply: Reply) -> None:
    """Anything short of a clear NOT_FOUND leaves the link to HTTP."""
    assert ask(GITHUB, [LINK], reply) == {}


@pytest.mark.parametrize("rest", ["blob/main/README.md", "tree/main", "issues/7", "pull/8"])
@pytest.mark.parametrize("part", [{"__typename": "Blob"}, None], ids=["there", "absent"])
def test_parts(rest: str, part: dict[str, str] | None) -> None:
    """A part that is there is alive; an absent one may be a branch with a slash, or moved."""
    url = f"{LINK}/{rest}"

    said = ask(GITHUB, [url], answer({"r0": repository(part=part), "w0": OWNER}))

    assert said == ({url: alive()} if part else {})


def test_names_travel_as_variables() -> None:
    """No word of a link is part of the query's text."""
    urls = [LINK, f"{LINK}/blob/main/a%22)%7Bx%7D.md", f"{LINK}/issues/7"]

    body = sent(requests(GITHUB, urls, Reply(500)))

    part = "nameWithOwner isArchived isDisabled isPrivate"
    assert body == {
        "query": (
            "query($o0: String!, $n0: String!, $o1: String!, $n1: String!, $p1: String!,"
            " $o2: String!, $n2: String!, $p2: Int!) {"
            f" r0: repository(owner: $o0, name: $n0) {{ {part}  }}"
            " w0: repositoryOwner(login: $o0) { login }"
            f" r1: repository(owner: $o1, name: $n1) {{ {part}"
            " part: object(expression: $p1) { __typename } }"
            " w1: repositoryOwner(login: $o1) { login }"
            f" r2: repository(owner: $o2, name: $n2) {{ {part}"
            " part: issueOrPullRequest(number: $p2) { __typename } }"
            " w2: repositoryOwner(login: $o2) { login } }"
        ),
        "variables": {
            "o0": "octocat",
            "n0": "Hello-World",
            "o1": "octocat",
            "n1": "Hello-World",
            "p1": 'main:a"){x}.md',
            "o2": "octocat",
            "n2": "Hello-World",
            "p2": 7,
        },
    }


def test_the_token_goes_to_github_only() -> None:
    """One POST carries the token, to the GraphQL address."""
    asked = requests(GITHUB, [LINK, LINK + "/"], Reply(500))

    assert [(it.method, it.url, it.headers["Authorization"]) for it in asked] == [
        ("POST", "https://api.github.com/graphql", "bearer ghs_abc")
    ]


@pytest.mark.parametrize(
    ("path", "kind", "part"),
    [
        ("o/r", "", ""),
        ("o/r.git", "", ""),
        ("o/r/releases/", "", ""),
        ("o/r/tree/v1.0", "file", "v1.0:"),
        ("o/r/tree/main/docs/zh", "file", "main:docs/zh"),
        ("o/r/blob/main/%E6%B3%A8.md", "file", "main:注.md"),
        ("o/r/issues/12", "talk", 12),
        ("o/r/pull/12", "talk", 12),
    ],
)
def test_claimed(path: str, kind: str, part: str | int) -> None:
    """Repositories, files, folders, issues and pull requests are claimed."""
    assert target_of(f"https://github.com/{path}") == Target("o", "r", kind, part)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/",
        "https://github.com/octocat",
        "https://github.com/features/actions",
        "https://github.com/orgs/o/repositories",
        "https://github.com/o/r/wiki",
        "https://github.com/o/r/blob/main",
        "https://github.com/o/r/blob/a%2Fb/c.md",
        "https://github.com/o/r/blob/main%5E%7B%2Fx%7D/c.md",
        "https://github.com/o/r/blob/-x/c.md",
        "https://github.com/o/r/tree/HEAD@%7B1%7D",
        "https://github.com/o/r/tree/a..b",
        "https://github.com/o/r/issues/0",
        "https://github.com/o/r/issues/99999999999",
        "https://github.com/o/r/pull/7/files",
        "https://github.com/o/r/releases/tag/v1",
        "https://github.com/o_O/r",
        "https://github.com/o/..",
        "https://gist.github.com/o/0123456789abcdef",
        "https://o.github.io/r",
        "https://raw.githubusercontent.com/o/r/main/a",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Site pages, people, gists, wikis, tags and odd branches are not claimed."""
    assert not GITHUB.claims(url)
