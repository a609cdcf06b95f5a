"""What a change means to readers: what came, went or reads otherwise, and on which pages.

Records are compared, not files: a file that is only laid out anew changes nothing here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap_site.curriculum import Curriculum
from roadmap_site.handwritten import Written
from roadmap_site.model import Resource, Section
from roadmap_site.render import links
from roadmap_site.values import Text

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class Thing:
    """What a reader meets: a record or a hand-written page, and where he meets it.

    `pages` are addresses from a language's root; `anchor` is its place on each of them.
    """

    key: tuple[str, str]
    paths: frozenset[str]
    names: dict[str, str]
    pages: tuple[str, ...]
    anchor: str
    facts: Any

    @property
    def place(self) -> str:
        """Its file, as people say it: `docs/*/about.md` for a page's in all languages."""
        path = min(self.paths)
        return path if len(self.paths) == 1 else f"docs/*/{path.rpartition('/')[2]}"


@dataclass(frozen=True)
class Change:
    """What happened to a thing, and the pages that look different for it, old ones too."""

    fate: str
    thing: Thing
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Touched:
    """All that a change touches: things in the order in which readers meet them, and pages.

    `elsewhere` are changed files that no page shows.
    """

    changes: tuple[Change, ...]
    pages: tuple[str, ...]
    elsewhere: tuple[str, ...]


def things(curriculum: Curriculum, written: dict[str, list[Written]]) -> Iterator[Thing]:
    """All that readers meet, in taught order, page by page."""
    about = curriculum.about
    path, facts = frozenset({about.path}), about.model_dump()
    yield Thing(("course", ""), path, _names(curriculum, about.title), ("",), "_home", facts)
    for tier in curriculum.tiers:
        url, title = links.tier_url(tier), _names(curriculum, tier.title)
        path = frozenset({tier.path})
        yield Thing(("tier", tier.id), path, title, (url,), "_tier", tier.model_dump())
        for section in curriculum.sections_of(tier):
            yield from _of_section(curriculum, section, url)
    yield from _of_pages(curriculum, written)


def _of_section(curriculum: Curriculum, section: Section, tier: str) -> Iterator[Thing]:
    """The section, its concepts, and the resources that are at home in it."""
    url, path = links.section_url(section), frozenset({section.path})
    names = _names(curriculum, section.title)
    order = [concept.id for concept in section.concepts]
    facts: Any = section.model_dump(exclude={"concepts"}), section.tier, order
    yield Thing(("section", section.id), path, names, (url, tier), "_section", facts)
    for concept in section.concepts:
        title, facts = _names(curriculum, concept.title), (concept.model_dump(), section.id)
        yield Thing(("concept", concept.id), path, title, (url,), concept.id, facts)
    for resource in curriculum.resources:
        if resource.section == section.id:
            yield _resource(curriculum, resource)


def _resource(curriculum: Curriculum, resource: Resource) -> Thing:
    homes = [curriculum.by_section[slug] for slug in (resource.section, *resource.also_in)]
    pages = tuple(dict.fromkeys(links.section_url(home) for home in homes))
    names, facts = _names(curriculum, resource.title), (resource.model_dump(), homes[0].id)
    path = frozenset({resource.path})
    return Thing(("resource", resource.id), path, names, pages, resource.id, facts)


def _of_pages(curriculum: Curriculum, written: dict[str, list[Written]]) -> Iterator[Thing]:
    """The hand-written pages; one page is one thing in all languages."""
    found = {tag: {one.path: one for one in written[tag]} for tag in curriculum.languages}
    for path, first in found[curriculum.languages[0]].items():
        same = {tag: pages[path] for tag, pages in found.items()}
        url = first.page.url
        files = frozenset(f"docs/{tag}/{url.strip('/')}.md" for tag in same)
        names = {tag: one.page.title for tag, one in same.items()}
        facts = [one.text for one in same.values()]
        yield Thing(("page", url), files, names, (url,), "", facts)


def _names(curriculum: Curriculum, title: Text) -> dict[str, str]:
    tags = curriculum.languages
    return {tag: title.said(tag, tags).text for tag in tags}


def touched(
    before: Sequence[Thing] | None,
    after: Sequence[Thing],
    files: frozenset[str],
    *,
    only: bool = False,
) -> Touched:
    """What lies between two states of a course; `files` are those that differ.

    With `only` nothing but what stands in these files counts, and their pages are shown even
    where nothing differs. So they are where nobody knows what was before (None).
    """
    found = [] if before is None else list(_changes(before, after))
    if only:
        found = [change for change in found if change.thing.paths & files]
    named = [one for one in after if (only or before is None) and one.paths & files]
    pages = {page for change in found for page in change.pages}
    pages |= {page for one in named for page in one.pages}
    known = dict.fromkeys(one.pages[0] for one in after)
    shown = frozenset().union(*(one.paths for one in (*after, *(before or ()))))
    order = [page for page in known if page in pages]
    return Touched(tuple(found), tuple(order), tuple(sorted(files - shown)))


def _changes(before: Sequence[Thing], after: Sequence[Thing]) -> Iterator[Change]:
    """What came and what changed, in the order of readers, then what went."""
    old = {one.key: one for one in before}
    for one in after:
        was = old.pop(one.key, None)
        if was is None:
            yield Change(ADDED, one, one.pages)
        elif was.facts != one.facts:
            yield Change(CHANGED, one, (*one.pages, *was.pages))
    for one in old.values():
        yield Change(REMOVED, one, one.pages)
