"""What a sound curriculum satisfies in its languages: texts, names, the site's own words."""

from collections.abc import Iterable, Iterator

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Record
from roadmap_site.problem import Problem, shown
from roadmap_site.values import Text


def texts_are_in_known_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """A text's languages are those of `curriculum.yml`, and it has at least one of them."""
    for record, name, text in _texts(curriculum):
        for tag in text.root:
            if tag not in curriculum.languages:
                known = ", ".join(curriculum.languages)
                what = f"{shown(name)} has a text in {shown(tag)}, which the site has not"
                yield Problem(record.at(name, tag), what, f"expected one of: {known}")
        if not text.root:
            yield Problem(
                record.at(name), f"{shown(name)} is empty", "write it in one language"
            )


def other_fields_are_in_known_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """`todo`, `keywords` and `also_called` speak of the site's languages only."""
    for record, name, tags in _tagged(curriculum):
        for place, tag in enumerate(tags):
            if tag not in curriculum.languages:
                known = ", ".join(curriculum.languages)
                what = f"{shown(name)} names {shown(tag)}, which the site has not"
                where = record.at(name, tag if name != "todo" else place)
                yield Problem(where, what, f"expected one of: {known}")


def names_are_in_all_languages(curriculum: Curriculum) -> Iterator[Problem]:
    """Titles and overviews of course, tiers and sections stand in every language."""
    for record in (curriculum.about, *curriculum.tiers, *curriculum.sections):
        for name in ("title", "tagline", "description", "overview"):
            text = getattr(record, name, None)
            if not isinstance(text, Text):
                continue
            for tag in curriculum.languages:
                if tag not in text.root:
                    what = f"{shown(name)} has no text in {shown(tag)}"
                    yield Problem(record.at(name), what, f"add a line '{tag}: …'")


def languages_are_named_once(curriculum: Curriculum) -> Iterator[Problem]:
    """No language stands twice in `languages`, however its tag is written."""
    seen: set[str] = set()
    for language in curriculum.about.languages:
        if language.tag.casefold() in seen:
            what = f"language {shown(language.tag)} stands here twice"
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
            more = " and others" if len(missing) > 3 else ""  # noqa: PLR2004
            what = f"no labels in {shown(language.tag)} for {', '.join(missing[:3])}{more}"
            yield Problem(
                language.at("tag"), what, f"add them to roadmap/labels/{language.tag}.yml"
            )


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
    names_are_in_all_languages,
    languages_are_named_once,
    languages_have_labels,
)
