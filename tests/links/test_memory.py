from dataclasses import replace

import pytest

from links.nights import after, day, night, visit
from roadmap_site.links.health import following, rewrite_due
from roadmap_site.links.record import Record, State

GOOD = {"title": "Linear algebra", "fingerprint": "00000000ffffffff", "length": 900}
PARKED = {"title": "QXZ 8871", "fingerprint": "ffffffff00000000", "length": 80}


def dead_page() -> Record:
    return after("410 410", following(None, visit("ok", 0, **GOOD)), first=1)


def test_another_page_in_its_place_is_not_the_page() -> None:
    """A dead page that comes back as a wholly different one recovers only after 90 days."""
    record = dead_page()
    for number in range(3, 93):
        record = following(record, visit("ok", number, etag='"x"', **PARKED))

    assert (record.state, record.note) == (State.RECOVERING, "content-changed")
    assert (record.title, record.etag, record.last_ok) == ("Linear algebra", "", night(0))
    record = following(record, visit("ok", 93, **PARKED))
    assert (record.state, record.note, record.title) == (State.OK, "", "QXZ 8871")


def test_the_page_itself_comes_back() -> None:
    """A dead page that comes back with its old text, title changed or not, recovers."""
    record = following(dead_page(), visit("ok", 3, **(GOOD | {"title": "Welcome back"})))

    assert (record.state, record.note) == (State.RECOVERING, "")
    assert following(record, visit("ok", 4, **GOOD)).state is State.OK


def test_rewrite_takes_a_week() -> None:
    """A permanent redirect is proposed once it led to the same page for a week."""
    there = {"moved_to": "https://example.org/new"}
    first = following(after("ok"), visit("moved", 1, **there))
    second = following(first, visit("moved", 7, **there))
    third = following(second, visit("moved", 8, **there))

    assert [rewrite_due(one) for one in (first, second, third)] == ["", "", there["moved_to"]]
    elsewhere = following(third, visit("moved", 9, moved_to="https://example.org/newer"))
    assert rewrite_due(elsewhere) == ""
    assert rewrite_due(following(third, visit("ok", 9))) == ""
    assert rewrite_due(following(third, visit("404", 9))) == ""


@pytest.mark.parametrize(
    ("old", "new", "at_once"),
    [
        ("http://example.org/a", "https://example.org/a", True),
        ("https://example.org/a", "https://example.org/a/", True),
        ("http://www.example.org/a?b=1#c", "https://example.org/a/?b=1#c", True),
        ("https://example.org/a", "https://example.org/b", False),
        ("https://example.org/a", "https://example.org/a?b", False),
        ("https://example.org/a", "http://example.org/a", False),
        ("https://example.org/a", "https://[broken/a", False),
    ],
)
def test_trivial_rewrites_need_no_week(old: str, new: str, at_once: bool) -> None:  # noqa: FBT001
    """A redirect that only adds a slash, drops `www.` or turns to https is proposed at once."""
    record = following(None, visit("moved", 0, old, moved_to=new))

    assert rewrite_due(record) == (new if at_once else "")


def test_validators_come_from_pages_that_were_read() -> None:
    """Validators are kept through 304s, for 30 days, and replaced by the next page."""
    record = following(None, visit("ok", 0, etag='"1"', last_modified="Sun", **GOOD))
    young = following(record, visit("304", 29))
    old = following(young, visit("304", 30))

    assert (young.etag, young.last_modified, young.judged) == ('"1"', "Sun", day(0))
    assert (old.etag, old.last_modified, old.title) == ("", "", "Linear algebra")
    assert following(old, visit("ok", 31, etag='"2"')).judged == day(31)
    assert following(record, visit("404", 1, etag='"9"')).etag == '"1"'


def test_a_damaged_fingerprint_is_no_proof() -> None:
    """A fingerprint that is none leaves a page its good name as long as its title is known."""
    record = replace(dead_page(), fingerprint="<b>")

    assert following(record, visit("ok", 3, **GOOD)).note == ""


def test_a_taken_over_page_is_not_forgotten_behind_a_wall() -> None:
    """A page that came back as another one stays so, however often robots are turned away."""
    record = following(dead_page(), visit("ok", 3, **PARKED))
    record = after("wall wall wall wall", record, first=4)

    assert following(record, visit("ok", 8, **PARKED)).state is State.RECOVERING
