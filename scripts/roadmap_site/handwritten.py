"""The pages that people write in `docs/<language>/`, every one in every language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from roadmap_site.problem import Problem, Where
from roadmap_site.project import Project
from roadmap_site.render.pages import HandWritten, to_json


@dataclass(frozen=True)
class Written:
    """A hand-written page: what others list of it, its path, and its Markdown."""

    page: HandWritten
    order: int
    path: str
    text: str


def hand_written(
    project: Project, languages: tuple[str, ...]
) -> tuple[dict[str, list[Written]], list[Problem]]:
    """`{language: pages}` in the order that their front matter asks for, and the problems.

    A page without a twin in another language, a title or a description is a problem.
    """
    folders = {tag: project.root / "docs" / tag for tag in languages}
    present = {tag: {path.name for path in at.glob("*.md")} for tag, at in folders.items()}
    problems: list[Problem] = []
    found: dict[str, list[Written]] = {tag: [] for tag in languages}
    for tag, folder in folders.items():
        for name in sorted(set().union(*present.values())):
            where = Where(f"docs/{tag}/{name}")
            if name not in present[tag]:
                what = "is missing, though the page exists in another language"
                problems.append(Problem(where, what, "write it"))
                continue
            text, meta = get_data((folder / name).read_text(encoding="utf-8"))
            if not meta.get("title") or not meta.get("description"):
                what = "has no 'title' and 'description' in its front matter"
                problems.append(Problem(where, what, "add both between two '---' lines"))
                continue
            found[tag].append(_written(where.path, meta, text))
    for pages in found.values():
        pages.sort(key=lambda one: one.order)
    return found, problems


def _written(source: str, meta: dict[str, Any], text: str) -> Written:
    slug = Path(source).stem
    page = HandWritten(f"{slug}/", str(meta["title"]), str(meta["description"]))
    head = to_json({**meta, "source": source}).strip()
    order = meta["order"] if isinstance(meta.get("order"), int) else 99
    return Written(page, order, f"{slug}/index.md", f"---\n{head}\n---\n{text}")
