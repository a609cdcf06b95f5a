"""Builds, serves on loopback, and rebuilds just the pages an edit touched."""

import shutil
import socket
import time
from errno import EADDRINUSE
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from roadmap_site.build import Tell, write_data
from roadmap_site.curriculum import Curriculum
from roadmap_site.language_build import build_language
from roadmap_site.prepare import prepare
from roadmap_site.problem import BrokenCurriculumError, counted, printable, report
from roadmap_site.project import TOOL, Project, alone
from roadmap_site.render.links import language_root

HOST = "127.0.0.1"


class PortTakenError(Exception):
    """The wanted port can't be had; the text says why."""


def serve(project: Project, port: int, tell: Tell) -> None:
    """Serve until interrupted. A broken file is told; the last good pages stay.

    Port 0 takes any free one. Raises `PortTakenError`, and what `alone` raises.
    """
    port = _free(port)
    served = project.work / "served"
    with alone(project):
        shutil.rmtree(served, ignore_errors=True)
        served.mkdir(parents=True)
    server = LiveReloadServer(
        builder=lambda: rebuild(project, server.url, tell),
        host=HOST,
        port=port,
        root=str(served),
    )
    server.build_delay = 0.05
    rebuild(project, server.url, tell)
    for folder in _watched(project):
        server.watch(str(folder))
    tell(f"serving     {server.url}  (Ctrl+C stops)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def _free(port: int) -> int:
    """The port itself, or any free one for 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reason = "taken by another program" if error.errno == EADDRINUSE else str(error)
            raise PortTakenError(reason) from None
        found: int = probe.getsockname()[1]
        return found


def _watched(project: Project) -> list[Path]:
    folders = [
        project.root / "roadmap",
        project.root / "docs",
        TOOL / "templates",
        TOOL / "docs",
    ]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def rebuild(project: Project, url: str, tell: Tell) -> None:
    """Bring the served folder up to date with the sources, or say why not."""
    with alone(project):
        _rebuild(project, url, tell)


def _rebuild(project: Project, url: str, tell: Tell) -> None:
    started = time.perf_counter()
    try:
        checked = prepare(project, url)
    except BrokenCurriculumError as error:
        tell(report(error.problems))
        return
    curriculum = checked.curriculum
    complaints = [
        line
        for language in curriculum.languages
        for line in _refresh(project, curriculum, language)
    ]
    write_data(checked, project.work / "served")
    for line in (*checked.health.warnings, *complaints):
        tell(printable(line))
    state = f"{counted(len(complaints), 'complaint')}" if complaints else "up to date"
    tell(f"{state}  {time.perf_counter() - started:.1f} s")


def _refresh(project: Project, curriculum: Curriculum, language: str) -> list[str]:
    """Complaints of one language's rebuild; only stale pages are built where that is enough."""
    served = project.work / "served" / language_root(curriculum, language)
    stamp = project.work / f"{language}.stamp"
    # What every page shows: the plan (titles, navigation, labels) and the theme itself.
    now = project.plan(language).read_text(encoding="utf-8") + _newest(TOOL / "templates/theme")
    complete = served.joinpath("index.html").is_file() and stamp.is_file()
    if complete and stamp.read_text(encoding="utf-8") == now:
        return build_language(project, language, out=served, dirty=True)
    complaints = build_language(project, language)
    out = project.work / "out" / language
    others = {*curriculum.languages, "api"} if served.name == "served" else set()
    for file in [path for path in served.rglob("*") if path.is_file()]:
        name = file.relative_to(served)
        if name.parts[0] not in others and not (out / name).exists():
            file.unlink()  # a page that is gone must not look sound
    shutil.copytree(out, served, dirs_exist_ok=True)
    if not complaints:  # else the next edit builds everything again, and says them again
        stamp.write_text(now, encoding="utf-8")
    return complaints


def _newest(folder: Path) -> str:
    """Changes whenever a file below the folder does."""
    return str(max(file.stat().st_mtime_ns for file in folder.rglob("*")))
