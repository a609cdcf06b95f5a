"""Which links a change adds: those of the files as they are, less those of the merge base."""

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from roadmap_site.links.places import collect
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, UnusableError


class NoBaseError(UnusableError):
    """There is no such commit to compare with."""


def urls_at_base(root: Path, ref: str, labels: dict[str, dict[str, str]]) -> frozenset[str]:
    """Every URL of the curriculum where this branch left `ref`, read as YAML, not as text.

    Moved and reformatted files so cost nothing. A base that was broken itself has no links.
    Raises `NoBaseError`.
    """
    commit = _git(root, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    inside = _git(root, "rev-parse", "--show-prefix").decode().strip()
    tar = _git(root, "archive", "--format=tar", f"{commit}:{inside}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            archive.extractall(folder, filter="data", members=_sources(archive))
        try:
            return frozenset(collect(load(Path(folder), labels), Path(folder)))
        except BrokenCurriculumError:
            return frozenset()


def _sources(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    return [
        one for one in archive if one.isfile() and one.name.startswith(("roadmap/", "docs/"))
    ]


def _git(root: Path, *words: str) -> bytes:
    command = ["git", "-C", str(root), *words]
    try:
        ran = subprocess.run(command, capture_output=True, check=False, timeout=120)  # noqa: S603
    except FileNotFoundError:
        raise NoBaseError("git is needed to compare with a base, and it is not here") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        what = said[0] if said else "no common commit"
        message = f"cannot compare with that base: {what}; fetch it first, with its history"
        raise NoBaseError(message)
    return ran.stdout
