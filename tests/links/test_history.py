"""The counts of the nights."""

import json
from datetime import UTC, date, datetime

from roadmap_site.links.history import KEPT, counts, remembered
from roadmap_site.links.night_report import NightReport
from roadmap_site.links.record import Record, State

DAY = date(2026, 11, 22)


def night(*records: Record, day: int = 22) -> NightReport:
    begun = datetime(2026, 11, day, 18, 23, tzinfo=UTC)
    return NightReport(begun, {record.url: record for record in records}, {})


def link(name: str, state: State, moved_to: str = "") -> Record:
    return Record(f"https://a.example/{name}", DAY, state, moved_to=moved_to)


def test_every_state_is_counted() -> None:
    """A moved link is counted as moved, a dead one as dead, and what is missing as none."""
    found = counts(
        night(
            link("a", State.OK),
            link("b", State.OK, "https://b.example/"),
            link("c", State.DEAD, "https://b.example/"),
        )
    )

    assert found == dict.fromkeys(State, 0) | {"ok": 1, "moved": 1, "dead": 1}


def test_a_night_has_one_line() -> None:
    """The same night again replaces its line, and nights stay in order."""
    text = remembered("", night(link("a", State.OK)))
    text = remembered(text, night(link("a", State.OK), day=21))
    text = remembered(text, night(link("a", State.DEAD)))

    lines = [json.loads(line) for line in text.splitlines()]
    assert [(line["night"], line["ok"], line["dead"]) for line in lines] == [
        ("2026-11-21", 1, 0),
        ("2026-11-22", 0, 1),
    ]


def test_a_spoilt_history_is_no_harm() -> None:
    """Lines that are none of ours are dropped, and the last year and some is kept."""
    old = "".join(f'{{"night": "{year}-01-01"}}\n' for year in range(1000, 1000 + KEPT + 5))

    bad = f'no json\n[]\n{{}}\n{{"night": "zzz"}}\n{{"night": 1}}\n{"[" * 100_000}\n'
    text = remembered(f"{bad}{old}", night())

    lines = text.splitlines()
    assert len(lines) == KEPT
    assert json.loads(lines[0])["night"] == "1006-01-01"
    assert json.loads(lines[-1])["night"] == "2026-11-22"
