"""Makes what a night leaves behind: a ledger with a link in every state, and a history."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from roadmap_site.links.ledger import write
from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.record import Night, Record, State

LAST = datetime(2026, 11, 22, 3, tzinfo=UTC)
BEFORE = LAST - timedelta(days=12)
ARCHIVE = "https://web.archive.org/web/20261101000000/https://example.org/gone"
TARGET = "https://example.org/new-place"

# Which resource of `made.curriculum` is in which state as the site shows it.
RESOURCES = {
    "ok": "resource-0-0-0",
    "moved": "resource-0-0-1",
    "blocked": "resource-0-0-2",
    "suspect": "resource-0-1-0",
    "recovering": "resource-0-1-1",
    "insecure": "resource-0-1-2",
    "dead": "resource-1-0-0",
    "invalid": "resource-1-0-1",
    "new": "resource-1-0-2",
}


def url(state: str) -> str:
    return f"https://example.org/{RESOURCES[state]}"


def record(
    state: State, verdict: Verdict, reason: Reason, *, of: str = "", **more: object
) -> Record:
    """A link whose last night was `LAST`; `of` is the state that the site shows."""
    last = Night(LAST, verdict, reason, status=404 if reason is Reason.NOT_FOUND else None)
    held = {"since": date(2026, 11, 10), "last_ok": BEFORE, "nights": (last,), **more}
    return Record(url(of or state), first_seen=date(2026, 8, 1), state=state, **held)  # type: ignore[arg-type]


def every_state(*, archive: str = ARCHIVE, moved_to: str = TARGET) -> dict[str, Record]:
    """`{URL: record}` with a link in each state, `new` among them."""
    gone = record(State.DEAD, Verdict.GONE, Reason.NOT_FOUND, archive=archive)
    records = (
        record(State.OK, Verdict.OK, Reason.ANSWERED, last_ok=LAST),
        record(State.OK, Verdict.MOVED, Reason.REDIRECT, of="moved", moved_to=moved_to),
        record(State.BLOCKED, Verdict.BLOCKED, Reason.REFUSES_ROBOTS, last_ok=None),
        record(State.SUSPECT, Verdict.UNREACHABLE, Reason.TIMEOUT),
        record(State.RECOVERING, Verdict.OK, Reason.ANSWERED),
        record(State.INSECURE, Verdict.UNREACHABLE, Reason.CERTIFICATE_EXPIRED),
        gone,
        record(State.INVALID, Verdict.UNSAFE, Reason.PRIVATE_ADDRESS, last_ok=None),
        record(State.NEW, Verdict.DNS_ERROR, Reason.DNS_FAILED, last_ok=None, since=None),
    )
    return {one.url: one for one in records}


def remembered(root: Path, records: dict[str, Record]) -> Path:
    """The project with these records as its ledger, and ninety nights of history."""
    write(root / ".links" / "ledger.jsonl", records)
    nights = [(LAST.date() - timedelta(days=ago), ago % 5) for ago in reversed(range(90))]
    lines = (
        json.dumps({"night": night.isoformat(), "ok": 9 - dead, "dead": dead})
        for night, dead in nights
    )
    (root / ".links" / "history.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return root
