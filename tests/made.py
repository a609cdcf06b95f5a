"""Makes curricula for tests: any size, any text, always sound."""

import json
from pathlib import Path

LANGUAGES = ("en", "zh")


def write(path: Path, record: object) -> None:
    """Write one file, its folder included; JSON is YAML too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")


def curriculum(
    root: Path, *, tiers: int = 2, sections: int = 2, resources: int = 2, text: str = "Text"
) -> Path:
    """A project with this many tiers, sections a tier and resources a section; its root.

    Every text field holds `text` in both languages; titles are numbered.
    """
    both = dict.fromkeys(LANGUAGES, text)
    names = [f"tier-{number}" for number in range(tiers)]
    about = {
        "title": both,
        "tagline": both,
        "description": both,
        "languages": [{"tag": tag, "name": f"{tag} {text}"[:60]} for tag in LANGUAGES],
        "tiers": names,
        "start": [{"who": both, "text": both, "section": "section-0-0"}],
        "kind_pages": ["video"],
        "url": "https://example.org/course/",
        "repository": "https://example.org/git",
        "license": text,
    }
    write(root / "roadmap" / "curriculum.yml", about)
    for number, tier in enumerate(names):
        slugs = [f"section-{number}-{place}" for place in range(sections)]
        record = {"title": _numbered(text, number), "overview": both, "sections": slugs}
        write(root / "roadmap" / tier / "tier.yml", record)
        for place, slug in enumerate(slugs):
            folder = root / "roadmap" / tier / slug
            write(folder / "section.yml", _section(slug, slugs[:place][-1:], text))
            for which in range(resources):
                name = f"resource-{number}-{place}-{which}"
                write(folder / "resources" / f"{name}.yml", _resource(name, slug, text))
    return root


def _numbered(text: str, *numbers: int) -> dict[str, str]:
    tail = " ".join(map(str, numbers))
    return dict.fromkeys(LANGUAGES, f"{text} {tail}")


def _section(slug: str, requires: list[str], text: str) -> dict[str, object]:
    both = dict.fromkeys(LANGUAGES, text)
    concepts = [
        {
            "id": f"concept-{slug}-{number}",
            "title": _numbered(text, number),
            "text": both,
            "keywords": {tag: [text, "word"] for tag in LANGUAGES},
        }
        for number in range(3)
    ]
    return {
        "title": dict.fromkeys(LANGUAGES, f"{text} {slug}"),
        "overview": both,
        "hours": ["3", "5"],
        "requires": requires,
        "concepts": concepts,
    }


def _resource(name: str, section: str, text: str) -> dict[str, object]:
    both = dict.fromkeys(LANGUAGES, text)
    return {
        "url": f"https://example.org/{name}",
        "title": dict.fromkeys(LANGUAGES, f"{text} {name}"),
        "by": [text],
        "kind": "video",
        "language": ["en"],
        "why": both,
        "need": "core",
        "level": "intro",
        "minutes": "20",
        "cost": "login",
        "concepts": [f"concept-{section}-0"],
        "also": [{"kind": "mirror", "url": f"https://example.com/{name}", "reachable": "cn"}],
        "archived": f"https://example.net/{name}",
    }
