"""JSON Schemas for editors and for readers of the public data, made from the models."""

import json
from typing import Any

from pydantic import BaseModel

from roadmap_site.links.reports.observation_schema import ObservationLine
from roadmap_site.model import CurriculumFile, MutesFile, Resource, Section, Tier
from roadmap_site.render.api import PublicCurriculum
from roadmap_site.render.api_links import PublicLinkHealth

FILES: dict[str, type[BaseModel]] = {
    "curriculum": CurriculumFile,
    "tier": Tier,
    "section": Section,
    "resource": Resource,
    "mutes": MutesFile,
}


def schemas() -> dict[str, str]:
    """`{file name: JSON text}` of every schema in `schema/`."""
    made = {f"{name}.schema.json": text(model) for name, model in FILES.items()}
    public: dict[str, type[BaseModel]] = {
        "api": PublicCurriculum,
        "link-health": PublicLinkHealth,
        "link-observation": ObservationLine,
    }
    return made | {f"{name}.schema.json": text(model) for name, model in public.items()}


def text(model: type[BaseModel]) -> str:
    """One model's JSON Schema (draft 2020-12), as we commit and publish it."""
    schema: dict[str, Any] = model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
