"""The sources as they were at a base: what is taken from git, and what is left there."""

import os
import subprocess
from pathlib import Path

import pytest

import course
import repository
from roadmap_site.added import NoBaseError, base_of, sources_at_base
from roadmap_site.git import GitError, git
from roadmap_site.tree import MAX_BYTES

RESOURCE = "roadmap/tier-0/section-0-0/resources/resource-0-0-0.yml"
PAGE = "docs/en/about.md"


def put(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with a hand-written page, not yet committed."""
    course.write(tmp_path / "course")
    put(tmp_path / "course", PAGE, "# About\n")
    return tmp_path / "course"


def at_base(root: Path) -> dict[str, bytes]:
    with sources_at_base(root, "HEAD") as folder:
        files = sorted(
            path for path in folder.rglob("*") if path.is_file() or path.is_symlink()
        )
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def sources(root: Path) -> dict[str, bytes]:
    """All texts of the course as they lie there now."""
    files = [*(root / "roadmap").rglob("*.yml"), *(root / "docs").rglob("*.md")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}


@pytest.mark.parametrize(
    "attribute",
    ["/roadmap export-ignore", "* export-ignore", "*.yml export-subst", "*.yml eol=crlf"],
)
def test_attributes_change_nothing(root: Path, attribute: str) -> None:
    """The base is what was committed, whatever its attributes say of exports."""
    put(root, ".gitattributes", f"{attribute}\n")
    repository.committed(root)

    assert at_base(root) == sources(root)


def test_a_course_in_a_folder(root: Path) -> None:
    """A course that is a part of a repository has the sources of that part."""
    put(root.parent, "roadmap/curriculum.yml", "another: course\n")
    repository.committed(root.parent)

    assert at_base(root) == sources(root)


def test_only_texts_that_are_read(root: Path) -> None:
    """Pictures, scripts, what lies in no place of a course or is too big stays in git."""
    before = sources(root)
    for name in (
        "docs/assets/film.mp4",
        "docs/assets/notes/page.md",
        "docs/page.md",
        "roadmap/picture.svg",
        "roadmap/a/b/resources/c/d.yml",
        "scripts/roadmap/a.yml",
        "docs\\en\\page.md",
    ):
        put(root, name, "x")
    put(root, "docs/en/long.md", "x" * (MAX_BYTES + 1))
    before["docs/en/full.md"] = b"x" * MAX_BYTES
    put(root, "docs/en/full.md", "x" * MAX_BYTES)
    repository.committed(root)

    assert at_base(root) == before


def test_odd_names_and_texts(root: Path) -> None:
    """Names with line breaks and empty files or ones without a line end come as they are."""
    put(root, "roadmap/tier-0/two\nlines.yml", "a: b")
    put(root, "roadmap/tier-0/启程.yaml", "")
    (root / "roadmap/tier-0/run.yml").write_text("a: b\n\n", encoding="utf-8")
    (root / "roadmap/tier-0/run.yml").chmod(0o755)
    repository.committed(root)

    found = at_base(root)

    assert found["roadmap/tier-0/two\nlines.yml"] == b"a: b"
    assert found["roadmap/tier-0/启程.yaml"] == b""
    assert found["roadmap/tier-0/run.yml"] == b"a: b\n\n"


def test_links_stay_in_git(root: Path) -> None:
    """A symbolic link of the base is not made again: it could lead anywhere."""
    before = sources(root)
    secret = put(root.parent, "secret.yml", "token: hush\n")
    (root / "roadmap/tier-0/link.yml").symlink_to(secret)
    (root / "docs/zh").symlink_to(root.parent)
    repository.committed(root)

    assert at_base(root) == before


def test_submodules_stay_away(root: Path) -> None:
    """A repository inside the course is no file of it."""
    before = sources(root)
    repository.committed(root)
    commit = git(root, "rev-parse", "HEAD").decode().strip()
    for name in ("roadmap/other.yml", "docs/other"):
        inner = f"160000,{commit},{name}"
        repository.git(root, "update-index", "--add", "--cacheinfo", inner)
    repository.git(root, "commit", "--quiet", "--message=Bring another")

    assert at_base(root) == before


def tree(root: Path, *entries: tuple[str, str, str]) -> str:
    """A tree of git's, made by hand of (mode, name, id), as no work tree would hold it."""
    data = b"".join(
        f"{mode} {name}\0".encode() + bytes.fromhex(one) for mode, name, one in entries
    )
    command = ("hash-object", "-t", "tree", "-w", "--stdin", "--literally")
    return git(root, *command, given=data).decode().strip()


def test_no_name_leads_out(root: Path) -> None:
    """A name with `..` in it, which only a made-up commit can have, is passed over."""
    repository.committed(root)
    blob = git(root, "hash-object", "-w", "--stdin", given=b"a: b\n").decode().strip()
    inner = tree(root, ("100644", "page.yml", blob))
    for name in ("..", "."):
        inner = tree(root, ("40000", name, inner), ("100644", f"below{name}.yml", blob))
    whole = tree(root, ("40000", "roadmap", inner))
    who = {
        f"GIT_{role}_{part}": "a@b"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    made = subprocess.run(
        ["git", "-C", str(root), "commit-tree", whole, "-m", "Made up"],
        env=os.environ | who, check=True, capture_output=True,
    ).stdout.decode().strip()  # fmt: skip
    repository.git(root, "update-ref", "refs/heads/main", made)

    assert at_base(root) == {"roadmap/below..yml": b"a: b\n"}


@pytest.mark.parametrize("ref", ["nowhere", "--all", "-h", ""], ids=repr)
def test_no_such_base(root: Path, ref: str) -> None:
    """A base that is not there is told in words, and never taken for an option."""
    repository.committed(root)

    with pytest.raises(NoBaseError, match=r"^cannot compare with that base: .+; fetch it"):
        base_of(root, ref)


def test_a_history_with_holes(root: Path) -> None:
    """What git has lost of the base is told, not taken for an empty file."""
    repository.committed(root)
    blob = git(root, "rev-parse", f"HEAD:{RESOURCE}").decode().strip()
    lost = root / ".git" / "objects" / blob[:2] / blob[2:]
    lost.chmod(0o644)
    lost.unlink()

    with pytest.raises(NoBaseError, match="cannot compare with that base"):
        at_base(root)


def test_git_that_does_not_end(tmp_path: Path) -> None:
    """Git that takes longer than it may is given up, in words."""
    with pytest.raises(GitError, match=r"^git version does not end$"):
        git(tmp_path, "version", patience=0)
