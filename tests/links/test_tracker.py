from collections.abc import Iterator

import pytest

from fake_github import BOT, TOKEN, GitHub, serving
from roadmap_site.links.reports.issue import MARKER
from roadmap_site.links.tracker import A_PAGE, Api, TrackerError, api_of, upsert


def body(digest: str) -> str:
    """An issue's text; one letter or digit stands for its content."""
    return f"{MARKER}\n<!-- digest:{digest * 64} -->\ntext {digest}\n"


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving(GitHub()) as github:
        yield github


def api(github: GitHub) -> Api:
    return Api("owner/course", TOKEN, github.url)


def test_the_life_of_an_issue(github: GitHub) -> None:
    """One issue is opened once, updated in place, closed when clean and re-opened later."""
    nights = [
        ("a", "", True),
        ("a", "", True),
        ("b", "one more died", True),
        ("c", "all are back", False),
        ("c", "", False),
        ("d", "one died", True),
    ]

    done = [
        upsert(api(github), body(text), comment, open_findings=ill)
        for text, comment, ill in nights
    ]

    assert done == [
        "opened issue 1",
        "issue 1 says so already",
        "updated issue 1",
        "closed issue 1",
        "no findings, and issue 1 is closed",
        "re-opened issue 1",
    ]
    assert len(github.issues) == 1
    assert (github.issues[0]["state"], github.issues[0]["body"]) == ("open", body("d"))
    assert github.comments == [(1, "one more died"), (1, "all are back"), (1, "one died")]


def test_no_change_no_write(github: GitHub) -> None:
    """A second run with nothing new writes nothing, whatever the comment would be."""
    upsert(api(github), body("a"), "", open_findings=True)
    github.writes.clear()

    upsert(api(github), body("a"), "died", open_findings=True)

    assert github.writes == []


@pytest.mark.parametrize(
    ("text", "ill", "expected"),
    [
        ("", True, "nothing written: the night is void"),
        (body("a"), False, "no findings, and no issue to close"),
    ],
    ids=["void", "clean from the start"],
)
def test_nothing_to_say(github: GitHub, text: str, ill: bool, expected: str) -> None:  # noqa: FBT001
    """A void night writes nothing, nor does a clean one without an issue."""
    assert upsert(api(github), text, "comment", open_findings=ill) == expected
    assert github.writes == []


def test_the_label_is_made_once(github: GitHub) -> None:
    """The label is made with the first issue where it is missing."""
    upsert(api(github), body("a"), "", open_findings=True)
    github.issues.clear()
    upsert(api(github), body("a"), "", open_findings=True)

    assert github.labels == ["link-health"]
    assert github.issues[0]["labels"] == ["link-health"]
    assert github.issues[0]["title"] == "Link health"


def test_a_closed_issue_stays_closed(github: GitHub) -> None:
    """An issue that a person closed is left alone until the findings change."""
    github.holds(body("a"), state="closed")

    assert upsert(api(github), body("a"), "", open_findings=True) == "issue 1 says so already"
    assert upsert(api(github), body("b"), "", open_findings=True) == "re-opened issue 1"


@pytest.mark.parametrize(
    "about",
    [
        {"user": {"login": "stranger", "type": "User"}, "author_association": "NONE"},
        {"user": {"login": "once", "type": "User"}, "author_association": "CONTRIBUTOR"},
        {"user": None, "author_association": "NONE"},
        {"pull_request": {}},
        {"body": f"look:\n{body('a')}"},
        {"body": None},
        {"labels": ["question"]},
    ],
    ids=["stranger", "contributor", "deleted", "pull request", "quoted", "empty", "no label"],
)
def test_foreign_issues_are_not_adopted(github: GitHub, about: dict[str, object]) -> None:
    """An issue of a stranger, or without marker or label, is never written to."""
    github.holds(body("a")).update(about)

    assert upsert(api(github), body("b"), "", open_findings=True) == "opened issue 2"


def test_a_maintainers_issue_is_ours(github: GitHub) -> None:
    """With a personal token the issue is a maintainer's; a body edited on the web has CRLF."""
    user = {"login": "keeper", "type": "User"}
    github.holds(body("a").replace("\n", "\r\n"), user=user, author_association="OWNER")

    assert upsert(api(github), body("a"), "", open_findings=True) == "issue 1 says so already"


