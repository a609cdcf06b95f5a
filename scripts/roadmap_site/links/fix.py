"""Repairs of links in the files where they stand: rewrites, and copies of what is dead.

Touches one value at a time, never unattended: `edits` proposes, a person reads, `apply` writes.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_site.links.disk import replace
from roadmap_site.links.fix_text import RefusedEditError, in_markdown, in_yaml, with_archived
from roadmap_site.links.health import rewrite_due
from roadmap_site.links.memory import is_trivial
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record, State
from roadmap_site.problem import BrokenCurriculumError, Problem, Where
from roadmap_site.url import canonical, flaw

ROLES = frozenset({"url", "also", "page"})


@dataclass(frozen=True, order=True)
class Edit:
    """One repair: at this place, put `new` for `old`, or the field `archived` below it."""

    where: Where  # of the URL
    old: str
    new: str
    why: str  # an English clause
    kind: str = "moved"  # trivial: only scheme, www or a slash; moved; archived: a new field


@dataclass(frozen=True)
class Draft:
    """What the edits would do: `{path: (bytes before, bytes after)}`, and what they can't."""

    files: Mapping[str, tuple[bytes, bytes]]
    problems: tuple[Problem, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff that `git apply` takes; empty where nothing changes."""
        return "".join(_diff(path, *texts) for path, texts in sorted(self.files.items()))


def edits(
    records: Mapping[str, Record], places: Mapping[str, tuple[Place, ...]]
) -> tuple[Edit, ...]:
    """Every repair that the records ask for, in file order.

    Not proposed: an address that a curriculum must not hold, and one that it lists already.
    """
    listed = {canonical(url): url for url in places}
    archived = {p.resource for ones in places.values() for p in ones if p.role == "archived"}
    found: list[Edit] = []
    for url, ones in places.items():
        record = records.get(url)
        if record is None:
            continue
        new = rewrite_due(record)
        if new and new != url and not flaw(new) and listed.get(canonical(new), url) == url:
            found += [_moved(one, new) for one in ones if one.role in ROLES]
        if record.state is State.DEAD and record.archive and not flaw(record.archive):
            why = f"{record.streak} failing nights; the copy nearest to the last good visit"
            kept = [p for p in ones if p.role == "url" and p.resource not in archived]
            found += [Edit(one.where, url, record.archive, why, "archived") for one in kept]
    return tuple(sorted(found))


def draft(root: Path, wanted: Iterable[Edit]) -> Draft:
    """What the edits make of the project's files; writes nothing.

    An edit that does not fit the file as it is now is a problem, and the others go on.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in sorted(wanted, reverse=True):  # the last first: places before it stay valid
        by_path.setdefault(edit.where.path, []).append(edit)
    files: dict[str, tuple[bytes, bytes]] = {}
    problems: list[Problem] = []
    for path, ones in by_path.items():
        before = (root / path).read_bytes() if (root / path).is_file() else b""
        after = before
        for edit in ones:
            try:
                after = _edited(after, edit)
            except RefusedEditError as error:
                problems.append(Problem(edit.where, error.what, error.repair))
        if after != before:
            files[path] = (before, after)
    return Draft(files, tuple(sorted(problems)))


def apply(root: Path, wanted: Iterable[Edit]) -> str:
    """Write the edits, all or none, and return what changed as a unified diff.

    Raises `BrokenCurriculumError` with every edit that does not fit; then nothing is written.
    """
    made = draft(root, wanted)
    if made.problems:
        raise BrokenCurriculumError(list(made.problems))
    for path, (_, after) in made.files.items():
        replace(root / path, [after])
    return made.diff


def _moved(place: Place, new: str) -> Edit:
    kind = "trivial" if is_trivial(place.url, new) else "moved"
    why = "redirects for good" if kind == "moved" else "the same page, spelt as its site does"
    return Edit(place.where, place.url, new, why, kind)


def _edited(data: bytes, edit: Edit) -> bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise RefusedEditError("is not UTF-8 text", "save it as UTF-8") from None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    change = in_markdown if edit.where.path.endswith(".md") else in_yaml
    if edit.kind == "archived":
        change = with_archived
    place = (edit.where.line, edit.where.column)
    return f"{mark}{change(text.removeprefix(mark), place, edit.old, edit.new)}".encode()


def _diff(path: str, before: bytes, after: bytes) -> str:
    old, new = _lines(before.decode()), _lines(after.decode())
    changes = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(_ended(line) for line in changes)


def _lines(text: str) -> list[str]:
    # Not splitlines: it breaks at characters that no patch counts as line ends.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
