"""The curriculum's records: what each YAML file may hold, and the tree they form. No I/O."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    RootModel,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from roadmap_site import url as urls
from roadmap_site.problem import Where, shown

MAX_TEXT = 600
MAX_SLUG = 60

Kind = Literal[
    "article",
    "book",
    "course",
    "dataset",
    "documentation",
    "guide",
    "interactive",
    "leaderboard",
    "notebook",
    "paper",
    "repository",
    "tool",
    "video",
    "website",
]
AlsoKind = Literal[
    "article",
    "book",
    "course",
    "dataset",
    "documentation",
    "guide",
    "interactive",
    "leaderboard",
    "mirror",
    "notebook",
    "paper",
    "repository",
    "tool",
    "video",
    "website",
]
Need = Literal["core", "choice", "optional"]
Level = Literal["intro", "core", "deep"]
Cost = Literal["free", "login", "paid"]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WINDOWS = {
    "con",
    "nul",
    "aux",
    "prn",
    *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10)),
}
# Bidirectional controls and zero-width characters show one text and mean another.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def _wrong(what: str, repair: str) -> PydanticCustomError:
    # Values travel in the context: a brace in contributor text must not be a placeholder.
    return PydanticCustomError("ours", "{what}; {repair}", {"what": what, "repair": repair})


def _text(value: str) -> str:
    if not value.strip():
        raise _wrong("is empty", "write a text, or delete the field")
    if found := _INVISIBLE.search(value):
        code = f"U+{ord(found[0]):04X}"
        raise _wrong(f"holds the invisible character {code}", "delete it")
    if _CONTROL.search(value):
        raise _wrong("holds a line break or control character", "write it on one line")
    if len(value) > MAX_TEXT:
        raise _wrong(f"is {len(value)} characters long", f"keep it under {MAX_TEXT}")
    return unicodedata.normalize("NFC", value.strip())


def is_slug(value: str) -> bool:
    """Whether the text may be an id: an anchor, a file name and a part of an address."""
    return bool(_SLUG.fullmatch(value)) and len(value) <= MAX_SLUG and value not in _WINDOWS


def _slug(value: str) -> str:
    if not is_slug(value):
        raise _wrong(f"{shown(value)} is no id", "use lower-case words joined by hyphens")
    return value


def _url(value: str) -> str:
    if found := urls.flaw(value):
        raise _wrong(f"URL {shown(value)} {found}", "copy it from the browser's address bar")
    return value


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}", value):
        raise _wrong(f"expected a whole number, got {shown(value)}", "write digits only")
    return value


Line = Annotated[str, AfterValidator(_text), Field(max_length=MAX_TEXT, min_length=1)]
Slug = Annotated[
    str, AfterValidator(_slug), Field(json_schema_extra={"pattern": _SLUG.pattern})
]
Url = Annotated[str, AfterValidator(_url), Field(json_schema_extra={"format": "uri"})]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=100_000)]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Words = dict[Tag, tuple[Line, ...]]


class Text(RootModel[dict[Tag, Line]]):
    """One text in some of the curriculum's languages: `{tag: text}`."""

    model_config = ConfigDict(frozen=True)

    def said(self, language: str, languages: tuple[str, ...]) -> "Said":
        """The text in this language, or else in the first language that has it."""
        for tag in (language, *languages):
            if tag in self.root:
                return Said(self.root[tag], tag)
        return Said("", language)


@dataclass(frozen=True)
class Said:
    """A text as a reader gets it, and the language it really is in."""

    text: str
    language: str


class Record(BaseModel):
    """What every record knows beside its fields: its id and its place in the files."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _id: str = PrivateAttr("")
    _path: str = PrivateAttr("")
    _tree: Any = PrivateAttr(None)

    def placed(self, path: str, tree: object, slug: str = "") -> None:
        """Tell the record where it stands; called once, by the loader."""
        self._path, self._tree, self._id = path, tree, slug

    @property
    def path(self) -> str:
        """The file it stands in, from the project's root."""
        return self._path

    def at(self, *steps: str | int) -> Where:
        """The place of a field (`at("also", 0, "url")`), or of the nearest one that exists."""
        return locate(self._path, self._tree, steps)


def locate(path: str, node: Any, steps: tuple[str | int, ...]) -> Where:  # noqa: ANN401
    """Follow the steps through a placed tree as far as they lead; the place reached."""
    where = node
    for step in steps:
        if isinstance(node, list) and isinstance(step, int) and step < len(node):
            where = node = node[step]
        elif isinstance(node, dict) and step in node:
            key = node.key(step) if hasattr(node, "key") else None
            node = node[step]
            where = node if isinstance(node, str) or key is None else key
        else:
            break
    return Where(path, getattr(where, "line", 1), getattr(where, "column", 1))


class Language(Record):
    """A language the site is built in."""

    tag: Tag
    name: Line


class Start(Record):
    """An answer to 'where do I start?' for one kind of reader."""

    who: Text
    text: Text
    section: Slug