def test_the_oldest_of_many_wins(github: GitHub) -> None:
    """All pages are read, and the issue with the lowest number is kept in step."""
    for _ in range(A_PAGE + 2):
        github.holds("something else")
    github.holds(body("a"))
    github.holds(body("a"))

    assert upsert(api(github), body("b"), "", open_findings=True) == "updated issue 103"
    assert github.writes == ["PATCH /issues/103"]


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (301, "the repository was renamed; set GITHUB_REPOSITORY to its present name"),
        (403, "grant the workflow 'issues: write', or wait where a rate limit is named"),
        (404, "check GITHUB_REPOSITORY, and that the token may see it"),
        (410, "switch issues on in the repository's settings"),
        (502, "the next night tries again"),
    ],
)
def test_refusals_in_words(github: GitHub, status: int, hint: str) -> None:
    """A refusal names the request, GitHub's words made harmless, and what to do."""
    github.failure = (status, {"message": f"No\x1b[31m {TOKEN}"})

    with pytest.raises(TrackerError) as error:
        upsert(api(github), body("a"), "", open_findings=True)

    path = "/issues?labels=link-health&state=all&sort=created&direction=asc"
    said = f"{status} No\\x1b[31m ***; {hint}"
    expected = f"GitHub did not do GET {path}&per_page=100&page=1: {said}"
    assert str(error.value) == expected
    assert error.value.__cause__ is None


def test_a_wrong_token(github: GitHub) -> None:
    """A refused token is told without the token."""
    with pytest.raises(TrackerError) as error:
        upsert(Api("owner/course", "wrong", github.url), body("a"), "", open_findings=True)

    assert str(error.value).endswith(
        ": 401 Bad credentials; the token is not valid; give GITHUB_TOKEN a new one"
    )


def test_nobody_there() -> None:
    """A server that does not answer is a TrackerError, no traceback."""
    with serving(GitHub()) as github:
        pass

    with pytest.raises(TrackerError, match=r"Connection refused; the next night tries again$"):
        upsert(api(github), body("a"), "", open_findings=True)


@pytest.mark.parametrize("found", [{"a": 1}, [1]], ids=["object", "numbers"])
def test_nonsense_is_told(github: GitHub, found: object) -> None:
    """An answer of another shape is told, not trusted."""
    github.failure = (200, found)

    with pytest.raises(TrackerError, match=r"with something other than a list$"):
        upsert(api(github), body("a"), "", open_findings=True)


def test_an_issue_without_number(github: GitHub) -> None:
    """An issue that has no number is told, not trusted."""
    github.holds(body("a"), number="1")

    with pytest.raises(
        TrackerError, match=r"^GitHub answered with an issue that has no number$"
    ):
        upsert(api(github), body("b"), "", open_findings=True)


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({}, "no repository; set GITHUB_REPOSITORY to owner/name"),
        (
            {"GITHUB_REPOSITORY": "a/../b"},
            "no repository; set GITHUB_REPOSITORY to owner/name",
        ),
        ({"GITHUB_REPOSITORY": "a/b"}, "no usable token; set GITHUB_TOKEN"),
        (
            {"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "x\r\nHost: y"},
            "no usable token; set GITHUB_TOKEN",
        ),
        (
            {
                "GITHUB_REPOSITORY": "a/b",
                "GITHUB_TOKEN": "x",
                "GITHUB_API_URL": "http://a.example",
            },
            "GITHUB_API_URL must start with https://",
        ),
    ],
    ids=["nothing", "odd repository", "no token", "odd token", "plain text"],
)
def test_settings_are_checked(environment: dict[str, str], problem: str) -> None:
    """What no request could use is refused before one is made, without the token."""
    with pytest.raises(TrackerError) as error:
        api_of(environment)

    assert str(error.value) == problem


def test_the_token_stays_secret() -> None:
    """The API's text does not show the token."""
    made = api_of({"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": f"{TOKEN}\n"})

    assert made.token == TOKEN
    assert TOKEN not in repr(made)
    assert made.base == "https://api.github.com"
    assert BOT["author_association"] == "NONE"
