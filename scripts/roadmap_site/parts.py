"""What is sound of a record that is not: the same record, its broken fields left empty."""

from typing import Any

from pydantic_core import ErrorDetails

from roadmap_site.model import Concept, Record, Resource, Section
from roadmap_site.values import Kind, Tag, Text, Url, Whole


class _Resource(Resource):
    """A resource that need not have its required fields; no default is ever checked."""

    url: Url = ""
    title: Text = Text({})
    kind: Kind = "website"
    language: tuple[Tag, ...] = ()
    why: Text = Text({})


class _Section(Section):
    """A section that need not have its required fields."""

    title: Text = Text({})
    overview: Text = Text({})
    hours: tuple[Whole, Whole] = (0, 0)
    concepts: tuple[Concept, ...] = ()


_LENIENT: dict[type[Record], type[Resource | Section]] = {
    Resource: _Resource,
    Section: _Section,
}


def sound_part(
    model: type[Record], tree: dict[str, Any], errors: list[ErrorDetails]
) -> Resource | Section | None:
    """The record without the fields that have errors; None where no rule would look at it.

    A url that is broken or missing is empty, and so is a list of concepts.
    """
    lenient = _LENIENT.get(model)
    if lenient is None:
        return None
    broken = {error["loc"][0] for error in errors}
    return lenient.model_validate({k: v for k, v in tree.items() if k not in broken})
