"""The texts of a curriculum that learners read, one by one, each with its place. No I/O."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Record
from roadmap_site.values import Text

Step = str | int


@dataclass(frozen=True, slots=True)
class Field:
    """A field with texts in several languages: the record that has it, and the file's own.

    `steps` lead to it from the file's root; `part` is what they pass: a concept, a start.
    """

    record: Record
    part: Record
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What the field is called, such as `why`."""
        return str(self.steps[-1])


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language; `steps` lead to it from the root of the file at `path`."""

    path: str
    steps: tuple[Step, ...]
    tag: str
    text: str


def fields(curriculum: Curriculum) -> Iterator[Field]:
    """Every field whose text stands in several languages, in taught order."""
    about = curriculum.about
    yield from _fields(about, about, ())
    for at, start in enumerate(about.start):
        yield from _fields(about, start, ("start", at))
    for tier in curriculum.tiers:
        yield from _fields(tier, tier, ())
    for section in curriculum.sections:
        yield from _fields(section, section, ())
        for at, concept in enumerate(section.concepts):
            yield from _fields(section, concept, ("concepts", at))
    for resource in curriculum.resources:
        yield from _fields(resource, resource, ())


def passages(curriculum: Curriculum) -> Iterator[Passage]:
    """Every text that learners read, keywords included; names that are only searched are not.

    How people spell what they search for is no matter of style.
    """
    for field in fields(curriculum):
        path = field.record.path
        for tag, text in texts(field).items():
            yield Passage(path, (*field.steps, tag), tag, text)
    for section in curriculum.sections:
        for number, concept in enumerate(section.concepts):
            for tag, words in concept.keywords.items():
                steps = ("concepts", number, "keywords", tag)
                for at, word in enumerate(words):
                    yield Passage(section.path, (*steps, at), tag, word)


def texts(field: Field) -> dict[str, str]:
    """`{language: text}` of a field."""
    text: Text = getattr(field.part, field.name)
    return text.root


def _fields(record: Record, part: Record, steps: tuple[Step, ...]) -> Iterator[Field]:
    for name in _names(type(part)):
        yield Field(record, part, (*steps, name))


@cache
def _names(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that hold a text in several languages."""
    known = model.model_fields.items()
    return tuple(name for name, field in known if field.annotation is Text)
