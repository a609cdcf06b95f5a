"""What a sound curriculum satisfies in its languages: texts, names, the site's own words."""

from collections.abc import Iterable, Iterator, Sequence

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Also, Record, Resource
from roadmap_site.problem import Problem, listed, shown
from roadmap_site.values import Text
from roadmap_site.wording import rule, say


def texts_are_in_known_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """A text's languages are those of `curriculum.yml`, and it has at least one of them."""
    for record, name, text in _texts(curriculum):
        for tag in text.root:
            if tag not in curriculum.languages:
                what = rule(
                    "unknown-language",
                    "{0} has a text in {1}, which the site has not",
                    shown(name),
                    shown(tag),
                )
                yield Problem(record.at(name, tag), what, _one_of(curriculum.languages))
        if not text.root:
            what = rule("empty-text", "{0} is empty", shown(name))
            yield Problem(record.at(name), what, "write it in one language")


def other_fields_are_in_known_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """`todo`, `keywords` and `also_called` speak of the site's languages only."""
    for record, name, tags in _tagged(curriculum):
        for place, tag in enumerate(tags):
            if tag not in curriculum.languages:
                what = rule(
                    "unknown-language",
                    "{0} names {1}, which the site has not",
                    shown(name),
                    shown(tag),
                )
                where = record.at(name, tag if name != "todo" else place)
                yield Problem(where, what, _one_of(curriculum.languages))


def tags_stand_once(curriculum: Curriculum) -> Iterator[Problem]:
    """`language` and `todo` name no language twice, however its tag is written."""
    for resource in curriculum.resources:
        pages: tuple[Resource | Also, ...] = (resource, *resource.also)
        for page in pages:
            if len(page.language) > 1:
                yield from _twice(page, "language", page.language)
        if len(resource.todo) > 1:
            yield from _twice(resource, "todo", resource.todo)


def _twice(record: Record, name: str, tags: Sequence[str]) -> Iterator[Problem]:
    folded = [tag.casefold() for tag in tags]
    for place, tag in enumerate(tags):
        if folded[place] in folded[:place]:
            what = rule("duplicate-entry", "{0} stands here twice", shown(tag))
            yield Problem(record.at(name, place), what, "delete one")


def names_are_in_all_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """Titles and overviews of course, tiers and sections stand in every language."""
    for record in (curriculum.about, *curriculum.tiers, *curriculum.sections):
        for name in ("title", "tagline", "description", "overview"):
            text = getattr(record, name, None)
            if not isinstance(text, Text):
                continue
            for tag in curriculum.languages:
                if tag not in text.root:
                    what = rule(
                        "missing-language", "{0} has no text in {1}", shown(name), shown(tag)
                    )
                    yield Problem(record.at(name), what, say("add a line '{0}: …'", tag))


def languages_are_named_once(curriculum: Curriculum) -> Iterator[Problem]:
    """No language stands twice in `languages`, however its tag is written."""
    seen: set[str] = set()
    for language in curriculum.about.languages:
        if language.tag.casefold() in seen:
            what = rule(
                "duplicate-language", "language {0} stands here twice", shown(language.tag)
            )
            yield Problem(language.at("tag"), what, "delete one of the two")
        seen.add(language.tag.casefold())


def languages_have_labels(curriculum: Curriculum) -> Iterator[Problem]:
    """Every language has all words of the site, built in or in `labels/<tag>.yml`."""
    labels = set().union(*curriculum.labels.values())
    # Names of languages are looked up, and their tags do where there is none.
    wanted = {key for key in labels if not key.startswith("language.")}
    for language in curriculum.about.languages:
        missing = sorted(wanted - set(curriculum.labels.get(language.tag, {})))
        if missing and language.tag in curriculum.languages:
            keys = listed(missing[:3])
            if len(missing) > 3:  # noqa: PLR2004
                keys = say("{0} and others", keys)
            what = rule("missing-labels", "no labels in {0} for {1}", shown(language.tag), keys)
            repair = say("add them to roadmap/labels/{0}.yml", language.tag)
            yield Problem(language.at("tag"), what, repair)


def _one_of(languages: Sequence[str]) -> str:
    return say("expected one of: {0}", listed(languages))


def _texts(curriculum: Curriculum) -> Iterator[tuple[Record, str, Text]]:
    about = curriculum.about
    parts = (
        about,
        *about.start,
        *curriculum.tiers,
        *curriculum.sections,
        *curriculum.resources,
    )
    concepts = (c for section in curriculum.sections for c in section.concepts)
    for record in (*parts, *concepts):
        for name in type(record).model_fields:
            text = getattr(record, name)
            if isinstance(text, Text):
                yield record, name, text


def _tagged(curriculum: Curriculum) -> Iterator[tuple[Record, str, Iterable[str]]]:
    """Every field that speaks of the site's languages, beside the texts."""
    for resource in curriculum.resources:
        yield resource, "todo", resource.todo
    for section in curriculum.sections:
        yield section, "also_called", section.also_called
        for concept in section.concepts:
            yield concept, "keywords", concept.keywords
            yield concept, "also_called", concept.also_called


LANGUAGE_RULES = (
    texts_are_in_known_languages,
    other_fields_are_in_known_languages,
    tags_stand_once,
    names_are_in_all_languages,
    languages_are_named_once,
    languages_have_labels,
)
