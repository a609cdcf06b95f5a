"""The pages for people keep up with the program: fields, rules, commands, both languages."""

import ast
import re
from pathlib import Path
from typing import Any

import click
import pytest

import explained
from roadmap_site.cli import commands
from roadmap_site.linting import Errand, lint
from roadmap_site.messages import explanations
from roadmap_site.model import (
    Also,
    Concept,
    CurriculumFile,
    Language,
    Muted,
    MutesFile,
    Record,
    Resource,
    Section,
    Start,
    Tier,
)
from roadmap_site.project import TOOL, Project
from roadmap_site.slips.words import WORDS
from roadmap_site.tree import parse

DOCS = TOOL / "docs"
LANGUAGES = ("zh", "en")
PAGES = sorted(path.name for path in (DOCS / "en").glob("*.md"))
RULES = explanations()
# Each part of the page of fields, and the record whose fields it explains.
RECORDS: dict[str, type[Record]] = {
    "resource": Resource,
    "also": Also,
    "section": Section,
    "concept": Concept,
    "tier": Tier,
    "curriculum": CurriculumFile,
    "language": Language,
    "start": Start,
    "mutes": MutesFile,
    "mute": Muted,
}
FILES = {name: RECORDS[name] for name in ("resource", "section", "tier", "curriculum", "mutes")}
UNTRIED = {"stale-translation", "done-todo"}  # they need a former version to compare with


def text(language: str, page: str) -> str:
    return (DOCS / language / page).read_text(encoding="utf-8")


def part(language: str, anchor: str) -> str:
    """What stands between this heading of the page of fields and the next one."""
    _, _, rest = text(language, "fields.md").partition(f"{{: #{anchor} }}")
    return re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]


def codes() -> set[str]:
    """Every code that the program's source gives to `rule`, and the codes of slips."""
    found = set(WORDS)
    for path in (TOOL / "scripts" / "roadmap_site").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule":
                first = node.args[0]
                found |= {str(first.value)} if isinstance(first, ast.Constant) else set()
    return found


def test_every_rule_is_explained() -> None:
    """There is one explanation for each code of the program, and none is left over."""
    assert set(RULES) == codes()


@pytest.mark.parametrize("code", RULES)
def test_explanations_are_whole(code: str) -> None:
    """Each has a code in one form, title and reason in both languages, and two examples."""
    told = RULES[code]

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert all(set(told[name]) == {"zh", "en"} for name in ("title", "why"))
    assert not told["title"]["en"].endswith(".")
    assert not told["title"]["zh"].endswith("。")
    assert told["why"]["en"].endswith((".", ")"))
    assert told["why"]["zh"].endswith(("。", "）"))
    assert told["wrong"] != told["right"]
    assert explained.is_described(told["right"]) or parse(told["right"])


@pytest.mark.parametrize(
    "code", [one for one in RULES if not explained.is_described(RULES[one]["wrong"])]
)
def test_examples_are_true(code: str, tmp_path: Path) -> None:
    """In a small course the wrong example breaks its rule, and the right one breaks none."""
    wrong, right = RULES[code]["wrong"], RULES[code]["right"]

    assert code in {*_broken(tmp_path / "wrong", wrong, right), *UNTRIED}
    assert explained.is_described(right) or _broken(tmp_path / "right", right, right) == []


def _broken(root: Path, example: str, right: str) -> list[str]:
    explained.write(root, example, right)
    (root / "docs").mkdir()
    return [problem.code for problem in lint(Errand(Project(root))).problems]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anchor", RECORDS)
def test_every_field_is_explained(anchor: str, language: str) -> None:
    """The page of fields has a row for each field of each record, in the order of the model."""
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", part(language, anchor), re.MULTILINE)
    required = {"zh": "**必填**", "en": "**Required"}[language]
    fields = RECORDS[anchor].model_fields

    assert [name for name, _ in rows] == list(fields)
    assert {name for name, words in rows if required in words} == {
        name for name, field in fields.items() if field.is_required()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anchor", FILES)
def test_examples_of_files_are_sound(anchor: str, language: str) -> None:
    """The example of each file shows all of its fields, and the model takes it."""
    block = re.search(r"^```yaml\n(.*?)^```", part(language, anchor), re.DOTALL | re.MULTILINE)
    assert block
    tree: Any = parse(block[1])[0]

    assert FILES[anchor].model_validate(tree)
    assert list(tree) == list(FILES[anchor].model_fields)


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_the_same_parts(page: str) -> None:
    """A page has the same headings in both languages, so that links to them hold."""
    anchors = [
        re.findall(r"^#+ .*\{: (#[\w-]+) \}$", text(tag, page), re.MULTILINE)
        for tag in LANGUAGES
    ]

    assert anchors[0] == anchors[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_exist(language: str) -> None:
    """Every command and option that a page names is one of the program."""
    unknown = [line for page in PAGES for line in _calls(text(language, page)) if _lacks(line)]

    assert unknown == []


def _calls(page: str) -> list[str]:
    """Every call of the program in a page's code, one line each."""
    code = re.findall(r"^```sh\n(.*?)^```|(`roadmap [^`]+`)", page, re.DOTALL | re.MULTILINE)
    lines = "\n".join(block or span.strip("`") for block, span in code).replace("\\\n", "")
    return [line for line in lines.splitlines() if line.startswith("roadmap ")]


def _lacks(line: str) -> bool:
    """Whether the program has no such command, or the command no such option."""
    words = line.partition(" #")[0].split()[1:]
    command: click.Command | None = commands
    while words and isinstance(command, click.Group):
        command = command.commands.get(words.pop(0))
    options = {name for one in command.params for name in one.opts} if command else set()
    return command is None or not {word for word in words if word[:2] == "--"} <= options


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md"])
def test_links_of_the_root_hold(name: str) -> None:
    """What lies at the root links to files that exist."""
    links = re.findall(r"\]\(([^)#:]+)\)", (TOOL / name).read_text(encoding="utf-8"))

    assert [link for link in links if not (TOOL / link).exists()] == []
    assert f"docs/{LANGUAGES[0]}/contribute.md" in links
