"""What a sound curriculum satisfies across files: one generator per rule, all at once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from roadmap_site.curriculum import Curriculum
from roadmap_site.language_rules import LANGUAGE_RULES, tags_stand_once
from roadmap_site.model import Record
from roadmap_site.problem import Problem, did_you_mean, shown
from roadmap_site.unique_rules import UNIQUE_RULES, Newness, all_old
from roadmap_site.wording import Said, rule, say

Rule = Callable[[Curriculum], Iterator[Problem]]
_MOST_HINTS = 50
"""Guesses, for each file and field, at what was meant: looking for one takes its time."""


def problems(
    curriculum: Curriculum, partial: Curriculum | None = None, newness: Newness = all_old
) -> list[Problem]:
    """Every broken rule in file order; an empty list means the curriculum is sound.

    `partial` is the same with those records that are broken in part, too; of them is said
    what their sound fields tell. Of two that are the same, the one in the newer file is told.
    """
    partial = partial or curriculum
    found = {
        one
        for check in RULES
        if check not in UNIQUE_RULES
        for one in check(partial if check in RULES_FOR_PARTS else curriculum)
    }
    return sorted(found.union(*(check(partial, newness) for check in UNIQUE_RULES)))


def lists_known_tiers(curriculum: Curriculum) -> Iterator[Problem]:
    """`tiers` in `curriculum.yml` names every tier folder once, and nothing else."""
    about = curriculum.about
    yield from _unknown(curriculum, (about,), "tiers", curriculum.by_tier, "tier")
    for tier in curriculum.tiers:
        if tier.id not in about.tiers:
            what = rule(
                "unlisted-tier",
                "tier {0} is missing from 'tiers' of curriculum.yml",
                shown(tier.id),
            )
            yield Problem(tier.at(), what, "add it there, or delete the folder")


def lists_known_sections(curriculum: Curriculum) -> Iterator[Problem]:
    """`sections` of a tier names every section folder of that tier once, and nothing else."""
    for tier in curriculum.tiers:
        own = {section.id for section in curriculum.sections if section.tier == tier.id}
        yield from _unknown(curriculum, (tier,), "sections", own, "section")
    for section in curriculum.sections:
        home = curriculum.by_tier.get(section.tier)
        if home is None:
            continue
        if section.id not in home.sections:
            what = rule(
                "unlisted-section",
                "section {0} is missing from 'sections' of its tier.yml",
                shown(section.id),
            )
            yield Problem(section.at(), what, "add it there, or delete the folder")


def tiers_keep_off_reserved_names(curriculum: Curriculum) -> Iterator[Problem]:
    """No tier takes an address that the site itself needs."""
    for tier in curriculum.tiers:
        if tier.id in reserved(curriculum):
            what = rule(
                "taken-address", "tier {0} takes an address that the site needs", shown(tier.id)
            )
            yield Problem(tier.at(), what, "rename its folder")


def reserved(curriculum: Curriculum) -> set[str]:
    """The first parts of addresses that the site itself needs."""
    kinds = {f"{kind}s" for kind in curriculum.about.kind_pages}
    fixed = {"add", "api", "assets", "labels", "link-health", "resources", "rules"}
    return fixed | {*kinds, *curriculum.languages}


def kind_pages_have_resources(curriculum: Curriculum) -> Iterator[Problem]:
    """Every kind with a page of its own is the kind of some resource."""
    kinds = {resource.kind for resource in curriculum.resources}
    for place, kind in enumerate(curriculum.about.kind_pages):
        if kind not in kinds and not curriculum.unread:
            where = curriculum.about.at("kind_pages", place)
            what = rule("empty-kind-page", "no resource is of kind {0}", shown(kind))
            yield Problem(where, what, "delete it here")


def files_have_a_home(curriculum: Curriculum) -> Iterator[Problem]:
    """Every section lies in a tier with a `tier.yml`, every resource in a section."""
    for section in curriculum.sections:
        if section.tier not in curriculum.by_tier.keys() | curriculum.unread:
            what = rule(
                "missing-file", "lies in {0}, which has no tier.yml", shown(section.tier)
            )
            yield Problem(section.at(), what, "add that tier.yml")
    homes = curriculum.by_section.keys() | curriculum.unread
    for resource in curriculum.resources:
        if resource.section not in homes:
            what = rule(
                "missing-file", "lies in {0}, which has no section.yml", shown(resource.section)
            )
            yield Problem(resource.at(), what, "add that section.yml")


def requires_known_sections(curriculum: Curriculum) -> Iterator[Problem]:
    """Every id under a section's `requires` names a section."""
    sections = curriculum.sections
    yield from _unknown(curriculum, sections, "requires", curriculum.by_section, "section")


def requires_known_concepts(curriculum: Curriculum) -> Iterator[Problem]:
    """Every id under a concept's `requires` names a concept."""
    concepts = [concept for section in curriculum.sections for concept in section.concepts]
    yield from _unknown(curriculum, concepts, "requires", curriculum.by_concept, "concept")


def requires_no_circle(curriculum: Curriculum) -> Iterator[Problem]:
    """No section requires itself, directly or through others."""
    graph = {section.id: section.requires for section in curriculum.sections}
    reported: set[frozenset[str]] = set()
    for section in curriculum.sections:
        circle = _circle(graph, section.id)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            path = " → ".join([*circle, circle[0]])
            what = rule("requires-itself", "requires itself: {0}", path)
            yield Problem(section.at("requires"), what, "cut one of these requirements")