class CurriculumFile(Record):
    """`curriculum.yml`: what the whole course is called and made of."""

    title: Text
    tagline: Text
    description: Text
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    tiers: Annotated[tuple[Slug, ...], Field(min_length=1)]
    start: tuple[Start, ...] = ()
    kind_pages: tuple[Kind, ...] = ()
    url: Url
    repository: Url | None = None
    branch: Annotated[str, StringConstraints(pattern=r"^[\w./-]+$")] = "main"
    license: Line | None = None


class Tier(Record):
    """`<tier>/tier.yml`: one of the course's big parts."""

    title: Text
    overview: Text
    sections: Annotated[tuple[Slug, ...], Field(min_length=1)]

    @cached_property
    def id(self) -> str:
        """The folder's name."""
        return self._id


class Concept(Record):
    """One idea of a section, in taught order."""

    id: Slug
    title: Text
    text: Text
    keywords: Words = {}
    also_called: Words = {}
    requires: tuple[Slug, ...] = ()


class Section(Record):
    """`<tier>/<section>/section.yml`: what one sits down to learn."""

    title: Text
    overview: Text
    hours: Annotated[tuple[Whole, Whole], Field(description="shortest and longest, in hours")]
    also_called: Words = {}
    requires: tuple[Slug, ...] = ()
    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]
    pin: Annotated[tuple[Slug, ...], Field(max_length=3)] = ()

    @cached_property
    def id(self) -> str:
        """The folder's name."""
        return self._id

    @cached_property
    def tier(self) -> str:
        """The id of the tier whose folder it lies in."""
        return self._path.split("/")[-3] if self._path else ""


class Also(Record):
    """The same thing at another address: a mirror, the article of a notebook, its code."""

    kind: AlsoKind
    url: Url
    language: tuple[Tag, ...] = ()
    reachable: Literal["cn"] | None = None


class Resource(Record):
    """`<tier>/<section>/resources/<id>.yml`: one page worth a learner's time."""

    url: Url
    title: Text
    by: tuple[Line, ...] = ()
    kind: Kind
    language: Annotated[tuple[Tag, ...], Field(min_length=1)]
    why: Text
    need: Need = "choice"
    level: Level | None = None
    minutes: Annotated[Whole, Field(ge=1)] | None = None
    cost: Cost = "free"
    concepts: tuple[Slug, ...] = ()
    also: tuple[Also, ...] = ()
    also_in: tuple[Slug, ...] = ()
    counterpart: Slug | None = None
    archived: Url | None = None
    aliases: tuple[Slug, ...] = ()
    todo: tuple[Tag, ...] = ()

    @cached_property
    def id(self) -> str:
        """The file's name without its ending."""
        return self._id

    @cached_property
    def section(self) -> str:
        """The id of the section whose folder it lies in."""
        return self._path.split("/")[-3] if self._path else ""


_NEEDS = {"core": 0, "choice": 1, "optional": 2}
_LEVELS = {"intro": 0, "core": 1, None: 1, "deep": 2}


@dataclass(frozen=True)
class Curriculum:
    """The whole checked tree, every list in the order in which it is taught."""

    about: CurriculumFile
    tiers: tuple[Tier, ...]
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...]
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()  # ids whose files are broken; only rules look here

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages, the default first."""
        return tuple(language.tag for language in self.about.languages)

    @cached_property
    def by_tier(self) -> dict[str, Tier]:
        """`{tier id: tier}`."""
        return {tier.id: tier for tier in self.tiers}

    @cached_property
    def by_section(self) -> dict[str, Section]:
        """`{section id: section}`."""
        return {section.id: section for section in self.sections}

    @cached_property
    def by_resource(self) -> dict[str, Resource]:
        """`{resource id: resource}`."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def by_concept(self) -> dict[str, tuple[Section, Concept]]:
        """`{concept id: (its section, the concept)}`."""
        return {c.id: (section, c) for section in self.sections for c in section.concepts}

    @cached_property
    def _listed(self) -> dict[str, tuple[Resource, ...]]:
        listed: dict[str, list[Resource]] = {section.id: [] for section in self.sections}
        for resource in self.resources:
            for section in dict.fromkeys((resource.section, *resource.also_in)):
                if section in listed:
                    listed[section].append(resource)
        return {s: tuple(sorted(found, key=self._rank(s))) for s, found in listed.items()}

    def _rank(self, section: str) -> Any:  # noqa: ANN401  a sort key
        pins = self.by_section[section].pin

        def rank(resource: Resource) -> tuple[int, int, int, str]:
            pin = pins.index(resource.id) if resource.id in pins else len(pins)
            return pin, _NEEDS[resource.need], _LEVELS[resource.level], resource.id

        return rank

    def sections_of(self, tier: Tier) -> tuple[Section, ...]:
        """The tier's sections in taught order."""
        return tuple(self.by_section[s] for s in tier.sections if s in self.by_section)

    def resources_of(self, section: Section) -> tuple[Resource, ...]:
        """What the section's page lists: the pinned first, then by need, level and id."""
        return self._listed[section.id]

    def hours_of(self, tier: Tier) -> tuple[int, int]:
        """Shortest and longest study time of a tier, in hours."""
        hours = [section.hours for section in self.sections_of(tier)]
        return sum(low for low, _ in hours), sum(high for _, high in hours)
