"""What the page of rules tells: each rule's explanation, in the reader's language if it can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from roadmap_site.render.markup import inline
from roadmap_site.render.reader import Reader
from roadmap_site.values import Said

RULES_PAGE = "rules/"
Rules = Mapping[str, Mapping[str, Any]]  # {code: group, title and why by language, examples}
_ENGLISH = "en"


@dataclass(frozen=True)
class Explained:
    """One rule for one reader; `language` is that of its words, empty if the reader's."""

    code: str
    title: Markup
    why: Markup
    language: str
    wrong: str
    right: str


def rules_page(reader: Reader, rules: Rules) -> list[tuple[str, list[Explained]]]:
    """`[(label of a group, its rules)]`, all in the order in which they are explained."""
    groups = groupby(rules.items(), key=lambda pair: pair[1]["group"])
    return [(group, list(_explained(reader, dict(found)))) for group, found in groups]


def _explained(reader: Reader, rules: Rules) -> Iterator[Explained]:
    for code, told in rules.items():
        title, why = (_said(told[name], reader.language) for name in ("title", "why"))
        language = "" if title.language == reader.language else title.language
        examples = (told[name].rstrip("\n") for name in ("wrong", "right"))
        yield Explained(code, inline(title.text), inline(why.text), language, *examples)


def _said(told: Mapping[str, str], language: str) -> Said:
    """The text in the language, in its main form (`pt` for `pt-BR`), or else in English."""
    tags = (language, language.split("-", maxsplit=1)[0], _ENGLISH)
    tag = next(tag for tag in tags if tag in told)
    return Said(told[tag], tag)