def pins_own_resources(curriculum: Curriculum) -> Iterator[Problem]:
    """Every id under `pin` is a resource that this section lists."""
    for section in curriculum.sections:
        own = {resource.id for resource in curriculum.resources_of(section)}
        yield from _unknown(curriculum, (section,), "pin", own, "resource of this section")


def names_known_things(curriculum: Curriculum) -> Iterator[Problem]:
    """A resource's `concepts`, `also_in` and `counterpart` name what exists."""
    resources = curriculum.resources
    # Where a section is unread, its concepts are, too.
    sure = [one for one in resources if one.section not in curriculum.unread]
    yield from _unknown(curriculum, sure, "concepts", curriculum.by_concept, "concept")
    yield from _unknown(curriculum, resources, "also_in", curriculum.by_section, "section")
    for resource in resources:
        twin = resource.counterpart
        known_ids = curriculum.resource_ids
        if twin is not None and twin not in known_ids:
            repair = did_you_mean(twin, curriculum.by_resource, "take an existing id")
            yield Problem(resource.at("counterpart"), _no_such("resource", twin), repair)


def names_nothing_twice(curriculum: Curriculum) -> Iterator[Problem]:
    """Nothing requires, pairs with or repeats itself."""
    for section in curriculum.sections:
        for concept in section.concepts:
            if concept.id in concept.requires:
                place = concept.at("requires", concept.requires.index(concept.id))
                what = rule("requires-itself", "{0} requires itself", shown(concept.id))
                yield Problem(place, what, "delete it")
    for resource in curriculum.resources:
        if resource.counterpart == resource.id:
            what = rule("own-counterpart", "{0} is its own counterpart", shown(resource.id))
            yield Problem(resource.at("counterpart"), what, "name its twin in another language")
        if resource.section in resource.also_in:
            place = resource.at("also_in", resource.also_in.index(resource.section))
            what = rule("own-section", "lies in {0} already", shown(resource.section))
            yield Problem(place, what, "delete it from 'also_in'")


def starts_at_known_sections(curriculum: Curriculum) -> Iterator[Problem]:
    """Every `start` of `curriculum.yml` points to a section."""
    for start in curriculum.about.start:
        if start.section not in curriculum.by_section.keys() | curriculum.unread:
            known = curriculum.by_section
            repair = did_you_mean(start.section, known, "take an existing id")
            yield Problem(start.at("section"), _no_such("section", start.section), repair)


def hours_are_a_range(curriculum: Curriculum) -> Iterator[Problem]:
    """`hours` names the shortest time first."""
    for section in curriculum.sections:
        low, high = section.hours
        if low > high:
            ends = (str(low), str(high))
            what = rule("reversed-hours", "'hours' goes from {0} down to {1}", *ends)
            yield Problem(section.at("hours"), what, say("write [{1}, {0}]", *ends))


RULES: tuple[Rule, ...] = (
    lists_known_tiers,
    lists_known_sections,
    tiers_keep_off_reserved_names,
    kind_pages_have_resources,
    files_have_a_home,
    requires_known_sections,
    requires_known_concepts,
    requires_no_circle,
    pins_own_resources,
    names_known_things,
    names_nothing_twice,
    starts_at_known_sections,
    hours_are_a_range,
    *LANGUAGE_RULES,
    *UNIQUE_RULES,
)
# What can be said of a record though some of its fields are broken: those are empty there.
RULES_FOR_PARTS: tuple[Rule, ...] = (
    requires_known_sections,
    requires_known_concepts,
    names_known_things,
    names_nothing_twice,
    tags_stand_once,
    *UNIQUE_RULES,
)


def _unknown(
    curriculum: Curriculum,
    records: Iterable[Record],
    name: str,
    known: Collection[str],
    noun: str,
) -> Iterator[Problem]:
    told: Counter[str] = Counter()
    for record in records:
        slugs: tuple[str, ...] = getattr(record, name)
        for place, slug in enumerate(slugs):
            if slug not in known and slug not in curriculum.unread:
                told[record.path] += 1
                has_hint = told[record.path] <= _MOST_HINTS
                free = {*known}.difference(slugs) if has_hint else ()
                repair = did_you_mean(slug, free, "take an existing id, or delete it")
                yield Problem(record.at(name, place), _no_such(noun, slug), repair)
            elif slug in slugs[:place]:
                what = rule("duplicate-entry", "{0} stands here twice", shown(slug))
                yield Problem(record.at(name, place), what, "delete one")


def _no_such(noun: str, slug: str) -> Said:
    """What is said of a name that nothing has."""
    name = shown(slug)
    match noun:
        case "tier":
            return rule("unknown-tier", "unknown tier {0}", name)
        case "section":
            return rule("unknown-section", "unknown section {0}", name)
        case "concept":
            return rule("unknown-concept", "unknown concept {0}", name)
        case "resource":
            return rule("unknown-resource", "unknown resource {0}", name)
    return rule("unknown-pin", "unknown resource of this section {0}", name)


def _circle(graph: dict[str, tuple[str, ...]], start: str) -> list[str]:
    """The shortest circle through `start`, by breadth-first search; empty where none is."""
    came: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for following in graph.get(node, ()):
            if following == start:
                path = [node]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if following not in came:
                came[following] = node
                queue.append(following)
    return []
