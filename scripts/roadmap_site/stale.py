"""Which translations fell behind since a branch left its base: one side changed, one did not.

What a language is behind with is kept in a resource's `todo`; so a change to a text that
stands there is the catching-up, and asks nothing of the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from roadmap_site.added import sources_at_base
from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Concept, Record, Resource, locate
from roadmap_site.problem import Fix, Problem, shown
from roadmap_site.quotes import scalar
from roadmap_site.text.passages import Field, fields, texts
from roadmap_site.text.substance import differs
from roadmap_site.tree import Mapping, RefusedError, parse, read_text
from roadmap_site.wording import rule, say


def stale_translations(root: Path, ref: str, curriculum: Curriculum) -> list[Problem]:
    """A warning for each text that did not follow another language, and each `todo` done.

    Raises `NoBaseError` where there is no such base. Files that are new, or that could not
    be read before, have nothing to be compared with.
    """
    told: list[Problem] = []
    with sources_at_base(root, ref) as base:
        former = _Former(base)
        for record, group in groupby(fields(curriculum), key=lambda field: field.record):
            text, before = _text(root / record.path), former.text(record)
            if text != before:
                change = _Change(ref, record, text, _tree(text), _tree(before), tuple(group))
                told += change.problems()
    return sorted(told)


def _text(path: Path) -> str:
    """The file's text, empty where there is none to read."""
    try:
        return read_text(str(path))
    except (OSError, RefusedError):
        return ""


def _tree(text: str) -> Mapping:
    try:
        return parse(text)[0]
    except RefusedError:
        return Mapping()


@dataclass(frozen=True)
class _Former:
    """The sources of the base."""

    folder: Path

    def text(self, record: Record) -> str:
        """What the record's file held, if that was there, maybe in another section."""
        path = self.folder / record.path
        if not path.is_file() and isinstance(record, Resource):
            known = (self._resources.get(slug, path) for slug in (record.id, *record.aliases))
            path = next((one for one in known if one != path), path)
        return _text(path)

    @cached_property
    def _resources(self) -> dict[str, Path]:
        return {path.stem: path for path in self.folder.glob("roadmap/*/*/resources/*.yml")}


@dataclass(frozen=True)
class _Change:
    """One record as it is and as it was; `now` and `before` are the trees of its file."""

    ref: str
    record: Record
    text: str
    now: Mapping
    before: Mapping
    fields: tuple[Field, ...]

    def problems(self) -> Iterator[Problem]:
        """Its texts that fell behind, and what of its `todo` is done."""
        for field, changed, behind in self._behind:
            for tag in behind:
                yield self._stale(field, ", ".join(changed), tag)
        for tag in self._done:
            where = locate(self.record.path, self.now, ("todo", self._todo.index(tag)))
            what = rule(
                "done-todo",
                "{0} changed since {1} and still stands in 'todo'",
                shown(tag),
                shown(self.ref),
            )
            repair = "delete it from 'todo'"
            yield Problem(where, what, repair, is_warning=True, fix=self._fix)

    def _stale(self, field: Field, changed: str, tag: str) -> Problem:
        where = locate(self.record.path, self.now, (*field.steps, tag))
        what = rule(
            "stale-translation",
            "{0}: {1} changed since {2}, {3} did not",
            shown(field.name),
            changed,
            shown(self.ref),
            tag,
        )
        repair = say("bring {0} up to date", tag)
        if isinstance(self.record, Resource):
            repair = say("bring {0} up to date, or set todo: [{0}]", tag)
        return Problem(where, what, repair, is_warning=True, fix=self._fix)

    @cached_property
    def _behind(self) -> list[tuple[Field, list[str], list[str]]]:
        """Each field with the languages that changed there and those that should have."""
        found = []
        for field in self.fields:
            changed = [tag for tag in self._changed(field) if tag not in self._former_todo]
            behind = [tag for tag in self._kept(field) if tag not in self._todo]
            if changed and behind:
                found.append((field, changed, behind))
        return found

    @cached_property
    def _done(self) -> list[str]:
        """The languages whose texts followed at last, though `todo` still has them."""
        caught_up = {
            tag
            for field in self.fields
            for tag in texts(field)
            if tag in self._changed(field) or tag not in self._before(field)
        }
        return [tag for tag in self._todo if tag in self._former_todo and tag in caught_up]

    @cached_property
    def _fix(self) -> Fix | None:
        """The `todo` that says how it is now; only resources have one."""
        if not isinstance(self.record, Resource):
            return None
        behind = dict.fromkeys(tag for _, _, tags in self._behind for tag in tags)
        kept = [tag for tag in self._todo if tag not in self._done]
        return _todo_fix(self.text, self.now, [*kept, *behind])

    @cached_property
    def _todo(self) -> tuple[str, ...]:
        return self.record.todo if isinstance(self.record, Resource) else ()

    @cached_property
    def _former_todo(self) -> list[Any]:
        todo = self.before.get("todo")
        return todo if isinstance(todo, list) else []

    def _changed(self, field: Field) -> list[str]:
        """The languages whose text says something else now; a new one says nothing else."""
        before = self._before(field)
        now = texts(field).items()
        return [tag for tag, text in now if tag in before and differs(before[tag], text)]

    def _kept(self, field: Field) -> list[str]:
        """The languages whose text says what it said."""
        changed = self._changed(field)
        return [
            tag for tag in texts(field) if tag in self._before(field) and tag not in changed
        ]

    def _before(self, field: Field) -> dict[str, str]:
        """`{language: text}` of the same field in the base: of the same concept, or start."""
        node: Any = self.before
        if len(field.steps) > 1:
            key = "id" if isinstance(field.part, Concept) else "section"
            parts = node.get(field.steps[0])
            same = getattr(field.part, key)
            alike = (
                one for one in parts or () if isinstance(one, dict) and one.get(key) == same
            )
            node = next(alike, {})
        text = node.get(field.name)
        found = text if isinstance(text, dict) else {}
        return {tag: one for tag, one in found.items() if isinstance(one, str)}


def _todo_fix(text: str, tree: Mapping, tags: list[str]) -> Fix | None:
    """The repair of one line that gives the file this `todo`; None where that takes more.

    The last of all fields, as `roadmap fmt` has it.
    """
    lines = text.split("\n")
    key = tree.key("todo")
    at = _last(lines) if key is None else key.line - 1
    field = f"todo: [{', '.join(scalar(tag, flow=True) for tag in tags)}]" if tags else ""
    if key is None:
        after = f"{lines[at]}\n{field}"
    else:
        comment = re.sub(r"todo: *\[[^#]*\] *", "", lines[at])
        if comment and not tags:
            return None  # what it says of a field that goes is for people to read
        after = f"{field}  {comment}" if comment else field
    wanted = {name: value for name, value in tree.items() if name != "todo"}
    if tags:
        wanted["todo"] = tags
    made = "\n".join([*lines[:at], after, *lines[at + 1 :]])
    return Fix(at + 1, lines[at], after) if _tree(made) == wanted else None


def _last(lines: list[str]) -> int:
    """The 0-based number of the last line that is neither blank nor a comment."""
    told = (at for at, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    return max(told, default=0)
