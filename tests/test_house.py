"""The house rules that no linter knows."""

import ast
import string
from pathlib import Path

import pytest
import yaml

from roadmap_site.project import TOOL, built_in_labels
from roadmap_site.rules import RULES
from roadmap_site.schema import schemas

SOURCES = sorted((TOOL / "scripts" / "roadmap_site").rglob("*.py"))
LAYERS = (
    {"wording", "git", "speaking"},
    {"problem", "url_parts"},
    {"canonical", "garbage"},
    {"url", "tree"},
    {"comments", "quotes"},
    {"emit"},
    {"values"},
    {"model"},
    {"misspelt"},
    {"slips"},
    {"field_problems", "field_words"},
    {"curriculum", "parts"},
    {"text"},
    {"language_rules", "unique_rules"},
    {"rules", "links"},
    {"render"},
    {"load", "schema", "project", "theme", "audit", "side_by_side", "fmt"},
    {"messages"},
    {"lint_reports"},
    {
        "handwritten",
        "language_build",
        "added",
        "link_ledger",
        "links_check",
        "mending",
    },
    {"stale", "new_files"},
    {"listing", "suggesting", "translations", "doctor", "completing"},
    {"adding", "renaming"},
    {"questions"},
    {"asking"},
    {"prepare"},
    {"linting"},
    {"build", "mkdocs_hook"},
    {"serve", "preview"},
    {"links_cli"},
    {"add_cli"},
    {"links_edit_cli", "contributor_cli", "fmt_cli", "lint_cli", "preview_cli"},
    {"cli"},
    {"__main__"},
)
ROOMS = {"links", "lint_reports", "preview", "render", "slips", "text"}


def room(path: Path) -> str:
    """The module's name, or its folder's."""
    parts = path.relative_to(TOOL / "scripts" / "roadmap_site").with_suffix("").parts
    return "/".join(parts) if parts[0] not in ROOMS else parts[0]


def level(name: str) -> int:
    return next(at for at, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_imports_go_one_way(path: Path) -> None:
    """A module imports only modules of its own or a lower floor."""
    if path.name == "__init__.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        (node.module or "").split(".")[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("roadmap_site.")
    }

    assert [name for name in imported if level(name) > level(room(path))] == []


LINKS = TOOL / "scripts" / "roadmap_site" / "links"
MODULES = [
    ".".join(path.relative_to(LINKS).with_suffix("").parts)
    for path in SOURCES
    if path.is_relative_to(LINKS) and path.stem != "__init__"
]


def links_imports(path: Path) -> set[str]:
    """The modules of `links/` that this file imports, as dotted names below it."""
    imported = [
        f"{node.module}.{one.name}.".removeprefix("roadmap_site.links.")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    ]
    return {name for name in MODULES if any(one.startswith(f"{name}.") for one in imported)}


def test_the_link_check_has_no_circles() -> None:
    """No module of the link check imports, over any detour, itself."""
    files = {name: LINKS / f"{name.replace('.', '/')}.py" for name in MODULES}
    left = {name: links_imports(file) - {name} for name, file in files.items()}
    while free := {name for name, needs in left.items() if not needs & left.keys()}:
        left = {name: needs for name, needs in left.items() if name not in free}

    assert left == {}


def test_pages_know_nothing_of_asking() -> None:
    """What renders pages knows what is remembered of links, not how they are asked."""
    asking = {"probe", "visit", "fetch", "web", "lanes", "run", "tracker"}
    pages = [path for path in SOURCES if path.parent.name == "render"]

    assert [path.stem for path in pages if links_imports(path) & asking] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_only_the_command_line_prints(path: Path) -> None:
    """No module but the command line prints or ends the program."""
    if path.stem.endswith("cli"):
        return
    names = {
        node.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }

    assert names & {"print", "exit", "quit"} == set()


def test_files_are_short() -> None:
    """No source, script or style sheet is longer than 300 lines."""
    files = [
        *SOURCES,
        *(TOOL / "docs" / "assets").rglob("*.*s"),
        *Path(__file__).parent.rglob("*.py"),
    ]
    long = {str(file): len(file.read_text("utf-8").splitlines()) for file in files}

    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_labels_exist_in_both_languages() -> None:
    """Every word of the site exists in zh and en, with the same places to fill in."""
    labels = built_in_labels()

    def places(text: str) -> set[str]:
        return {name for _, name, *_ in string.Formatter().parse(text) if name}

    zh, en = ({key: places(text) for key, text in labels[tag].items()} for tag in ("zh", "en"))
    assert zh == en


def test_every_label_is_used() -> None:
    """No label is left over from something that is gone."""
    folders = (TOOL / "templates", TOOL / "scripts")
    files = [p for f in folders for p in f.rglob("*") if p.suffix in {".j2", ".html", ".py"}]
    text = "\n".join(path.read_text("utf-8") for path in files)
    families = (
        "state.",
        "mark.",
        "meaning.",
        "reason.",
        "trend.",
        "kind.",
        "kinds.",
        "level.",
        "need.",
        "cost.",
        "language.",
        "search.kind.",
        "resources.sort_",
        "resources.count_",
        "rules.group_",
        "count.",
        "preview.",
    )
    unused = [
        key
        for key in built_in_labels()["en"]
        if key not in text and not key.startswith(families)
    ]

    assert unused == []


def test_schemas_are_in_sync() -> None:
    """The committed JSON Schemas are those of the models; `roadmap schema` writes them."""
    committed = {path.name: path.read_text("utf-8") for path in (TOOL / "schema").glob("*")}

    assert committed == schemas()


def test_every_rule_says_what_it_wants() -> None:
    """The docstring of each rule is one sentence."""
    assert all((rule.__doc__ or "").strip().endswith(".") for rule in RULES)


def test_the_editor_finds_the_schemas() -> None:
    """The editor's settings name schemas that exist."""
    settings = (TOOL / ".vscode" / "settings.json").read_text(encoding="utf-8")

    assert all((TOOL / name).is_file() for name in yaml.safe_load(settings)["yaml.schemas"])
