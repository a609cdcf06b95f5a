"""Files → curriculum, every record knowing its place; all problems of all files at once."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from roadmap_site.curriculum import Curriculum
from roadmap_site.field_problems import field_problems
from roadmap_site.garbage import rare_collections
from roadmap_site.model import (
    CurriculumFile,
    MutesFile,
    Record,
    Resource,
    Section,
    Tier,
    locate,
)
from roadmap_site.problem import (
    BrokenCurriculumError,
    Problem,
    Where,
    did_you_mean,
    shown,
)
from roadmap_site.rules import problems as broken_rules
from roadmap_site.slips.reading import Reading, closer, read_tree
from roadmap_site.tree import Mapping
from roadmap_site.unique_rules import Newness, all_old
from roadmap_site.values import is_slug, text_flaw
from roadmap_site.wording import code_of, rule, say

AnyRecord = TypeVar("AnyRecord", bound=Record)
EXPECTED = "<tier>/<section>/resources/<id>.yml"


def load(root: Path, labels: dict[str, dict[str, str]]) -> Curriculum:
    """The checked curriculum under `root/roadmap`.

    `labels` are the built-in ones (`{language: {key: text}}`); the curriculum's own win.
    Raises `BrokenCurriculumError` with every problem of every file, in file order.
    """
    return sound(*read(root, labels))


def sound(curriculum: Curriculum | None, problems: list[Problem]) -> Curriculum:
    """What `read` gave, without its files' trees; raises `BrokenCurriculumError` if it must."""
    if problems or curriculum is None:
        raise BrokenCurriculumError(problems)
    for record in curriculum.records:
        record.forget_places()
    return curriculum


@rare_collections()
def read(
    root: Path, labels: dict[str, dict[str, str]], newness: Newness = all_old
) -> tuple[Curriculum | None, list[Problem]]:
    """As much of the curriculum as can be read, and all that is wrong, in file order.

    There is none where `curriculum.yml` cannot be read. Every record knows all its places.
    `newness` is only asked where something stands there twice.
    """
    loader = _Loader(root)
    curriculum = loader.curriculum(labels)
    found = loader.problems
    if curriculum is not None:
        partial = loader.with_parts(curriculum)
        told = broken_rules(curriculum, partial)
        if any(problem.code in {"duplicate-id", "duplicate-url"} for problem in told):
            told = broken_rules(curriculum, partial, newness)
        # Rules that cross files would only echo what is already wrong on that line. What is
        # missing has none of its own.
        wrong = (problem for problem in found if problem.code != "missing-field")
        broken = {(problem.where.path, problem.where.line) for problem in wrong}
        found += [one for one in told if (one.where.path, one.where.line) not in broken]
    return curriculum, sorted(set(found))


