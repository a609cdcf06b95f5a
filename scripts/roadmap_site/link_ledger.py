"""Reads what the nightly link check left in `.links/`: the site is whole without it."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from roadmap_site.links.ledger import LedgerError, load
from roadmap_site.links.record import Record
from roadmap_site.problem import printable
from roadmap_site.render.link_health import ORDER, LinkHealth, Tally

LEDGER = ".links/ledger.jsonl"
HISTORY = ".links/history.jsonl"
FEED = ".links/transitions.atom"
_LARGEST_HISTORY = 4 * 1024 * 1024  # bytes; a night is a line of 150


def link_health(root: Path) -> LinkHealth:
    """The links' health as the project's ledger and history tell it.

    A missing file is no fault. A broken one becomes a warning, a line for people, and what
    it would have told is not known: the build goes on without it.
    """
    records, broken_ledger = _records(root)
    tallies, broken_history = _tallies(root)
    warnings = tuple(printable(line) for line in (broken_ledger, broken_history) if line)
    return LinkHealth(records, tallies, warnings, _feed(root / FEED))


def _feed(path: Path) -> str:
    """The feed's text; empty where there is none, or nothing that could be one."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST_HISTORY:
            return ""
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return text if text.startswith("<?xml") else ""


def _records(root: Path) -> tuple[dict[str, Record], str]:
    path = root / LEDGER
    if path.is_symlink():
        return {}, f"{LEDGER}:1:1: is a symbolic link; put the file itself here"
    try:
        return load(path), ""
    except (LedgerError, OSError) as error:
        return {}, f"{error}; until then the site says 'not yet checked'"


def _tallies(root: Path) -> tuple[tuple[Tally, ...], str]:
    path = root / HISTORY
    try:
        if not path.exists():
            return (), ""
        if path.is_symlink() or path.stat().st_size > _LARGEST_HISTORY:
            return (), f"{HISTORY}:1:1: is a link or larger than 4 MiB; keep its latest lines"
        return tallies(path.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError as error:
        return (), f"{HISTORY}:1:1: cannot be read ({error.strerror}); look at its permissions"


def tallies(lines: Iterable[str]) -> tuple[tuple[Tally, ...], str]:
    """The history's nights, oldest first, and what to say of the first line that is none.

    Of a night that stands there twice, the later line counts.
    """
    found: dict[date, Tally] = {}
    warning = ""
    for number, line in enumerate(lines, 1):
        try:
            one = _tally(line)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            what = 'is no night, {"night": "2026-11-22", "ok": 1}; delete the line'
            warning = warning or f"{HISTORY}:{number}:1: {what}"
        else:
            found[one.night] = one
    return tuple(found[night] for night in sorted(found)), warning


def _tally(line: str) -> Tally:
    counts = json.loads(line)
    night = date.fromisoformat(counts["night"])
    numbers = {state: counts.get(state, 0) for state in ORDER}
    if any(type(number) is not int or not 0 <= number < 10**9 for number in numbers.values()):
        raise ValueError
    return Tally(night, numbers)
