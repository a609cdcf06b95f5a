"""Where every link stands: in a curriculum, in hand-written pages, or in a plain list.

Where in a Markdown text links are is in `markdown_links.py`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_site.links.place import Place
from roadmap_site.problem import BrokenCurriculumError, Problem, Where

if TYPE_CHECKING:
    from roadmap_site.curriculum import Curriculum
    from roadmap_site.model import Resource


def collect(curriculum: "Curriculum", root: Path) -> dict[str, tuple[Place, ...]]:
    """`{URL as written: its places}`, both sorted: all that a learner can click.

    `root` is the project's folder; its pages are `docs/<language>/*.md`. Raises
    `BrokenCurriculumError` for a page that is no text.
    """
    resources = (
        place for one in curriculum.resources for place in _of(one, curriculum.languages)
    )
    found = _by_url([*resources, *_written(root, curriculum.languages)])
    return dict(sorted(found.items()))


def from_list(path: Path) -> dict[str, tuple[Place, ...]]:
    """`{URL: its places}` of a file with one URL a line, in the order of the file.

    Empty lines and lines that start with `#` are skipped; nothing else is judged here.
    Raises `BrokenCurriculumError` for a file that is not UTF-8, `OSError` as it comes.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        where = Where(path.as_posix(), line)
        problem = Problem(where, "is not UTF-8 text", "save it as UTF-8")
        raise BrokenCurriculumError([problem]) from None
    return _by_url(_listed(text, path.as_posix()))


def _listed(text: str, path: str) -> Iterator[Place]:
    for number, line in enumerate(text.split("\n"), 1):
        url = line.strip()
        if url and not url.startswith("#"):
            yield Place(Where(path, number, line.index(url) + 1), url, "list")


def _by_url(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.url, []).append(place)
    return {url: tuple(sorted(ones)) for url, ones in found.items()}


def _of(resource: "Resource", languages: tuple[str, ...]) -> Iterator[Place]:
    title = resource.title.said(languages[0], languages).text
    yield Place(resource.at("url"), resource.url, "url", resource.id, title)
    for other in resource.also:
        yield Place(other.at("url"), other.url, "also", resource.id, title)
    if resource.archived is not None:
        place = resource.at("archived")
        yield Place(place, resource.archived, "archived", resource.id, title)


def _written(root: Path, languages: tuple[str, ...]) -> Iterator[Place]:
    from roadmap_site.links.markdown_links import links  # noqa: PLC0415  see from_list: small
    from roadmap_site.tree import RefusedError, read_text  # noqa: PLC0415

    for tag in languages:
        for page in sorted((root / "docs" / tag).glob("*.md")):
            if page.is_symlink() or not page.is_file():
                continue  # `roadmap lint` tells
            name = f"docs/{tag}/{page.name}"
            try:
                text = read_text(str(page))
            except RefusedError as error:
                where = Where(name, error.line, error.column)
                problem = Problem(where, error.what, error.repair)
                raise BrokenCurriculumError([problem]) from None
            for link in links(text):
                yield Place(Where(name, link.line, link.column), link.url, "page")
