"""Where things lie on disk: the project that is built, and the tool that builds it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml

from roadmap_site.problem import UnusableError, printable

if sys.platform != "win32":
    import fcntl


def _tool() -> Path:
    """The checkout that the package lies in, or else the one around its environment.

    pre-commit installs a package into an environment inside its checkout.
    """
    homes = (Path(__file__).resolve().parents[2], Path(sys.prefix).parent)
    return next((home for home in homes if (home / "mkdocs.yml").is_file()), homes[0])


TOOL = _tool()
SOURCES = ("roadmap", "docs")
"""The folders that people write; nothing else of a project is read as its text."""


@dataclass(frozen=True)
class Project:
    """A folder with `roadmap/` (and maybe `docs/`), and where its site is made.

    That is the folder itself, or `base` where it must stay untouched.
    """

    root: Path
    base: Path | None = None

    @property
    def work(self) -> Path:
        """The folder for what is made on the way; git ignores it."""
        return (self.base or self.root) / ".build"

    @property
    def site(self) -> Path:
        """The finished site."""
        return (self.base or self.root) / "site"

    def docs(self, language: str) -> Path:
        """The folder that MkDocs reads for one language."""
        return self.work / "docs" / language

    def plan(self, language: str) -> Path:
        """What the MkDocs hook must know about one language, JSON."""
        return self.work / f"{language}.json"


def project_at(root: Path) -> Project:
    """The project in this folder; raises `UnusableError` if there is no curriculum in it."""
    if not (TOOL / "mkdocs.yml").is_file():
        message = "this program must be installed from its checkout: pip install --editable"
        raise UnusableError(message)
    if not (root / "roadmap").is_dir():
        message = f"no folder 'roadmap' in {root}; run this where it lies, or give --root"
        raise UnusableError(message)
    return Project(root.resolve())


def below(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All that lies below the folder, however deep, in no order; no link is followed."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def refuse_links(project: Project) -> None:
    """Ensure that what is made lands in the project: that no symbolic link leads it elsewhere.

    Raises `UnusableError` for one. Git brings links along, even below folders it ignores.
    """
    _refuse_links(project, project.work, project.site, project.site.with_name(".site.old"))
    if project.work.is_dir():
        inside = sorted(entry.path for entry in below(project.work) if entry.is_symlink())
        _refuse_links(project, *map(Path, inside))


def _refuse_links(project: Project, *paths: Path) -> None:
    for path in paths:
        if path.is_symlink():
            name = printable(path.relative_to(project.work.parent).as_posix())
            message = f"{name} is a symbolic link, and the build writes there"
            raise UnusableError(f"{message}; delete the link, then build again")


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Keep other builds out of the project while the block runs; they wait for their turn.

    Raises `UnusableError` where a link would lead out of it what the block writes.
    """
    lock_file = project.work / "lock"
    _refuse_links(project, project.work, lock_file)
    project.work.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        if sys.platform != "win32":  # Windows has no such lock
            fcntl.flock(lock, fcntl.LOCK_EX)
        refuse_links(project)  # now that no other build moves what lies there
        yield


def compiled(work: Path) -> jinja2.BytecodeCache:
    """Where compiled templates are kept; compiling them is a tenth of a small build."""
    folder = work / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def built_in_labels() -> dict[str, dict[str, str]]:
    """`{language: {key: text}}` of the languages that the tool itself speaks."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  safe
        for path in sorted((TOOL / "templates" / "labels").glob("*.yml"))
    }
