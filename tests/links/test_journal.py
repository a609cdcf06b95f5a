import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_site.links.journal import BusyError, JournalError, open_or_resume
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.project import TOOL

NIGHT = datetime(2026, 11, 22, 2, 17, tzinfo=UTC)


def seen(number: int, verdict: Verdict = Verdict.OK) -> Observation:
    """What the visit to one of many links showed."""
    return Observation(f"https://example.org/{number}", verdict, Reason.ANSWERED, NIGHT)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where a ledger would be."""
    return tmp_path / "links" / "ledger.jsonl"


@pytest.fixture
def killed(ledger: Path) -> bytes:
    """The journal of a run that saw three links and was killed."""
    with open_or_resume(ledger, NIGHT, plan="p")[0] as journal:
        for number in range(3):
            journal.append(seen(number))
    return journal.path.read_bytes()


def test_a_night_begins_with_nothing(ledger: Path) -> None:
    """The first run of a night has seen nothing yet."""
    journal, already = open_or_resume(ledger, NIGHT, plan="p")

    with journal:
        assert (journal.night, journal.plan, already) == (NIGHT, "p", {})
        assert journal.path == ledger.with_name("ledger.jsonl.journal")


@pytest.mark.usefixtures("killed")
def test_a_killed_night_is_resumed(ledger: Path) -> None:
    """The next run of the night knows all that was seen, and since when."""
    journal, already = open_or_resume(ledger, NIGHT + timedelta(hours=3), plan="other")

    with journal:
        journal.append(seen(3))

    assert (journal.night, journal.plan) == (NIGHT, "p")
    assert already == {one.url: one for one in map(seen, range(3))}
    with open_or_resume(ledger, NIGHT)[0]:
        pass
    assert len(journal.path.read_bytes().splitlines()) == 5


@pytest.mark.usefixtures("killed")
def test_an_earlier_night_is_concluded_first(ledger: Path) -> None:
    """What an earlier night left comes back under its own date, until it is finished."""
    tomorrow = NIGHT + timedelta(days=1)
    journal, already = open_or_resume(ledger, tomorrow)
    assert (journal.night, len(already)) == (NIGHT, 3)

    journal.finish()

    journal, already = open_or_resume(ledger, tomorrow)
    with journal:
        assert (journal.night, already) == (tomorrow, {})


def test_an_earlier_night_that_saw_nothing_is_forgotten(ledger: Path) -> None:
    """A journal without observations is begun anew."""
    with open_or_resume(ledger, NIGHT)[0]:
        pass

    with open_or_resume(ledger, NIGHT + timedelta(days=1))[0] as journal:
        assert journal.night == NIGHT + timedelta(days=1)


def test_the_last_word_counts(ledger: Path) -> None:
    """Of two observations of a link the later line is taken."""
    with open_or_resume(ledger, NIGHT)[0] as journal:
        journal.append(seen(1, Verdict.GONE))
        journal.append(seen(1))

    journal, already = open_or_resume(ledger, NIGHT)

    journal.close()
    assert already == {seen(1).url: seen(1)}


def test_a_cut_at_any_byte_loses_the_last_line_only(ledger: Path, killed: bytes) -> None:
    """However few bytes of the journal are left, whole lines count and the rest goes."""
    path = ledger.with_name("ledger.jsonl.journal")
    for size in range(len(killed) + 1):
        path.write_bytes(killed[:size])
        whole = max(killed[:size].count(b"\n") - 1, 0)

        journal, already = open_or_resume(ledger, NIGHT, plan="p")
        with journal:
            journal.append(seen(9))

        assert already == {one.url: one for one in map(seen, range(whole))}
        with open_or_resume(ledger, NIGHT)[0]:
            lines = path.read_bytes().splitlines(keepends=True)
        assert lines[:-1] == killed.splitlines(keepends=True)[: whole + 1]


@pytest.mark.parametrize(
    ("line", "text", "what"),
    [
        (1, b"{}", "is no header 'link-journal'"),
        (1, b'{"format":"link-journal","version":1}', "names no night"),
        (
            1,
            b'{"format":"link-journal","version":1,"night":"2026-11-22"}',
            "names a night without zone",
        ),
        (3, b"\0\0\0", "is not JSON"),
    ],
)
def test_a_broken_line_in_the_middle_is_told(
    ledger: Path, killed: bytes, line: int, text: bytes, what: str
) -> None:
    """A line that no kill explains is refused, and the lock is free again."""
    path = ledger.with_name("ledger.jsonl.journal")
    lines = killed.splitlines()
    lines[line - 1] = text
    path.write_bytes(b"\n".join(lines) + b"\n")

    for _ in range(2):
        with pytest.raises(JournalError) as caught:
            open_or_resume(ledger, NIGHT)

    repair = "delete the file: its night is then asked again"
    assert str(caught.value) == f"{path}:{line}: {what}; {repair}"


def test_two_runs_exclude_each_other(ledger: Path) -> None:
    """A second run on the same ledger is refused, until the first one ends."""
    with open_or_resume(ledger, NIGHT)[0]:
        with pytest.raises(BusyError) as caught:
            open_or_resume(ledger, NIGHT)
        other = ledger.with_name("other.jsonl")
        open_or_resume(other, NIGHT)[0].close()

    assert str(caught.value) == f"{ledger}: another check is running; wait until it ends"
    open_or_resume(ledger, NIGHT)[0].close()


def test_a_killed_run_lets_go(ledger: Path) -> None:
    """A process that dies by SIGKILL keeps neither the lock nor what it saw for itself."""
    code = (
        "import os, signal, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from roadmap_site.links.journal import open_or_resume\n"
        "from roadmap_site.links.observation import Observation, Reason, Verdict\n"
        "night = datetime(2026, 11, 22, 2, 17, tzinfo=UTC)\n"
        "journal, _ = open_or_resume(Path(sys.argv[1]), night)\n"
        "one = Observation('https://example.org/0', Verdict.OK, Reason.ANSWERED, night)\n"
        "journal.append(one)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", code, str(ledger)]
    done = subprocess.run(command, cwd=TOOL / "scripts", check=False, timeout=60)

    journal, already = open_or_resume(ledger, NIGHT)

    journal.close()
    assert done.returncode == -9
    assert already == {seen(0).url: seen(0)}


def test_the_disk_is_asked_once_a_second(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Observations of one second share one fsync."""
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    clock = ticks(0.0, 0.0, 0.4, 0.8, 1.2, 1.2, 1.6)
    with open_or_resume(ledger, NIGHT, clock=lambda: next(clock))[0] as journal:
        begun = len(synced)
        counts = []
        for number in range(4):
            journal.append(seen(number))
            counts.append(len(synced) - begun)

        monkeypatch.undo()

    assert counts == [0, 0, 1, 1]


def ticks(*times: float) -> Iterator[float]:
    """A clock that shows these seconds, and then the last one for ever."""
    yield from times
    while True:
        yield times[-1]


def test_a_full_disk_leaves_whole_lines(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, killed: bytes
) -> None:
    """What the disk took only half of is taken back, and told."""
    write = os.write
    with open_or_resume(ledger, NIGHT)[0] as journal:
        monkeypatch.setattr("os.write", lambda file, line: write(file, line[:5]))
        with pytest.raises(OSError, match="the disk took 5 of"):
            journal.append(seen(7))
        monkeypatch.undo()

        assert journal.path.read_bytes() == killed


def test_finishing_and_closing_twice_is_fine(ledger: Path) -> None:
    """The journal is gone after `finish`, whatever follows."""
    with open_or_resume(ledger, NIGHT)[0] as journal:
        journal.finish()

    journal.close()
    assert [file.name for file in ledger.parent.iterdir()] == ["ledger.jsonl.lock"]
