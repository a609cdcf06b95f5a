"""A new resource: is it listed already, is each field sound, and the text of its file.

Asking a person is in `asking.py`, guesses are in `suggesting.py`. Writes one file: `write`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from roadmap_site.curriculum import Curriculum
from roadmap_site.field_problems import field_problems
from roadmap_site.links import disk
from roadmap_site.model import Also, Resource, Section
from roadmap_site.problem import (
    BrokenCurriculumError,
    Problem,
    UnusableError,
    Where,
    shown,
)
from roadmap_site.quotes import scalar
from roadmap_site.rules import problems as broken_rules
from roadmap_site.slips.reading import Reading
from roadmap_site.tree import Mapping, RefusedError, parse
from roadmap_site.url import canonical
from roadmap_site.values import is_slug
from roadmap_site.wording import Said, rule, say

Fields = dict[str, Any]  # a file's tree: texts, lists of texts, `{language: text}`


@dataclass(frozen=True)
class Draft:
    """A file that is not written yet: its path from the project's root, and its text."""

    path: str
    text: str
    slug: str


def listed_at(curriculum: Curriculum, url: str) -> tuple[Resource, Where] | None:
    """The resource that lists this page, and where: its address, or one under `also`."""
    key = canonical(url)
    for resource in curriculum.resources:
        owners: tuple[Resource | Also, ...] = (resource, *resource.also)
        for one in owners:
            if canonical(one.url) == key:
                return resource, one.at("url")
    return None


def already_listed(curriculum: Curriculum, url: str, section: str = "") -> Said | None:
    """`path:line: already listed …; what to do instead`; None where the page is new."""
    found = listed_at(curriculum, url)
    if found is None:
        return None
    resource, where = found
    repair = say("add this section to its 'also_in'")
    if section:
        repair = say("add {0} to its 'also_in'", repr(section))
    if section in {resource.section, *resource.also_in}:
        repair = say("edit that entry")
    place = f"{where.path}:{where.line}"
    what = say("already listed at {0} (section {1})", place, repr(resource.section))
    return say("{0}; {1}", what, repair)


def field_flaw(name: str, value: object, called: str = "") -> Said | None:
    """What is wrong with this value of a resource's field, and the repair; None if sound.

    The words are those of `roadmap lint`, but for the field, which is `called` so.
    """
    called = called or repr(name)
    if not _is_utf8(value):
        return say("{0}; {1}", say("{0} is not UTF-8 text", called), say("type it again"))
    try:
        Resource.model_validate({name: value})
    except ValidationError as error:
        for one in _problems("", {name: value}, error, only=name):
            return say("{0}; {1}", _about(called, one.what), _words(one.repair))
    return None


def _problems(
    path: str, fields: Fields, error: ValidationError, only: str | None = None
) -> Iterator[Problem]:
    """All that is wrong, or what is wrong with the value of one field that is there."""
    found = error.errors(include_url=False)
    if only:
        found = [one for one in found if one["loc"][0] == only and one["type"] != "missing"]
    return field_problems(path, Reading(Mapping(fields)), Resource, found)


def _about(called: str, what: str) -> Said:
    """The same of something called so: the first thing that these words name is the field."""
    told = _words(what)
    return Said(told.template, (called, *told.values[1:]), told.code)


def _words(text: str) -> Said:
    return text if isinstance(text, Said) else Said(text, (), "")


def id_flaw(slug: str, taken: set[str]) -> Said | None:
    """Why a resource can't have this id, and the repair; None if it can."""
    if not is_slug(slug):
        repair = say("use lower-case words joined by hyphens")
        return say("{0}; {1}", say("{0} is no id", shown(slug)), repair)
    if slug in taken:
        return say("{0}; {1}", say("{0} is taken", repr(slug)), say("choose another id"))
    return None


def draft(curriculum: Curriculum, section: Section, slug: str, fields: Fields) -> Draft:
    """The file of a new resource; with it the curriculum is as sound as before.

    Raises `BrokenCurriculumError` with every rule that it would break.
    """
    path = f"roadmap/{section.tier}/{section.id}/resources/{slug}.yml"
    if not is_slug(slug):
        what = rule("not-an-id", "lies at {0}, which is no id", shown(slug))
        repair = "use lower-case words joined by hyphens"
        raise BrokenCurriculumError([Problem(Where(path), what, repair)])
    # What is empty or the default for most is left out, as it is in the course.
    kept = {n: v for n, v in fields.items() if v and (n, v) != ("cost", "free")}
    made = Draft(path, emitted(kept), slug)
    record = _read(made, kept)
    if broken := broken_rules(replace(curriculum, resources=(*curriculum.resources, record))):
        raise BrokenCurriculumError(broken)
    return made


def _read(made: Draft, fields: Fields) -> Resource:
    """The record as it will be read from the draft; raises as `draft`."""
    try:
        tree, doubles = parse(made.text)
        record = Resource.model_validate(tree)
    except RefusedError as error:
        where = Where(made.path, error.line, error.column)
        raise BrokenCurriculumError([Problem(where, error.what, error.repair)]) from None
    except ValidationError as error:
        raise BrokenCurriculumError([*_problems(made.path, tree, error)]) from None
    if doubles or tree != fields:
        what = say("{0} can't be written so that it is read the same", made.path)
        raise UnusableError(what)
    record.placed(made.path, tree, made.slug)
    return record


def write(root: Path, made: Draft) -> None:
    """Ensure that the draft is a file, whole or not at all. Never replaces another file.

    Raises `UnusableError` where it can't be put there.
    """
    path = root / made.path
    if path.exists() or path.is_symlink():
        raise UnusableError(say("{0} exists; give another --id", made.path))
    if not path.parent.resolve().is_relative_to((root / "roadmap").resolve()):
        what = say("{0} leads out of the project through a link; delete it", made.path)
        raise UnusableError(what)
    try:
        disk.replace(path, [made.text.encode()])
    except OSError as error:
        what = say("{0} can't be written: {1}", made.path, str(error.strerror))
        raise UnusableError(what) from None


def emitted(fields: Fields) -> str:
    """The file's text: fields in the model's order, texts a language a line, short lists."""
    lines: list[str] = []
    for name in Resource.model_fields:
        value = fields.get(name)
        if isinstance(value, dict) and value:
            lines += [f"{name}:", *(f"  {tag}: {scalar(text)}" for tag, text in value.items())]
        elif isinstance(value, list) and value:
            lines.append(f"{name}: [{', '.join(scalar(one, flow=True) for one in value)}]")
        elif value:
            lines.append(f"{name}: {scalar(value, is_number=name == 'minutes')}")
    return "".join(f"{line}\n" for line in lines)


def _is_utf8(value: object) -> bool:
    """Whether every text in it can be saved; a terminal may hand on single bytes."""
    texts = [*value, *value.values()] if isinstance(value, dict) else value
    try:
        for text in texts if isinstance(texts, list) else [texts]:
            str(text).encode()
    except UnicodeEncodeError:
        return False
    return True
