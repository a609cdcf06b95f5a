"""A small sound course, and the examples of `rules.yml` put into it."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

RESOURCE = "loaves/dough/resources/first-loaf.yml"
_BOTH = {"en": "Dough", "zh": "面团"}
_CONCEPT = {"title": _BOTH, "text": _BOTH}
_SECTION = {"title": _BOTH, "overview": _BOTH, "hours": [2, 4]}
_ENTRY = {"title": _BOTH, "kind": "article", "why": _BOTH}
FILES: dict[str, dict[str, Any]] = {
    "curriculum.yml": {
        "title": _BOTH,
        "tagline": _BOTH,
        "description": _BOTH,
        "languages": [{"tag": "en", "name": "English"}, {"tag": "zh", "name": "中文"}],
        "tiers": ["starter", "loaves"],
        "url": "https://example.org/",
    },
    "starter/tier.yml": {"title": _BOTH, "overview": _BOTH, "sections": ["flour"]},
    "starter/flour/section.yml": {**_SECTION, "concepts": [{"id": "bran", **_CONCEPT}]},
    "loaves/tier.yml": {
        "title": _BOTH,
        "overview": _BOTH,
        "sections": ["dough", "baking-the-loaf"],
    },
    "loaves/baking-the-loaf/section.yml": {
        **_SECTION,
        "concepts": [{"id": "scoring", **_CONCEPT}],
    },
    "loaves/dough/section.yml": {**_SECTION, "concepts": [{"id": "folding", **_CONCEPT}]},
    RESOURCE: {"url": "https://example.org/first", "language": ["en"], **_ENTRY},
    "loaves/dough/resources/zh-first-loaf.yml": {
        "url": "https://example.org/zh/first-loaf",
        "language": ["zh"],
        **_ENTRY,
    },
    "mutes.yml": {"mutes": []},
    "labels/en.yml": {"nav.next": "Next"},
}
_PLACES = {Path(path).name: path for path in FILES} | {"en.yml": "labels/en.yml"}
_HIDDEN = re.compile(r"‹(?:U\+([0-9A-F]{4})|tab)›")


def is_described(example: str) -> bool:
    """Whether an example only tells of a file, in comments, instead of showing its lines."""
    return all(line.startswith("#") for line in example.splitlines())


def write(root: Path, example: str, right: str) -> None:
    """The course below this folder; the example stands for the fields that `right` has."""
    head = re.match(r"# (?:labels/)?(\w+\.yml)\n", example)
    place = _PLACES[head[1]] if head else RESOURCE
    replaced = set(yaml.safe_load(right))
    for path, fields in FILES.items():
        kept = [name for name in fields if path != place or name not in replaced]
        lines = "".join(f"{name}: {_flow(fields[name])}\n" for name in kept)
        file = root / "roadmap" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(lines + (_shown(example) if path == place else ""), encoding="utf-8")


def _flow(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shown(example: str) -> str:
    return _HIDDEN.sub(lambda hit: chr(int(hit[1], 16)) if hit[1] else "\t", example)
