"""The mark beside a link: its state, when it was last open, and a way on where it is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from roadmap_site.links.record import Record, State
from roadmap_site.model import Resource
from roadmap_site.render.link_health import LinkHealth, archived_copy, last_fault
from roadmap_site.render.reader import Reader

LOST = {State.DEAD.value, State.INVALID.value}


@dataclass(frozen=True)
class Mark:
    """What stands beside a resource's link."""

    state: str
    text: str  # the state in the reader's words
    seen: str  # when it was last open, `2026-11-20`; empty if never or of no interest
    archive: str  # a copy to open instead; empty unless the link is lost
    suggest: str  # where a replacement is proposed; empty unless the link is lost


def marks(reader: Reader, health: LinkHealth) -> Callable[[Resource], Mark]:
    """The function that makes a resource's mark, in this reader's language."""

    def mark(resource: Resource) -> Mark:
        record, state = health.records.get(resource.url), health.state(resource.url)
        seen = record.last_ok.date().isoformat() if record and record.last_ok else ""
        lost = state in LOST
        return Mark(
            state,
            _said(reader, state, record),
            seen,
            archived_copy(record, resource) if lost else "",
            suggestion(reader, resource, resource.url) if lost else "",
        )

    return mark


def _said(reader: Reader, state: str, record: Record | None) -> str:
    fault = last_fault(record) if record else None
    if fault is None:
        # Only a fault in a page that is there has a place for its reason.
        return reader.label(f"{'state' if state == State.INSECURE else 'mark'}.{state}")
    return reader.label(f"mark.{state}", reason=reader.label(f"reason.{fault.reason.value}"))


def suggestion(reader: Reader, resource: Resource, url: str) -> str:
    """Where an issue that proposes another page is begun; empty without a repository."""
    repository = reader.curriculum.about.repository
    if repository is None:
        return ""
    fill = {"id": resource.id, "url": url, "path": resource.path}
    words = {
        "title": reader.label("issue.title", **fill),
        "body": reader.label("issue.body", **fill),
    }
    return f"{repository.rstrip('/')}/issues/new?{urlencode(words)}"
