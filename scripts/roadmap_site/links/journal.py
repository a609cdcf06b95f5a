"""What a running night has seen so far, beside the ledger: a killed run asks nothing twice.

Order at the end of a night: ledger replaced, then `finish`. Killed between the two, the
next run finds both and concludes the night again, which changes nothing (`health.py`).
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from roadmap_site.links.codec import encode
from roadmap_site.links.disk import sync_folder
from roadmap_site.links.lines import Form, StorageError, Stored, night_of, read
from roadmap_site.links.observation import Observation

if sys.platform != "win32":
    import fcntl

PAUSE = 1.0  # seconds between two fsyncs: what a power cut may cost; a killed run loses nothing


class JournalError(StorageError):
    """The journal can't be read."""


class BusyError(StorageError):
    """Another run is at work on the same ledger."""


FORM = Form("link-journal", JournalError, "delete the file: its night is then asked again")


@dataclass(frozen=True)
class Begun:
    """When a night began and for which plan, and how many bytes its journal holds whole."""

    night: datetime  # UTC
    plan: str = ""
    size: int = 0


class Journal:
    """The open journal of one night; holds the ledger's lock until `close` or `finish`.

    `night` and `plan` are those of the run that began it: after a kill, not this run's.
    """

    def __init__(
        self,
        path: Path,
        begun: Begun,
        *,
        lock: int = -1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path, self.night, self.plan = path, begun.night, begun.plan
        self._size, self._lock, self._clock = begun.size, lock, clock
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o644)
        os.ftruncate(self._file, begun.size)
        self._synced = clock()
        if not begun.size:
            self._write(FORM.header(night=self.night.isoformat(), plan=self.plan))
            self._sync()
            sync_folder(path.parent)

    def append(self, observation: Observation) -> None:
        """Ensure that the observation outlives this process, and soon a power cut too.

        Raises `OSError` where the disk is full; the journal then still ends in a whole line.
        """
        self._write(encode(observation) + b"\n")
        if self._clock() - self._synced >= PAUSE:
            self._sync()

    def close(self) -> None:
        """Make everything durable, and let other runs at the ledger; may be called twice."""
        if self._file >= 0:
            self._sync()
            os.close(self._file)
            _unlock(self._lock)
            self._file = -1

    def finish(self) -> None:
        """Delete the journal: its night is in the ledger."""
        # Unlinked under the lock: behind it the next run's journal would be deleted.
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)
        self.close()

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, and keep the file."""
        self.close()

    def _write(self, line: bytes) -> None:
        written = os.write(self._file, line)
        if written != len(line):
            os.ftruncate(self._file, self._size)
            raise OSError(f"{self.path}: the disk took {written} of {len(line)} bytes")
        self._size += written

    def _sync(self) -> None:
        os.fsync(self._file)
        self._synced = self._clock()


def open_or_resume(
    ledger: Path,
    night: datetime,
    *,
    plan: str = "",
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Journal, dict[str, Observation]]:
    """The ledger's journal, and what it holds already: `{url: observation}`, the last one wins.

    Where `journal.night` has another UTC date than `night`, an earlier night was not finished:
    conclude it, write the ledger, `finish`, and open again. Open before loading the ledger:
    the journal keeps other runs out. Raises `BusyError` if one is at work, `JournalError`
    for a broken line before the last.
    """
    ledger.parent.mkdir(parents=True, exist_ok=True)
    path = ledger.with_name(f"{ledger.name}.journal")
    lock = _locked(ledger)
    try:
        stored = _stored(path)
        if stored is None or not stored.records:
            return Journal(path, Begun(night, plan), lock=lock, clock=clock), {}
        night, plan = night_of(path, FORM, stored), stored.header.get("plan", "")
        journal = Journal(path, Begun(night, plan, stored.size), lock=lock, clock=clock)
    except BaseException:
        _unlock(lock)
        raise
    return journal, {one.url: one for one in stored.records}


def _stored(path: Path) -> Stored[Observation] | None:
    try:
        return read(path, FORM, Observation, torn=True)
    except FileNotFoundError:
        return None


def _locked(ledger: Path) -> int:
    """The lock of this ledger, as a file descriptor; the system frees it when we are killed.

    The file stays for good: deleting it would let two runs hold two locks of one name.
    """
    path = ledger.with_name(f"{ledger.name}.lock")
    lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    if sys.platform != "win32":  # Windows has no such lock
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise BusyError(f"{ledger}: another check is running; wait until it ends") from None
    return lock


def _unlock(lock: int) -> None:
    if lock >= 0:
        os.close(lock)