class _Loader:
    """Reads one project's files and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.parts: list[Record] = []
        self.files = dict(self._walk(str(root / "roadmap"), "roadmap"))

    def curriculum(self, labels: dict[str, dict[str, str]]) -> Curriculum | None:
        """The tree of all readable records; None where `curriculum.yml` is not one of them."""
        about = self._about()
        for name, _ in self._take(r"roadmap/(mutes)\.yml"):
            self._record(MutesFile, name, "")
        tiers = list(self._records(Tier, r"roadmap/([^/]+)/tier\.yml"))
        sections = list(self._records(Section, r"roadmap/[^/]+/([^/]+)/section\.yml"))
        inside = r"roadmap/[^/]+/[^/]+/resources/([^/]+)\.yml"
        resources = list(self._records(Resource, inside))
        files = self._take(r"roadmap/labels/([^/]+)\.yml")
        own = {tag: self._labels(name, labels) for name, tag in files}
        for name in self.files:
            if name.endswith((".yml", ".yaml")):
                what = rule("stray-file", "is no file of a curriculum")
                self._tell(name, what, say("expected {0}", EXPECTED))
        if about is None:
            return None
        known = {tag: {**labels.get(tag, {}), **own.get(tag, {})} for tag in {*labels, *own}}
        ordered = _ordered(about, tiers, sections, resources)
        return Curriculum(about, *ordered, known, frozenset(self.unread))

    def with_parts(self, curriculum: Curriculum) -> Curriculum:
        """The same with the records of which only some fields are sound."""
        if not self.parts:
            return curriculum
        sections = [one for one in self.parts if isinstance(one, Section)]
        resources = [one for one in self.parts if isinstance(one, Resource)]
        _, all_sections, all_resources = _ordered(
            curriculum.about,
            [*curriculum.tiers],
            [*curriculum.sections, *sections],
            [*curriculum.resources, *resources],
        )
        return replace(curriculum, sections=all_sections, resources=all_resources)

    def _walk(self, folder: str, name: str) -> Iterator[tuple[str, str]]:
        """Every regular file as (name from the root, path); links are told and not followed."""
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                inner = f"{name}/{entry.name}"
                if entry.is_symlink():
                    what = rule("symbolic-link", "is a symbolic link")
                    self._tell(inner, what, "put the file itself here")
                elif entry.is_dir():
                    yield from self._inside(entry.path, inner)
                elif entry.is_file():
                    yield inner, entry.path
                else:
                    self._tell(inner, rule("stray-file", "is no file"), "delete it")

    def _inside(self, folder: str, name: str) -> Iterator[tuple[str, str]]:
        """The same of an inner folder; one that is too deep for any file is told."""
        if name.count("/") < EXPECTED.count("/") + 1:
            yield from self._walk(folder, name)
        else:
            what = rule("stray-file", "is no file of a curriculum")
            self._tell(name, what, say("expected {0}", EXPECTED))

    def _take(self, pattern: str) -> list[tuple[str, str]]:
        """The files whose names match, as (name, its group)."""
        matches = re.compile(pattern).fullmatch
        return [(name, match[1]) for name in self.files if (match := matches(name))]

    def _about(self) -> CurriculumFile | None:
        name = "roadmap/curriculum.yml"
        if name in self.files:
            return self._record(CurriculumFile, name, "")
        self._tell(name, rule("missing-file", "is missing"), "create it")
        return None

    def _records(self, model: type[AnyRecord], pattern: str) -> Iterator[AnyRecord]:
        for name, slug in self._take(pattern):
            if not is_slug(slug):
                what = rule("not-an-id", "lies at {0}, which is no id", shown(slug))
                self._tell(name, what, "rename it: lower-case words joined by hyphens")
            record = self._record(model, name, slug)
            if record is None:
                self.unread.add(slug)
            else:
                yield record

    def _record(self, model: type[AnyRecord], name: str, slug: str) -> AnyRecord | None:
        reading = read_tree(name, self.files.pop(name))
        record, errors = _validated(model, reading.tree)
        if errors and reading.text is not None:
            reading = closer(name, reading.text, reading)
            record, errors = _validated(model, reading.tree)
        self.problems += [
            *reading.problems,
            *field_problems(name, reading, model, errors),
        ]
        if record is None:
            self.unread |= _ids(reading.tree)
            self._keep_part(model, name, slug, reading, errors)
            return None
        _place(record, name, reading.tree, slug)
        return record

    def _keep_part(
        self,
        model: type[Record],
        name: str,
        slug: str,
        reading: Reading,
        errors: list[ErrorDetails],
    ) -> None:
        """Keep what is sound of a broken record, where no slip casts doubt on it."""
        from roadmap_site.parts import sound_part  # noqa: PLC0415  most curricula are sound

        if not reading.tree or reading.loose:
            return
        part = sound_part(model, reading.tree, errors)
        if part is not None:
            _place(part, name, reading.tree, slug)
            self.parts.append(part)

    def _labels(self, name: str, built_in: dict[str, dict[str, str]]) -> dict[str, str]:
        reading = read_tree(name, self.files.pop(name))
        tree = reading.tree
        self.problems += reading.problems
        known: dict[str, str] = {}
        for labels in built_in.values():
            known = labels | known
        sound: dict[str, str] = {}
        for key, value in tree.items():
            flaws = list(_label_flaws(key, value, known))
            where = locate(name, tree, (key,))
            if not reading.follows(where.line):
                self.problems += [Problem(where, what, repair) for what, repair in flaws]
            if not flaws:
                sound[key] = value
        return sound

    def _tell(self, name: str, what: str, repair: str) -> None:
        self.problems.append(Problem(Where(name), what, repair))


def _validated(
    model: type[AnyRecord], tree: Mapping
) -> tuple[AnyRecord | None, list[ErrorDetails]]:
    """The record, or else what is wrong with it; neither where nothing could be read."""
    if not tree:
        return None, []
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _ids(tree: Mapping) -> set[str]:
    """The ids of the concepts in a file that could not be read as a record."""
    concepts = tree.get("concepts", ())
    parts = concepts if isinstance(concepts, list) else ()
    ids = (part.get("id") for part in parts if isinstance(part, dict))
    return {str(slug) for slug in ids if isinstance(slug, str)}


def _label_flaws(key: str, value: object, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a label: no word of the site, no text, or other {places}."""
    name = shown(key)
    if not isinstance(value, str):
        yield rule("wrong-type", "label {0} is no text", name), "write one line"
    elif flaw := text_flaw(value):
        yield rule(code_of(flaw[0]), "label {0} {1}", name, flaw[0]), flaw[1]
    elif key not in known and not key.startswith("language."):
        what = rule("unknown-label", "unknown label {0}", name)
        yield what, did_you_mean(key, known, "delete it")
    elif places(value) != places(known.get(key, "")):
        what = rule("missing-placeholder", "label {0} must hold no {{places}}", name)
        if wanted := " ".join(sorted(places(known.get(key, "")))):
            what = rule("missing-placeholder", "label {0} must hold {1}", name, wanted)
        yield what, say("write it like {0}", repr(known.get(key, key)))


def places(label: str) -> set[str]:
    """The `{places}` of a label that are filled in; a stray brace is one, too."""
    return set(re.findall(r"\{\w*\}|[{}]", label))


def _ordered(
    about: CurriculumFile, tiers: list[Tier], sections: list[Section], resources: list[Resource]
) -> tuple[tuple[Tier, ...], tuple[Section, ...], tuple[Resource, ...]]:
    """All three lists in taught order; what no list names comes last."""
    tier_rank = {slug: rank for rank, slug in enumerate(about.tiers)}
    tiers = sorted(tiers, key=lambda tier: (tier_rank.get(tier.id, len(tier_rank)), tier.id))
    names = [slug for tier in tiers for slug in tier.sections]
    rank = {slug: place for place, slug in reversed(list(enumerate(names)))}
    sections = sorted(sections, key=lambda one: (rank.get(one.id, len(names)), one.id))
    home = {section.id: place for place, section in enumerate(sections)}
    resources = sorted(resources, key=lambda r: (home.get(r.section, len(home)), r.id))
    return tuple(tiers), tuple(sections), tuple(resources)


def _place(record: Record, name: str, tree: Any, slug: str) -> None:  # noqa: ANN401
    record.placed(name, tree, slug)
    for field in record.model_fields_set & {"concepts", "also", "start", "languages"}:
        for part, node in zip(getattr(record, field), tree[field], strict=False):
            if isinstance(part, Record):
                part.placed(name, node)
