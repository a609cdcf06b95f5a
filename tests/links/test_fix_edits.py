from datetime import UTC, date, datetime

import pytest

from roadmap_site.links.fix import Edit, edits
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record, State
from roadmap_site.problem import Where

OLD, NEW = "https://example.org/old", "https://example.org/new"
COPY = "https://web.archive.org/web/20260101000000/https://example.org/old"
PATH = "roadmap/a/b/resources/c.yml"
SEEN = datetime(2026, 11, 22, 2, 17, tzinfo=UTC)


def record(url: str, **what: object) -> Record:
    """A link that is well unless told otherwise."""
    held = {"state": State.OK, "last_ok": SEEN, "moved_since": SEEN, "moved_visits": 1, **what}
    return Record(url, date(2026, 1, 1), **held)  # type: ignore[arg-type]


def at(url: str, role: str, line: int = 1) -> Place:
    """A place of a link."""
    return Place(Where(PATH, line, 6), url, role, "c", "Title")


def test_rewrites_are_proposed_where_they_are_due() -> None:
    """Each place that a person wrote gets its edit; what hardly changes is told apart."""
    slash = f"{OLD}/"
    roles = ("url", "also", "page", "archived", "list")
    places = {OLD: tuple(at(OLD, role, line) for line, role in enumerate(roles, 1))}
    early = datetime(2026, 10, 1, tzinfo=UTC)

    trivial = edits({OLD: record(OLD, moved_to=slash)}, places)
    moved = edits({OLD: record(OLD, moved_to=NEW, moved_since=early, moved_visits=2)}, places)

    assert [(one.where.line, one.kind, one.new) for one in (*trivial, *moved)] == [
        *((line, "trivial", slash) for line in (1, 2, 3)),
        *((line, "moved", NEW) for line in (1, 2, 3)),
    ]


@pytest.mark.parametrize(
    "new",
    [
        "http://127.0.0.1/",
        "https://example.org/a b",
        "https://www.example.org/new/?utm_source=x",
    ],
    ids=["private", "no URL", "listed already"],
)
def test_unsound_rewrites_are_not_proposed(new: str) -> None:
    """An address that lint would refuse is not put into a file."""
    early = datetime(2026, 10, 1, tzinfo=UTC)
    moved = record(OLD, moved_to=new, moved_since=early, moved_visits=9)

    assert edits({OLD: moved}, {OLD: (at(OLD, "url"),), NEW: (at(NEW, "url", 9),)}) == ()


def test_copies_are_proposed_for_the_dead() -> None:
    """A dead resource without a copy gets one; its other addresses and pages do not."""
    dead = record(OLD, state=State.DEAD, archive=COPY, streak=3)
    why = "3 failing nights; the copy nearest to the last good visit"
    one, has = at(OLD, "url"), at(COPY, "archived", 2)

    found = edits({OLD: dead}, {OLD: (one, at(OLD, "also", 5), at(OLD, "page", 6))})

    assert found == (Edit(one.where, OLD, COPY, why, "archived"),)
    assert edits({OLD: dead}, {OLD: (one,), COPY: (has,)}) == ()
    assert edits({}, {OLD: (one,)}) == ()
