"""Which translations fell behind a change, and what `todo` must say then."""

import subprocess
from pathlib import Path

import pytest

import course
from roadmap_site.added import NoBaseError
from roadmap_site.mending import mend
from roadmap_site.problem import Problem
from roadmap_site.stale import stale_translations
from roadmap_site.text.substance import differs

WHY = "  zh: 提出 Transformer 的原始论文。"
EN = "  en: The paper that introduced the Transformer."
WHO = ("-c", "user.name=Someone", "-c", "user.email=someone@example.org")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *WHO, *words], check=True, capture_output=True)


def keep(root: Path) -> None:
    """Commit all as it is."""
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message=Keep")


def edit(root: Path, *changes: tuple[str, str], name: str = course.ATTENTION) -> None:
    """Change the text of a file."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def stale(root: Path) -> list[Problem]:
    return stale_translations(root, "HEAD", course.read(root))


def told(root: Path) -> list[str]:
    return [str(one) for one in stale(root)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course under version control whose texts are all up to date."""
    course.write(tmp_path)
    edit(tmp_path, ("todo: [en]\n", ""))
    git(tmp_path, "init", "--quiet")
    keep(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("需要 2 小时", "需要 5 小时", True, id="number"),
        pytest.param("用 LoRA 微调模型", "用 QLoRA 微调模型", True, id="name-in-chinese"),
        pytest.param("训练 BERT。", "训练bert", False, id="case-and-spacing"),
        pytest.param(
            "从零开始实现一个模型", "从零开始实现一个模形", False, id="slip-of-the-pen"
        ),
        pytest.param("从零开始实现一个模型", "一步步读懂一个模型", True, id="rewritten"),
        pytest.param("It teh model", "It the model", False, id="typo"),
        pytest.param("The long road to GPT-3", "The long road to GPT-4", True, id="digit"),
        pytest.param("A guide to LoRA in depth", "A guide to DoRA in depth", True, id="name"),
        pytest.param("Takes 3 hours", "Takes three hours", True, id="number-in-words"),
        pytest.param("Let’s go, now!", "let's go now", False, id="punctuation"),
        pytest.param("The first paper", "A survey of all methods", True, id="other-text"),
        pytest.param("１２ 步", "12 步", False, id="full-width"),
    ],
)
def test_substance(before: str, after: str, expected: bool) -> None:  # noqa: FBT001  a table
    """Numbers, names and a fifth of the letters count; spelling and spacing do not."""
    assert differs(before, after) is expected
    assert differs(after, before) is expected


def test_nothing_changed(root: Path) -> None:
    """Where nothing or only the layout changed, nothing is told."""
    assert told(root) == []
    edit(root, (WHY, f"{WHY}  # a remark"), ("kind: paper\n", "kind: video\n"))
    assert told(root) == []


def test_one_side_changed(root: Path) -> None:
    """The text that did not follow is told, and `todo` set as the last field."""
    edit(root, (EN, "  en: Twelve pages that every later model builds on."))

    what = "'why': en changed since 'HEAD', zh did not"
    repair = "bring zh up to date, or set todo: [zh]"
    assert told(root) == [f"{course.ATTENTION}:9:7: {what}; {repair}"]
    assert mend(root, stale(root)) == (course.ATTENTION,)
    text = (root / course.ATTENTION).read_text(encoding="utf-8")
    assert text.endswith("'concept-section-0-0-0']\ntodo: [zh]\n")
    assert course.read(root).by_resource["attention"].todo == ("zh",)
    assert told(root) == []


def test_both_sides_changed(root: Path) -> None:
    """Nothing is told of texts that changed together."""
    edit(root, (EN, "  en: Twelve pages to reread."), (WHY, "  zh: 值得重读的十二页。"))

    assert told(root) == []


def test_catching_up(root: Path) -> None:
    """A text that stood in `todo` and changed leaves it; the others need not follow."""
    edit(root, ("concepts:", "todo: [zh]  # since May\nconcepts:"))
    keep(root)
    edit(root, (WHY, "  zh: 后来所有模型的起点，十二页。"))

    what = "'zh' changed since 'HEAD' and still stands in 'todo'; delete it from 'todo'"
    assert told(root) == [f"{course.ATTENTION}:11:8: {what}"]
    assert mend(root, stale(root)) == ()  # the comment would be orphaned

    edit(root, ("  # since May", ""))
    assert mend(root, stale(root)) == (course.ATTENTION,)
    assert "todo" not in (root / course.ATTENTION).read_text(encoding="utf-8")
    assert told(root) == []


def test_todo_that_is_there(root: Path) -> None:
    """What `todo` names is not told again; one that is there is filled, its comment kept."""
    edit(root, ("concepts:", "todo: [en]  # by May\nconcepts:"))
    keep(root)
    edit(root, (WHY, "  zh: 十二页，值得重读。"))
    assert told(root) == []

    edit(root, ("todo: [en]", "todo: []"))
    assert mend(root, stale(root)) == (course.ATTENTION,)
    assert "todo: [en]  # by May" in (root / course.ATTENTION).read_text(encoding="utf-8")


def test_todo_of_many_lines(root: Path) -> None:
    """A `todo` of more than one line is left to people."""
    edit(root, ("concepts:", "todo:\n  - zh\nconcepts:"))
    keep(root)
    edit(root, (WHY, "  zh: 十二页，值得重读。"))

    assert [(one.code, one.fix) for one in stale(root)] == [("done-todo", None)]


def test_records_without_todo(root: Path) -> None:
    """A section's concept is compared by its id; there is no `todo` to set."""
    name = f"{course.HOME}/section.yml"
    text = (root / name).read_text(encoding="utf-8")
    first = text.replace('"en": "Text"', '"en": "Something else in 3 steps"', 1)
    (root / name).write_text(first, encoding="utf-8")

    (only,) = stale(root)
    assert str(only).endswith(
        ": 'overview': en changed since 'HEAD', zh did not; bring zh up to date"
    )
    assert only.fix is None


def test_moved_resource(root: Path) -> None:
    """A resource that moved to another section is the same as before."""
    edit(root, (EN, "  en: Twelve pages that every later model builds on."))
    text = (root / course.ATTENTION).read_text(encoding="utf-8")
    (root / course.ATTENTION).unlink()
    moved = course.ATTENTION.replace("section-0-0", "section-0-1")
    (root / moved).write_text(text, encoding="utf-8")

    found = stale_translations(root, "HEAD", course.read(root))
    assert [(one.where.path, one.code) for one in found] == [(moved, "stale-translation")]


def test_no_such_base(root: Path) -> None:
    """A base that is not there is told in words."""
    with pytest.raises(NoBaseError, match="cannot compare with that base"):
        stale_translations(root, "nowhere", course.read(root))
