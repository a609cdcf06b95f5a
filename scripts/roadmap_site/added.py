"""How the sources were at the merge base, and which links have come since."""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_site.git import GitError, git
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
    with sources_at_base(root, ref) as folder:
        try:
            return urls & collect(load(folder, labels), folder).keys()
        except BrokenCurriculumError:
            files = [path for path in folder.rglob("*") if path.is_file()]
            text = "\n".join(path.read_bytes().decode(errors="replace") for path in files)
            return frozenset(url for url in urls if url in text)


@contextmanager
def sources_at_base(root: Path, ref: str) -> Iterator[Path]:
    """A folder with the sources as they were where this branch left `ref`.

    It is gone after the block. Raises `NoBaseError`.
    """
    tar = _packed(root, ref)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            archive.extractall(folder, filter="data", members=_sources(archive))
        yield Path(folder)


def _packed(root: Path, ref: str) -> bytes:
    try:
        commit = git(root, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
        inside = git(root, "rev-parse", "--show-prefix").decode().strip()
        return git(root, "archive", "--format=tar", f"{commit}:{inside}")
    except GitError as error:
        message = f"cannot compare with that base: {error}; fetch it first, with its history"
        raise NoBaseError(message) from None


def _sources(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    return [
        one for one in archive if one.isfile() and one.name.startswith(("roadmap/", "docs/"))
    ]
