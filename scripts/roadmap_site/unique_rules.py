"""What stands in a curriculum only once: ids and pages. Of two, the newer one is told."""

from collections.abc import Callable, Iterator

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Resource
from roadmap_site.problem import Problem, Where, shown
from roadmap_site.url import canonical
from roadmap_site.wording import rule, say

Newness = Callable[[str], tuple[bool, ...]]
"""How new a file is, by its path from the project's root: the newer, the greater."""


def all_old(_: str) -> tuple[bool, ...]:
    """No file is newer than another: what is taught first came first."""
    return ()


def ids_are_unique(curriculum: Curriculum, newness: Newness = all_old) -> Iterator[Problem]:
    """No two records share an id: it is their anchor, in every language and for ever."""
    first: dict[str, Where] = {}
    for slug, where in sorted(_ids(curriculum), key=lambda one: newness(one[1].path)):
        if slug in first:
            what = rule("duplicate-id", "id {0} is taken at {1}", shown(slug), str(first[slug]))
            yield Problem(where, what, "choose another id")
        first.setdefault(slug, where)


def urls_are_unique(curriculum: Curriculum, newness: Newness = all_old) -> Iterator[Problem]:
    """No two resources are the same page; a page for two sections says `also_in`."""
    first: dict[str, Resource] = {}
    for resource in sorted(curriculum.resources, key=lambda one: newness(one.path)):
        if resource.url:  # else it is broken, and another rule's to tell
            twin = first.setdefault(canonical(resource.url), resource)
            if twin is not resource:
                yield _listed_twice(resource, twin)


UNIQUE_RULES = (ids_are_unique, urls_are_unique)


def _listed_twice(resource: Resource, twin: Resource) -> Problem:
    values = (shown(resource.url), str(twin.at("url")), shown(twin.url))
    what = rule("duplicate-url", "{0} is already listed at {1}", *values[:2])
    if twin.url != resource.url:
        what = rule("duplicate-url", "{0} is already listed at {1} as {2}", *values)
    repair = "edit that entry and delete this file"
    if resource.section not in {twin.section, *twin.also_in}:
        repair = say("add {0} to its 'also_in' and delete this file", repr(resource.section))
    return Problem(resource.at("url"), what, repair)


def _ids(curriculum: Curriculum) -> Iterator[tuple[str, Where]]:
    for tier in curriculum.tiers:
        yield tier.id, tier.at()
    for section in curriculum.sections:
        yield section.id, section.at()
        for concept in section.concepts:
            yield concept.id, concept.at("id")
    for resource in curriculum.resources:
        yield resource.id, resource.at()
        for place, alias in enumerate(resource.aliases):
            yield alias, resource.at("aliases", place)
