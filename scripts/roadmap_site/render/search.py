"""The search index of one language: what `docs/assets/js/search-index.js` reads.

One entry for every tier, section, concept, resource and further page. Only texts in the
reader's language are for showing; what the other languages call it is for finding only.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Concept, Resource, Section, Tier
from roadmap_site.render import links
from roadmap_site.values import Text

Page = tuple[str, str, str]


@dataclass(frozen=True)
class _Entry:
    """One result: `names` are its titles elsewhere, `words` lead to it; neither is shown."""

    group: str
    label: str
    url: str
    title: Text
    text: Text
    parent: str = ""
    need: int = 0
    words: tuple[str, ...] = ()


def render_index(
    curriculum: Curriculum, language: str, labels: Mapping[str, str], pages: Iterable[Page]
) -> str:
    """The JSON of `search.json`: `{"language", "kinds": [[group, label]], "entries": [row]}`.

    A row is `[kind, url, title, text, parent, need, names, words]`, where `kind` and `parent`
    are places in the lists (`parent` -1 for none) and URLs start at the language's root.
    Where a title or text had to be taken from another language, two tags follow.
    """
    course = [*_course_entries(curriculum)]
    # A tier's page is in the course already, with its place in it.
    known = {entry.url for entry in course}
    others = (page for page in pages if page[2] not in known)
    entries = [*_page_entries(language, others), *course]
    kinds = list(dict.fromkeys((entry.group, entry.label) for entry in entries))
    places = {entry.url: place for place, entry in enumerate(entries)}
    rows = [
        [
            kinds.index((entry.group, entry.label)),
            *_shown(curriculum, language, entry),
            places[entry.parent] if entry.parent else -1,
            *_hidden(curriculum, language, entry),
            *_tags(curriculum, language, entry),
        ]
        for entry in entries
    ]
    said = [[group, labels.get(label, label.rpartition(".")[2])] for group, label in kinds]
    index = {"language": language, "kinds": said, "entries": rows}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _page_entries(language: str, pages: Iterable[Page]) -> Iterator[_Entry]:
    for title, description, url in pages:
        said, text = (Text({language: line} if line else {}) for line in (title, description))
        yield _Entry("page", "search.kind.page", url, said, text)


def _course_entries(curriculum: Curriculum) -> Iterator[_Entry]:
    """Parents before their children, resources once, where they live."""
    for tier in curriculum.tiers:
        yield _tier_entry(tier)
        for section in curriculum.sections_of(tier):
            yield _section_entry(tier, section)
            yield from (_concept_entry(section, concept) for concept in section.concepts)
            for resource in curriculum.resources_of(section):
                if resource.section == section.id:
                    yield _resource_entry(curriculum, section, resource)


def _tier_entry(tier: Tier) -> _Entry:
    url = links.tier_url(tier)
    return _Entry("tier", "search.kind.tier", url, tier.title, tier.overview)


def _section_entry(tier: Tier, section: Section) -> _Entry:
    url, parent = links.section_url(section), links.tier_url(tier)
    return _Entry(
        "section", "search.kind.section", url, section.title, section.overview, parent,
        words=(*_all(section.also_called), _spoken(section.id)),
    )  # fmt: skip


def _concept_entry(section: Section, concept: Concept) -> _Entry:
    url, parent = links.concept_url(section, concept), links.section_url(section)
    keywords = (*_all(concept.keywords), *_all(concept.also_called))
    return _Entry(
        "concept", "search.kind.concept", url, concept.title, concept.text, parent,
        words=(*keywords, _spoken(concept.id)),
    )  # fmt: skip


def _resource_entry(curriculum: Curriculum, section: Section, resource: Resource) -> _Entry:
    url, parent = links.resource_url(curriculum, resource), links.section_url(section)
    return _Entry(
        "resource", f"kind.{resource.kind}", url, resource.title, resource.why, parent,
        need=("core", "choice", "optional").index(resource.need),
        words=(*resource.by, _spoken(resource.id)),
    )  # fmt: skip


def _all(words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The words of every language: a reader may know a thing by its foreign name."""
    return (word for said in words.values() for word in said)


def _spoken(slug: str) -> str:
    # An id often keeps the short name that no title has: `zh-d2l`, `nanogpt-video`.
    return slug.replace("-", " ")


def _shown(curriculum: Curriculum, language: str, entry: _Entry) -> Iterator[str]:
    yield entry.url
    for text in (entry.title, entry.text):
        yield text.said(language, curriculum.languages).text.replace("`", "")


def _hidden(curriculum: Curriculum, language: str, entry: _Entry) -> tuple[object, ...]:
    return entry.need, _names(curriculum, language, entry), _words(entry)


def _names(curriculum: Curriculum, language: str, entry: _Entry) -> list[str]:
    """What the other languages call it, each name once and never the title shown."""
    shown = entry.title.said(language, curriculum.languages).text
    return [name for name in dict.fromkeys(entry.title.root.values()) if name != shown]


def _words(entry: _Entry) -> list[str]:
    """The words that lead to it, but for those that its titles hold as they are."""
    titles = {title.casefold() for title in entry.title.root.values()}
    return [word for word in dict.fromkeys(entry.words) if word.casefold() not in titles]


def _tags(curriculum: Curriculum, language: str, entry: _Entry) -> list[str]:
    """Nothing if all is in the reader's language, else the tags of title and text."""
    texts = (entry.title, entry.text)
    tags = [text.said(language, curriculum.languages).language for text in texts]
    return [] if set(tags) == {language} else tags
