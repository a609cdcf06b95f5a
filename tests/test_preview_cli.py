"""What `roadmap preview` says where there is nothing to show, and what it leaves alone."""

import os
from pathlib import Path

import pytest

import course
import made
from previewed import change, edit, run
from repository import committed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small course, committed."""
    return committed(course.write(tmp_path / "course"))


def test_nothing_else_is_written(root: Path, tmp_path: Path) -> None:
    """The project stays as it is: all that is made on the way lies elsewhere, and goes."""
    change(root)
    before = sorted(path.name for path in root.iterdir())

    run("--root", root, "-o", tmp_path / "preview.html")

    assert sorted(path.name for path in root.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["course", "preview.html"]


def test_what_is_committed_below_build_is_not_used(root: Path, tmp_path: Path) -> None:
    """Links that somebody committed where builds write lead no build out of the project."""
    victim = tmp_path / "victim"
    for name in ("a.md", "index.html", "lock"):
        (victim / name).parent.mkdir(exist_ok=True)
        (victim / name).write_text("mine", encoding="utf-8")
    for name in ("docs/en", "docs/zh", "site", "out/en", "templates"):
        for home in (root / ".build", root / ".build/preview", root / ".build/preview/.build"):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).symlink_to(victim)
    change(root)

    code = run("--root", root, "-o", tmp_path / "preview.html")

    assert code == 0
    assert {path.name: path.read_text("utf-8") for path in victim.iterdir()} == {
        "a.md": "mine",
        "index.html": "mine",
        "lock": "mine",
    }


PLAIN = "is there and no plain file; choose another name"
NAME = "is no name for a preview; choose one that ends in .html"
AMONG = "lies among the sources; choose a place outside of them"
BAD_OUTPUTS = {
    "standard-output": ("-", NAME),
    "no-page": ("README.md", NAME),
    "only-an-ending": (".html", NAME),
    "curriculum": ("roadmap/new.html", AMONG),
    "docs": ("docs/en/new.html", AMONG),
    "templates": ("roadmap/../templates/main.html", AMONG),
    "folder": ("folder.html", PLAIN),
    "link": ("link.html", PLAIN),
    "link-to-nothing": ("lost.html", PLAIN),
    "queue": ("fifo.html", PLAIN),
    "control-characters": ("a\x1b[2J.md", NAME),
}


@pytest.mark.parametrize(("output", "words"), BAD_OUTPUTS.values(), ids=BAD_OUTPUTS)
def test_only_a_preview_is_replaced(
    root: Path,
    output: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing else is written over; that is told before anything is built."""
    monkeypatch.chdir(root)
    (root / "page.html").write_text("mine", encoding="utf-8")
    (root / "folder.html").mkdir()
    (root / "link.html").symlink_to(root / "page.html")
    (root / "lost.html").symlink_to(root / "nowhere")
    os.mkfifo(root / "fifo.html")
    change(root)

    code = run("-o", output)

    said = capsys.readouterr().err.splitlines()
    named = output.replace("\x1b", "\\x1b")
    assert (code, said[-1]) == (2, f"Error: {named} {words}")
    assert not [line for line in said if line.startswith("building")]
    assert (root / "page.html").read_text(encoding="utf-8") == "mine"


def test_layout_is_no_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that only looks different touches no page; the words say how to see one."""
    edit(root / course.ATTENTION, "# The one everybody knows.\n", "")

    code = run("--root", root, "-o", root / "preview.html")

    assert code == 0
    assert capsys.readouterr().out == (
        "no page reads otherwise than in main; nothing was written\n"
        "to see pages all the same, name files: roadmap preview roadmap/…/section.yml\n"
    )
    assert not (root / "preview.html").exists()


def test_what_no_page_shows_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed file without a page of its own is told, its name made harmless."""
    path = root / "docs" / "assets" / "css" / "a ##[b].css"
    path.parent.mkdir(parents=True)
    path.write_text("b {}\n", encoding="utf-8")

    run("--root", root)

    assert "  docs/assets/css/a ## [b].css changed, but is on no page of its own\n" in (
        capsys.readouterr().out
    )


AWAY = "fetch it with its history, or name another with --base"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--base", "nowhere"], f"git knows no common commit with 'nowhere'; {AWAY}"),
        (["--base=--output=x"], f"git knows no common commit with '--output=x'; {AWAY}"),
        (
            [os.devnull],
            f"{os.devnull} lies neither in roadmap/ nor in docs/; name sources of the course",
        ),
    ],
    ids=["unknown-base", "base-like-a-flag", "file-elsewhere"],
)
def test_wrong_usage_is_told(
    root: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be shown is said in words, with a way out."""
    code = run(*arguments, "--root", root)

    assert (code, capsys.readouterr().err.splitlines()[-1]) == (2, f"Error: {words}")


def test_without_git_files_must_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside of git nothing says what changed, so the words ask for files."""
    code = run("--root", course.write(tmp_path))

    said = capsys.readouterr().err.splitlines()[-1]
    assert code == 2
    assert said.startswith("Error: git cannot say what changed: fatal: not a git repository")
    assert said.endswith("; name files instead")


def test_a_broken_course_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems are reported as lint does, and the last preview stays."""
    into = tmp_path / "preview.html"
    into.write_text("last", encoding="utf-8")
    edit(root / course.ATTENTION, "kind: paper", "kind: papers")

    code = run("--root", root, "-o", into)

    assert code == 1
    assert capsys.readouterr().err.startswith(f"{course.ATTENTION}:6:7: 'kind' must be")
    assert into.read_text(encoding="utf-8") == "last"


def test_a_site_that_cannot_be_built_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken internal link stops the preview as it would stop the site."""
    for tag in made.LANGUAGES:
        page = root / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text("---\ntitle: A\ndescription: B\n---\n[x](#no)\n", encoding="utf-8")

    code = run("--root", root, "-o", tmp_path / "preview.html")

    assert code == 1
    assert capsys.readouterr().err == (
        "building    1 page in 2 languages, 1 added\n"
        "about/index.html: broken link '#no'\nzh/about/index.html: broken link '#no'\n"
        "no preview was written\n"
    )
