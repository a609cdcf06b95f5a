"""What the build reads of a night's files, and that no broken one stops it."""

from datetime import date
from pathlib import Path

import pytest

from made_ledger import every_state, remembered
from roadmap_site.link_ledger import link_health, tallies

LINE = '{"night": "2026-11-22", "ok": 3}'


def test_no_files_are_no_fault(tmp_path: Path) -> None:
    """A project that no night has seen knows nothing and warns of nothing."""
    health = link_health(tmp_path)

    assert (health.records, health.tallies, health.warnings) == ({}, (), ())
    assert health.state("https://example.org/") == "new"
    assert health.night is None


def test_a_ledger_is_read_whole(tmp_path: Path) -> None:
    """Every record and every night of the history is there."""
    health = link_health(remembered(tmp_path, every_state()))

    assert health.records == every_state()
    assert len(health.tallies) == 90
    assert health.night == date(2026, 11, 22)
    assert health.warnings == ()


def test_a_broken_ledger_is_told_and_left_out(tmp_path: Path) -> None:
    """One broken line makes the ledger unknown, in words; the history stays."""
    path = remembered(tmp_path, every_state()) / ".links" / "ledger.jsonl"
    path.write_text(path.read_text("utf-8") + "\u202e{\n", encoding="utf-8")
    health = link_health(tmp_path)

    assert health.records == {}
    assert len(health.tallies) == 90
    assert health.warnings == (
        (
            f"{path}:11: is not JSON; restore its last good version, or delete it: every link "
            "then starts anew; until then the site says 'not yet checked'"
        ),
    )


def test_a_linked_ledger_is_refused(tmp_path: Path) -> None:
    """A symbolic link could bring any file of the machine into the log."""
    (tmp_path / ".links").mkdir()
    (tmp_path / ".links" / "ledger.jsonl").symlink_to("/etc/hostname")

    assert link_health(tmp_path).warnings == (
        ".links/ledger.jsonl:1:1: is a symbolic link; put the file itself here",
    )


def test_an_unreadable_ledger_is_told(tmp_path: Path) -> None:
    """A folder in the ledger's place is a warning, too."""
    path = tmp_path / ".links" / "ledger.jsonl"
    path.mkdir(parents=True)

    assert link_health(tmp_path).warnings == (
        f"[Errno 21] Is a directory: '{path}'; until then the site says 'not yet checked'",
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '"x"',
        "{}",
        '{"night": 3}',
        '{"night": "yesterday"}',
        '{"night": "2026-11-22", "ok": -1}',
        '{"night": "2026-11-22", "ok": true}',
        '{"night": "2026-11-22", "ok": 1e3}',
        '{"night": "2026-11-22", "ok": 1000000000000}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:40] or "empty",
)
def test_a_broken_night_is_told_and_left_out(line: str) -> None:
    """The other nights count; the first broken line is named."""
    nights, warning = tallies([LINE, line])

    assert [one.night for one in nights] == [date(2026, 11, 22)]
    assert warning == (
        '.links/history.jsonl:2:1: is no night, {"night": "2026-11-22", "ok": 1}; '
        "delete the line"
    )


def test_nights_are_sorted_and_the_later_line_counts() -> None:
    """A night that stands there twice is counted once."""
    nights, _ = tallies([LINE, '{"night": "2026-11-20"}', LINE.replace("3", "4")])

    assert [(one.night.day, one.counts["ok"]) for one in nights] == [(20, 0), (22, 4)]


def test_the_feed_is_published_as_it_is(tmp_path: Path) -> None:
    """What the nights wrote as a feed is read whole; anything else is left out."""
    folder = tmp_path / ".links"
    folder.mkdir()
    (folder / "transitions.atom").write_text("<?xml version='1.0'?><feed/>", encoding="utf-8")
    (tmp_path / "other" / ".links").mkdir(parents=True)
    (tmp_path / "other" / ".links" / "transitions.atom").write_text("<html>", encoding="utf-8")

    feeds = [link_health(root).feed for root in (tmp_path, tmp_path / "other", tmp_path / "no")]

    assert feeds == ["<?xml version='1.0'?><feed/>", "", ""]
