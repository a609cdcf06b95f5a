"""The build's steps in order: check, then each language side by side, join, audit, swap."""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from roadmap_site.audit import audit
from roadmap_site.curriculum import Curriculum
from roadmap_site.garbage import rare_collections
from roadmap_site.language_build import build_language
from roadmap_site.prepare import Checked, check_with_health, write_language
from roadmap_site.problem import printable
from roadmap_site.project import Project, alone
from roadmap_site.render.api import public
from roadmap_site.render.api_links import public_links
from roadmap_site.render.links import language_root
from roadmap_site.schema import schemas
from roadmap_site.side_by_side import LostError, side_by_side
from roadmap_site.theme import slim_material

Tell = Callable[[str], None]


class BuildError(Exception):
    """The site could not be built; its text says why, for people."""


def build(project: Project, tell: Tell, url: str | None = None) -> Curriculum:
    """Build the whole site into `project.site`; the last good one stays if anything fails.

    Raises `BrokenCurriculumError`, `BuildError`, or `UnusableError` where a symbolic link would
    lead it out of the project.
    """
    with alone(project), rare_collections():
        return _build(project, tell, url)


def _build(project: Project, tell: Tell, url: str | None) -> Curriculum:
    started = time.perf_counter()
    checked = check_with_health(project, url)
    curriculum = checked.curriculum
    for line in checked.health.warnings:
        tell(line)
    count = f"{len(curriculum.sections)} sections, {len(curriculum.resources)} resources"
    tell(f"checked     {count}  {time.perf_counter() - started:.1f} s")
    fresh = project.work / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    for language, seconds in _build_languages(checked):
        tell(f"{language:<10}  built  {seconds:.1f} s")
    join(checked, fresh)
    found = audit(fresh)
    if found:
        raise BuildError("\n".join(map(printable, found)))
    swap(fresh, project.site)
    pages = sum(1 for _ in project.site.rglob("index.html"))
    tell(f"site        {pages} pages in {project.site}  {time.perf_counter() - started:.1f} s")
    return curriculum


def _build_languages(checked: Checked) -> list[tuple[str, float]]:
    """Every language rendered and built, side by side; [(language, seconds)]."""
    _import_early()
    slim_material(checked.project.work)
    try:
        results = side_by_side(partial(_build_language, checked), checked.curriculum.languages)
    except LostError as error:
        raise BuildError(str(error)) from None
    complaints = [line for _, _, lines in results for line in lines]
    if complaints:
        raise BuildError("\n".join(map(printable, complaints)))
    return [(language, seconds) for language, seconds, _ in results]


def _build_language(checked: Checked, language: str) -> tuple[str, float, list[str]]:
    started = time.perf_counter()
    write_language(checked, language)
    try:
        complaints = build_language(checked.project, language)
    except Exception as error:  # noqa: BLE001  MkDocs' own way of saying that a page is bad
        complaints = [f"{language}: {type(error).__name__}: {error}"]
    return language, time.perf_counter() - started, complaints


def _import_early() -> None:
    # Before the process is copied, so that the copies need not do it again.
    import mkdocs.commands.build  # noqa: F401, PLC0415
    import mkdocs_static_i18n.plugin  # noqa: F401, PLC0415


def join(checked: Checked, fresh: Path) -> None:
    """Make one site of the languages' builds: the default at the root, data beside it."""
    project, curriculum = checked.project, checked.curriculum
    for language in curriculum.languages:
        out = project.work / "out" / language
        root = language_root(curriculum, language)
        if root:
            # The default language's sitemap lists every page in every language.
            for name in ("sitemap.xml", "sitemap.xml.gz"):
                (out / name).unlink(missing_ok=True)
        shutil.move(out, fresh / root)
    write_data(checked, fresh)


def write_data(checked: Checked, site: Path) -> None:
    """Write the public data, its schemas and `robots.txt` into a site."""
    health = public_links(checked.curriculum, checked.health, checked.pages)
    made = schemas()
    texts = {
        "api/curriculum.json": public(checked.curriculum, checked.url).model_dump_json(),
        "api/curriculum.schema.json": made["api.schema.json"],
        "api/link-health.json": health.model_dump_json(),
        "api/link-health.schema.json": made["link-health.schema.json"],
        **({"api/link-health.atom": checked.health.feed} if checked.health.feed else {}),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {checked.url}sitemap.xml\n",
    }
    (site / "api").mkdir(exist_ok=True)
    for name, text in texts.items():
        (site / name).write_text(text, encoding="utf-8")


def swap(fresh: Path, site: Path) -> None:
    """Put the fresh site in the place of the old one; the gap is two renames."""
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        shutil.move(fresh, site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
