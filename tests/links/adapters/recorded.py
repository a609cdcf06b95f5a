"""Interfaces of this test suite: they answer from a table and remember what they were asked."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_site.links.adapters.provider import AskError, Provider, Reply
from roadmap_site.links.answer import ProviderSaid


@dataclass(frozen=True)
class Asked:
    """One request as the adapter made it."""

    url: str
    method: str
    headers: Mapping[str, str]
    body: bytes | None


@dataclass
class Recorded:
    """A `get` that gives each address its reply; one under "*" answers all the others."""

    replies: Mapping[str, Reply | AskError]
    asked: list[Asked] = field(default_factory=list)

    async def __call__(  # noqa: D102  the class says it
        self,
        url: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        self.asked.append(Asked(url, method, headers or {}, body))
        reply = self.replies.get(url) or self.replies["*"]
        if isinstance(reply, AskError):
            raise reply
        return reply


def said_json(value: object, status: int = 200) -> Reply:
    headers = {"content-type": "application/json; charset=utf-8"}
    return Reply(status, headers, json.dumps(value, ensure_ascii=False).encode())


def said_text(text: str, status: int) -> Reply:
    return Reply(status, {"content-type": "text/plain"}, text.encode())


def ask(
    provider: Provider, urls: list[str], replies: Mapping[str, Reply | AskError] | Reply
) -> dict[str, ProviderSaid]:
    """What the provider makes of the replies; a single one answers every request."""
    table = {"*": replies} if isinstance(replies, Reply) else replies
    return asyncio.run(provider.ask(urls, Recorded(table)))


def requests(provider: Provider, urls: list[str], reply: Reply) -> list[Asked]:
    """What the provider asks for these links, where every request gets this reply."""
    get = Recorded({"*": reply})
    asyncio.run(provider.ask(urls, get))
    return get.asked
