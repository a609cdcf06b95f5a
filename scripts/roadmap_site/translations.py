"""What is missing in one of the languages, or stale there: counted and listed. No I/O."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Record, Resource, Section
from roadmap_site.problem import Where, printable
from roadmap_site.values import Text

Step = str | int
Placed = Callable[[str, tuple[Step, ...]], Where]  # path and steps → place
COURSE = "the course"
_TITLES: tuple[str, ...] = ("section", "language", "texts", "missing", "stale", "%")


@dataclass(frozen=True)
class Wording:
    """A text that every language should have: where it stands, and who lacks it."""

    section: str  # an id, or `the course` for what belongs to none
    path: str
    steps: tuple[Step, ...]
    missing: frozenset[str]  # languages
    stale: frozenset[str]


@dataclass(frozen=True)
class Count:
    """How far a section is in one language: numbers of texts."""

    section: str
    language: str
    texts: int
    missing: int
    stale: int

    @property
    def percent(self) -> int:
        """What is there and fresh, rounded down: 100 means that nothing is left to do."""
        return 100 * (self.texts - self.missing - self.stale) // max(self.texts, 1)


def wordings(curriculum: Curriculum) -> list[Wording]:
    """Every text of the curriculum, in taught order.

    A language named in a resource's `todo` makes all texts of that resource stale there.
    """
    about = curriculum.about
    found = list(_of(curriculum, COURSE, about, ()))
    for number, start in enumerate(about.start):
        found += _of(curriculum, COURSE, start, ("start", number))
    for tier in curriculum.tiers:
        found += _of(curriculum, COURSE, tier, ())
    for section in curriculum.sections:
        found += _section(curriculum, section)
    return found


def counts(found: Iterable[Wording], languages: Iterable[str]) -> list[Count]:
    """A count for each section and language, in the order of the texts."""
    tags = tuple(languages)
    made = []
    for section, group in groupby(found, key=lambda one: one.section):
        texts = list(group)
        for tag in tags:
            missing = sum(tag in one.missing for one in texts)
            stale = sum(tag in one.stale for one in texts)
            made.append(Count(section, tag, len(texts), missing, stale))
    return made


def table(found: list[Count]) -> list[str]:
    """The counts as lines of a table, and the sum of all sections below."""
    sums = [_sum(tag, found) for tag in dict.fromkeys(one.language for one in found)]
    rows = [_TITLES, *map(_row, (*found, *sums))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [printable("  ".join(_cells(row, widths)).rstrip()) for row in rows]


def gaps(found: Iterable[Wording], languages: Iterable[str], placed: Placed) -> Iterator[str]:
    """`path:line: field: en missing` for a text, `path:line: en stale` for an entry.

    All texts of an entry are stale at once: which of them changed, its `todo` does not say.
    """
    tags = tuple(languages)
    for path, group in groupby(found, key=lambda one: one.path):
        texts = list(group)
        for one, tag in ((one, tag) for one in texts for tag in tags if tag in one.missing):
            where = placed(path, one.steps)
            yield _line(where, f"{'.'.join(map(str, one.steps))}: {tag} missing")
        for tag in tags:
            if any(tag in one.stale for one in texts):
                yield _line(placed(path, ("todo",)), f"{tag} stale")


def _line(where: Where, words: str) -> str:
    return printable(f"{where.path}:{where.line}: {words}")


def _section(curriculum: Curriculum, section: Section) -> Iterator[Wording]:
    yield from _of(curriculum, section.id, section, ())
    for number, concept in enumerate(section.concepts):
        yield from _of(curriculum, section.id, concept, ("concepts", number))
    for resource in curriculum.resources:
        if resource.section == section.id:
            yield from _of(curriculum, section.id, resource, ())


def _of(
    curriculum: Curriculum, section: str, record: Record, steps: tuple[Step, ...]
) -> Iterator[Wording]:
    """Every text of one record; words that are only searched (`also_called`) are none."""
    stale = set(record.todo) if isinstance(record, Resource) else set()
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Text):
            there = set(value.root)
        elif name == "keywords" and value:
            there = {tag for tag, words in value.items() if words}
        else:
            continue
        missing = frozenset(set(curriculum.languages) - there)
        yield Wording(section, record.path, (*steps, name), missing, frozenset(stale - missing))


def _sum(tag: str, found: list[Count]) -> Count:
    own = [one for one in found if one.language == tag]
    texts, missing = sum(one.texts for one in own), sum(one.missing for one in own)
    return Count("all", tag, texts, missing, sum(one.stale for one in own))


def _row(one: Count) -> tuple[str, ...]:
    numbers = (one.texts, one.missing, one.stale, one.percent)
    return (one.section, one.language, *map(str, numbers))


def _cells(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if number < 2 else cell.rjust(width)  # noqa: PLR2004  names
