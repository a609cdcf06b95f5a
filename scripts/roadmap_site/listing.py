"""The curriculum as lines for a terminal: one record in full, and what holds a text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from roadmap_site.canonical import canonical
from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Also, Concept, Record, Resource, Section, Tier, locate
from roadmap_site.problem import UnusableError, Where, did_you_mean, printable, shown
from roadmap_site.tree import RefusedError, parse, read_text
from roadmap_site.values import Text

Step = str | int
AnyRecord = TypeVar("AnyRecord", Tier, Section, Concept, Resource)
_HAN = "\u3400-\u9fff"
_SEAM = re.compile(rf"(?<=[{_HAN}])\s+(?=[a-z0-9])|(?<=[a-z0-9])\s+(?=[{_HAN}])")


def card(curriculum: Curriculum, root: Path, slug: str) -> list[str]:
    """The lines that show a resource, section, concept or tier, its place and its neighbours.

    An id that a resource used to have shows that resource. Raises `UnusableError` for an
    unknown id.
    """
    if slug in curriculum.by_section:
        return _section(curriculum, curriculum.by_section[slug])
    if slug in curriculum.by_concept:
        return _concept(curriculum, root, *curriculum.by_concept[slug])
    if slug in curriculum.by_tier:
        return _tier(curriculum, curriculum.by_tier[slug])
    resource = curriculum.by_resource.get(slug) or _once_called(curriculum, slug)
    if resource is None:
        raise UnusableError(unknown(curriculum, slug))
    return _resource(curriculum, resource)


def find(curriculum: Curriculum, root: Path, text: str) -> Iterator[str]:
    """`path:line: resource id: title (section)` of all that holds the text, in taught order.

    Looks in ids and names of sections and concepts; in ids, titles, reasons, authors, addresses
    and concepts of resources. Neither case counts nor spaces between Chinese and Latin, and an
    address is found under its other spellings. The line is that of the first field with it.
    """
    holds = _search(text)
    for home in curriculum.sections:
        if any(map(holds, _names(home))):
            yield f"{home.path}:1: section {_named(home)} ({home.tier})"
        for number, concept in enumerate(home.concepts):
            if any(map(holds, _names(concept))):
                where = place(root, home.path, ("concepts", number, "id"))
                yield f"{where.path}:{where.line}: concept {_named(concept)} ({home.id})"
        for one in curriculum.resources:
            words = _words(curriculum, one) if one.section == home.id else ()
            if (hit := next((steps for steps, text in words if holds(text)), None)) is not None:
                where = place(root, one.path, hit)
                yield f"{where.path}:{where.line}: resource {_named(one)} ({home.id})"


def ids(curriculum: Curriculum) -> set[str]:
    """Every id of the curriculum, the former ones of resources included."""
    former = {alias for resource in curriculum.resources for alias in resource.aliases}
    known = (curriculum.by_tier, curriculum.by_section, curriculum.by_concept)
    return former.union(curriculum.by_resource, *known)


def unknown(curriculum: Curriculum, slug: str) -> str:
    """The words for an id that nothing has."""
    repair = did_you_mean(slug, ids(curriculum), "look for it with 'roadmap find TEXT'")
    return printable(f"unknown id {shown(slug)}; {repair}")


def place(root: Path, path: str, steps: Iterable[Step]) -> Where:
    """The place of a field, read again: a sound curriculum has let go of its places."""
    try:
        tree, _ = parse(read_text(str(root / path)))
    except RefusedError:  # broken since it was checked
        return Where(path)
    return locate(path, tree, tuple(steps))


def both(text: Text) -> str:
    """The text in all its languages, each wording once: `智能体 / Agents`."""
    return " / ".join(dict.fromkeys(text.root.values()))


def _once_called(curriculum: Curriculum, slug: str) -> Resource | None:
    return next((one for one in curriculum.resources if slug in one.aliases), None)


def folded(text: str) -> str:
    """The text as it is searched: both cases and widths are one, and so are these spaces."""
    # Who searches types what the keyboard gives, and not the space of a careful typesetter.
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    return _SEAM.sub("", plain)


def _search(text: str) -> Callable[[str], bool]:
    """Whether a text holds this one, or is another spelling of the same address."""
    wanted, key = folded(text), _key(text.strip())
    return lambda words: wanted in folded(words) or (key is not None and key == _key(words))


def _key(url: str) -> str | None:
    is_url = url.startswith(("http://", "https://")) and not any(map(str.isspace, url))
    try:
        return canonical(url) if is_url else None
    except ValueError:
        return None


def _names(one: Section | Concept) -> Iterator[str]:
    """All that a section or concept is called."""
    yield from (one.id, *one.title.root.values())
    yield from (name for names in one.also_called.values() for name in names)


def _words(curriculum: Curriculum, one: Resource) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text of a resource that is searched, with the steps to its field."""
    yield (), one.id
    for name, text in (("title", one.title), ("why", one.why)):
        yield from (((name, tag), words) for tag, words in text.root.items())
    yield from ((("by", number), name) for number, name in enumerate(one.by))
    yield ("url",), one.url
    yield from ((("also", number, "url"), also.url) for number, also in enumerate(one.also))
    yield ("archived",), one.archived or ""
    for number, slug in enumerate(one.concepts):
        _, concept = curriculum.by_concept[slug]
        yield ("concepts", number), f"{slug} {' '.join(concept.title.root.values())}"


