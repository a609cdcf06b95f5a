"""The ledger's way to its branch and back, against a repository on this disk."""

import subprocess
from pathlib import Path

import pytest

from roadmap_site.project import TOOL

SCRIPT = TOOL / ".github" / "ledger.sh"


def run(*command: str, at: Path, check: bool = True) -> str:
    ran = subprocess.run(
        command, cwd=at, capture_output=True, text=True, check=False, timeout=60
    )
    assert not check or ran.returncode == 0, ran.stderr
    return (ran.stdout + ran.stderr).strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of an empty repository, as CI would have it."""
    run("git", "init", "--quiet", "--bare", "hub.git", at=tmp_path)
    run("git", "clone", "--quiet", "hub.git", "clone", at=tmp_path)
    return tmp_path / "clone"


def log(clone: Path) -> list[str]:
    hub = clone.parent / "hub.git"
    return run("git", "log", "--format=%an", "link-health", at=hub).splitlines()


def test_the_first_night_begins_the_branch(clone: Path) -> None:
    """Without the branch there is no ledger yet, and the first push makes it."""
    said = run("sh", str(SCRIPT), "fetch", at=clone)
    (clone / ".links" / "ledger.jsonl").write_text("one\n", encoding="utf-8")
    run("sh", str(SCRIPT), "push", at=clone)

    assert said == "no ledger yet: the branch link-health begins tonight"
    assert log(clone) == ["link-health"]


def test_the_next_night_goes_on(clone: Path) -> None:
    """What was pushed is fetched, a changed ledger is a commit, an equal one is none."""
    run("sh", str(SCRIPT), "fetch", at=clone)
    ledger = clone / ".links" / "ledger.jsonl"
    ledger.write_text("one\n", encoding="utf-8")
    run("sh", str(SCRIPT), "push", at=clone)
    run("sh", str(SCRIPT), "fetch", at=clone)
    before = ledger.read_text(encoding="utf-8")
    ledger.write_text("two\n", encoding="utf-8")
    (clone / ".links" / "shards").mkdir()
    (clone / ".links" / "shards" / "1-of-1.jsonl").write_text("not kept\n", encoding="utf-8")
    run("sh", str(SCRIPT), "push", at=clone)

    again = run("sh", str(SCRIPT), "push", at=clone)

    files = run("git", "ls-tree", "--name-only", "link-health", at=clone.parent / "hub.git")
    assert (before, again, files) == ("one\n", "nothing changed", "ledger.jsonl")
    assert log(clone) == ["link-health", "link-health"]


def test_an_unreachable_repository_is_no_new_beginning(clone: Path) -> None:
    """A repository that does not answer is an error, not a reason to forget all nights."""
    run("sh", str(SCRIPT), "fetch", at=clone)
    (clone.parent / "hub.git").rename(clone.parent / "gone.git")

    said = run("sh", str(SCRIPT), "fetch", at=clone, check=False)

    assert said.endswith("cannot reach the repository to fetch the ledger")
    assert (clone / ".links").is_dir()


def test_a_branch_of_a_like_name_is_another(clone: Path) -> None:
    """A branch such as `fix/link-health` is not taken for the ledger's."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    run("git", *who, "commit", "--quiet", "--allow-empty", "--message=Begin", at=clone)
    run("git", "push", "--quiet", "origin", "HEAD:refs/heads/fix/link-health", at=clone)

    said = run("sh", str(SCRIPT), "fetch", at=clone)

    assert said == "no ledger yet: the branch link-health begins tonight"


def test_two_writers_do_not_overwrite_each_other(clone: Path) -> None:
    """A push on top of an old ledger is refused."""
    run("sh", str(SCRIPT), "fetch", at=clone)
    other = clone.parent / "other"
    run("git", "clone", "--quiet", "hub.git", "other", at=clone.parent)
    run("sh", str(SCRIPT), "fetch", at=other)
    for one, text in ((other, "theirs\n"), (clone, "ours\n")):
        (one / ".links" / "ledger.jsonl").write_text(text, encoding="utf-8")
    run("sh", str(SCRIPT), "push", at=other)

    said = run("sh", str(SCRIPT), "push", at=clone, check=False)

    assert "rejected" in said
    assert len(log(clone)) == 1
