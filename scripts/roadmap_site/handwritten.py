"""The pages that people write in `docs/<language>/`, every one in every language."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_site.curriculum import Curriculum
from roadmap_site.links.markdown_links import links
from roadmap_site.model import locate
from roadmap_site.problem import Problem, Where, shown
from roadmap_site.project import Project, below
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.pages import to_json
from roadmap_site.rules import reserved
from roadmap_site.tree import Mapping, RefusedError, parse, read_text
from roadmap_site.values import is_slug, text_flaw
from roadmap_site.wording import code_of, rule

_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_DEEPEST = 8


@dataclass(frozen=True)
class Written:
    """A hand-written page: what others list of it, its path, and its Markdown."""

    page: HandWritten
    order: str
    path: str
    text: str


def hand_written(
    project: Project, curriculum: Curriculum
) -> tuple[dict[str, list[Written]], list[Problem]]:
    """`{language: pages}` in the order that their front matter asks for, and the problems.

    A page without a twin in another language, a title or a description is a problem; so is
    one that would take another page's address, and what is neither a file nor a folder.
    """
    problems = list(_strays(project.root))
    folders = {tag: project.root / "docs" / tag for tag in curriculum.languages}
    present = {tag: {path.name for path in at.glob("*.md")} for tag, at in folders.items()}
    found: dict[str, list[Written]] = {tag: [] for tag in curriculum.languages}
    if problems:
        return found, problems
    taken = reserved(curriculum) | set(curriculum.by_tier) | {"index"}
    for tag, folder in folders.items():
        for name in sorted(set().union(*present.values())):
            where = Where(f"docs/{tag}/{name}")
            if name not in present[tag]:
                what = rule(
                    "missing-page", "is missing, though the page exists in another language"
                )
                problems.append(Problem(where, what, "write it"))
                continue
            try:
                found[tag].append(_written(where.path, folder / name, taken))
            except RefusedError as error:
                place = Where(where.path, error.line, error.column)
                problems.append(Problem(place, error.what, error.repair))
    outward = _links_of_twins(found)
    for pages in found.values():
        pages[:] = [replace(p, page=replace(p.page, links=outward[p.path])) for p in pages]
        pages.sort(key=lambda one: (one.order, one.path))
    return found, problems


def _links_of_twins(found: dict[str, list[Written]]) -> dict[str, tuple[str, ...]]:
    """`{path: links of that page in all languages}`, so that every language counts alike."""
    joined: dict[str, dict[str, None]] = {}
    for one in (one for pages in found.values() for one in pages):
        joined.setdefault(one.path, {}).update(dict.fromkeys(one.page.links))
    return {path: tuple(urls) for path, urls in joined.items()}


def _strays(root: Path) -> Iterator[Problem]:
    """A link in `docs/` could publish any file of the building machine; a pipe never ends."""
    docs = root / "docs"
    is_folder = docs.is_dir() and not docs.is_symlink()
    paths = (Path(entry.path) for entry in below(docs)) if is_folder else (docs,)
    for path in sorted(paths):
        where = Where(path.relative_to(root).as_posix())
        if path.is_symlink():
            what = rule("symbolic-link", "is a symbolic link")
            yield Problem(where, what, "put the file itself here")
        elif path.is_dir():
            if where.path.count("/") == _DEEPEST:
                what = rule("stray-file", "is a folder too deep")
                yield Problem(where, what, "move what it holds further up")
        elif path.exists() and not path.is_file():
            yield Problem(where, rule("stray-file", "is no file"), "delete it")


def _written(source: str, path: Path, taken: set[str]) -> Written:
    """The page in this file. Raises `RefusedError` with the place of what is wrong."""
    slug = path.stem
    if not is_slug(slug) or slug in taken:
        what = rule("taken-address", "lies at {0}, which is no free address", shown(slug))
        raise RefusedError(1, 1, what, "rename it: lower-case words joined by hyphens")
    text = read_text(str(path)) if path.is_file() else ""
    _demand_seen(text)
    found = _FRONT.match(text)
    # One line more, so that places count from the top of the file.
    front = parse(f"# ---\n{found[1]}")[0] if found else Mapping()
    title, description = front.get("title"), front.get("description")
    if not isinstance(title, str) or not isinstance(description, str) or not found:
        what = rule("no-front-matter", "has no 'title' and 'description' in its front matter")
        raise RefusedError(1, 1, what, "add both between two '---' lines")
    for name, one in (("title", title), ("description", description)):
        _demand_line(name, one, front)
    # The theme prints both as they are.
    head = {"title": html.escape(title), "description": html.escape(description)}
    front_matter = to_json({**head, "source": source}).strip()
    order = str(front.get("order", "")).rjust(9) if "order" in front else "~"
    body = text[found.end() :]
    outward = tuple(dict.fromkeys(link.url for link in links(body)))
    is_listed = front.get("listed") != "no"
    page = HandWritten(f"{slug}/", title, description, outward, is_listed)
    return Written(page, order, f"{slug}/index.md", f"---\n{front_matter}\n---\n{body}")


def _demand_seen(text: str) -> None:
    """Ensure that a page shows all it holds; raises `RefusedError` at the first exception."""
    for number, line in enumerate(text.split("\n"), 1):
        if _hides(line):
            column = next(at for at, char in enumerate(line, 1) if _hides(char))
            name = f"U+{ord(line[column - 1]):04X}"
            what = rule("invisible-character", "holds the invisible character {0}", name)
            raise RefusedError(number, column, what, "delete it")


def _hides(text: str) -> bool:
    flaw = text_flaw("." + text.replace("\t", " "))
    return flaw is not None and code_of(flaw[0]) in {"invisible-character", "line-break"}


def _demand_line(name: str, value: str, front: Mapping) -> None:
    """Ensure that a text of the front matter is one readable line, or raise `RefusedError`."""
    if flaw := text_flaw(value):
        where = locate("", front, (name,))
        what = rule(code_of(flaw[0]), "{0} {1}", repr(name), flaw[0])
        raise RefusedError(where.line, where.column, what, flaw[1])
