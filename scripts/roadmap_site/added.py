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


def urls_at_base(
    root: Path, ref: str, labels: dict[str, dict[str, str]], urls: frozenset[str]
) -> frozenset[str]:
    """Those of the URLs that the curriculum had where this branch left `ref`.

    Read as YAML, so that moved and reformatted files cost nothing; a base that was broken
    itself as text, so that whoever mends it is not asked for all its links. Raises
    `NoBaseError`.
    """
    commit = _git(root, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    inside = _git(root, "rev-parse", "--show-prefix").decode().strip()
    tar = _git(root, "archive", "--format=tar", f"{commit}:{inside}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            archive.extractall(folder, filter="data", members=_sources(archive))
        try:
            return urls & collect(load(Path(folder), labels), Path(folder)).keys()
        except BrokenCurriculumError:
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            text = "\n".join(path.read_bytes().decode(errors="replace") for path in files)
            return frozenset(url for url in urls if url in text)


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
    except subprocess.TimeoutExpired:
        raise NoBaseError(f"git {words[0]} does not end; try again") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        what = said[0] if said else "no common commit"
        message = f"cannot compare with that base: {what}; fetch it first, with its history"
        raise NoBaseError(message)
    return ran.stdout
