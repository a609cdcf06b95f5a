"""A new resource: is it listed already, is each field sound, and the text of its file.

Asking a person is in `asking.py`, guesses are in `suggesting.py`. Writes one file: `write`.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from roadmap_site.curriculum import Curriculum
from roadmap_site.links import disk
from roadmap_site.model import Also, Resource, Section
from roadmap_site.problem import (
    BrokenCurriculumError,
    Problem,
    UnusableError,
    Where,
    did_you_mean,
    printable,
    shown,
)
from roadmap_site.quotes import scalar
from roadmap_site.rules import problems as broken_rules
from roadmap_site.tree import RefusedError, parse
from roadmap_site.url import canonical, flaw
from roadmap_site.values import is_slug

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


def already_listed(curriculum: Curriculum, url: str, section: str = "") -> str | None:
    """`path:line: already listed …; what to do instead`; None where the page is new."""
    found = listed_at(curriculum, url)
    if found is None:
        return None
    resource, where = found
    repair = f"add {repr(section) if section else 'this section'} to its 'also_in'"
    if section in {resource.section, *resource.also_in}:
        repair = "edit that entry"
    what = f"already listed at {where.path}:{where.line} (section {resource.section!r})"
    return printable(f"{what}; {repair}")


def field_flaw(name: str, value: object) -> str | None:
    """What is wrong with this value of a resource's field, and the repair; None if sound."""
    if name == "url" and (found := flaw(str(value))):
        return printable(f"{shown(value)} {found}; copy it from the browser's address bar")
    if not _is_utf8(value):
        return "is not UTF-8 text; type it again"
    try:
        Resource.model_validate({name: value})
    except ValidationError as error:
        for one in error.errors(include_url=False):
            if one["loc"][:1] == (name,) and one["type"] != "missing":
                return printable("; ".join(_words(one)))
    return None


def id_flaw(slug: str, taken: set[str]) -> str | None:
    """Why a resource can't have this id, and the repair; None if it can."""
    if not is_slug(slug):
        return printable(f"{shown(slug)} is no id; use lower-case words joined by hyphens")
    if slug in taken:
        return f"{slug!r} is taken; choose another id"
    return None


def draft(curriculum: Curriculum, section: Section, slug: str, fields: Fields) -> Draft:
    """The file of a new resource; with it the curriculum is as sound as before.

    Raises `BrokenCurriculumError` with every rule that it would break.
    """
    path = f"roadmap/{section.tier}/{section.id}/resources/{slug}.yml"
    if not is_slug(slug):
        raise BrokenCurriculumError([Problem(Where(path), *_NO_ID)])
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
        where = Where(made.path)
        found = [Problem(where, *_words(one)) for one in error.errors(include_url=False)]
        raise BrokenCurriculumError(found) from None
    if doubles or tree != fields:
        raise UnusableError(f"{made.path} can't be written so that it is read the same")
    record.placed(made.path, tree, made.slug)
    return record


def write(root: Path, made: Draft) -> None:
    """Ensure that the draft is a file, whole or not at all. Never replaces another file.

    Raises `UnusableError` where it can't be put there.
    """
    path = root / made.path
    if path.exists() or path.is_symlink():
        raise UnusableError(f"{made.path} exists; give another --id")
    if not path.parent.resolve().is_relative_to((root / "roadmap").resolve()):
        raise UnusableError(f"{made.path} leads out of the project through a link; delete it")
    try:
        disk.replace(path, [made.text.encode()])
    except OSError as error:
        raise UnusableError(f"{made.path} can't be written: {error.strerror}") from None


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


_NO_ID = ("lies at no id", "use lower-case words joined by hyphens")


def _words(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and how to mend it; `roadmap lint` knows more words for the same."""
    field = shown(".".join(str(step) for step in error["loc"] if step != "[key]"))
    context = error.get("ctx", {})
    if error["type"] == "ours":
        return f"{field} {context['what']}", str(context["repair"])
    if error["type"] == "missing":
        return f"field {field} is missing", "add it"
    if error["type"] == "literal_error":
        allowed = str(context["expected"])
        known = re.findall(r"'([^']+)'", allowed)
        repair = did_you_mean(str(error["input"]), known, "take one of them")
        return f"{field} must be {allowed}", repair
    if error["type"] == "string_pattern_mismatch":
        return f"{field}: expected a language tag", "write a tag such as 'en', 'zh' or 'pt-BR'"
    complaint = f"{error['msg'][:1].lower()}{error['msg'][1:]}"
    return f"{field}: {complaint}", "mend the value"
