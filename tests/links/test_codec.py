from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.codec import BIGGEST, CodecError, decode, encode
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.record import Night, Record, State

NIGHT = datetime(2026, 11, 22, 2, 17, tzinfo=UTC)
URL = "https://example.org/"
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    datetime: st.datetimes(timezones=st.just(UTC)),
    int: st.integers(-BIGGEST, BIGGEST),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(st.characters(), max_size=20),  # lone surrogates included
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """All values that a type hint of the contract allows."""
    inner = get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) is tuple and inner[-1] is ...:
        return st.lists(any_of(inner[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*map(any_of, inner))
    if is_dataclass(hint):
        return st.builds(hint, **{k: any_of(v) for k, v in get_type_hints(hint).items()})
    return st.one_of([any_of(one) for one in inner]) if inner else st.from_type(hint)


@given(any_of(Record))
def test_records_come_back(record: Record) -> None:
    """Every record is read as it was written."""
    assert decode(Record, encode(record)) == record


@given(any_of(Observation))
def test_observations_come_back(observation: Observation) -> None:
    """Every observation is read as it was written, on one line of ASCII."""
    line = encode(observation)

    assert decode(Observation, line) == observation
    assert line.isascii()
    assert b"\n" not in line


@given(st.binary() | st.text().map(str.encode))
def test_nothing_else_is_read(line: bytes) -> None:
    """Lines that are no record are refused with one kind of error."""
    with pytest.raises(CodecError):
        decode(Record, line)


def test_a_line_reads_well() -> None:
    """Defaults are left out, and nights are lists cut where only defaults follow."""
    nights = (Night(NIGHT, Verdict.GONE, Reason.NOT_FOUND, 404),)
    record = Record(URL, date(2026, 11, 1), State.SUSPECT, streak=1, nights=nights)

    assert encode(record) == (
        b'{"url":"https://example.org/","first_seen":"2026-11-01","state":"suspect",'
        b'"streak":1,"nights":[["2026-11-22T02:17:00Z","gone","not-found",404]]}'
    )


def test_times_are_told_in_utc() -> None:
    """A time of another zone is stored as the same moment in UTC."""
    east = NIGHT.astimezone(timezone(timedelta(hours=8)))
    line = encode(Observation(URL, Verdict.OK, Reason.ANSWERED, east))

    assert b'"seen":"2026-11-22T02:17:00Z"' in line


def test_times_without_zone_are_a_bug() -> None:
    """A time of no zone is not stored."""
    with pytest.raises(ValueError, match="the time 2026-11-22 02:17:00 has no zone"):
        encode(Observation(URL, Verdict.OK, Reason.ANSWERED, NIGHT.replace(tzinfo=None)))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"url":"x","url":"y"}', "has a field twice"),
        ('{"url":"x","first_seen":"2026-11-01","nights":NaN}', "holds NaN, which is no JSON"),
        ('{"url":"x"}', "field 'first_seen' is missing"),
        ('{"urk":"x"}', "unknown field 'urk'"),
        ('{"url":1}', "url: expected a text, got '1'"),
        ('{"first_seen":"yesterday"}', "first_seen: expected a date, got 'yesterday'"),
        ('{"streak":true}', "streak: expected a whole number, got 'True'"),
        ('{"streak":1.5}', "streak: expected a whole number, got '1.5'"),
        (
            '{"streak":99999999999999999999}',
            "streak: expected a whole number, got '99999999999999999999'",
        ),
        ('{"state":"sleepy"}', "state: expected a known word, got 'sleepy'"),
        ('{"state":["ok"]}', "state: expected a known word, got \"['ok']\""),
        ('{"nights":{}}', "nights: expected a list, got '{}'"),
        ('{"nights":[[]]}', "nights: expected 3 to 6 values, got 0"),
        ('{"streak_reasons":[["gone"]]}', "streak_reasons: expected 3 values, got 1"),
        (
            '{"last_ok":"2026-11-22 02:17:00"}',
            "last_ok: expected a time in UTC, got '2026-11-22 02:17:00'",
        ),
    ],
)
def test_hostile_lines_are_refused(line: str, message: str) -> None:
    """Each wrong line is told with its field, what was expected and what was there."""
    with pytest.raises(CodecError) as caught:
        decode(Record, line.encode())

    assert str(caught.value) == message


@pytest.mark.parametrize("value", ["1e999", "-Infinity", '"1"', "true"])
def test_numbers_are_finite(value: str) -> None:
    """Seconds that no clock shows are refused."""
    with pytest.raises(CodecError):
        decode(Observation, f'{{"seconds":{value}}}'.encode())


def test_new_kinds_of_field_are_told() -> None:
    """A field of a type that has no stored form is a bug found at once."""

    @dataclass(frozen=True)
    class Strange:
        what: bytes

    with pytest.raises(TypeError, match="no way to store <class 'bytes'>"):
        encode(Strange(b""))
