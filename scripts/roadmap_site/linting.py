"""What `roadmap lint` finds in a project, and what it mends by itself. Prints nothing."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from roadmap_site.curriculum import Curriculum
from roadmap_site.garbage import rare_collections
from roadmap_site.prepare import found
from roadmap_site.problem import Problem, UnusableError, printable
from roadmap_site.project import SOURCES, Project
from roadmap_site.text.rules import text_warnings
from roadmap_site.tree import MAX_BYTES

_TRY = "give files or folders in its roadmap/ or docs/"
MOST_ROUNDS = 10
"""Repairs may bring others to light; ten rounds are more than any file has layers."""


@dataclass(frozen=True)
class Errand:
    """What to look at: a project, maybe only these files and folders, maybe against a base.

    `names` are paths from the project's root; none means all.
    """

    project: Project
    names: tuple[str, ...] = ()
    base: str | None = None

    def covers(self, path: str) -> bool:
        """Whether the file was asked for."""
        folders = (f"{name}/" for name in self.names)
        return not self.names or path in self.names or path.startswith(tuple(folders))

    def newness(self, path: str) -> tuple[bool, ...]:
        """Whether git calls the file new; and if that is equal, whether it was asked for."""
        return path in self._new, bool(self.names) and self.covers(path)

    @cached_property
    def _new(self) -> frozenset[str]:
        from roadmap_site.new_files import new_files  # noqa: PLC0415  brings git along

        return new_files(self.project.root, self.base)


@dataclass(frozen=True)
class Outcome:
    """The problems that were asked for, in file order, and how much was looked at.

    `elsewhere` counts the errors in other files. Sections and resources are those that could
    be read.
    """

    problems: tuple[Problem, ...]
    elsewhere: int = 0
    sections: int = 0
    resources: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong; warnings are allowed."""
        return all(one.is_warning for one in self.problems)


@rare_collections()
def lint(errand: Errand) -> Outcome:
    """All that is wrong or might be better; cross-file rules see all files in any case.

    Raises `UnusableError` for a base that does not exist.
    """
    if errand.base is not None:
        from roadmap_site.added import base_of  # noqa: PLC0415  brings git along

        base_of(errand.project.root, errand.base)
    curriculum, _, errors = found(errand.project, errand.newness)
    problems = sorted([*errors, *_warnings(errand, curriculum, errors)])
    asked = tuple(one for one in problems if errand.covers(one.where.path))
    elsewhere = len(errors) - sum(not one.is_warning for one in asked)
    if curriculum is None:
        return Outcome(asked, elsewhere)
    return Outcome(asked, elsewhere, len(curriculum.sections), len(curriculum.resources))


def lint_and_mend(errand: Errand) -> tuple[Outcome, tuple[str, ...]]:
    """What remains after all safe repairs have been made, and the files changed."""
    from roadmap_site.mending import mend  # noqa: PLC0415  most runs only look

    changed: set[str] = set()
    for _ in range(MOST_ROUNDS):
        outcome = lint(errand)
        mended = mend(errand.project.root, outcome.problems)
        if not mended:
            return outcome, tuple(sorted(changed))
        changed |= {*mended}
    return lint(errand), tuple(sorted(changed))


def _warnings(
    errand: Errand, curriculum: Curriculum | None, errors: Sequence[Problem]
) -> Iterator[Problem]:
    """What might be better, except on lines that are wrong anyway."""
    if curriculum is None:
        return
    broken = {(one.where.path, one.where.line) for one in errors}
    root = errand.project.root
    told = text_warnings(root, curriculum)
    if errand.base is not None:
        from roadmap_site.stale import stale_translations  # noqa: PLC0415  brings git along

        told = [*told, *stale_translations(root, errand.base, curriculum)]
    yield from (one for one in told if (one.where.path, one.where.line) not in broken)


def names(root: Path, paths: Iterable[Path]) -> tuple[str, ...]:
    """The paths as seen from the project's root, none where the root itself is among them.

    Raises `UnusableError` for one outside it.
    """
    inner = tuple(dict.fromkeys(_name(root, path) for path in paths))
    return () if "." in inner else inner


def _name(root: Path, path: Path) -> str:
    # Its folder only is resolved: a problem may be that the file itself is a symbolic link.
    plain = Path(os.path.abspath(path))  # noqa: PTH100  Path.resolve would follow links
    given = printable(str(path))
    for one in (plain.parent.resolve() / plain.name, path.resolve()):
        if one == root:
            return "."
        if one.is_relative_to(root):
            name = one.relative_to(root)
            if name.parts[0] in SOURCES:
                return name.as_posix()
            raise UnusableError(f"{given} is no part of a curriculum; {_TRY}")
    raise UnusableError(f"{given} lies outside the project {printable(str(root))}; {_TRY}")


def source_lines(root: Path, problems: Iterable[Problem]) -> dict[str, list[str]]:
    """`{path: lines}` of the files with problems, as they are counted in messages.

    Nothing is read through a symbolic link, nor what is no file or too big for a curriculum.
    """
    paths = dict.fromkeys(one.where.path for one in problems)
    return {path: _lines(root, path) for path in paths}


def _lines(root: Path, name: str) -> list[str]:
    path = root / name
    try:
        if path.resolve() != path or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return []
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
