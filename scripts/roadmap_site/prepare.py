"""Curriculum → the Markdown, index and plan on disk that MkDocs builds from.

Writes only what changed, so that a watcher sees an edit in one file as one change.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from roadmap_site.load import load
from roadmap_site.model import Curriculum
from roadmap_site.problem import BrokenCurriculumError, Problem, Where
from roadmap_site.project import TOOL, Project, built_in_labels, compiled
from roadmap_site.render.links import language_root
from roadmap_site.render.markup import environment
from roadmap_site.render.pages import HandWritten, Writer, to_json, writer
from roadmap_site.theme import slim_material


def prepare(project: Project, url: str | None = None) -> Curriculum:
    """The checked curriculum, every page of every language written under `project.work`.

    `url` overrules the site's address. Raises `BrokenCurriculumError`; then nothing is written.
    """
    curriculum = load(project.root, built_in_labels())
    written = _hand_written(project, curriculum)
    slim_material(project.work)  # before languages are built side by side
    templates = environment(TOOL / "templates", compiled(project.work))
    for language in curriculum.languages:
        pages = tuple(page for page, _ in written[language])
        author = writer(curriculum, language, templates, pages)
        texts = dict(_texts(project, author, [text for _, text in written[language]]))
        _write(project.docs(language), texts)
        plan = _plan(author, url or curriculum.about.url)
        write_changed(project.plan(language), to_json(plan).encode())
    return curriculum


def _texts(
    project: Project, author: Writer, own: list[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Every file of a language's folder as (path, content)."""
    language = author.reader.language
    for path, text in (*author.pages(), *own):
        yield f"{language}/{path}", text.encode()
    yield f"{language}/search.json", author.index().encode()
    for folder in dict.fromkeys((TOOL / "docs" / "assets", project.root / "docs" / "assets")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield f"assets/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _hand_written(
    project: Project, curriculum: Curriculum
) -> dict[str, list[tuple[HandWritten, tuple[str, str]]]]:
    """`{language: [(page, (path, Markdown)), …]}` in the order their front matter asks for.

    Raises `BrokenCurriculumError` where a page lacks a language, a title or a description.
    """
    found: dict[str, list[tuple[Any, HandWritten, tuple[str, str]]]] = {}
    problems: list[Problem] = []
    folders = {tag: project.root / "docs" / tag for tag in curriculum.languages}
    names = {
        tag: {path.name for path in folder.glob("*.md")} for tag, folder in folders.items()
    }
    for tag, folder in folders.items():
        found[tag] = []
        for name in sorted(set().union(*names.values())):
            where = Where(f"docs/{tag}/{name}")
            if name not in names[tag]:
                what = "is missing, though the page exists in another language"
                problems.append(Problem(where, what, "write it"))
                continue
            text, meta = get_data((folder / name).read_text(encoding="utf-8"))
            if not meta.get("title") or not meta.get("description"):
                what = "has no 'title' and 'description' in its front matter"
                problems.append(Problem(where, what, "add both between two '---' lines"))
                continue
            slug = name.removesuffix(".md")
            page = HandWritten(f"{slug}/", str(meta["title"]), str(meta["description"]))
            head = to_json({**meta, "source": where.path}).strip()
            found[tag].append(
                (meta.get("order", 99), page, (f"{slug}/index.md", f"---\n{head}\n---\n{text}"))
            )
    if problems:
        raise BrokenCurriculumError(sorted(problems))
    return {
        tag: [(p, t) for _, p, t in sorted(pages, key=lambda x: x[0])]
        for tag, pages in found.items()
    }


def _plan(author: Writer, url: str) -> dict[str, Any]:
    """What the theme's templates print beside a page; becomes `config.extra.site`."""
    curriculum, reader = author.curriculum, author.reader
    about = curriculum.about
    base = f"{url.rstrip('/')}/"
    up = "../" if language_root(curriculum, reader.language) else ""
    return {
        "language": reader.language,
        "title": reader.plain(about.title),
        "tagline": reader.plain(about.tagline),
        "description": reader.plain(about.description),
        "url": f"{base}{language_root(curriculum, reader.language)}",
        "root": up,
        "license": about.license,
        "repository": about.repository,
        "branch": about.branch,
        "labels": reader.labels,
        "languages": [
            {
                "tag": one.tag,
                "name": one.name,
                "path": f"{up}{language_root(curriculum, one.tag)}",
                "site_url": f"{base}{language_root(curriculum, one.tag)}",
                "missing_home": curriculum.labels[one.tag]["missing.home"],
            }
            for one in about.languages
        ],
        **author.navigation(),
    }


def _write(folder: Path, texts: dict[str, bytes]) -> None:
    """Make the folder hold exactly these files; unchanged ones keep their time stamp."""
    for path, data in texts.items():
        write_changed(folder / path, data)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.relative_to(folder).as_posix() not in texts:
            file.unlink()


def write_changed(path: Path, data: bytes) -> bool:
    """Whether the file had to be written; it is replaced whole or not at all.

    No fsync: everything below `work` is made again by the next build.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    os.replace(temporary, path)  # noqa: PTH105  Path.replace is the same call
    return True
