"""Files of one JSON object a line below a header that names the form: what we store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from roadmap_site.links.codec import CodecError, decode, parse, text
from roadmap_site.problem import UnusableError, printable, shown

T = TypeVar("T")
VERSION = 1


class StorageError(UnusableError):
    """A stored file can't be used: `path:line: what is wrong; how to mend it`."""


@dataclass(frozen=True)
class Form:
    """A kind of file: its name in the header, its error, and what mends a broken one."""

    name: str
    error: type[StorageError]
    repair: str

    def header(self, **more: str) -> bytes:
        """The first line of a file of this form, with its line feed."""
        return f"{text({'format': self.name, 'version': VERSION, **more})}\n".encode()

    def refuse(self, path: Path, line: int, what: str) -> StorageError:
        """The error to raise about this line."""
        return self.error(printable(f"{path}:{line}: {what}; {self.repair}"))


@dataclass(frozen=True)
class Stored(Generic[T]):
    """What a file holds: the header's own fields, the records, and the bytes of whole lines."""

    header: Mapping[str, str]
    records: tuple[T, ...]
    size: int


def read(path: Path, form: Form, kind: type[T], *, torn: bool = False) -> Stored[T] | None:
    """All of the file; None where not even its header is whole and it may be torn.

    `torn` says that a last line without line feed is what a killed run left, and no error.
    Raises the form's error for any line that is not sound: never half a file.
    """
    header: dict[str, str] | None = None
    records, size = [], 0
    for number, line in _whole_lines(path, form, torn=torn):
        try:
            if header is None:
                header = _header(line, form)
            else:
                records.append(decode(kind, line))
        except CodecError as error:
            raise form.refuse(path, number, str(error)) from None
        size += len(line)
    if header is None:
        if torn:
            return None
        raise form.refuse(path, 1, f"has no header {form.name!r}")
    return Stored(header, tuple(records), size)


def night_of(path: Path, form: Form, stored: Stored[T]) -> datetime:
    """The start of the night that the header names. Raises the form's error if it has none."""
    try:
        night = datetime.fromisoformat(stored.header.get("night", ""))
    except ValueError:
        raise form.refuse(path, 1, "names no night") from None
    if night.tzinfo is None:
        raise form.refuse(path, 1, "names a night without zone")
    return night


def _whole_lines(path: Path, form: Form, *, torn: bool) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.endswith(b"\n"):
                yield number, line
            elif not torn:
                raise form.refuse(path, number, "is cut off")


def _header(line: bytes, form: Form) -> dict[str, str]:
    found = parse(line)
    name, version = found.pop("format", None), found.pop("version", None)
    if name != form.name:
        raise CodecError(f"is no header {form.name!r}")
    if type(version) is not int or version != VERSION:
        raise CodecError(
            f"is of version {shown(version)}; this program reads version {VERSION}"
        )
    if not all(isinstance(value, str) for value in found.values()):
        raise CodecError("has a header that is no text")
    return found
