"""The whole curriculum: all records in taught order, and what follows from them. No I/O."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from roadmap_site.model import Concept, CurriculumFile, Record, Resource, Section, Tier

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
        """The tags of the languages, the default first, each once."""
        tags: dict[str, str] = {}
        for language in self.about.languages:
            tags.setdefault(language.tag.casefold(), language.tag)
        return tuple(tags.values())

    @property
    def records(self) -> Iterator[Record]:
        """Every record, concepts and other parts included."""
        yield from (self.about, *self.about.start, *self.about.languages, *self.tiers)
        for section in self.sections:
            yield from (section, *section.concepts)
        for resource in self.resources:
            yield from (resource, *resource.also)

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
    def resource_ids(self) -> frozenset[str]:
        """The ids of all resources, and those that may be one whose file is broken."""
        return frozenset(self.by_resource) | self.unread

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
    def twins(self) -> dict[str, Resource]:
        """`{resource id: the same thing in another language}`, both ways."""
        named = [(one, self.by_resource.get(one.counterpart or "")) for one in self.resources]
        pairs = [(one, twin) for one, twin in named if twin]
        back = {twin.id: one for one, twin in reversed(pairs)}
        return back | {one.id: twin for one, twin in pairs}

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
