import stat
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap_site.links import ledger
from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.record import Night, Record, State

SEEN = datetime(2026, 11, 22, 2, 17, 5, tzinfo=UTC)
HEADER = '{"format":"link-ledger","version":1}\n'
GOOD = '{"url":"https://example.org/","first_seen":"2026-11-01"}\n'
REPAIR = "restore its last good version, or delete it: every link then starts anew"


def records(*urls: str) -> dict[str, Record]:
    """Sound records of these links."""
    nights = tuple(Night(SEEN, Verdict.OK, Reason.ANSWERED, 200) for _ in range(10))
    return {
        url: Record(url, date(2026, 11, 1), State.OK, last_ok=SEEN, nights=nights, title="学")
        for url in urls
    }


def test_what_is_written_is_loaded(tmp_path: Path) -> None:
    """A ledger comes back as it was, sorted by URL."""
    path = tmp_path / "new" / "ledger.jsonl"

    ledger.write(path, records("https://b.example/", "https://a.example/"))

    assert ledger.load(path) == records("https://a.example/", "https://b.example/")
    assert list(ledger.load(path)) == ["https://a.example/", "https://b.example/"]


def test_the_first_night_has_no_ledger(tmp_path: Path) -> None:
    """A missing file is an empty ledger."""
    assert ledger.load(tmp_path / "ledger.jsonl") == {}


def test_equal_ledgers_are_equal_bytes(tmp_path: Path) -> None:
    """The order in which links were seen leaves no trace in the file."""
    one, other = tmp_path / "one", tmp_path / "other"
    urls = ["https://a.example/", "https://b.example/", "https://a.example/é"]

    ledger.write(one, records(*urls))
    ledger.write(other, records(*reversed(urls)))

    assert one.read_bytes() == other.read_bytes()
    assert one.read_text("ascii").startswith(HEADER)


def test_it_is_replaced_whole(tmp_path: Path) -> None:
    """Writing leaves one file, with the rights that it had."""
    path = tmp_path / "ledger.jsonl"
    ledger.write(path, records("https://a.example/"))
    path.chmod(0o640)

    ledger.write(path, records("https://b.example/"))

    assert [file.name for file in tmp_path.iterdir()] == ["ledger.jsonl"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(ledger.load(path)) == ["https://b.example/"]


def test_what_can_t_be_written_changes_nothing(tmp_path: Path) -> None:
    """A record that can't be stored leaves the former ledger in place."""
    path = tmp_path / "ledger.jsonl"
    ledger.write(path, records("https://a.example/"))
    broken = Record("https://b.example/", date(2026, 11, 1), last_ok=datetime(2026, 11, 1))  # noqa: DTZ001

    with pytest.raises(ValueError, match="has no zone"):
        ledger.write(path, {broken.url: broken})

    assert ledger.load(path) == records("https://a.example/")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "has no header 'link-ledger'"),
        (GOOD, 1, "is no header 'link-ledger'"),
        ('{"format":"link-shard","version":1}\n', 1, "is no header 'link-ledger'"),
        (
            '{"format":"link-ledger","version":2}\n',
            1,
            "is of version '2'; this program reads version 1",
        ),
        (
            '{"format":"link-ledger","version":true}\n',
            1,
            "is of version 'True'; this program reads version 1",
        ),
        (HEADER + "<<<<<<< HEAD\n" + GOOD, 2, "is not JSON"),
        (HEADER + GOOD + GOOD.strip(), 3, "is cut off"),
        (HEADER + GOOD + "\n", 3, "is not JSON"),
        (HEADER + GOOD + GOOD, 3, "repeats a URL"),
        (HEADER + GOOD.replace("}", ',"state":"\\u001b[2J"}'), 2, None),
    ],
    ids=[
        "empty",
        "no header",
        "other form",
        "newer",
        "no version",
        "merge conflict",
        "cut off",
        "blank line",
        "twice",
        "escape sequence",
    ],
)
def test_broken_ledgers_are_refused(
    tmp_path: Path, text: str, line: int, what: str | None
) -> None:
    """Of a ledger with one unsound line nothing is used, and the line is named."""
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(text.encode())
    what = what or "state: expected a known word, got '\\x1b[2J'"

    with pytest.raises(ledger.LedgerError) as caught:
        ledger.load(path)

    assert str(caught.value) == f"{path}:{line}: {what}; {REPAIR}"


def test_big_ledgers_are_quick(tmp_path: Path) -> None:
    """Ten thousand links with ten nights each are written and read in a moment."""
    path = tmp_path / "ledger.jsonl"
    many = records(*(f"https://example.org/{number}" for number in range(10_000)))
    begun = time.process_time()

    ledger.write(path, many)

    assert ledger.load(path) == many
    assert time.process_time() - begun < 10
