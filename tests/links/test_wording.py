from dataclasses import replace
from datetime import date

import pytest

from roadmap_site.links.observation import Reason
from roadmap_site.links.record import State
from roadmap_site.links.reports.findings import SEVERITY, Kind
from roadmap_site.links.reports.wording import REASONS, STATES, days, failures, reason, seen
from told_night import ago, dead, failing, plain


def test_everything_has_words() -> None:
    """Every reason and state has English words, every kind of finding a severity."""
    assert set(REASONS) == set(Reason)
    assert set(STATES) == set(State)
    assert set(SEVERITY) == set(Kind)
    assert len(set(REASONS.values())) == len(REASONS)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], ""),
        ([date(2026, 11, 2)], "2 Nov 2026"),
        ([date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)], "30 Nov, 1, 2 Dec 2026"),
        ([date(2026, 12, 31), date(2027, 1, 1)], "31 Dec 2026, 1 Jan 2027"),
    ],
    ids=["none", "one", "two months", "two years"],
)
def test_dates_are_short(dates: list[date], expected: str) -> None:
    """Month and year are named once, after the last day that is in them."""
    assert days(dates) == expected


def test_evidence_by_night() -> None:
    """Nights with the same evidence are told together."""
    nights = (*failing(4, 3), *failing(1, reason=Reason.TIMEOUT, evidence=""))
    record = plain("https://example.org/", State.SUSPECT, *nights)

    expected = (
        "failed 3 nights: 404 Not Found (18, 19 Nov 2026), no answer in time (21 Nov 2026)"
    )
    assert seen(record) == expected
    assert reason(record) is Reason.TIMEOUT


def test_evidence_passes_the_quote() -> None:
    """Words from the web are quoted as the report's format wants it; ours are not."""
    assert seen(dead(), str.upper) == "failed 3 nights: 404 NOT FOUND (19, 21, 22 Nov 2026)"


def test_long_streaks() -> None:
    """Where the ledger has forgotten the first nights the text says since when."""
    record = replace(dead(), failing_since=ago(30))

    assert seen(record) == (
        "failing since 23 Oct 2026, lately: 404 Not Found (19, 21, 22 Nov 2026)"
    )


def test_checks_after_death_are_no_news() -> None:
    """Nights after a link's death are not told, whatever they showed."""
    later = replace(dead(), since=ago(1).date())

    assert [one.seen for one in failures(later)] == [ago(3), ago(1)]


def test_forgotten_nights() -> None:
    """Without a night on record the streak's reason remains, and without that nothing."""
    record = replace(dead(), nights=())

    assert seen(record) == "not found"
    assert seen(replace(record, streak_reasons=())) == "no failing night is on record"
    assert reason(replace(record, streak_reasons=())) is None
