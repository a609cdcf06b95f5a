"""Files that are none: links, pipes, folders without end, characters that nobody sees."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import made
from linted import lint
from roadmap_site.build import build
from roadmap_site.cli import main
from roadmap_site.fmt import drafts
from roadmap_site.linting import Errand, source_lines
from roadmap_site.linting import lint as linted
from roadmap_site.prepare import prepare
from roadmap_site.problem import Problem, UnusableError, Where
from roadmap_site.project import Project
from roadmap_site.serve import rebuild
from roadmap_site.tree import MAX_BYTES

STRAY = "is no file of a curriculum; expected <tier>/<section>/resources/<id>.yml"
HEAD = "---\ntitle: A\ndescription: B\n---\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small sound project."""
    return Project(made.curriculum(tmp_path / "course", tiers=1, sections=1, resources=1))


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder outside the project, with a file that must stay as it is."""
    folder = tmp_path / "victim"
    (folder / "en").mkdir(parents=True)
    for name in ("precious", "en/precious", "lock", "en.json"):
        (folder / name).write_text("precious", encoding="utf-8")
    return folder


def found(project: Project) -> list[str]:
    return [str(one) for one in linted(Errand(project)).problems]


LINKS = {
    ".build": "",
    ".build/docs": "",
    ".build/docs/en": "",
    ".build/docs/en/assets": "",
    ".build/docs/en/en/index.md": "precious",
    ".build/out": "",
    ".build/out/en": "",
    ".build/lock": "lock",
    ".build/.en.json.new": "en.json",
    ".build/templates": "",
    ".build/site": "",
    ".build/served/en": "",
    ".site.old": "",
    "site": "",
}


@pytest.mark.parametrize("name", LINKS)
def test_nothing_is_written_through_a_link(project: Project, victim: Path, name: str) -> None:
    """A link where the build writes is refused first; what it leads to stays as it was."""
    link = project.root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(victim / LINKS[name])
    before = {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()}

    for make in (
        lambda: build(project, lambda _: None),
        lambda: rebuild(project, "http://127.0.0.1/", lambda _: None),
        lambda: prepare(project),
    ):
        with pytest.raises(UnusableError) as caught:
            make()
        assert str(caught.value) == (
            f"{name} is a symbolic link, and the build writes there; "
            "delete the link, then build again"
        )

    assert {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_link_is_told_in_words(
    project: Project, victim: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line it is wrong usage."""
    (project.root / ".build").symlink_to(victim)

    with pytest.raises(SystemExit) as ended:
        main([command, "--root", str(project.root)])

    assert ended.value.code == 2
    assert "Error: .build is a symbolic link, and the build" in capsys.readouterr().err


def test_a_site_made_elsewhere(project: Project, tmp_path: Path) -> None:
    """Where the site is made in another folder, a way there over a link is nobody's trick."""
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "real")

    prepare(Project(project.root, tmp_path / "way"))

    assert (tmp_path / "real/.build/docs/en").is_dir()


@contextmanager
def endless(folder: Path) -> Iterator[None]:
    """1,200 folders, each in the other; taken away again, which is too deep for pytest."""
    folder.mkdir(parents=True)
    names = [f"{folder}{'/e' * depth}" for depth in range(1, 1200)]
    for name in names:
        os.mkdir(name)  # noqa: PTH102  pathlib would go down step by step
    try:
        yield
    finally:
        for name in reversed(names):
            os.rmdir(name)  # noqa: PTH106  the same


def test_folders_without_end(project: Project) -> None:
    """A folder too deep for any file is told once and not gone into."""
    with endless(project.root / "roadmap" / "zz"):
        said = found(project)
        _, told = drafts(project.root)

    assert said == [f"roadmap/zz/e/e/e:1:1: {STRAY}"]
    assert [str(one) for one in told] == ["roadmap/zz/e/e/e:1:1: is no file; delete it"]


def test_deep_folders_of_pages(project: Project) -> None:
    """Nor are folders without end copied into the site."""
    with endless(project.root / "docs" / "assets"):
        said = found(project)

    place = "docs/assets/e/e/e/e/e/e/e"
    assert said == [f"{place}:1:1: is a folder too deep; move what it holds further up"]


@pytest.mark.parametrize(
    "name", ["roadmap/tier-0/pipe.yml", "roadmap/pipe", "docs/en/pipe.md", "docs/assets/pipe"]
)
def test_pipes_are_told_and_not_opened(project: Project, name: str) -> None:
    """What is neither a file nor a folder is a problem; to read it would never end."""
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)

    assert found(project) == [f"{name}:1:1: is no file; delete it"]


def page(project: Project, text: str) -> None:
    for tag in made.LANGUAGES:
        path = project.root / "docs" / tag / "about.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + "# A\n" if tag == "zh" else text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            HEAD.replace("A", '"abc \\u202e def"'),
            "2:8: 'title' holds the invisible character U+202E; delete it",
            id="escaped-bidi-in-title",
        ),
        pytest.param(
            HEAD.replace("A", "abc \u202e def"),
            "2:12: holds the invisible character U+202E; delete it",
            id="bidi-in-title",
        ),
        pytest.param(
            HEAD.replace("B", '"a\\nb"'),
            "3:14: 'description' holds a line break or control character; write it on one line",
            id="line-break-in-description",
        ),
        pytest.param(
            f"{HEAD}# A\n\n\tcode \x08x\n",
            "7:7: holds the invisible character U+0008; delete it",
            id="control-in-body",
        ),
        pytest.param(
            f"{HEAD}# A\n\x1c\n",
            "6:1: holds the invisible character U+001C; delete it",
            id="separator-alone",
        ),
        pytest.param(
            f"{HEAD}# A\u200bB\n",
            "5:4: holds the invisible character U+200B; delete it",
            id="zero-width-in-body",
        ),
    ],
)
def test_pages_show_all_they_hold(project: Project, text: str, told: str) -> None:
    """A hand-written page holds no character that nobody sees, however it is written."""
    page(project, text)

    assert found(project) == [f"docs/en/about.md:{told}"]


def test_long_lines_and_tabs_are_fine(project: Project) -> None:
    """Lines of a page may be long, empty or indented with tabs."""
    page(project, f"{HEAD}# A\n\n\t{'word ' * 1000}\n   \n")

    assert found(project) == []


def lines(root: Path, name: str) -> list[str]:
    problem = Problem(Where(name), "is wrong", "mend it")
    return source_lines(root, [problem])[name]


def test_messages_show_only_sources(project: Project, victim: Path) -> None:
    """Around a problem no line is shown that a link leads to, nor of what is too big."""
    (project.root / "roadmap/link.yml").symlink_to(victim / "precious")
    (project.root / "roadmap/folder").symlink_to(victim)
    (project.root / "roadmap/big.yml").write_text("x" * (MAX_BYTES + 1), encoding="utf-8")
    (project.root / "roadmap/full.yml").write_text("x" * MAX_BYTES, encoding="utf-8")
    os.mkfifo(project.root / "roadmap/pipe.yml")

    for name in ("link.yml", "folder/precious", "big.yml", "pipe.yml", "none.yml", "tier-0"):
        assert lines(project.root, f"roadmap/{name}") == []
    assert lines(project.root, "roadmap/full.yml") == ["x" * MAX_BYTES]


def test_a_wrong_base_is_told_first(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A base that is not there is wrong usage, even where nothing else can be read."""
    (project.root / "roadmap/curriculum.yml").write_text("title: [", encoding="utf-8")

    assert lint(project.root, "--base", "nowhere") == 2
    assert "cannot compare with that base" in capsys.readouterr().err
