"""What the shell offers at the Tab key: read from the disk as it is, never checked."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    import click

    Complete = Callable[[click.Context, click.Parameter, str], list[str]]

_NAMED = r"(?:^|[-{{,]) *['\"]?{}['\"]?: *['\"]?([A-Za-z0-9-]+)"
_CONCEPT = re.compile(_NAMED.format("id"), re.MULTILINE)
_TAG = re.compile(_NAMED.format("tag"), re.MULTILINE)


def offered(names: Callable[[Path], Iterable[str]]) -> "Complete":
    """A completion with those names of the project that begin with what is typed."""

    def complete(context: "click.Context", _: "click.Parameter", typed: str) -> list[str]:
        root = context.params.get("root") or Path()
        return [name for name in names(root) if name.startswith(typed)]

    return complete


def ids(root: Path) -> list[str]:
    """The ids of resources, sections, concepts and tiers."""
    folder = root / "roadmap"
    found = {path.stem for path in folder.glob("*/*/resources/*.yml")}
    tiers = {path.parent.name for path in folder.glob("*/tier.yml")}
    return sorted({*found, *tiers, *sections(root), *concepts(root)})


def sections(root: Path) -> list[str]:
    """The ids of sections: the names of their folders."""
    return sorted(path.parent.name for path in root.glob("roadmap/*/*/section.yml"))


def concepts(root: Path) -> list[str]:
    """The ids of concepts, as `section.yml` files show them."""
    files = root.glob("roadmap/*/*/section.yml")
    return sorted(slug for path in files for slug in _CONCEPT.findall(_text(path)))


def languages(root: Path) -> list[str]:
    """The tags of the course's languages, as `curriculum.yml` shows them."""
    files = root.glob("roadmap/curriculum.yml")
    return [tag for path in files for tag in _TAG.findall(_text(path))]


def words(name: str) -> Callable[[Path], Iterable[str]]:
    """The words that a field may hold, by the name of its type, such as `Kind`."""

    def allowed(_: Path) -> Iterable[str]:
        from roadmap_site import values  # noqa: PLC0415  keeps --help fast

        return get_args(getattr(values, name))

    return allowed


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
