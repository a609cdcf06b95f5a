"""Reads replies of strangers: whatever they hold, the result is typed, short and printable."""

import json
import re
from collections.abc import Mapping
from itertools import islice

from roadmap_site.links.adapters.provider import AskError, Get, Reply

_MAX_BRACKETS = 100_000  # an empty array costs twenty times the memory of its two bytes
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


async def reply_of(
    get: Get,
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Reply | None:
    """The reply; None where the network failed or a web page came instead.

    Interfaces speak JSON or a bare word. HTML is a wall, a portal or an error page of
    somebody in between, whose status says nothing of the link.
    """
    try:
        reply = await get(url, method=method, headers=headers or {}, body=body)
    except AskError:
        return None
    return None if reply.body.lstrip()[:1] == b"<" else reply


def json_object(reply: Reply) -> dict[str, object] | None:
    """The JSON object that the body holds; None where it holds anything else."""
    if reply.body.count(b"[") + reply.body.count(b"{") > _MAX_BRACKETS:
        return None
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):  # bad bytes, bad JSON, a hundred thousand brackets
        return None
    return object_of(value)


def object_of(value: object) -> dict[str, object] | None:
    """The value if it is a JSON object, else None."""
    return value if isinstance(value, dict) else None


def objects_of(value: object, at_most: int = 1_000) -> list[dict[str, object]]:
    """The JSON objects in an array; empty where the value is no array."""
    members = value if isinstance(value, list) else ()
    return [member for member in islice(members, at_most) if isinstance(member, dict)]


def text_of(value: object) -> str:
    """The value if it is a string, else the empty string."""
    return value if isinstance(value, str) else ""


def words_of(value: object, at_most: int = 300) -> str:
    """A stranger's text on one line, without control characters or half surrogates."""
    return " ".join(_UNPRINTABLE.sub(" ", text_of(value)[: at_most * 4]).split())[:at_most]
