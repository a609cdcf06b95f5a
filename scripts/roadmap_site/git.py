"""Git, asked by its command line."""

import subprocess
from pathlib import Path

PATIENCE = 120.0
"""Seconds that git may take."""


class GitError(Exception):
    """Git did not do it; the text says why, in a part of a sentence."""


def git(root: Path, *words: str, given: bytes = b"", patience: float = PATIENCE) -> bytes:
    """What `git WORDS` prints, run in this folder, `given` on its input. Raises `GitError`."""
    command = ["git", "-C", str(root), *words]
    try:
        ran = subprocess.run(  # noqa: S603  no shell
            command, input=given, capture_output=True, check=False, timeout=patience
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git {words[0]} does not end") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else f"git {words[0]} says nothing")
    return ran.stdout
