"""What people meet on the hosting site: issue forms, templates, hooks, editor settings."""

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from roadmap_site.cli import commands
from roadmap_site.project import TOOL

FORMS = sorted(
    path
    for path in (TOOL / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
    if path.stem != "config"
)
# docs.github.com: "Syntax for issue forms" and "Syntax for GitHub's form schema".
TOP = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def parts(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in form["body"] if part["type"] != "markdown"]


def words(part: dict[str, Any]) -> list[str]:
    """All that a part of a form says to people."""
    said = part["attributes"]
    options = said.get("options", [])
    lines = [one["label"] if isinstance(one, dict) else one for one in options]
    return [*(said[key] for key in ("label", "description") if key in said), *lines]


def test_there_are_forms() -> None:
    """One form for each thing that people come with."""
    assert [path.stem for path in FORMS] == ["broken-link", "bug", "suggest-resource"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_follow_the_schema(path: Path) -> None:
    """Keys, types and ids are those that GitHub accepts; labels and ids occur once."""
    form = read(path)
    ids = [part["id"] for part in parts(form)]
    labels = [part["attributes"]["label"] for part in parts(form)]

    assert set(form) <= TOP
    assert {"name", "description", "body"} <= set(form)
    for part in form["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        assert set(part["attributes"]) <= ATTRIBUTES[part["type"]]
        assert part.get("validations", {"required": True}) == {"required": True}
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", slug) for slug in ids)
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_options_follow_the_schema(path: Path) -> None:
    """A choice has options, each once, and none that GitHub reads as no answer or as a flag."""
    for part in parts(read(path)):
        options = part["attributes"].get("options", [])
        if part["type"] == "checkboxes":
            assert all(set(one) <= {"label", "required"} for one in options)
            options = [one["label"] for one in options]
        assert bool(options) == (part["type"] in {"dropdown", "checkboxes"})
        assert all(isinstance(one, str) and one.casefold() != "none" for one in options)
        assert len(options) == len(set(options))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_speak_both_languages(path: Path) -> None:
    """Whatever a form says, it says in Chinese and in English."""
    form = read(path)
    said = [form["name"], form["description"], form["title"]]
    said += [line for part in parts(form) for line in words(part)]

    assert [line for line in said if not (CHINESE.search(line) and LATIN.search(line))] == []


def test_the_forms_begin_with_the_site_itself() -> None:
    """No blank issue; the first way is the form on the course's own site, in each language."""
    config = read(TOOL / ".github" / "ISSUE_TEMPLATE" / "config.yml")
    about = read(TOOL / "roadmap" / "curriculum.yml")
    tags = [language["tag"] for language in about["languages"]]

    assert config["blank_issues_enabled"] is False
    assert [link["url"] for link in config["contact_links"]] == [
        f"{about['url']}{'' if tag == tags[0] else f'{tag}/'}add/" for tag in tags
    ]
    assert all(set(link) == {"name", "url", "about"} for link in config["contact_links"])


def test_pull_requests_begin_with_questions() -> None:
    """The template asks in both languages what no program checks, and is short."""
    text = (TOOL / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    asked = [line for line in text.splitlines() if line.startswith("- [ ] ")]

    assert len(text.splitlines()) <= 20
    assert len(asked) >= 3
    assert all(CHINESE.search(line) and LATIN.search(line) for line in asked)


def test_owners_are_named_by_example() -> None:
    """Every line names a path that exists and people; GitHub itself ignores the file."""
    text = (TOOL / ".github" / "CODEOWNERS.example").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and line[0] != "#"]

    assert not any((TOOL / name / "CODEOWNERS").exists() for name in ("", ".github", "docs"))
    assert [path for path, *_ in lines if not list(TOOL.glob(path.strip("/")))] == []
    assert all(owners and all(one[0] == "@" for one in owners) for _, *owners in lines)


def test_hooks_run_real_commands() -> None:
    """Each hook's entry is a command of ours with flags that it has."""
    hooks = read(TOOL / ".pre-commit-hooks.yaml")

    assert [hook["id"] for hook in hooks] == ["roadmap-fmt", "roadmap-lint"]
    for hook in hooks:
        program, name, *flags = hook["entry"].split()
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        assert program == "roadmap"
        assert set(flags) <= {o for p in command.params for o in p.opts}
        assert hook["language"] == "python"


def test_hooks_look_at_the_sources() -> None:
    """The formatter gets changed YAML files; the linter, whose rules cross files, gets none."""
    fmt, lint = read(TOOL / ".pre-commit-hooks.yaml")
    resource = "roadmap/engineer/agents/resources/crewai.yml"

    assert re.search(fmt["files"], resource)
    assert not re.search(fmt["files"], "roadmap/notes.md")
    assert re.search(lint["files"], resource)
    assert re.search(lint["files"], "docs/en/about.md")
    assert not re.search(lint["files"], "scripts/x.py")
    assert fmt.get("pass_filenames", True)
    assert lint["pass_filenames"] is False


def test_editors_leave_the_mistakes_alone() -> None:
    """The museum of mistakes is exempt from what editors would mend on saving."""
    text = (TOOL / ".editorconfig").read_text(encoding="utf-8")
    _, _, museum = text.partition("[tests/fixtures/broken/**]\n")

    assert (TOOL / "tests" / "fixtures" / "broken").is_dir()
    assert set(museum.split()) >= {"end_of_line", "insert_final_newline", "unset"}
