"""How many links were in which state, night by night: the site draws its trend from it."""

import json
from datetime import date
from pathlib import Path

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.record import State

KEPT = 400  # nights: a year, and some


def counts(report: NightReport) -> dict[str, int]:
    """`{state: links}` of a night, every state named; a moved link is not counted as ok."""
    found = dict.fromkeys([*map(str, State), "moved"], 0)
    for record in report.records.values():
        moved = record.state is State.OK and record.moved_to
        found["moved" if moved else str(record.state)] += 1
    return found


def remembered(text: str, report: NightReport) -> str:
    """The history with this night's line, JSON Lines, oldest first; a night has one line.

    Lines that are none of ours are dropped: the history is a picture, not a ledger.
    """
    night = report.night.date().isoformat()
    lines = {name: line for line in text.splitlines() if (name := _night_of(line))}
    lines[night] = json.dumps({"night": night, **counts(report)})
    return "".join(f"{lines[name]}\n" for name in sorted(lines)[-KEPT:])


def _night_of(line: str) -> str:
    """The line's date as ISO text; empty where the line is none of ours."""
    try:
        return date.fromisoformat(json.loads(line)["night"]).isoformat()
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def read(path: Path) -> str:
    """The history's text; empty where there is none."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
