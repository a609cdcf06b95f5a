"""The build's steps in order: prepare, MkDocs once a language, join, audit, swap."""

import gc
import logging
import os
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from roadmap_site.audit import audit
from roadmap_site.model import Curriculum
from roadmap_site.prepare import prepare
from roadmap_site.project import TOOL, Project
from roadmap_site.render.api import public
from roadmap_site.render.links import language_root
from roadmap_site.schema import schemas

Tell = Callable[[str], None]


class BuildError(Exception):
    """The site could not be built; its text says why, for people."""


def build(project: Project, tell: Tell, url: str | None = None) -> Curriculum:
    """Build the whole site into `project.site`; the last good one stays if anything fails.

    Raises `BrokenCurriculumError` or `BuildError`.
    """
    started = time.perf_counter()
    rare_collections()
    curriculum = prepare(project, url)
    count = f"{len(curriculum.sections)} sections, {len(curriculum.resources)} resources"
    tell(f"curriculum  {count}  {time.perf_counter() - started:.1f} s")
    fresh = project.work / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    for language, seconds in _build_languages(project, curriculum.languages):
        tell(f"{language:<10}  built  {seconds:.1f} s")
    join(project, curriculum, fresh)
    found = audit(fresh)
    if found:
        raise BuildError("\n".join(found))
    swap(fresh, project.site)
    pages = sum(1 for _ in project.site.rglob("index.html"))
    tell(f"site        {pages} pages in {project.site}  {time.perf_counter() - started:.1f} s")
    return curriculum


def rare_collections() -> None:
    """Let Python look for garbage a hundred times less often: it is a tenth of a build."""
    gc.freeze()
    gc.set_threshold(70_000, 20, 20)


def _build_languages(project: Project, languages: tuple[str, ...]) -> list[tuple[str, float]]:
    """Every language built by MkDocs, side by side; [(language, seconds)]."""
    _import_early()
    # Forked children start with MkDocs already imported; only Windows has no fork.
    method = "spawn" if sys.platform == "win32" else "fork"
    workers = min(len(languages), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context(method)) as pool:
        jobs = [pool.submit(build_language, project, language) for language in languages]
        results = [job.result() for job in jobs]
    complaints = [line for _, _, lines in results for line in lines]
    if complaints:
        raise BuildError("\n".join(complaints))
    return [(language, seconds) for language, seconds, _ in results]


def _import_early() -> None:
    import mkdocs.commands.build  # noqa: F401, PLC0415
    import mkdocs_static_i18n.plugin  # noqa: F401, PLC0415


def build_language(
    project: Project, language: str, *, out: Path | None = None, dirty: bool = False
) -> tuple[str, float, list[str]]:
    """(language, seconds, complaints) of one MkDocs build into `out`.

    By default that is `project.work/out/<language>`. `dirty` builds only the pages whose
    Markdown is newer than their HTML, and removes nothing.
    """
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    started = time.perf_counter()
    os.environ |= {
        "ROADMAP_ROOT": str(project.root),
        "ROADMAP_BASE": str(project.base or ""),
        "ROADMAP_LANGUAGE": language,
        "ROADMAP_PREPARED": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    out = out or project.work / "out" / language
    with _Complaints() as complaints:
        config = load_config(str(TOOL / "mkdocs.yml"), site_dir=str(out), strict=False)
        config.plugins.on_startup(command="build", dirty=dirty)
        mkdocs_build(config, dirty=dirty)
        config.plugins.on_shutdown()
    return language, time.perf_counter() - started, complaints.lines


class _Complaints(logging.Handler):
    """Every warning and error of MkDocs while it is open: our builds are strict."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def __enter__(self) -> Self:
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def join(project: Project, curriculum: Curriculum, fresh: Path) -> None:
    """Make one site of the languages' builds: the default at the root, data beside it."""
    for language in curriculum.languages:
        out = project.work / "out" / language
        root = language_root(curriculum, language)
        if root:
            # The default language's sitemap lists every page in every language.
            for name in ("sitemap.xml", "sitemap.xml.gz"):
                (out / name).unlink(missing_ok=True)
        shutil.move(out, fresh / root)
    write_data(curriculum, fresh)


def write_data(curriculum: Curriculum, site: Path) -> None:
    """Write the public data, its schema and `robots.txt` into a site."""
    api = site / "api"
    api.mkdir(exist_ok=True)
    text = public(curriculum).model_dump_json(exclude_none=False)
    (api / "curriculum.json").write_text(text, encoding="utf-8")
    (api / "curriculum.schema.json").write_text(schemas()["api.schema.json"], encoding="utf-8")
    sitemap = f"{curriculum.about.url.rstrip('/')}/sitemap.xml"
    (site / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n", encoding="utf-8"
    )


def swap(fresh: Path, site: Path) -> None:
    """Put the fresh site in the place of the old one; the gap is two renames."""
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    shutil.move(fresh, site)
    shutil.rmtree(old, ignore_errors=True)
