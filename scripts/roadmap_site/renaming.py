"""Another id for a resource, section or concept: every reference follows, or nothing changes.

Only the ids themselves are touched; comments, quotes and the order of fields stay.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_site.curriculum import Curriculum
from roadmap_site.links import disk
from roadmap_site.links.fix import Draft, Edit
from roadmap_site.links.fix import draft as drafted
from roadmap_site.listing import ids, place, unknown
from roadmap_site.load import load
from roadmap_site.model import Resource, Section
from roadmap_site.problem import BrokenCurriculumError, UnusableError, printable, shown
from roadmap_site.tree import RefusedError, Scalar, parse
from roadmap_site.values import is_slug

Labels = dict[str, dict[str, str]]
Reference = tuple[str, tuple[str | int, ...]]  # a path, and the steps to an id in it


@dataclass(frozen=True)
class Renaming:
    """What a new id changes: `{path: (bytes before, bytes after)}`, a move, and hints."""

    files: Mapping[str, tuple[bytes, bytes]]
    moved: tuple[str, str] | None
    hints: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The change as a person reads it: the diff, then the move; nothing is escaped."""
        move = [f"{self.moved[0]} → {self.moved[1]}"] if self.moved else []
        return [*Draft(self.files, ()).diff.splitlines(), *move]


def plan(root: Path, curriculum: Curriculum, old: str, new: str, labels: Labels) -> Renaming:
    """What it takes to call `old` `new`; writes nothing, and has been tried on a copy.

    Raises `UnusableError` where the ids forbid it, `BrokenCurriculumError` where the result
    would not be sound.
    """
    _refuse_ids(curriculum, old, new)
    edits = [Edit(place(root, *one), old, new, "") for one in _references(curriculum, old)]
    resource = curriculum.by_resource.get(old)
    is_back = resource is not None and new in resource.aliases
    if resource and is_back:  # in the list of former ids the two change places
        steps = ("aliases", resource.aliases.index(new))
        edits.append(Edit(place(root, resource.path, steps), new, old, ""))
    made = drafted(root, edits)
    if made.problems:
        raise BrokenCurriculumError(list(made.problems))
    files = dict(made.files)
    if resource and not is_back:
        before = files.get(resource.path, ((root / resource.path).read_bytes(),) * 2)
        files[resource.path] = (before[0], _aliased(before[1], resource.path, old))
    renaming = Renaming(files, _move(curriculum, old, new), _hints(root, curriculum, old))
    _try(root, renaming, labels)
    return renaming


def apply(root: Path, renaming: Renaming) -> None:
    """Ensure that the change is made as a whole, or that every file is as it was.

    Raises `UnusableError` for files that changed meanwhile, and where the disk refuses.
    """
    for path, (before, _) in renaming.files.items():
        if (root / path).read_bytes() != before:
            raise UnusableError(f"{path} has changed meanwhile; try again")
    try:
        _write(root, renaming)
    except OSError as error:
        for path, (before, _) in renaming.files.items():
            disk.replace(root / path, [before])
        raise UnusableError(f"nothing was renamed: {error.strerror}") from None


def _refuse_ids(curriculum: Curriculum, old: str, new: str) -> None:
    known = ids(curriculum)
    if old not in known:
        raise UnusableError(unknown(curriculum, old))
    if old in curriculum.by_tier:
        raise UnusableError(f"{old!r} is a tier; rename its folder, and it in curriculum.yml")
    owner = next((one.id for one in curriculum.resources if old in one.aliases), None)
    if owner:
        raise UnusableError(f"{old!r} is a former id of {owner!r}; rename that")
    own = curriculum.by_resource[old].aliases if old in curriculum.by_resource else ()
    if new.casefold() in {slug.casefold() for slug in known.difference(own)}:
        raise UnusableError(printable(f"{shown(new)} is taken; choose another id"))
    if not is_slug(new):
        what = f"{shown(new)} is no id; use lower-case words joined by hyphens"
        raise UnusableError(printable(what))


def _references(curriculum: Curriculum, slug: str) -> Iterator[Reference]:
    """Every place that names this id, but for the names of files and folders."""
    if slug in curriculum.by_resource:
        yield from _of_resource(curriculum, slug)
    elif slug in curriculum.by_section:
        yield from _of_section(curriculum, slug)
    else:
        yield from _of_concept(curriculum, slug)


def _of_resource(curriculum: Curriculum, slug: str) -> Iterator[Reference]:
    for section in curriculum.sections:
        yield from _named(section, "pin", slug)
    for resource in curriculum.resources:
        if resource.counterpart == slug:
            yield resource.path, ("counterpart",)