def _resource(curriculum: Curriculum, one: Resource) -> list[str]:
    home = curriculum.by_section[one.section]
    return [
        *_head("resource", one.id, one.path),
        *_fields(one),
        *_row("section", [f"{home.id}: {both(home.title)}"]),
        *_neighbours(curriculum.resources_of(home), one),
    ]


def _section(curriculum: Curriculum, one: Section) -> list[str]:
    listed = curriculum.resources_of(one)
    return [
        *_head("section", one.id, one.path),
        *_fields(one, without=("concepts",)),
        *_row("concepts", [_named(concept) for concept in one.concepts]),
        *_row("resources", [f"{_named(each)} ({each.kind}, {each.need})" for each in listed]),
        *_neighbours(curriculum.sections_of(curriculum.by_tier[one.tier]), one),
    ]


def _concept(curriculum: Curriculum, root: Path, home: Section, one: Concept) -> list[str]:
    steps = ("concepts", [each.id for each in home.concepts].index(one.id), "id")
    teachers = [each for each in curriculum.resources if one.id in each.concepts]
    return [
        *_head("concept", one.id, home.path, place(root, home.path, steps).line),
        *_fields(one, without=("id",)),
        *_row("section", [f"{home.id}: {both(home.title)}"]),
        *_row("taught by", [_named(each) for each in teachers]),
        *_neighbours(home.concepts, one),
    ]


def _tier(curriculum: Curriculum, one: Tier) -> list[str]:
    return [
        *_head("tier", one.id, one.path),
        *_fields(one, without=("sections",)),
        *_row("sections", [_named(section) for section in curriculum.sections_of(one)]),
        *_neighbours(curriculum.tiers, one),
    ]


def _head(noun: str, slug: str, path: str, line: int = 1) -> list[str]:
    return [f"{path}:{line}: {noun} {slug}"]


def _named(record: Tier | Section | Concept | Resource) -> str:
    return f"{record.id}: {both(record.title)}"


def _neighbours(row: tuple[AnyRecord, ...], one: AnyRecord) -> Iterator[str]:
    at = [each.id for each in row].index(one.id)
    yield from _row("previous", [_named(each) for each in row[max(at - 1, 0) : at]])
    yield from _row("next", [_named(each) for each in row[at + 1 : at + 2]])


def _fields(record: Record, without: Iterable[str] = ()) -> Iterator[str]:
    """A row for every field that holds something, in the order of the files."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name not in without and value not in (None, (), {}):
            yield from _row(name, _values(value))


def _values(value: object) -> list[str]:
    if isinstance(value, Text):
        return [f"{tag}  {text}" for tag, text in value.root.items()]
    if isinstance(value, dict):
        return [f"{tag}  {', '.join(words)}" for tag, words in value.items()]
    if isinstance(value, tuple) and all(isinstance(one, Also) for one in value):
        return [f"{one.kind}  {one.url}" for one in value]
    return [", ".join(map(str, value)) if isinstance(value, tuple) else str(value)]


def _row(name: str, values: list[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"  {'' if number else name:<13} {value}"
