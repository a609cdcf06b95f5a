"""Which files of the curriculum git calls new. Nobody is told where it cannot say."""

import os
from pathlib import Path

from roadmap_site.git import GitError, git


def new_files(root: Path, base: str | None) -> frozenset[str]:
    """The paths from the project's root of what came since this branch left the base.

    Without a base: of what is not committed yet. None where git has no answer.
    """
    try:
        commit = "HEAD" if base is None else _left(root, base)
        added = git(root, "diff", *_ADDED, commit, "--", "roadmap")
        loose = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", "roadmap")
    except GitError:
        return frozenset()
    return frozenset(os.fsdecode(name) for name in (added + loose).split(b"\0") if name)


_ADDED = ("--name-only", "-z", "--relative", "--no-renames", "--diff-filter=A", "--no-ext-diff")


def _left(root: Path, base: str) -> str:
    return git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
