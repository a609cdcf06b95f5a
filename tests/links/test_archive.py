import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roadmap_site.links.adapters.provider import AskError, Get, Reply
from roadmap_site.links.archive import API, nearest, with_copies
from roadmap_site.links.record import Record, State

URL = "https://example.org/a?b=1"
LAST = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
TODAY = date(2026, 11, 22)
COPY = "http://web.archive.org/web/20260303000000/https://example.org/a?b=1"
LOOKUP = f"https://web.archive.org/web/20260304050607/{URL}"


def said(url: object = COPY, **more: object) -> bytes:
    """The API's answer that names this copy, in the documented form."""
    closest = {"available": True, "url": url, "timestamp": "20260303000000", "status": "200"}
    return json.dumps({"url": URL, "archived_snapshots": {"closest": closest | more}}).encode()


class Archive:
    """An archive that gives the same answer to each question and keeps the questions."""

    def __init__(self, body: bytes = b"", status: int = 200, *, up: bool = True) -> None:
        self.reply, self.up = Reply(status, {}, body), up
        self.asked: list[str] = []
        self.pauses: list[float] = []

    async def get(self, url: str) -> Reply:
        """The answer; raises `AskError` where the archive is down."""
        self.asked.append(url)
        if not self.up:
            raise AskError("down")
        return self.reply

    async def pause(self, seconds: float) -> None:
        """Wait in no time."""
        self.pauses.append(seconds)


def find(get: Get, url: str = URL, last_ok: datetime | None = LAST) -> str:
    """The nearest copy, asked for and waited for."""
    return asyncio.run(nearest(url, last_ok, get))


def test_the_copy_of_the_last_good_day_is_asked_for() -> None:
    """The question names the link and the day; the answer is told with https."""
    archive = Archive(said())

    assert find(archive.get) == COPY.replace("http:", "https:", 1)
    assert archive.asked == [
        f"{API}?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&timestamp=20260304"
    ]


def test_the_fragment_is_kept() -> None:
    """The archive is asked for the page, and the copy opens at the same part."""
    archive = Archive(said())

    assert find(archive.get, f"{URL}#part").endswith("?b=1#part")
    assert "part" not in archive.asked[0]


def test_a_link_never_seen_alive_is_looked_up_as_it_is() -> None:
    """Without a last good visit no day is named."""
    archive = Archive(b'{"archived_snapshots": {}}')

    assert find(archive.get, last_ok=None) == f"https://web.archive.org/web/{URL}"
    assert "timestamp" not in archive.asked[0]


@pytest.mark.parametrize(
    "archive",
    [
        Archive(b'{"archived_snapshots": {}}'),
        Archive(up=False),
        Archive(said(), status=429),
        Archive(b"<html>"),
        Archive(b"[" * 100_000),
        Archive(b"[]"),
        Archive(b'{"archived_snapshots": []}'),
        Archive(b'{"archived_snapshots": {"closest": 7}}'),
        Archive(said("https://evil.example/web/2026/x")),
        Archive(said("https://web.archive.org@evil.example/web/2026/x")),
        Archive(said("https://web.archive.org/web/2026/<script>")),
        Archive(said("javascript:alert(1)")),
        Archive(said(None)),
        Archive(said(available="yes")),
        Archive(said(status="404")),
    ],
    ids=[
        "no copy",
        "down",
        "busy",
        "HTML",
        "bomb",
        "list",
        "empty list",
        "number",
        "other host",
        "user name",
        "markup",
        "script",
        "no URL",
        "not available",
        "copy of an error",
    ],
)
def test_else_the_archive_s_own_search_is_offered(archive: Archive) -> None:
    """Whatever the archive says instead of a copy, the reader gets a link that looks it up."""
    assert find(archive.get) == LOOKUP


def dead(number: int, **more: object) -> Record:
    """A link that died."""
    url = f"https://example.org/{number}"
    return replace(Record(url, date(2026, 1, 1), State.DEAD, last_ok=LAST), **more)  # type: ignore[arg-type]


def run(archive: Archive, *records: Record, most: int = 60) -> dict[str, Record]:
    """The records with their copies."""
    known = {one.url: one for one in records}
    copies = with_copies(known, archive.get, TODAY, pause=archive.pause, most=most)
    return asyncio.run(copies)


def test_only_the_dead_are_asked_for_and_slowly() -> None:
    """One question a second, none for a link that may come back or that has its copy."""
    archive = Archive(said())
    fresh = dead(3, archive=COPY, archive_asked=date(2026, 10, 24))
    alive = replace(dead(4), state=State.SUSPECT)

    found = run(archive, dead(1), dead(2), fresh, alive)

    copy = COPY.replace("http:", "https:", 1)
    assert [one.archive for one in found.values()] == [copy, copy, COPY, ""]
    assert found["https://example.org/1"].archive_asked == TODAY
    assert (len(archive.asked), archive.pauses) == (2, [1.0])


def test_a_copy_is_asked_for_again_after_a_month() -> None:
    """Thirty days later the archive may know a better one."""
    archive = Archive(said())

    run(archive, dead(1, archive=LOOKUP, archive_asked=date(2026, 10, 23)))

    assert len(archive.asked) == 1


def test_an_archive_in_trouble_is_left_alone() -> None:
    """After one question without answer the others wait for another night."""
    archive = Archive(status=503)

    found = run(archive, dead(1), dead(2, archive=COPY))

    assert len(archive.asked) == 1
    assert [one.archive_asked for one in found.values()] == [None, None]
    assert [one.archive for one in found.values()] == [
        "https://web.archive.org/web/20260304050607/https://example.org/1",
        COPY,
    ]


def test_a_night_asks_a_bounded_number() -> None:
    """Many dead links are asked for over several nights."""
    archive = Archive(b'{"archived_snapshots": {}}')

    found = run(archive, *(dead(number) for number in range(5)), most=2)

    assert len(archive.asked) == 2
    assert [one.archive_asked for one in found.values()] == [TODAY, TODAY, None, None, None]
    assert all(one.archive for one in found.values())


def test_a_slow_archive_does_not_hold_up_the_night() -> None:
    """After three minutes the others get an address to look a copy up, and their turn later."""
    archive = Archive(said())
    records = {one.url: one for one in map(dead, range(9))}
    times = iter(range(0, 900, 50))

    found = asyncio.run(
        with_copies(records, archive.get, TODAY, pause=archive.pause, clock=lambda: next(times))
    )

    assert len(archive.asked) == 3
    assert [one.archive_asked for one in found.values()] == [TODAY] * 3 + [None] * 6
    assert all(one.archive for one in found.values())
