from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from links.nights import after, day, known, night, visit
from roadmap_site.links.health import following
from roadmap_site.links.record import Record
from roadmap_site.links.schedule import due, next_visit, plan

URLS = [f"https://host-{number % 7}.example/{number}" for number in range(700)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ok", 1),
        ("ok ok", 1),
        ("404", 1),
        ("ok 404 wall", 1),
        ("ok dns", 1),
        ("ok held:503", 1),
        ("ok stopped", 1),
        ("wall", 1),
        ("invalid", 1),
        ("ok 410 410", 1),
        ("ok 410 410 410", 2),
        ("ok 410 410 410 410", 4),
        ("ok 410 410 410 410 410 wall", 16),
        ("ok 410 410" + " 410" * 9, 30),
        ("ok 410 410 410 410 anchor", 1),
        ("ok 410 410 ok", 1),
        ("ok ok ok ok ok ok 404 ok ok", 1),
    ],
)
def test_next_visit(words: str, days: int) -> None:
    """Doubtful links are asked again the next night, dead ones ever more rarely."""
    record = after(words)
    today = record.nights[-1].seen.date()

    assert next_visit(record, today) == today + timedelta(days=days)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ok " * 3, 2),
        ("ok " * 6, 4),
        ("ok " * 9, 7),
        ("ok " * 100, 7),
        ("wall " * 4, 7),
        ("timeout ok " * 4 + "ok " * 5, 1),
        ("timeout ok " * 4 + "ok " * 6, 2),
    ],
    ids=["3 good", "6 good", "9 good", "100 good", "walled", "flaky", "less flaky"],
)
def test_turns(words: str, days: int) -> None:
    """Links that keep well take turns: each has one within so many days, evenly spread."""
    record = after(words)
    today = record.nights[-1].seen.date()
    turns = Counter(next_visit(replace(record, url=url), today) for url in URLS)

    assert sorted(turns) == [today + timedelta(days=one) for one in range(1, days + 1)]
    assert min(turns.values()) > 0.6 * len(URLS) / days


def test_due() -> None:
    """New links are due, healthy ones by turns, dead and walled ones at their own pace."""
    healthy, dead, walled = after("ok " * 10), after("410 " * 6), after("wall " * 8)
    turns = [due(replace(healthy, url=url), day(10), every=False) for url in URLS]
    week = [due(walled, day(number), every=False) for number in range(8, 15)]

    assert due(None, day(0), every=False)
    assert any(turns)
    assert not all(turns)
    assert [due(dead, day(at), every=False) for at in (20, 21)] == [False, True]
    assert any(week)
    assert not week[0]


@pytest.mark.parametrize("words", ["ok " * 20, "410 " * 9, "wall " * 9])
def test_every_link_may_be_due(words: str) -> None:
    """Where the night has room for all, no link waits for its turn."""
    assert due(after(words), day(20), every=True)


def test_a_stored_day_is_kept() -> None:
    """The ledger's day for the next visit rules, also where thresholds have changed since."""
    record = replace(after("ok"), due=day(5))

    assert [due(record, day(at), every=False) for at in (4, 5)] == [False, True]


def test_a_host_is_left_alone_as_long_as_it_asks() -> None:
    """Nobody is asked on the day that the host named or before, nor put off for ever."""
    record = following(None, visit("wall", 0, not_before=night(3)))
    hostile = following(None, visit("wall", 0, not_before=night(9999)))

    assert [due(record, day(at), every=True) for at in (3, 4)] == [False, True]
    assert next_visit(record, day(0)) == day(4)
    assert next_visit(hostile, day(0)) == day(31)


def test_everything_fits() -> None:
    """A small list is asked whole every night, the host with the most links first."""
    urls = [*URLS[:3], "https://host-1.example/z"]
    found = plan(urls, known(urls, "ok " * 20), day(20), minutes=10, per_host=2)

    assert found.asked == (URLS[1], "https://host-1.example/z", URLS[0], URLS[2])
    assert (found.skipped, found.adaptive) == ((), False)
    assert found.floor_seconds == pytest.approx(0.3)


def test_too_much_for_a_night() -> None:
    """Where a host has more links than the night has time, healthy links take turns."""
    urls = [f"https://one.example/{number}" for number in range(700)]
    records = known(urls, "ok " * 20) | {urls[0]: replace(after("404"), url=urls[0])}
    nights = [plan(urls, records, day(20 + at), minutes=1, per_host=2) for at in range(7)]

    assert all(one.adaptive and urls[0] in one.asked for one in nights)
    assert all(sorted((*one.asked, *one.skipped)) == sorted(urls) for one in nights)
    assert 70 < len(nights[0].asked) < 130
    assert nights[0].floor_seconds == pytest.approx(0.15 * len(nights[0].asked))


def test_the_longest_waiting_go_first() -> None:
    """Within a host, links that an earlier night did not reach come first."""
    urls = URLS[:21:7]
    records: dict[str, Record] = {
        url: replace(one, due=day(9 - number))
        for number, (url, one) in enumerate(known(urls, "ok " * 9).items())
    }

    assert plan(urls, records, day(9), minutes=0, per_host=2).asked == (*urls[::-1],)


def test_an_empty_plan() -> None:
    """No links make no work."""
    found = plan([], {}, date(2026, 11, 1), minutes=0, per_host=2)

    assert (found.asked, found.skipped, found.floor_seconds, found.adaptive) == (
        (),
        (),
        0,
        False,
    )
