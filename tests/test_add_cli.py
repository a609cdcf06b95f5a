"""`roadmap add` as a person or a script runs it: questions, words, exit codes, files."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import course
from roadmap_site.cli import main
from roadmap_site.project import TOOL

Said = pytest.CaptureFixture[str]
NEW = (
    "add",
    "https://github.com/owner/name",
    *("--section", "section-0-1", "--title-en", "A name: #1", "--kind", "repository"),
    *("--language", "en", "--language", "zh", "--why-zh", "看得懂。", "--by", "Owner"),
    *("--concept", "concept-section-0-1-0", "--minutes", "5", "--yes"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path)


def run(root: Path, command: str, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([command, "--root", str(root), *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_add_writes_a_sound_file(root: Path, capsys: Said) -> None:
    """With all flags the file is shown, written, sound, and the next steps are said."""
    assert run(root, *NEW) == 0

    path = "roadmap/tier-0/section-0-1/resources/a-name-1.yml"
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    said = capsys.readouterr().out
    assert said == (
        f"\n{path}\n"
        + "".join(f"  {line}".rstrip() + "\n" for line in lines)
        + f"wrote {path}\n"
        "next:\n"
        "  roadmap serve    shows it on its page\n"
        "  git switch -c add-a-name-1\n"
        f"  git add {path}\n"
        '  git commit -m "Add a-name-1"\n'
        "  then push it and open a pull request\n"
    )
    assert lines[2] == '  en: "A name: #1"'
    assert run(root, "lint") == 0


def test_add_stops_at_a_duplicate(root: Path, capsys: Said) -> None:
    """A page that is listed ends with 1, says where, and writes nothing."""
    assert run(root, *NEW) == 0
    capsys.readouterr()

    assert run(root, NEW[0], "http://www.github.com/owner/name/", *NEW[2:]) == 1
    assert capsys.readouterr().err == (
        "already listed at roadmap/tier-0/section-0-1/resources/a-name-1.yml:1 "
        "(section 'section-0-1'); edit that entry\n"
    )


@pytest.mark.parametrize(
    ("drop", "add", "code", "said"),
    [
        ("--yes", (), 2, "Error: nothing can be asked here; give --yes\n"),
        (
            "--minutes",
            ("--minutes", "soon"),
            2,
            "--minutes expected a whole number, got 'soon'; write digits only\n",
        ),
        (
            "--id",
            ("--id", "attention"),
            2,
            "Error: --id: 'attention' is taken; choose another id\n",
        ),
        (
            "--concept",
            ("--concept", "nothing"),
            2,
            (
                "Error: --concept: no concept is called 'nothing'; "
                "look for it with 'roadmap find TEXT'\n"
            ),
        ),
        (
            "--language",
            ("--language", "English"),
            2,
            "--language: expected a language tag, got 'English'; did you mean 'en'?\n",
        ),
        (
            "--id",
            ("--title", "en=B"),
            2,
            "Error: --title gives 'en' twice; delete one of the two\n",
        ),
        (
            "--id",
            ("--why", "B"),
            2,
            "Error: --why has no language; write it like ja=…\n",
        ),
    ],
    ids=["yes", "minutes", "id", "concept", "language", "twice", "no language"],
)
def test_add_refuses_in_words(  # noqa: PLR0913, PLR0917  a table has its columns
    root: Path, capsys: Said, drop: str, add: tuple[str, ...], code: int, said: str
) -> None:
    """Wrong and missing flags are told, with the exit code for it, and nothing is written."""
    flags = list(NEW)
    if drop in flags:
        at = flags.index(drop)
        del flags[at : at + (1 if drop == "--yes" else 2)]

    assert run(root, *flags, *add) == code
    assert capsys.readouterr().err.endswith(said)
    assert not list(root.rglob("a-name-1.yml"))


def talked(root: Path, tongue: str, answers: tuple[str, ...], *flags: str) -> tuple[int, str]:
    """How `add` ends on a real terminal after these answers, and all that it said."""
    talker, listener = pty.openpty()
    environment = os.environ | {
        "PYTHONPATH": str(TOOL / "scripts"),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
        "LC_ALL": tongue,
    }
    os.write(talker, "".join(f"{answer}\n" for answer in answers).encode())
    ran = subprocess.run(
        [sys.executable, "-m", "roadmap_site", "add", "--root", str(root), *flags],
        stdin=listener,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    os.close(talker)
    os.close(listener)
    return ran.returncode, (ran.stdout + ran.stderr).decode()


def test_add_talks_on_a_terminal(root: Path) -> None:
    """On a real terminal the questions are asked and the file is written on a yes."""
    answers = (
        "https://example.org/pictures.html", "图", "section-1-1", "", "图解", "guide", "",
        *("", "十张图。", "", "", "1o", "10", "", "1 2", "", "zh-pictures", "y"),
    )  # fmt: skip

    code, said = talked(root, "C", answers)

    assert code == 0, said
    assert "title in English (Enter: skip)" in said
    assert "'minutes' expected a whole number, got '1o'; write digits only" in said
    path = root / "roadmap/tier-1/section-1-1/resources/zh-pictures.yml"
    assert path.read_text(encoding="utf-8") == (
        "url: https://example.org/pictures.html\n"
        "title:\n  zh: 图解\nkind: guide\nlanguage: [zh]\nwhy:\n  zh: 十张图。\n"
        "need: choice\nminutes: 10\n"
        "concepts: [concept-section-1-1-0, concept-section-1-1-1]\n"
    )


def test_add_talks_chinese(root: Path) -> None:
    """Where the system speaks Chinese, so does all that `add` asks, refuses and says."""
    answers = (
        *("https://example.org/pictures.html", "图", "section-1-1", "图解", "", "指南"),
        *("guide", "", "十张图。", "", "", "", "1o", "10", "", "1 2", "", "zh-pictures", "y"),
    )

    code, said = talked(root, "zh_CN.UTF-8", answers)

    assert code == 0, said
    for words in (
        "没有叫 '图' 的小节；换名称里的另外几个字试试",
        "中文标题（可跳过，直接回车）: ",
        "这里没有 '指南'；从中选一个，也可以填编号",
        "推荐理由，用中文写一句话（可跳过，直接回车）: ",
        "'minutes' 应该是整数，现在写的是 '1o'；只写数字",
        "写入吗？",
        "已写入 roadmap/tier-1/section-1-1/resources/zh-pictures.yml\n接下来：\n",
    ):
        assert words in said
    assert said.index("中文标题") < said.index("英文标题")
    path = root / "roadmap/tier-1/section-1-1/resources/zh-pictures.yml"
    assert "title:\n  zh: 图解\nkind: guide\nlanguage: [zh]\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("tongue", "refusal"),
    [
        (
            "C",
            (
                "Error: --concept: no concept is called 'concpt-section-0-0-0'; "
                "did you mean 'concept-section-0-0-0'?\n"
            ),
        ),
        (
            "zh_CN.UTF-8",
            (
                "Error: --concept：没有叫 'concpt-section-0-0-0' 的概念；"
                "你是不是想写 'concept-section-0-0-0'？\n"
            ),
        ),
    ],
    ids=["en", "zh"],
)
def test_wrong_flags_end_before_the_questions(root: Path, tongue: str, refusal: str) -> None:
    """On a terminal, too, a flag that is wrong is told at once, as wrong usage."""
    flags = ("https://example.org/x", "--concept", "concpt-section-0-0-0")

    code, said = talked(root, tongue, (), *flags)

    assert code == 2
    assert said.endswith(refusal)
    assert "section" not in said.removesuffix(refusal)


def test_problems_of_the_course_are_told_in_its_language(
    root: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A course that is broken is told in the system's language, too."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = root / course.ENGLISH
    path.write_text(path.read_text("utf-8").replace("article", "artikel"), "utf-8")

    assert run(root, *NEW) == 1
    assert capsys.readouterr().err.endswith("你是不是想写 'article'？\n1 个文件里有 1 个问题\n")


def test_texts_may_be_in_any_language_of_the_course(tmp_path: Path) -> None:
    """A course in three languages takes flags for all three."""
    shutil.copytree(course.BAKING, tmp_path, dirs_exist_ok=True)
    flags = (
        *("add", "https://example.org/new", "--section", "flour-and-water", "--kind", "guide"),
        *("--language", "ja", "--title", "ja=粉の話", "--title-en", "On flour: a=b"),
        *("--why", "ja=図が多い。", "--yes"),
    )

    assert run(tmp_path, *flags) == 0

    (path,) = tmp_path.rglob("on-flour-a-b.yml")
    text = path.read_text(encoding="utf-8")
    assert '  en: "On flour: a=b"\n  ja: 粉の話\n' in text
    assert "why:\n  ja: 図が多い。\n" in text
