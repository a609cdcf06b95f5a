"""The course as public data: `api/curriculum.json` and the JSON Schema beside it."""

from pydantic import BaseModel, ConfigDict, Field

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Also, Concept, Resource, Section, Tier
from roadmap_site.render import links

Words = dict[str, str]


class _Public(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PublicLanguage(_Public):
    """A language of the site."""

    tag: str = Field(description="BCP 47 tag; the key of every text")
    name: str = Field(description="what its speakers call it")
    root: str = Field(description="address of its home page, relative to the site's root")


class PublicConcept(_Public):
    """One idea of a section."""

    id: str
    title: Words
    text: Words
    keywords: dict[str, list[str]] = Field(description="shown as key terms")
    also_called: dict[str, list[str]] = Field(description="other names, for searching")
    requires: list[str] = Field(description="ids of concepts")
    page: str = Field(description="address with anchor, relative to a language's root")


class PublicSection(_Public):
    """What one sits down to learn."""

    id: str
    title: Words
    overview: Words
    hours: tuple[int, int] = Field(description="estimated shortest and longest study time")
    also_called: dict[str, list[str]] = Field(description="other names, for searching")
    requires: list[str] = Field(description="ids of sections to learn before")
    concepts: list[PublicConcept]
    pin: list[str] = Field(description="ids of the resources to start with")
    resources: list[str] = Field(description="ids in the order in which the page lists them")
    page: str


class PublicTier(_Public):
    """One of the course's big parts."""

    id: str
    title: Words
    overview: Words
    hours: tuple[int, int]
    sections: list[PublicSection]
    page: str


class PublicAlso(_Public):
    """The same thing at another address."""

    kind: str
    url: str
    language: list[str]
    reachable: str | None = Field(description="`cn` where it opens from mainland China")


class PublicResource(_Public):
    """A page worth a learner's time."""

    id: str
    url: str
    title: Words
    by: list[str]
    kind: str
    language: list[str] = Field(description="languages of the linked page itself")
    why: Words
    need: str
    level: str | None
    minutes: int | None
    cost: str
    section: str
    concepts: list[str]
    also: list[PublicAlso]
    also_in: list[str]
    counterpart: str | None
    archived: str | None
    aliases: list[str]
    page: str


class PublicCurriculum(_Public):
    """The whole course. Texts are `{language tag: text}`; ids never change their meaning."""

    version: int = Field(description="of this format; grows when a field changes its meaning")
    title: Words
    tagline: Words
    description: Words
    license: str | None
    url: str
    languages: list[PublicLanguage] = Field(description="the default language first")
    tiers: list[PublicTier]
    resources: list[PublicResource]


def public(curriculum: Curriculum, url: str) -> PublicCurriculum:
    """Everything the site at this address shows, as data."""
    about = curriculum.about
    return PublicCurriculum(
        version=1,
        title=about.title.root,
        tagline=about.tagline.root,
        description=about.description.root,
        license=about.license,
        url=url,
        languages=[
            PublicLanguage(
                tag=one.tag, name=one.name, root=links.language_root(curriculum, one.tag)
            )
            for one in about.languages
        ],
        tiers=[_tier(curriculum, tier) for tier in curriculum.tiers],
        resources=[_resource(curriculum, resource) for resource in curriculum.resources],
    )


def _tier(curriculum: Curriculum, tier: Tier) -> PublicTier:
    return PublicTier(
        id=tier.id,
        title=tier.title.root,
        overview=tier.overview.root,
        hours=curriculum.hours_of(tier),
        sections=[_section(curriculum, section) for section in curriculum.sections_of(tier)],
        page=links.tier_url(tier),
    )


def _section(curriculum: Curriculum, section: Section) -> PublicSection:
    return PublicSection(
        id=section.id,
        title=section.title.root,
        overview=section.overview.root,
        hours=section.hours,
        also_called={tag: list(words) for tag, words in section.also_called.items()},
        requires=list(section.requires),
        concepts=[_concept(section, concept) for concept in section.concepts],
        pin=list(section.pin),
        resources=[resource.id for resource in curriculum.resources_of(section)],
        page=links.section_url(section),
    )


def _concept(section: Section, concept: Concept) -> PublicConcept:
    return PublicConcept(
        id=concept.id,
        title=concept.title.root,
        text=concept.text.root,
        keywords={tag: list(words) for tag, words in concept.keywords.items()},
        also_called={tag: list(words) for tag, words in concept.also_called.items()},
        requires=list(concept.requires),
        page=links.concept_url(section, concept),
    )


def _resource(curriculum: Curriculum, resource: Resource) -> PublicResource:
    plain = resource.model_dump(exclude={"title", "why", "also", "todo"})
    return PublicResource(
        **plain,
        id=resource.id,
        title=resource.title.root,
        why=resource.why.root,
        also=[_also(one) for one in resource.also],
        section=resource.section,
        page=links.resource_url(curriculum, resource),
    )


def _also(one: Also) -> PublicAlso:
    return PublicAlso(
        kind=one.kind, url=one.url, language=list(one.language), reachable=one.reachable
    )
