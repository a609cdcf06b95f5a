"""Curriculum → the Markdown, index and plan on disk that MkDocs builds from.

Writes only what changed, so that a watcher sees an edit in one file as one change.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from roadmap_site.curriculum import Curriculum
from roadmap_site.handwritten import Written, hand_written
from roadmap_site.link_ledger import link_health
from roadmap_site.load import read, sound
from roadmap_site.messages import explanations
from roadmap_site.problem import Problem
from roadmap_site.project import TOOL, Project, built_in_labels, compiled, refuse_links
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.link_health import LinkHealth
from roadmap_site.render.links import language_root
from roadmap_site.render.markup import environment
from roadmap_site.render.pages import Writer, to_json, writer
from roadmap_site.theme import slim_material
from roadmap_site.unique_rules import Newness, all_old


@dataclass(frozen=True)
class Checked:
    """A project whose sources are sound, and the address its site will have."""

    project: Project
    curriculum: Curriculum
    written: dict[str, list[Written]]
    url: str
    health: LinkHealth = field(default_factory=LinkHealth)

    @property
    def pages(self) -> tuple[HandWritten, ...]:
        """The hand-written pages as the default language has them."""
        return tuple(one.page for one in self.written[self.curriculum.languages[0]])


def check(project: Project, url: str | None = None) -> Checked:
    """The project's checked sources; `url` overrules the site's address.

    Raises `BrokenCurriculumError`.
    """
    read_so_far, written, problems = found(project)
    curriculum = sound(read_so_far, problems)
    return Checked(
        project, curriculum, written, f"{(url or curriculum.about.url).rstrip('/')}/"
    )


def found(
    project: Project, newness: Newness = all_old
) -> tuple[Curriculum | None, dict[str, list[Written]], list[Problem]]:
    """What can be read of the project, and all that is wrong with it, in file order.

    The curriculum's records know their places; there is none without its `curriculum.yml`.
    """
    curriculum, problems = read(project.root, built_in_labels(), newness)
    if curriculum is None:
        return None, {}, problems
    written, more = hand_written(project, curriculum)
    return curriculum, written, sorted([*problems, *more])


def check_with_health(project: Project, url: str | None = None) -> Checked:
    """The same, with what the nightly link check left behind; its faults are warnings."""
    return replace(check(project, url), health=link_health(project.root))


def prepare(project: Project, url: str | None = None) -> Checked:
    """The checked sources, every page of every language written under `project.work`.

    Raises `BrokenCurriculumError`, or `UnusableError` where a symbolic link would lead what is
    written elsewhere; then nothing is written.
    """
    refuse_links(project)
    checked = check_with_health(project, url)
    slim_material(project.work)
    for language in checked.curriculum.languages:
        write_language(checked, language)
    return checked


def write_language(checked: Checked, language: str) -> None:
    """Write what MkDocs needs for one language: its folder of pages and its plan."""
    project = checked.project
    templates = environment(TOOL / "templates", compiled(project.work))
    written = checked.written[language]
    pages = tuple(one.page for one in written)
    author = writer(checked.curriculum, language, templates, pages, checked.health)
    author = replace(author, rules=explanations())
    _write(project.docs(language), _texts(project, author, written))
    plan = to_json(_plan(author, checked.url))
    write_changed(project.plan(language), plan.encode())


def _texts(
    project: Project, author: Writer, written: list[Written]
) -> Iterator[tuple[str, bytes]]:
    """Every file of a language's folder as (path, content)."""
    language = author.reader.language
    for path, text in (*author.pages(), *((one.path, one.text) for one in written)):
        yield f"{language}/{path}", text.encode()
    yield f"{language}/search.json", author.index().encode()
    for folder in dict.fromkeys((TOOL / "docs" / "assets", project.root / "docs" / "assets")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield f"assets/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _plan(author: Writer, base: str) -> dict[str, Any]:
    """What the theme's templates print beside a page; becomes `config.extra.site`."""
    curriculum, reader = author.curriculum, author.reader
    about = curriculum.about
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


def _write(folder: Path, texts: Iterator[tuple[str, bytes]]) -> None:
    """Make the folder hold exactly these files; unchanged ones keep their time stamp."""
    kept = set()
    for path, data in texts:
        write_changed(folder / path, data)
        kept.add(path)
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.relative_to(folder).as_posix() not in kept:
            file.unlink()


def write_changed(path: Path, data: bytes) -> bool:
    """Whether the file had to be written; it is replaced whole or not at all.

    No fsync: everything below `work` is made again by the next build.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    for folder in path.parents:
        if folder.is_file():
            folder.unlink()  # what was a file has become a folder
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    os.replace(temporary, path)  # noqa: PTH105  Path.replace is the same call
    return True
