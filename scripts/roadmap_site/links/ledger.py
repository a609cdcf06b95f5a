"""The stored history: a record a line, sorted by URL, so that git shows a night's changes."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from roadmap_site.links.codec import encode
from roadmap_site.links.disk import replace
from roadmap_site.links.lines import Form, StorageError, read
from roadmap_site.links.record import Record


class LedgerError(StorageError):
    """The ledger can't be read; nothing of it may be used."""


FORM = Form(
    "link-ledger",
    LedgerError,
    "restore its last good version, or delete it: every link then starts anew",
)


def load(path: Path) -> dict[str, Record]:
    """`{url: record}`, sorted by URL; empty where there is no ledger yet.

    Raises `LedgerError` for a file of which any line is not sound.
    """
    try:
        stored = read(path, FORM, Record)
    except FileNotFoundError:
        return {}
    assert stored is not None  # only a file that may be torn can be None
    found = {record.url: record for record in stored.records}
    if len(found) != len(stored.records):
        raise FORM.refuse(path, _second(stored.records), "repeats a URL")
    return dict(sorted(found.items()))


def write(path: Path, records: Mapping[str, Record]) -> None:
    """Ensure that the file holds exactly these records; equal records make equal bytes.

    It is replaced whole or not at all, and durable on return. Raises `OSError`.
    """
    lines = (encode(records[url]) + b"\n" for url in sorted(records))
    replace(path, chain((FORM.header(),), lines))


def _second(records: Iterable[Record]) -> int:
    """The 1-based line of the first record whose URL stood before; the header is line 1."""
    seen: set[str] = set()
    for number, record in enumerate(records, 2):
        if record.url in seen:
            return number
        seen.add(record.url)
    return 1
