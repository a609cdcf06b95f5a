"""Where things lie on disk: the project that is built, and the tool that builds it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml

from roadmap_site.problem import UnusableError

if sys.platform != "win32":
    import fcntl


def _tool() -> Path:
    """The checkout that the package lies in, or else the one around its environment.

    pre-commit installs a package into an environment inside its checkout.
    """
    homes = (Path(__file__).resolve().parents[2], Path(sys.prefix).parent)
    return next((home for home in homes if (home / "mkdocs.yml").is_file()), homes[0])


TOOL = _tool()


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


@contextmanager
def alone(work: Path) -> Iterator[None]:
    """Keep other builds out of this folder while the block runs; they wait for their turn."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        if sys.platform != "win32":  # Windows has no such lock
            fcntl.flock(lock, fcntl.LOCK_EX)
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
