"""Which files are laid out anew and what that would change; writes them whole or not at all.

The layout itself is `emit.py`'s; the order of fields is that of `model.py`.
"""

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from roadmap_site.emit import FREE, NUMBER, Shape, formatted
from roadmap_site.links.disk import replace
from roadmap_site.model import CurriculumFile, MutesFile, Record, Resource, Section, Tier
from roadmap_site.problem import Problem, UnusableError, Where, printable
from roadmap_site.slips.reading import read_tree
from roadmap_site.tree import RefusedError, read_text
from roadmap_site.wording import rule

_FILES: tuple[tuple[str, type[Record]], ...] = (
    (r"roadmap/curriculum\.yml", CurriculumFile),
    (r"roadmap/mutes\.yml", MutesFile),
    (r"roadmap/[^/]+/tier\.yml", Tier),
    (r"roadmap/[^/]+/[^/]+/section\.yml", Section),
    (r"roadmap/[^/]+/[^/]+/resources/[^/]+\.yml", Resource),
)
_DEEPEST = 4  # steps below the project, of a resource
# A section says what it is called before it says how long it takes.
_EARLIER: dict[type[Record], tuple[str, ...]] = {
    Section: ("title", "overview", "also_called"),
}


@dataclass(frozen=True)
class Draft:
    """One file as it is and as it should be; `name` is its path from the project's root."""

    name: str
    before: bytes
    after: bytes

    @property
    def is_changed(self) -> bool:
        """Whether the file is not laid out as it should be."""
        return self.before != self.after

    @property
    def diff(self) -> list[str]:
        """The lines of a unified diff, fit for a terminal and the log of a CI."""
        before, after = (_lines(data.decode()) for data in (self.before, self.after))
        name = printable(self.name)
        lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm="")
        # None can be a workflow command: what is shown unchanged never starts with `::`.
        return [printable(line) for line in lines]


def drafts(root: Path, paths: Iterable[Path] = ()) -> tuple[list[Draft], list[Problem]]:
    """Every file below the paths (default: all of the curriculum) and what can't be laid out.

    Raises `UnusableError` for a path that is no curriculum file or folder of one.
    """
    found = [_draft(root, name) for name in dict.fromkeys(_names(root, paths))]
    problems = {problem for one in found if isinstance(one, list) for problem in one}
    return [one for one in found if isinstance(one, Draft)], sorted(problems)


def write(root: Path, draft: Draft) -> None:
    """Ensure that the file holds the draft; it is replaced whole or not at all."""
    replace(root / draft.name, [draft.after])


@cache
def shape_of(model: type[Record]) -> Shape:
    """The fields of a record in the order in which files have them."""
    fields = tuple(dict.fromkeys((*_EARLIER.get(model, ()), *model.model_fields)))
    types = {name: _types(field.annotation) for name, field in model.model_fields.items()}
    inner = {
        name: shape_of(one)
        for name, ones in types.items()
        for one in ones
        if isinstance(one, type) and issubclass(one, Record)
    }
    numbers = (name for name, ones in types.items() if {int, date} & ones)
    return Shape(fields, inner | dict.fromkeys(numbers, NUMBER))


def _types(annotation: Any) -> set[Any]:  # noqa: ANN401  annotations have no type
    """The annotation and all that it is made of."""
    parts = (_types(one) for one in get_args(annotation) if not isinstance(one, str))
    found: set[Any] = {annotation} if isinstance(annotation, type) else set()
    return found.union(*parts)


def _shape(name: str) -> Shape:
    """The shape of the file with this name; labels and strangers are free."""
    fits = (shape_of(model) for pattern, model in _FILES if re.fullmatch(pattern, name))
    return next(fits, FREE)


def _names(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    if not (root / "roadmap").is_dir():
        message = f"no folder 'roadmap' in {root}; run this where it lies, or give --root"
        raise UnusableError(message)
    for path in tuple(paths) or (root / "roadmap",):
        # Not resolved: a symbolic link on the way must be seen, not followed.
        inner = os.path.relpath(path, root)
        name = Path(inner).as_posix()
        is_file = (root / name).is_file()
        if name.split("/")[0] != "roadmap" or (is_file and not name.endswith(".yml")):
            raise UnusableError(f"{path} is no file of the curriculum; give *.yml in roadmap/")
        yield from _below(root, name)


def _below(root: Path, name: str) -> Iterator[str]:
    """The names of all YAML files here; links and folders too deep are named, not followed."""
    path = root / name
    is_folder = path.is_dir() and not path.is_symlink()
    if is_folder and name.count("/") < _DEEPEST:
        for inner in sorted(path.iterdir()):
            yield from _below(root, f"{name}/{inner.name}")
    elif path.suffix == ".yml" or path.is_symlink() or is_folder:
        yield name


def _draft(root: Path, name: str) -> Draft | list[Problem]:
    refusal = _refusal(root, name)
    if refusal is not None:
        return [refusal]
    path = root / name
    try:
        text = formatted(read_text(str(path)), _shape(name))
        return Draft(name, path.read_bytes(), text.encode())
    except RefusedError as error:
        # What the linter says of it; it knows nothing of a layout that can't be.
        known = read_tree(name, str(path)).problems
        where = Where(name, error.line, error.column)
        return known or [Problem(where, error.what, error.repair)]
    except OSError as error:
        what = rule("unreadable-file", "can't be read: {0}", str(error.strerror))
        return [Problem(Where(name), what, "mend its permissions")]


def _refusal(root: Path, name: str) -> Problem | None:
    """Why this file must be neither read nor written, if so."""
    parts = name.split("/")
    beside = "/".join((*parts[:-1], f".{parts[-1]}.new"))  # where `replace` writes first
    for step in (*("/".join(parts[: end + 1]) for end in range(len(parts))), beside):
        if (root / step).is_symlink():
            what = rule("symbolic-link", "is a symbolic link")
            return Problem(Where(step), what, "put the file itself here")
    if not (root / name).is_file():
        return Problem(Where(name), rule("stray-file", "is no file"), "delete it")
    return None


def _lines(text: str) -> list[str]:
    """The lines of a text; the last one says so where nothing ends it."""
    # Not splitlines: it breaks at characters that no patch counts as line ends.
    *lines, last = text.split("\n")
    return [*lines, f"{last} (no line end)"] if last else lines
