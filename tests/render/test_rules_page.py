"""The page of rules: in the order of the file, in the reader's language as far as it can."""

from pathlib import Path

import pytest

import made
from roadmap_site.load import load
from roadmap_site.messages import explanations
from roadmap_site.project import TOOL, built_in_labels, compiled
from roadmap_site.render.markup import environment
from roadmap_site.render.pages import Writer
from roadmap_site.render.reader import Reader
from roadmap_site.render.rules_page import Explained, rules_page

TOLD = {
    "title": {"zh": "没有 `<空格>`", "en": "No `<space>`"},
    "why": {"zh": "加一个。", "en": "Add one."},
    "wrong": "kind:video\n",
    "right": "kind: video\n",
}
RULES = {
    "a-rule": {"group": "yaml", **TOLD},
    "b-rule": {"group": "yaml", **TOLD},
    "c-rule": {"group": "text", **TOLD},
}


def reader(root: Path, language: str) -> Reader:
    return Reader(load(made.curriculum(root), built_in_labels()), language)


def test_rules_stand_in_groups(tmp_path: Path) -> None:
    """Groups and rules keep the order of the file; titles are escaped, their code is kept."""
    groups = rules_page(reader(tmp_path, "zh"), RULES)

    assert [(group, [one.code for one in found]) for group, found in groups] == [
        ("yaml", ["a-rule", "b-rule"]),
        ("text", ["c-rule"]),
    ]
    assert groups[0][1][0] == Explained(
        "a-rule",
        "没有 <code>&#60;空格&#62;</code>",
        "加一个。",
        "",
        "kind:video",
        "kind: video",
    )


@pytest.mark.parametrize(
    ("language", "title", "told_in"),
    [
        ("en", "No <code>&#60;space&#62;</code>", ""),
        ("zh-Hans", "没有 <code>&#60;空格&#62;</code>", "zh"),
        ("ja", "No <code>&#60;space&#62;</code>", "en"),
    ],
)
def test_other_languages_fall_back(
    tmp_path: Path, language: str, title: str, told_in: str
) -> None:
    """Who reads neither language gets English, and is told which language it is."""
    rule = rules_page(reader(tmp_path, language), RULES)[0][1][0]

    assert (rule.title, rule.language) == (title, told_in)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_its_anchor(tmp_path: Path, language: str) -> None:
    """The page has a heading for each code, which stays its address."""
    templates = environment(TOOL / "templates", compiled(tmp_path / "work"))
    author = Writer(reader(tmp_path / "course", language), templates, rules=explanations())
    page = dict(author.pages())["rules/index.md"]

    assert [code for code in explanations() if f"{{: #{code} }}\n" not in page] == []
    assert page.count('<div class="rm-examples">') == len(explanations())


def test_hostile_examples_are_text(tmp_path: Path) -> None:
    """Nothing in an example becomes markup."""
    hostile = "</code></pre>\n</div>\n<script>alert(1)</script>\n"
    rules = {"a-rule": {**RULES["a-rule"], "wrong": hostile}}
    templates = environment(TOOL / "templates", compiled(tmp_path / "work"))
    author = Writer(reader(tmp_path / "course", "en"), templates, rules=rules)

    assert "<script" not in dict(author.pages())["rules/index.md"]
