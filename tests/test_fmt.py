"""`roadmap fmt`: which files it touches, what it says, and what it leaves alone."""

import os
import shutil
from pathlib import Path

import pytest

from roadmap_site.cli import main
from roadmap_site.fmt import drafts, shape_of
from roadmap_site.model import MutesFile, Resource, Section, Tier
from roadmap_site.problem import UnusableError
from roadmap_site.project import TOOL
from roadmap_site.slips.reading import read_tree

LOOSE = """\ufeffkind: video\r
# the address\r
url:   "https://example.org/"   # for good\r
title: {zh: 标题, en: 'Let''s: go'}\r
minutes: "12"\r
"""
NEAT = """# the address
url: https://example.org/  # for good
title:
  zh: 标题
  en: "Let's: go"
kind: video
minutes: 12
"""
NAME = "roadmap/part/topic/resources/page.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one file, which is laid out loosely."""
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(LOOSE.encode())
    return tmp_path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["fmt", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_file_is_laid_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is written in the order of the fields, and a second run has nothing to do."""
    first = run("--root", project)
    second = run("--root", project)

    assert (first, second) == (0, 0)
    assert (project / NAME).read_bytes().decode() == NEAT
    assert capsys.readouterr().out.splitlines() == [
        f"{NAME}: formatted",
        "1 of 1 file formatted",
        "0 of 1 file formatted",
    ]
    assert [path.name for path in (project / NAME).parent.iterdir()] == ["page.yml"]


def test_checking_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The change is shown, every character that one can't see escaped, and exit is 1."""
    code = run("--root", project, "--check")

    assert code == 1
    assert (project / NAME).read_bytes() == LOOSE.encode()
    assert capsys.readouterr().out.splitlines() == [
        f"--- a/{NAME}",
        f"+++ b/{NAME}",
        "@@ -1,5 +1,7 @@",
        r"-\ufeffkind: video\r",
        r"-# the address\r",
        r'-url:   "https://example.org/"   # for good\r',
        r"-title: {zh: 标题, en: 'Let''s: go'}\r",
        r'-minutes: "12"\r',
        "+# the address",
        "+url: https://example.org/  # for good",
        "+title:",
        "+  zh: 标题",
        '+  en: "Let\'s: go"',
        "+kind: video",
        "+minutes: 12",
        "1 of 1 file would be formatted",
    ]


def test_a_diff_gives_no_commands(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No line of the diff is a command to a terminal or to the runner of a CI."""
    text = 'a: ["x\n\n  ::stop-commands::x\n\n  ##[add-mask]x"]\nb: [ "\\e[2J" ]'
    (project / NAME).write_text(text, encoding="utf-8")

    run("--root", project, "--check")

    assert capsys.readouterr().out.splitlines()[3:] == [
        '-a: ["x',
        "-",
        "-  ::stop-commands::x",
        "-",
        '-  ## [add-mask]x"]',
        '-b: [ "\\e[2J" ] (no line end)',
        r'+a: ["x\n::stop-commands::x\n## [add-mask]x"]',
        r'+b: ["\x1B[2J"]',
        "1 of 1 file would be formatted",
    ]


def test_the_margin_hides_no_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a diff shows unchanged has only a blank before it, which the runner trims."""
    (project / NAME).write_text('"::error::x": a\n"b": c\n', encoding="utf-8")
    run("--root", project)
    (project / NAME).write_text('::error::x: a\n"b": c\n', encoding="utf-8")
    capsys.readouterr()

    run("--root", project, "--check")

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.strip().startswith("::")] == []


def test_what_can_not_be_read_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Broken files are problems and stay as they are, while the others are written."""
    texts = {
        "alias": "a: *b\n",
        "double": "a: 1\na: 2\n",
        "key": f"? {'k' * 1100}\n: v\n",
    }
    for name, text in texts.items():
        (project / NAME).with_stem(name).write_text(text, encoding="utf-8")

    code = run("--root", project)

    folder = "roadmap/part/topic/resources"
    said = capsys.readouterr()
    assert code == 1
    assert said.err.splitlines() == [
        f"{folder}/alias.yml:1:4: uses the alias '*b'; write the value out, or quote it",
        f"{folder}/double.yml:2:1: field 'a' stands here twice; keep one of the two",
        (
            f"{folder}/key.yml:1:1: can't be laid out without a change of meaning; "
            "lay it out by hand"
        ),
    ]
    assert said.out.splitlines()[-1] == "1 of 4 files formatted, 3 can't be"
    after = {name: (project / NAME).with_stem(name).read_text("utf-8") for name in texts}
    assert after == texts
    assert (project / NAME).read_text("utf-8") == NEAT


def test_slips_are_told_as_the_linter_tells_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken file gets the linter's words and place, and counts as a file."""
    path = project / NAME
    path.write_text("url: https://example.org/\nkind：video\nlevel: core\n", encoding="utf-8")

    assert run("--root", project) == 1
    said = capsys.readouterr()
    assert said.err == "".join(f"{one}\n" for one in read_tree(NAME, str(path)).problems)
    assert said.err.startswith(f"{NAME}:2:5: ")
    assert said.out == "0 of 1 file formatted, 1 can't be\n"


def test_links_are_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A symbolic link is a problem: as a file, as a folder, beside a file that is written."""
    outside = tmp_path_factory.mktemp("outside") / "notes.yml"
    outside.write_text("a:   1\n", encoding="utf-8")
    folder = project / "roadmap" / "part"
    (folder / "file.yml").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent)
    (project / NAME).with_name(".page.yml.new").symlink_to(outside)

    made, problems = drafts(project)
    inner = drafts(project, [folder / "folder" / "notes.yml"])[1]

    assert made == []
    assert [str(problem) for problem in (*problems, *inner)] == [
        "roadmap/part/file.yml:1:1: is a symbolic link; put the file itself here",
        "roadmap/part/folder:1:1: is a symbolic link; put the file itself here",
        (
            "roadmap/part/topic/resources/.page.yml.new:1:1: is a symbolic link; "
            "put the file itself here"
        ),
        "roadmap/part/folder:1:1: is a symbolic link; put the file itself here",
    ]
    assert run("--root", project) == 1
    assert outside.read_text("utf-8") == "a:   1\n"


def test_only_the_paths_given(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths count from here; a folder means all that is in it, and nothing counts twice."""
    other = project / "roadmap" / "other" / "tier.yml"
    other.parent.mkdir()
    other.write_text("title:   {en: A}\n", encoding="utf-8")
    monkeypatch.chdir(project / "roadmap")

    made, _ = drafts(Path(".."), [Path("part"), Path("part/topic"), Path("../" + NAME)])

    assert [draft.name for draft in made] == [NAME]


@pytest.mark.parametrize("name", ["elsewhere.yml", "roadmap/notes.md", "."])
def test_other_paths_are_wrong_usage(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no YAML file in roadmap/ is not touched, and the exit code is 2."""
    path = project / name
    if name != ".":
        path.write_text("a:   1\n", encoding="utf-8")

    code = run("--root", project, path)

    assert code == 2
    assert f"{path} is no file of the curriculum; give *.yml in roadmap/" in (
        capsys.readouterr().err
    )
    assert (project / NAME).read_bytes() == LOOSE.encode()


def test_no_curriculum_is_told(tmp_path: Path) -> None:
    """Without a folder roadmap/ there is nothing to lay out."""
    with pytest.raises(UnusableError) as told:
        drafts(tmp_path)

    assert str(told.value) == (
        f"no folder 'roadmap' in {tmp_path}; run this where it lies, or give --root"
    )


def test_strangers_are_problems(project: Path) -> None:
    """What is named like a file and is none, or is hidden from us, is told."""
    os.mkfifo(project / "roadmap" / "pipe.yml")

    assert [str(problem) for problem in drafts(project)[1]] == [
        "roadmap/pipe.yml:1:1: is no file; delete it"
    ]


def test_modes_stay(project: Path) -> None:
    """A written file keeps its permissions."""
    (project / NAME).chmod(0o640)

    run("--root", project)

    assert (project / NAME).stat().st_mode & 0o777 == 0o640


def test_shapes_are_those_of_the_models() -> None:
    """Fields stand as the models have them; numbers and days are known at any depth."""
    section = shape_of(Section)

    assert section.fields[:4] == ("title", "overview", "also_called", "hours")
    assert set(section.fields) == set(Section.model_fields)
    assert shape_of(Tier).fields == tuple(Tier.model_fields)
    assert [name for name, one in section.inner.items() if one.is_number] == ["hours"]
    assert section.inner["concepts"].fields[:3] == ("id", "title", "text")
    assert shape_of(Resource).inner["minutes"].is_number
    assert shape_of(MutesFile).inner["mutes"].inner["until"].is_number


def test_the_course_is_laid_out_so() -> None:
    """Every file of the course is in canonical form as it stands."""
    made, problems = drafts(TOOL)

    assert problems == []
    assert [draft.name for draft in made if draft.is_changed] == []


def test_real_files_settle_at_once(tmp_path: Path) -> None:
    """What was laid out once stays as it is, in the fixture with comments, too."""
    shutil.copytree(TOOL / "tests" / "fixtures" / "baking" / "roadmap", tmp_path / "roadmap")

    run("--root", tmp_path)

    assert run("--root", tmp_path, "--check") == 0
