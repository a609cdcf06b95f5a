"""What the page "link health" tells, ready for its template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap_site.links.observation import Reason
from roadmap_site.links.record import Record
from roadmap_site.links.settings import TOKEN, Settings
from roadmap_site.links.thresholds import threshold_of
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.link_health import (
    FINDINGS,
    MOVED,
    LinkHealth,
    Use,
    archived_copy,
    last_fault,
    shown_url,
    totals,
    uses,
)
from roadmap_site.render.link_marks import LOST, suggestion
from roadmap_site.render.links import language_root
from roadmap_site.render.reader import Reader
from roadmap_site.render.trend import Label, trend

PAGE = "link-health/"
MOST_FINDINGS = 200  # of one state on the page; the data has them all


@dataclass(frozen=True)
class Finding:
    """A link that asks for attention, and where the site shows it. Dates are ISO 8601."""

    use: Use
    reason: str  # in the reader's words; empty where the ledger keeps none
    since: str
    seen: str  # when it was last open; empty if never
    moved_to: str
    archive: str
    suggest: str  # where a replacement is proposed; empty unless the link is lost


def link_page(
    reader: Reader, health: LinkHealth, pages: Iterable[HandWritten]
) -> dict[str, Any]:
    """The values of the page's template."""
    links = uses(reader.curriculum, pages)
    found: dict[str, list[Use]] = {state: [] for state in FINDINGS}
    for use in links.values():
        found.get(health.state(use.url), []).append(use)
    repository = reader.curriculum.about.repository
    up = 2 if language_root(reader.curriculum, reader.language) else 1
    api = f"{'../' * up}api/link-health"
    return {
        "night": health.night,
        "totals": totals(health, links),
        "findings": {
            state: [_finding(reader, health, use) for use in listed[:MOST_FINDINGS]]
            for state, listed in found.items()
            if listed
        },
        "unlisted": {state: max(0, len(f) - MOST_FINDINGS) for state, f in found.items()},
        "trend": trend(health.tallies, reader.label),
        "agent": TOKEN,
        "at_once": Settings().per_host,
        "thresholds": _thresholds(),
        "data": f"{api}.json",
        "feed": f"{api}.atom" if health.feed else "",
        "issues": f"{repository.rstrip('/')}/issues" if repository else "",
    }


def _finding(reader: Reader, health: LinkHealth, use: Use) -> Finding:
    record, state = health.records[use.url], health.state(use.url)
    lost = use.resource if state in LOST else None
    return Finding(
        use,
        _reason(record, reader.label),
        _iso(record.since),
        _iso(record.last_ok.date() if record.last_ok else None),
        shown_url(record.moved_to) if state == MOVED else "",
        archived_copy(record, use.resource) if use.role == "url" else "",
        suggestion(reader, lost, use.url) if lost else "",
    )


def _reason(record: Record, label: Label) -> str:
    fault = last_fault(record)
    if fault is None:
        return ""
    said = label(f"reason.{fault.reason.value}")
    return (
        label("health.with_status", reason=said, status=fault.status) if fault.status else said
    )


def _thresholds() -> dict[str, int]:
    """The numbers that the page names, each as `<name>_nights` and `<name>_days`."""
    named = {
        "missing": Reason.NOT_FOUND,
        "deleted": Reason.GONE,
        "silent": Reason.TIMEOUT,
        "failing": Reason.SERVER_ERROR,
    }
    return {
        f"{name}_{unit}": getattr(threshold_of(reason), unit)
        for name, reason in named.items()
        for unit in ("nights", "days")
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
