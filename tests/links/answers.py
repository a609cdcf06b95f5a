"""Answers as the engine makes them, in one line of a table."""

import html as escaping
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from roadmap_site.links.answer import Answer, Hop, Sibling
from roadmap_site.links.page import read_page

HOME = "https://school.example/"
URL = "https://school.example/courses/algebra"
SEEN = datetime(2026, 3, 1, 2, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
LONG = "A group is a set with one operation, and every element has an inverse in it. " * 60


def page_html(title: str, text: str = "", *, head: str = "", heading: str = "") -> str:
    """A document; `text` is HTML already, title and heading are words."""
    h1 = f"<h1>{escaping.escape(heading)}</h1>" if heading else ""
    name = escaping.escape(title)
    return f"<!doctype html><head><title>{name}</title>{head}</head><body>{h1}{text}</body>"


def answered(  # noqa: PLR0913 -- every part of an answer matters to some rule
    body: str | bytes = "",
    *,
    url: str = URL,
    via: Sequence[int] = (),
    final: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    sibling: Sibling | None = None,
) -> Answer:
    """What the engine brings back for a body; `via` are the statuses of the redirects."""
    raw = body.encode() if isinstance(body, str) else body
    sent = {"content-type": HTML} | dict(headers or {})
    final = final or url
    is_html = "html" in sent["content-type"]
    steps = [url, *(f"https://school.example/step/{at}" for at in range(1, len(via)))]
    return Answer(
        url,
        final_url=final,
        hops=tuple(Hop(step, code) for step, code in zip(steps, via, strict=True))
        if via
        else (),
        status=status,
        headers=sent,
        body_start=raw[:65_536],
        size=len(raw),
        page=read_page(raw, sent["content-type"], final) if is_html and raw else None,
        sibling=sibling,
        attempts=1,
    )
