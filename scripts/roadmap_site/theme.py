"""Material for MkDocs, less what our pages never use.

MkDocs lists every file of a theme in every build; 14,000 icons are a tenth of its time, and
workers, stemmers and source maps would be two thirds of the published bytes.
"""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

_UNUSED = (
    ".icons",
    "fragments",
    "lunr",
    "workers",
    "languages",
    "*.map",
    "*.py",
    "__pycache__",
)


def slim_material(work: Path) -> Path:
    """A folder below `work` that holds the theme; made once for each of its versions."""
    slim = work / f"material-{version('mkdocs-material')}"
    if not slim.is_dir():
        half = work / f"{slim.name}.new"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(_material(), half, ignore=shutil.ignore_patterns(*_UNUSED))
        half.rename(slim)
    return slim


def without_material(folders: list[str]) -> list[str]:
    """A theme's folders but for Material's own."""
    return [folder for folder in folders if Path(folder) != _material()]


def _material() -> Path:
    found = find_spec("material")
    assert found
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "templates"
