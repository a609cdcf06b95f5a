"""What git knows of a change: where it began, and which files differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_site.git import GitError, git
from roadmap_site.problem import UnusableError, printable
from roadmap_site.project import SOURCES


class NoGitError(UnusableError):
    """Git cannot say what changed here."""


@dataclass(frozen=True)
class Since:
    """The commit where this branch left another, and the sources that differ from it."""

    name: str
    commit: str
    files: frozenset[str]


def since(root: Path, refs: Sequence[str]) -> Since:
    """What changed since this branch left the first of these refs that exists.

    Uncommitted and new files count. Paths are from the project's root. Raises `NoGitError`.
    """
    _git(root, "rev-parse", "--git-dir")
    name, commit = _left(root, refs)
    differing = _git(
        root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", *SOURCES
    )
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *SOURCES)
    files = frozenset(filter(None, (differing + new).decode(errors="replace").split("\0")))
    return Since(name, commit, files)


def _left(root: Path, refs: Sequence[str]) -> tuple[str, str]:
    """The ref that exists, as people say it, and the commit where this branch left it."""
    for ref in refs:
        try:
            commit = _git(root, "merge-base", "--end-of-options", ref, "HEAD")
        except NoGitError:
            continue
        # A full hash is no word to say.
        is_hash = len(ref) == 40 and set(ref) <= set("0123456789abcdef")  # noqa: PLR2004
        return ref[:10] if is_hash else ref, commit.decode().strip()
    message = (
        f"git knows no common commit with {printable(repr(refs[0]))}; "
        "fetch it with its history, or name another with --base"
    )
    raise NoGitError(message)


def _git(root: Path, *words: str) -> bytes:
    try:
        return git(root, *words)
    except GitError as error:
        message = f"git cannot say what changed: {printable(str(error))}; name files instead"
        raise NoGitError(message) from None
