"""MkDocs for one language: Markdown in, HTML out, every complaint gathered."""

import logging
import os
from pathlib import Path
from typing import Self

from roadmap_site.project import TOOL, Project


def build_language(
    project: Project, language: str, *, out: Path | None = None, dirty: bool = False
) -> list[str]:
    """MkDocs' warnings and errors in building one language into `out`; empty if all is well.

    By default that is `project.work/out/<language>`. `dirty` builds only the pages whose
    Markdown is newer than their HTML, and removes nothing.
    """
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

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
    return complaints.lines


class _Complaints(logging.Handler):
    """Every warning and error of MkDocs while it is open: our builds are strict."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # We build without a search index, so that a partial build loses nothing.
        if "'dirty' build" not in record.getMessage():
            self.lines.append(record.getMessage())

    def __enter__(self) -> Self:
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
