"""What a change does to the site, in one file: compared, built with the real build, cut out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from roadmap_site.added import sources_at_base
from roadmap_site.build import build
from roadmap_site.links.disk import replace
from roadmap_site.prepare import Checked, check
from roadmap_site.preview.changes import Thing, Touched, things, touched
from roadmap_site.preview.files import Since, since
from roadmap_site.preview.page import Preview, render_preview
from roadmap_site.problem import BrokenCurriculumError, UnusableError, counted, printable
from roadmap_site.project import SOURCES, TOOL, Project, compiled
from roadmap_site.render.markup import environment

_HERE = "https://here.invalid/"


@dataclass(frozen=True)
class Asked:
    """What to show: all that changed since `base`, or only these files and folders."""

    root: Path
    base: str | None = None
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Found:
    """What is to be shown, and since when it changed; empty where nobody knows."""

    checked: Checked
    things: tuple[Thing, ...]
    touched: Touched
    since: str

    def __str__(self) -> str:
        """`1 added, 2 changed`; empty where nothing differs."""
        fates = [change.fate for change in self.touched.changes]
        counts = {fate: fates.count(fate) for fate in dict.fromkeys(sorted(fates))}
        return ", ".join(f"{number} {fate}" for fate, number in counts.items())


def found(asked: Asked) -> Found:
    """What a change touches. Raises `BrokenCurriculumError` or `UnusableError`."""
    root = asked.root
    named = _named(root, asked.paths)
    checked = check(Project(root))
    now = tuple(_things(checked))
    start = _start(asked, checked.curriculum.about.branch)
    before = _before(root, start.commit) if start else None
    files = start.files if start and not asked.paths else named | _gone(asked, start)
    all_touched = touched(before, now, files, only=bool(asked.paths))
    return Found(checked, now, all_touched, start.name if start and before is not None else "")


def _start(asked: Asked, branch: str) -> Since | None:
    """Where the change began; None where only named files are shown and git does not know."""
    refs = (asked.base,) if asked.base else (f"origin/{branch}", branch, "HEAD")
    try:
        return since(asked.root, refs)
    except UnusableError:
        if asked.base or not asked.paths:
            raise
        return None


def _before(root: Path, commit: str) -> tuple[Thing, ...] | None:
    """All that readers met then; None where the course was broken."""
    with sources_at_base(root, commit) as folder:
        if not (folder / "roadmap").is_dir():
            return ()
        try:
            return tuple(_things(check(Project(folder))))
        except BrokenCurriculumError:
            return None


def _things(checked: Checked) -> Iterable[Thing]:
    return things(checked.curriculum, checked.written)


def _named(root: Path, paths: Sequence[Path]) -> frozenset[str]:
    """The sources in these files and folders. Raises `UnusableError` for one outside."""
    homes = [root / name for name in SOURCES]
    names: set[str] = set()
    for path in paths:
        whole = path.resolve()
        if not any(whole.is_relative_to(home) for home in homes):
            message = f"{printable(str(path))} lies neither in roadmap/ nor in docs/"
            raise UnusableError(f"{message}; name sources of the course")
        files = [whole] if whole.is_file() else whole.rglob("*")
        names |= {file.relative_to(root).as_posix() for file in files if file.is_file()}
    return frozenset(names)


def _gone(asked: Asked, start: Since | None) -> set[str]:
    """The changed files below named folders; those that are gone cannot be found there."""
    folders = [path.resolve() for path in asked.paths if path.is_dir()]
    names = tuple(f"{folder.relative_to(asked.root).as_posix()}/" for folder in folders)
    return {name for name in (start.files if start else ()) if name.startswith(names)}


def usable(root: Path, into: Path) -> None:
    """Ensure that a preview may be written there. Raises `UnusableError`."""
    whole, name = into.parent.resolve() / into.name, printable(str(into))
    if into.suffix.lower() != ".html":
        raise UnusableError(f"{name} is no name for a preview; choose one that ends in .html")
    homes = [(root / folder).resolve() for folder in (*SOURCES, "templates")]
    if any(whole.is_relative_to(home) for home in homes):
        raise UnusableError(f"{name} lies among the sources; choose a place outside of them")
    if whole.is_symlink() or (whole.exists() and not whole.is_file()):
        raise UnusableError(f"{name} is there and no plain file; choose another name")


def show(shown: Found, into: Path) -> None:
    """Build the site aside, and write the pages of the change into one file, atomically.

    Nothing that lies in the project's `.build` is used: somebody may have committed it.
    Raises `BuildError`.
    """
    with TemporaryDirectory() as base:
        project = Project(shown.checked.project.root, Path(base))
        text = _built(shown, project)
    replace(into, [text.encode()])


def _built(shown: Found, project: Project) -> str:
    curriculum = build(project, lambda _: None)
    preview = Preview(curriculum, shown.things, shown.touched, shown.since)
    read = {
        path: (project.site / path / "index.html").read_text(encoding="utf-8")
        for path in preview.names
    }
    templates = environment(TOOL / "templates", compiled(project.work))
    return render_preview(preview, read, _styles(project.site, read), templates)


def _styles(site: Path, read: dict[str, str]) -> list[str]:
    """The style sheets that these pages ask for, each once, in their order."""
    names = dict.fromkeys(
        urljoin(_HERE + path, link.attributes.get("href") or "").removeprefix(_HERE)
        for path, page in read.items()
        for link in LexborHTMLParser(page).css("head link[rel=stylesheet]")
    )
    return [(site / name).read_text(encoding="utf-8") for name in names]


def told(shown: Found) -> str:
    """`2 pages in 2 languages, 1 added`."""
    pages = counted(len(shown.touched.pages), "page")
    languages = counted(len(shown.checked.curriculum.languages), "language")
    return ", ".join(filter(None, (f"{pages} in {languages}", str(shown))))
