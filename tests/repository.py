"""A git repository for tests: one commit of what lies in a folder."""

import subprocess
from pathlib import Path

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")


def git(root: Path, *words: str) -> None:
    command = ["git", "-C", str(root), *WHO, *words]
    subprocess.run(command, check=True, capture_output=True)


def committed(root: Path, branch: str = "main") -> Path:
    """The folder as a repository, all of it committed on this branch; `.build` is ignored."""
    (root / ".gitignore").write_text(".build/\nsite/\n", encoding="utf-8")
    git(root, "init", "--quiet", f"--initial-branch={branch}")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Begin")
    return root