def _of_section(curriculum: Curriculum, slug: str) -> Iterator[Reference]:
    for number, start in enumerate(curriculum.about.start):
        if start.section == slug:
            yield curriculum.about.path, ("start", number, "section")
    for tier in curriculum.tiers:
        if slug in tier.sections:
            yield tier.path, ("sections", tier.sections.index(slug))
    for section in curriculum.sections:
        yield from _named(section, "requires", slug)
    for resource in curriculum.resources:
        yield from _named(resource, "also_in", slug)


def _of_concept(curriculum: Curriculum, slug: str) -> Iterator[Reference]:
    for section in curriculum.sections:
        for number, concept in enumerate(section.concepts):
            steps = ("concepts", number)
            if concept.id == slug:
                yield section.path, (*steps, "id")
            if slug in concept.requires:
                yield section.path, (*steps, "requires", concept.requires.index(slug))
    for resource in curriculum.resources:
        yield from _named(resource, "concepts", slug)


def _named(record: Section | Resource, name: str, slug: str) -> Iterator[Reference]:
    slugs: tuple[str, ...] = getattr(record, name)
    if slug in slugs:
        yield record.path, (name, slugs.index(slug))


def _move(curriculum: Curriculum, old: str, new: str) -> tuple[str, str] | None:
    if resource := curriculum.by_resource.get(old):
        return resource.path, f"{resource.path.rpartition('/')[0]}/{new}.yml"
    if section := curriculum.by_section.get(old):
        folder = section.path.rpartition("/")[0]
        return folder, f"{folder.rpartition('/')[0]}/{new}"
    return None


def _hints(root: Path, curriculum: Curriculum, old: str) -> tuple[str, ...]:
    """What is left to a person. A resource's old address works on; others' do not."""
    if old in curriculum.by_resource:
        return ()
    found = ["old addresses of it end: only resources keep their former ids"]
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for path in sorted((root / "docs").rglob("*.md")):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        name = path.relative_to(root).as_posix()
        found += [
            f"{name}:{number}: names {old!r}; look at it"
            for number, line in enumerate(lines, 1)
            if word.search(line)
        ]
    return tuple(found)


def _try(root: Path, renaming: Renaming, labels: Labels) -> None:
    """Raise `BrokenCurriculumError` if a copy with this change is not sound."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "roadmap", Path(folder) / "roadmap", symlinks=True)
        _write(Path(folder), renaming)
        load(Path(folder), labels)


def _write(root: Path, renaming: Renaming) -> None:
    if renaming.moved and (root / renaming.moved[1]).exists():
        raise FileExistsError(17, f"{renaming.moved[1]} exists")
    for path, (_, after) in renaming.files.items():
        disk.replace(root / path, [after])
    if renaming.moved:
        (root / renaming.moved[0]).rename(root / renaming.moved[1])


def _aliased(data: bytes, path: str, slug: str) -> bytes:
    """The resource's file with one more former id. Raises `UnusableError` if it can't be."""
    text = data.decode()
    tree = _tree(text)
    wanted = {**tree, "aliases": [*(tree.get("aliases") or ()), slug]}
    for made in _candidates(text, tree, slug):
        if _tree(made) == wanted:
            return made.encode()
    raise UnusableError(f"{path} has no place for 'aliases'; add {slug!r} there by hand")


def _candidates(text: str, tree: Mapping[str, Any], slug: str) -> Iterator[str]:
    """The text with the slug at every place that could be right; the best first."""
    former = tree.get("aliases")
    if isinstance(former, list) and former:
        yield from _after(text, former[-1], slug)
        return
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"aliases: [{slug}]"
    todo = next((key for key in tree if key == "todo"), None)
    if isinstance(todo, Scalar):
        at = _offset(text, todo)
        yield f"{text[:at]}{line}{end}{text[at:]}"
    yield f"{text}{'' if text.endswith(end) else end}{line}{end}"
    first = next(iter(tree), None)
    if isinstance(first, Scalar):
        at = _offset(text, first)
        yield f"{text[:at]}{line}{end}{text[at:]}"
        yield f"{text[:at]}{line}, {text[at:]}"


def _after(text: str, last: Scalar, slug: str) -> Iterator[str]:
    """The text with the slug behind the last of a list, as both kinds of list want it."""
    found = re.compile(r"""(['"]?)[a-z0-9-]+\1""").match(text, _offset(text, last))
    if found is None:
        return
    head, tail = text[: found.end()], text[found.end() :]
    yield f"{head}, {slug}{tail}"
    rest = re.compile(r"([^\r\n]*)(\r?\n|$)").match(tail)
    assert rest is not None  # every text has an end
    indent = " " * (last.column - 3)
    end = rest[2] or "\n"
    yield f"{head}{rest[1]}{end}{indent}- {slug}{rest[2]}{tail[rest.end() :]}"


def _offset(text: str, spot: Scalar) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: spot.line - 1]) + spot.column - 1


def _tree(text: str) -> Mapping[str, Any]:
    try:
        return parse(text.replace("\r\n", "\n").removeprefix("\ufeff"))[0]
    except RefusedError:
        return {}
