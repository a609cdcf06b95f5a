"""The words of `templates/messages/`: Chinese for every message, an explanation for every rule.

Read only when they are asked for; English messages stand in the code and need no file.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from roadmap_site.problem import UnusableError, did_you_mean, shown
from roadmap_site.project import TOOL

ENGLISH = "en"
_FOLDER = TOOL / "templates" / "messages"
_RULES = "rules"


@dataclass(frozen=True)
class Explanation:
    """What a rule is for, in one language, with a wrong and a right piece of YAML."""

    code: str
    title: str
    why: str
    wrong: str
    right: str


def catalogue(language: str) -> dict[str, str]:
    """`{English template: the same in that language}`; empty for English."""
    return {} if language == ENGLISH else _read(language)


def codes() -> tuple[str, ...]:
    """The codes of all rules, in the order in which they are explained."""
    return tuple(_read(_RULES))


def explanations() -> dict[str, Any]:
    """`{code: what is told of the rule, in all languages}`, for the site's page of rules."""
    return _read(_RULES)


def explanation(code: str, language: str) -> Explanation:
    """What the rule wants and why; raises `UnusableError` where there is no such rule."""
    told = _read(_RULES).get(code)
    if told is None:
        repair = did_you_mean(code, codes(), "'--explain all' names them all")
        message = f"there is no rule {shown(code)}; {repair}"
        raise UnusableError(message)
    texts = (told["title"][language], told["why"][language], told["wrong"], told["right"])
    return Explanation(code, *(text.rstrip() for text in texts))


@cache
def _read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (_FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506  a safe one
    return words
