"""How the sources were at the merge base, and which links have come since."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_site.git import GitError, git
from roadmap_site.links.places import collect
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, UnusableError
from roadmap_site.project import SOURCES
from roadmap_site.tree import MAX_BYTES

_FILES = {b"100644", b"100755"}  # neither links nor submodules
_READ = re.compile(r"roadmap/(?:[^/]+/){0,3}[^/]+\.ya?ml|docs/[^/]+/[^/]+\.md")


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
    """A folder with the texts of the sources as they were where this branch left `ref`.

    Without what nobody would read: links, pictures, and what is too big. It is gone after the
    block. Raises `NoBaseError`.
    """
    commit = base_of(root, ref)
    # Not by git archive: what an attribute of a file says could take it out.
    try:
        inside = os.fsdecode(git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
        tree = f"{commit}:{inside}"
        names = dict(_texts(git(root, "ls-tree", "-rzl", "--full-tree", tree, *SOURCES)))
        held = git(root, "cat-file", "--batch", given=b"\n".join(names.values()))
        files = dict(zip(names, _contents(held), strict=True))
    except GitError as error:
        raise _no_base(error) from None
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Path(folder)


def base_of(root: Path, ref: str) -> str:
    """The commit where this branch left `ref`. Raises `NoBaseError`."""
    try:
        return git(root, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    except GitError as error:
        raise _no_base(error) from None


def _no_base(error: GitError) -> NoBaseError:
    message = f"cannot compare with that base: {error}; fetch it first, with its history"
    return NoBaseError(message)


def _texts(listing: bytes) -> Iterator[tuple[str, bytes]]:
    """Every file that is read of a project, as (name, git's id of what it holds)."""
    for line in filter(None, listing.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, blob, size = about.split()
        name = os.fsdecode(path)
        is_safe = not {".", ".."} & {*name.split("/")} and "\\" not in name
        is_small = not size.isdigit() or int(size) <= MAX_BYTES  # what is lost, git tells later
        if mode in _FILES and is_safe and _READ.fullmatch(name) and is_small:
            yield name, blob


def _contents(held: bytes) -> Iterator[bytes]:
    """What `git cat-file --batch` says: a line with the size, the bytes, a line end; and on."""
    at = 0
    while at < len(held):
        begin = held.index(b"\n", at) + 1
        blob, kind, *size = held[at:begin].decode().split()
        if not size:
            raise GitError(f"object {blob} is {kind}")
        end = begin + int(size[0])
        yield held[begin:end]
        at = end + 1
