"""The addresses inside the published site, relative to a language's root."""

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import Concept, Resource, Section, Tier


def tier_url(tier: Tier) -> str:
    """`fundamentals/`."""
    return f"{tier.id}/"


def section_url(section: Section) -> str:
    """`fundamentals/neural-networks/`."""
    return f"{section.tier}/{section.id}/"


def concept_url(section: Section, concept: Concept) -> str:
    """`fundamentals/neural-networks/#backpropagation`."""
    return f"{section_url(section)}#{concept.id}"


def resource_url(curriculum: Curriculum, resource: Resource) -> str:
    """`fundamentals/neural-networks/#3blue1brown-neural-networks`."""
    return f"{section_url(curriculum.by_section[resource.section])}#{resource.id}"


def language_root(curriculum: Curriculum, language: str) -> str:
    """Empty for the default language, `en/` and the like for the others."""
    return "" if language == curriculum.languages[0] else f"{language}/"
