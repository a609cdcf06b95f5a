"""The curriculum's records: what each YAML file may hold, and the tree they form. No I/O."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from roadmap_site.problem import Where
from roadmap_site.values import (
    AlsoKind,
    Cost,
    Kind,
    Level,
    Line,
    Need,
    Slug,
    Tag,
    Text,
    Url,
    Whole,
    Words,
)


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

    @cached_property
    def followers(self) -> dict[str, tuple[Section, ...]]:
        """`{section id: the sections that require it}`, in taught order."""
        found: dict[str, list[Section]] = {section.id: [] for section in self.sections}
        for section in self.sections:
            for slug in section.requires:
                found.setdefault(slug, []).append(section)
        return {slug: tuple(sections) for slug, sections in found.items()}

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
