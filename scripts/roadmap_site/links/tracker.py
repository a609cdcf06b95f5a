"""GitHub's issue tracker: keeps one issue in step with the nights. Its text is not ours."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from roadmap_site.links.reports.issue import MARKER, digest_of
from roadmap_site.problem import UnusableError, printable

LABEL = "link-health"
TITLE = "Link health"
SECONDS = 30
"""How long one request may wait for an answer before it counts as failed."""
LARGEST = 32 * 1024 * 1024
"""Bytes of one answer that are read: more than 100 issues of the greatest length."""
PAGES = 50
"""Pages of issues with the label that are read; one is the rule."""
A_PAGE = 100
"""Issues on one page, the most that GitHub gives."""

# Who may write to the repository. Anyone can open an issue with our marker in it, and a
# template may even put the label on it.
_TRUSTED = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_REPOSITORY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*/[A-Za-z0-9_.-]+")
_TOKEN = re.compile(r"[!-~]+")
_RENAMED = "the repository was renamed; set GITHUB_REPOSITORY to its present name"
_HINTS = {
    301: _RENAMED,
    307: _RENAMED,
    308: _RENAMED,
    401: "the token is not valid; give GITHUB_TOKEN a new one",
    403: "grant the workflow 'issues: write', or wait where a rate limit is named",
    404: "check GITHUB_REPOSITORY, and that the token may see it",
    410: "switch issues on in the repository's settings",
    429: "a rate limit; the next night tries again",
}


class TrackerError(UnusableError):
    """The tracker did not do what it was asked to; in words, never with the token."""


@dataclass(frozen=True)
class Issue:
    """What we know of an issue that is ours."""

    number: int
    body: str
    is_open: bool


@dataclass(frozen=True)
class Api:
    """GitHub's REST API for one repository, `owner/name`."""

    repository: str
    token: str = field(repr=False)
    base: str = "https://api.github.com"

    def __post_init__(self) -> None:
        """A repository and a token that a request can hold, or a TrackerError."""
        if not _REPOSITORY.fullmatch(self.repository):
            raise TrackerError("no repository; set GITHUB_REPOSITORY to owner/name")
        if not _TOKEN.fullmatch(self.token):
            raise TrackerError("no usable token; set GITHUB_TOKEN")
        parts = urlsplit(self.base)
        # A token in plain text goes to this very machine at most.
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise TrackerError("GITHUB_API_URL must start with https://")

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  JSON
        """The JSON that a request below `/repos/owner/name` brings; TrackerError otherwise."""
        try:
            with build_opener(_Straight).open(
                self._request(method, path, body), timeout=SECONDS
            ) as reply:
                return json.loads(reply.read(LARGEST))
        except HTTPError as error:
            with error:
                hint = _HINTS.get(error.code, "the next night tries again")
                why = f"{error.code} {_message(error)}; {hint}"
        except (OSError, HTTPException, ValueError) as error:
            why = f"{getattr(error, 'reason', error)}; the next night tries again"
        safe = printable(why.replace(self.token, "***"))
        raise TrackerError(f"GitHub did not do {method} {path}: {safe}")

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> Request:
        request = Request(  # noqa: S310  the scheme was checked when the API was made
            f"{self.base.rstrip('/')}/repos/{self.repository}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
                "User-Agent": "roadmap-linkcheck",
                "X-GitHub-Api-Version": "2022-11-28",
            },
            method=method,
        )
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        return request


class _Straight(HTTPRedirectHandler):
    """Follows no redirect: it could carry our words to a stranger."""

    def redirect_request(self, *_: object) -> None:
        """Nothing, which makes an HTTPError of the redirect."""


def api_of(environment: Mapping[str, str]) -> Api:
    """The API that a GitHub workflow's variables name; TrackerError where one is missing."""
    return Api(
        environment.get("GITHUB_REPOSITORY", ""),
        environment.get("GITHUB_TOKEN", "").strip(),
        environment.get("GITHUB_API_URL") or "https://api.github.com",
    )


def upsert(api: Api, body: str, comment: str, *, open_findings: bool) -> str:
    """What was done, in words: the one issue says `body`, and is open where there are findings.

    Nothing is written for an empty body (a void night) or an unchanged digest; so an issue
    that a person closed stays closed until there is something new to say.
    """
    if not body:
        return "nothing written: the night is void"
    known = _ours(api)
    if known is None:
        return _open(api, body) if open_findings else "no findings, and no issue to close"
    if open_findings and digest_of(known.body) == digest_of(body):
        return f"issue {known.number} says so already"
    if not open_findings and not known.is_open:
        return f"no findings, and issue {known.number} is closed"
    return _update(api, known, body, comment, open_findings=open_findings)


def _open(api: Api, body: str) -> str:
    _ensure_label(api)
    made = api.call("POST", "/issues", {"title": TITLE, "body": body, "labels": [LABEL]})
    return f"opened issue {_number(made)}"


def _update(api: Api, known: Issue, body: str, comment: str, *, open_findings: bool) -> str:
    state = (
        {"state": "open"} if open_findings else {"state": "closed", "state_reason": "completed"}
    )
    api.call("PATCH", f"/issues/{known.number}", {"body": body, **state})
    # After the text, so that a second try does not say the same twice.
    if comment:
        api.call("POST", f"/issues/{known.number}/comments", {"body": comment})
    if not open_findings:
        return f"closed issue {known.number}"
    return f"{'updated' if known.is_open else 're-opened'} issue {known.number}"


def _ensure_label(api: Api) -> None:
    pages = _paged(api, "/labels")
    if any(one.get("name") == LABEL for one in pages):
        return
    about = {"name": LABEL, "color": "b60205", "description": "Links of the curriculum to mend"}
    api.call("POST", "/labels", about)


def _ours(api: Api) -> Issue | None:
    """The oldest issue that is ours; None where there is none yet."""
    query = f"/issues?labels={LABEL}&state=all&sort=created&direction=asc"
    found = (one for one in _paged(api, query) if _is_ours(one))
    first = min(found, key=_number, default=None)
    if first is None:
        return None
    return Issue(_number(first), str(first["body"]), first.get("state") == "open")


def _is_ours(one: Mapping[str, Any]) -> bool:
    """Whether it bears our marker and was opened by a bot or by someone who may write here."""
    user = one.get("user") or {}
    trusted = user.get("type") == "Bot" or one.get("author_association") in _TRUSTED
    marked = str(one.get("body") or "").lstrip().startswith(MARKER)
    return trusted and marked and "pull_request" not in one


def _paged(api: Api, path: str) -> Iterator[Mapping[str, Any]]:
    join = "&" if "?" in path else "?"
    for page in range(1, PAGES + 1):
        found = api.call("GET", f"{path}{join}per_page={A_PAGE}&page={page}")
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise TrackerError(f"GitHub answered GET {path} with something other than a list")
        yield from found
        if len(found) < A_PAGE:
            return


def _number(issue: Any) -> int:  # noqa: ANN401  JSON
    number = issue.get("number") if isinstance(issue, dict) else None
    if not isinstance(number, int):
        raise TrackerError("GitHub answered with an issue that has no number")
    return number


def _message(error: HTTPError) -> str:
    try:
        said = json.loads(error.read(65_536))
    except (OSError, HTTPException, ValueError):
        return ""
    return str(said.get("message", ""))[:200] if isinstance(said, dict) else ""
