"""Repositories, files, issues and pull requests of GitHub, a hundred links a request.

GraphQL (docs.github.com/graphql): one alias a link; names come from the curriculum and travel
as variables only. An error of type NOT_FOUND is a repository that is gone, if its owner is
there: `github.com/features/actions` has no owner, and is a page. A missing file or issue may
be a branch with a slash, a renamed branch or a transfer, and is left to HTTP, which follows.
A query costs one point; a workflow's own token has 1,000 an hour, a personal one 5,000.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from roadmap_site.links.adapters.plain_link import plain_link
from roadmap_site.links.adapters.provider import Get
from roadmap_site.links.adapters.reading import (
    json_object,
    object_of,
    objects_of,
    reply_of,
    text_of,
)
from roadmap_site.links.answer import ProviderSaid

ADDRESS = "https://api.github.com/graphql"
_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[a-z0-9]{1,20})?")  # _: managed users
_NAME = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
_FULL_NAME = re.compile(rf"{_OWNER.pattern}/{_NAME.pattern}")
# Site pages, for the case that somebody bears the name of one.
_PAGES = re.compile(
    "about|account|advisories|apps|codespaces|collections|contact|copilot|customer-stories|edu"
    "|education|enterprise|events|explore|features|git-guides|github-copilot|issues|join|login"
    "|marketplace|mcp|models|new|nonprofit|notifications|open-source|organizations|orgs"
    "|partners|premium-support|pricing|pulls|readme|resources|search|security|settings|site"
    "|solutions|sponsors|stars|team|topics|trending|users|why-github",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)  # a GraphQL Int has 32 bits
# What git forbids in a branch (git-check-ref-format): `main^{/x}` would be a search.
_BRANCH = re.compile(r"(?!-)(?!.*\.\.)(?!.*@\{)[^\s~^:?*\[\\]{1,200}")
_PARTS = {
    "": ("", ""),
    "file": ("part: object(expression: $p{at}) {{ __typename }}", "String!"),
    "talk": ("part: issueOrPullRequest(number: $p{at}) {{ __typename }}", "Int!"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a link names: a repository, and a part of it."""

    owner: str
    name: str
    kind: str = ""  # "file", "talk" or nothing
    part: str | int = ""  # branch:path, or the number of an issue or pull request


@dataclass(frozen=True, slots=True)
class GitHub:
    """The provider; it needs a token, and never shows it."""

    token: str = field(repr=False)
    name: str = "github"
    at_once: int = 1
    per_batch: int = 100
    pause: float = 1.0

    def claims(self, url: str) -> bool:
        """Whether the link is a repository, or a file, issue or pull request of one."""
        return target_of(url) is not None

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What GitHub says of each link, in one query."""
        targets = {url: target for url in urls if (target := target_of(url))}
        if not targets:
            return {}
        headers = {
            "Authorization": f"bearer {self.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        body = json.dumps(query_of(tuple(targets.values()))).encode()
        reply = await reply_of(get, ADDRESS, method="POST", headers=headers, body=body)
        if reply is None or reply.status != HTTPStatus.OK:
            return {}
        return dict(_read(targets, json_object(reply) or {}))


def target_of(url: str) -> Target | None:
    """What the link names, where GraphQL can tell all about it."""
    link = plain_link(url)
    if link is None or link.host != "github.com" or any("/" in step for step in link.path):
        return None
    match link.path:
        case (owner, name, *rest) if _OWNER.fullmatch(owner) and not _PAGES.fullmatch(owner):
            name = name.removesuffix(".git")
            return _target(owner, name, rest) if _NAME.fullmatch(name) else None
        case _:
            return None


def _target(owner: str, name: str, rest: list[str]) -> Target | None:
    match rest:
        case [] | ["releases" | "issues" | "pulls"]:
            return Target(owner, name)
        case ["tree", branch] if _BRANCH.fullmatch(branch):
            return Target(owner, name, "file", f"{branch}:")
        case ["blob" | "tree", branch, *path] if path and _BRANCH.fullmatch(branch):
            return Target(owner, name, "file", f"{branch}:{'/'.join(path)}")
        case ["issues" | "pull", number] if _NUMBER.fullmatch(number):
            return Target(owner, name, "talk", int(number))
        case _:
            return None


def query_of(targets: Sequence[Target]) -> dict[str, object]:
    """The GraphQL request: {"query": text without any of their names, "variables": them}."""
    declared, fields = [], []
    variables: dict[str, str | int] = {}
    for at, target in enumerate(targets):
        part, kind = _PARTS[target.kind]
        declared.append(f"$o{at}: String!, $n{at}: String!")
        variables |= {f"o{at}": target.owner, f"n{at}": target.name}
        if kind:
            declared.append(f"$p{at}: {kind}")
            variables[f"p{at}"] = target.part
        fields.append(
            f"r{at}: repository(owner: $o{at}, name: $n{at})"
            f" {{ nameWithOwner isArchived isDisabled isPrivate {part.format(at=at)} }}"
            f" w{at}: repositoryOwner(login: $o{at}) {{ login }}"
        )
    query = f"query({', '.join(declared)}) {{ {' '.join(fields)} }}"
    return {"query": query, "variables": variables}


def _read(
    targets: Mapping[str, Target], answer: dict[str, object]
) -> Iterator[tuple[str, ProviderSaid]]:
    found = object_of(answer.get("data")) or {}
    errors = objects_of(answer.get("errors"))
    missing = [error.get("path") for error in errors if error.get("type") == "NOT_FOUND"]
    for at, (url, target) in enumerate(targets.items()):
        repository = object_of(found.get(f"r{at}"))
        if repository:
            said = _said(url, target, repository)
        else:
            is_missing = [f"r{at}"] in missing and object_of(found.get(f"w{at}")) is not None
            said = _gone(target) if is_missing else None
        if said:
            yield url, said


def _gone(target: Target) -> ProviderSaid:
    seen = f"GitHub has no repository {target.owner}/{target.name}"
    return ProviderSaid("github", alive=False, evidence=seen)


def _said(url: str, target: Target, repository: dict[str, object]) -> ProviderSaid | None:
    name = text_of(repository.get("nameWithOwner"))
    # The token may see what readers cannot; a disabled repository shows a notice, not itself.
    hidden = repository.get("isPrivate") is True or repository.get("isDisabled") is True
    part_missing = target.kind != "" and object_of(repository.get("part")) is None
    if not _FULL_NAME.fullmatch(name) or hidden or part_missing:
        return None
    moved = name.casefold() != f"{target.owner}/{target.name}".casefold()
    return ProviderSaid(
        "github",
        alive=True,
        moved_to=_under(name, url) if moved else "",
        note="archived" if repository.get("isArchived") is True else "",
        evidence=f"GitHub has the repository {name}",
    )


def _under(name: str, url: str) -> str:
    """The same link below another `owner/name`; the rest is kept letter by letter."""
    parts = urlsplit(url)
    rest = parts.path.split("/", 3)[3:]
    path = "/".join(["", name, *rest])
    return parts._replace(scheme="https", netloc="github.com", path=path).geturl()
