"""Every message of the linter has a code, and can be said in Chinese."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
import yaml

import made
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, Problem, Where, listed, said
from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.slips.words import WORDS
from roadmap_site.wording import Said, rule, translated

MUSEUM = TOOL / "tests" / "fixtures" / "broken"
SOURCE = TOOL / "scripts" / "roadmap_site"
WORDS_PY = SOURCE / "slips" / "words.py"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def zh() -> dict[str, str]:
    """`{English template: Chinese template}`."""
    text = (TOOL / "templates" / "messages" / "zh.yml").read_text("utf-8")
    catalogue: dict[str, str] = yaml.safe_load(text)
    return catalogue


@pytest.fixture(scope="module")
def museum() -> list[Problem]:
    """All problems of the museum of mistakes."""
    with pytest.raises(BrokenCurriculumError) as caught:
        load(MUSEUM, built_in_labels())
    return caught.value.problems


def constants(*nodes: ast.AST) -> Iterator[str]:
    """Every text that stands in these parts of the code."""
    for node in (inner for one in nodes for inner in ast.walk(one)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def texts(*nodes: ast.expr) -> Iterator[str]:
    """The texts among these expressions, `a if … else b` included."""
    plain = (one for one in nodes if isinstance(one, ast.Constant | ast.IfExp))
    yield from constants(*plain)


def imports(path: Path, name: str) -> bool:
    """Whether the module has this name from another one."""
    froms = (node for node in ast.walk(TREES[path]) if isinstance(node, ast.ImportFrom))
    return any(name == one.name for node in froms for one in node.names)


def calls(path: Path, name: str) -> list[ast.Call]:
    """Every call of a function that the module has from elsewhere."""
    found = (node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call))
    named = [node for node in found if getattr(node.func, "id", "") == name]
    return named if imports(path, name) else []


def assigned(path: Path, name: ast.expr) -> Iterator[ast.expr]:
    """What this module gives that name to."""
    told = name.id if isinstance(name, ast.Name) else ""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == told:
            yield node.value


def templates(path: Path) -> list[list[str]]:
    """What each call of `rule` and `say` in this module may be given as its template."""
    given = [call.args[1] for call in calls(path, "rule")]
    given += [call.args[0] for call in calls(path, "say")]
    return [[*texts(one, *assigned(path, one))] for one in given]


def says_what(node: ast.AST) -> bool:
    """Whether it tells what is wrong; how to mend it follows."""
    is_rule = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule"
    return is_rule or (isinstance(node, ast.Name) and node.id == "what")


def repairs(path: Path) -> Iterator[str]:
    """The constant repairs of a module that has rules."""
    if not imports(path, "rule"):
        return
    for node in ast.walk(TREES[path]):
        row = node.args if isinstance(node, ast.Call) else getattr(node, "elts", ())
        yield from texts(*(two for one, two in pairwise(row) if says_what(one)))
    yield from texts(*assigned(path, ast.Name("repair")))
    yield from texts(*(call.args[2] for call in calls(path, "did_you_mean")))


def all_templates() -> set[str]:
    """Every text that may hold places to fill in."""
    found = {text for path in TREES for texts in templates(path) for text in texts}
    return found.union(*WORDS.values())


def slots(template: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(template) if name is not None}


def unsaid(text: str, zh: dict[str, str]) -> Iterator[str]:
    """The templates in this text that the catalogue does not know."""
    if isinstance(text, Said):
        yield from {text.template} - zh.keys()
        for value in text.values:
            yield from unsaid(value, zh) if isinstance(value, Said) else ()
    else:
        yield from {text} - zh.keys()


def test_every_problem_of_the_museum_has_a_code(museum: list[Problem]) -> None:
    """Each mistake breaks a rule that `roadmap lint --explain` can explain."""
    assert [str(one) for one in museum if not KEBAB.fullmatch(one.code)] == []


def test_every_code_is_kebab_case() -> None:
    """Codes are lower-case words joined by hyphens."""
    codes = [
        *WORDS,
        *(
            text
            for path in TREES
            for call in calls(path, "rule")
            for text in constants(call.args[0])
        ),
    ]

    assert [code for code in codes if not KEBAB.fullmatch(code)] == []


def test_the_museum_is_said_in_chinese(museum: list[Problem], zh: dict[str, str]) -> None:
    """Every mistake is told in Chinese, with its place and its repair."""
    expected = (MUSEUM / "report.zh.txt").read_text("utf-8")

    assert [
        one for p in museum for text in (p.what, p.repair) for one in unsaid(text, zh)
    ] == []
    assert "".join(f"{said(one, zh)}\n" for one in museum) == expected


def test_every_text_has_chinese_words(zh: dict[str, str]) -> None:
    """Each template and each constant repair of the code is known in Chinese."""
    mended = {text for path in TREES for text in repairs(path)}

    assert sorted((all_templates() | mended) - zh.keys()) == []


def test_no_chinese_words_are_left_over(zh: dict[str, str]) -> None:
    """Each English text of the catalogue stands in the code."""
    assert sorted(zh.keys() - {*constants(*TREES.values())}) == []


def test_both_languages_fill_in_the_same(zh: dict[str, str]) -> None:
    """A template has the same places in Chinese as in English."""
    said_so = {words: zh[words] for words in all_templates() if words in zh}

    assert {en: zh for en, zh in said_so.items() if slots(en) != slots(zh)} == {}


@pytest.mark.parametrize("path", TREES, ids=lambda path: path.stem)
def test_templates_are_literal(path: Path) -> None:
    """What `rule` and `say` are given stands in their module, so that no text is overlooked."""
    if path != WORDS_PY:
        assert all(templates(path))


def test_names_are_never_translated(tmp_path: Path, zh: dict[str, str]) -> None:
    """A contributor's field may be called like a text of the catalogue."""
    zh = {**zh, "kind": "种类"}
    root = made.curriculum(tmp_path)
    path = root / "roadmap/tier-0/section-0-0/resources/x.yml"
    path.write_text("url: https://example.org/x\nkind：video\n", encoding="utf-8")

    with pytest.raises(BrokenCurriculumError) as caught:
        load(root, built_in_labels())

    told = "'kind' 后面该用英文冒号，这里却是 '：'"
    assert told in [translated(one.what, zh) for one in caught.value.problems]


def test_a_problem_is_said_safely(zh: dict[str, str]) -> None:
    """What steers a terminal is escaped after the translation, too."""
    problem = Problem(Where("a.yml"), rule("x", "{0} is empty", "\u202e##[group]"), "delete it")

    assert said(problem, zh) == r"a.yml:1:1: \u202e## [group] 是空的；把它删掉"


@pytest.mark.parametrize(
    ("words", "en", "zh_words"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b", "c"], "a, b, c", "a、b、c")],
    ids=["none", "one", "three"],
)
def test_lists_are_joined_in_both_languages(
    words: list[str], en: str, zh_words: str, zh: dict[str, str]
) -> None:
    """A list has the commas of the language that it is told in."""
    assert (listed(words), translated(listed(words), zh)) == (en, zh_words)


def test_long_lists_are_translated(zh: dict[str, str]) -> None:
    """A list of thousands nests too little to break the translation."""
    assert translated(listed(["x"] * 5000), zh).count("、") == 4999
