"""Files → curriculum, every record knowing its place; all problems of all files at once."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from roadmap_site.model import (
    Curriculum,
    CurriculumFile,
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
from roadmap_site.tree import Mapping, read_tree

AnyRecord = TypeVar("AnyRecord", bound=Record)
_IDS = {"CurriculumFile": "", "Tier": "folder", "Section": "folder", "Resource": "file"}


def load(root: Path, labels: dict[str, dict[str, str]]) -> Curriculum:
    """The checked curriculum under `root/roadmap`.

    `labels` are the built-in ones (`{language: {key: text}}`); the curriculum's own win.
    Raises `BrokenCurriculumError` with every problem of every file, in file order.
    """
    loader = _Loader(root)
    curriculum = loader.curriculum(labels)
    found = loader.problems
    if curriculum is not None:
        # Rules that cross files would only echo what is already wrong inside one.
        broken = {problem.where.path for problem in found}
        found += [p for p in broken_rules(curriculum) if p.where.path not in broken]
    if found or curriculum is None:
        raise BrokenCurriculumError(sorted(set(found)))
    return curriculum


class _Loader:
    """Reads one project's files and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.roadmap = root / "roadmap"
        self.problems: list[Problem] = []
        self.seen: set[Path] = set()

    def curriculum(self, labels: dict[str, dict[str, str]]) -> Curriculum | None:
        """The tree of all readable records; None where `curriculum.yml` is not one of them."""
        about = self._record(CurriculumFile, self.roadmap / "curriculum.yml", "")
        tiers = list(self._present(Tier, self.roadmap.glob("*/tier.yml"), 2))
        sections = list(self._present(Section, self.roadmap.glob("*/*/section.yml"), 2))
        resources = list(self._present(Resource, self.roadmap.glob("*/*/resources/*.yml"), 1))
        own = {path.stem: self._labels(path) for path in self.roadmap.glob("labels/*.yml")}
        self._strays()
        if about is None:
            return None
        known = {tag: {**labels.get(tag, {}), **own.get(tag, {})} for tag in {*labels, *own}}
        return Curriculum(about, *_ordered(about, tiers, sections, resources), known)

    def _present(
        self, model: type[AnyRecord], paths: Iterator[Path], id_part: int
    ) -> Iterator[AnyRecord]:
        for path in sorted(paths):
            slug = path.stem if id_part == 1 else path.parts[-id_part]
            record = self._record(model, path, slug)
            if record is not None:
                yield record

    def _record(self, model: type[AnyRecord], path: Path, slug: str) -> AnyRecord | None:
        tree = self._tree(path)
        name = path.relative_to(self.root).as_posix()
        if not tree:
            return None
        try:
            record = model.model_validate(tree)
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.problems += _problems(name, tree, model, details)
            return None
        _place(record, name, tree, slug)
        return record

    def _tree(self, path: Path) -> Mapping:
        self.seen.add(path)
        if not path.exists() and not path.is_symlink():
            where = Where(path.relative_to(self.root).as_posix())
            self.problems.append(Problem(where, "is missing", "create it"))
            return Mapping()
        tree, problems = read_tree(self.root, path)
        self.problems += problems
        return tree

    def _labels(self, path: Path) -> dict[str, str]:
        tree = self._tree(path)
        name = path.relative_to(self.root).as_posix()
        for key, value in tree.items():
            if not isinstance(value, str):
                what = f"label {shown(key)} is no text"
                self.problems.append(
                    Problem(locate(name, tree, (key,)), what, "write one line")
                )
        return {key: value for key, value in tree.items() if isinstance(value, str)}

    def _strays(self) -> None:
        """A file that no record is made of is a slip in its name or folder."""
        for path in sorted(self.roadmap.rglob("*")):
            if path.is_symlink():
                if path not in self.seen:
                    self._stray(path, "is a symbolic link", "put the file itself here")
            elif path.is_file() and path not in self.seen and path.suffix in {".yml", ".yaml"}:
                repair = "expected <tier>/<section>/resources/<id>.yml"
                self._stray(path, "is no file of a curriculum", repair)

    def _stray(self, path: Path, what: str, repair: str) -> None:
        where = Where(path.relative_to(self.root).as_posix())
        self.problems.append(Problem(where, what, repair))


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
    for field in ("concepts", "also", "start", "languages"):
        for part, node in zip(getattr(record, field, ()), tree.get(field, ()), strict=False):
            if isinstance(part, Record):
                part.placed(name, node)


def _problems(
    name: str, tree: Mapping, model: type[Record], errors: list[ErrorDetails]
) -> Iterator[Problem]:
    """One problem an error, except a missing field that a misspelt one explains."""
    extra = [str(e["loc"][-1]) for e in errors if e["type"] == "extra_forbidden"]
    for error in errors:
        loc = error["loc"]
        wrong_name = difflib.get_close_matches(str(loc[-1]) if loc else "", extra, cutoff=0.6)
        if error["type"] == "missing" and wrong_name:
            continue
        yield Problem(_where(name, tree, error), *_words(model, error))


def _where(name: str, tree: Mapping, error: ErrorDetails) -> Where:
    steps = error["loc"]
    if error["type"] == "extra_forbidden":
        node: Any = tree
        for step in steps[:-1]:
            node = node[step]
        key = node.key(str(steps[-1]))
        if key is not None:
            return Where(name, key.line, key.column)
    return locate(name, tree, steps)


def _words(model: type[Record], error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and how to mend it, for one of Pydantic's errors."""
    field = ".".join(str(step) for step in error["loc"] if step != "[key]")
    got = shown(error["input"]) if isinstance(error["input"], str) else _shape(error["input"])
    context = error.get("ctx", {})
    match error["type"]:
        case "ours":
            return f"{shown(field)} {context['what']}", str(context["repair"])
        case "missing":
            return f"field {shown(field)} is missing", "add it"
        case "extra_forbidden":
            known = [*model.model_fields] if len(error["loc"]) == 1 else []
            repair = did_you_mean(str(error["loc"][-1]), known, "delete it")
            return f"unknown field {shown(field)}", repair
        case "literal_error":
            allowed = str(context["expected"])
            repair = did_you_mean(str(error["input"]), _quoted(allowed), "take one of them")
            return f"{shown(field)} must be {allowed}, got {got}", repair
        case "string_pattern_mismatch":
            return f"{shown(field)} has the wrong form: {got}", "write it like its neighbours"
        case _:
            return f"{shown(field)}: {_expected(error['type'])}, got {got}", "mend the value"


def _quoted(allowed: str) -> list[str]:
    return allowed.replace(" or ", ", ").replace("'", "").split(", ")


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "nothing"


def _expected(kind: str) -> str:
    words = {
        "string_type": "expected a text",
        "dict_type": "expected 'language: text' lines",
        "tuple_type": "expected a list",
        "model_type": "expected fields",
        "too_short": "expected more entries",
        "too_long": "expected fewer entries",
        "int_parsing": "expected a whole number",
        "int_type": "expected a whole number",
        "greater_than_equal": "expected a larger number",
        "less_than_equal": "expected a smaller number",
    }
    return words.get(kind, f"is wrong ({kind})")
