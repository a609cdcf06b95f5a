"""The questions for the fields of a new resource: every answer is checked at once.

How a question reaches the person is the caller's (`Talk`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from roadmap_site.adding import Fields, field_flaw
from roadmap_site.curriculum import Curriculum
from roadmap_site.listing import both
from roadmap_site.model import Section
from roadmap_site.problem import UnusableError, did_you_mean, printable, shown
from roadmap_site.suggesting import kind_of, language_of
from roadmap_site.values import Cost, Kind, Level, Need

Answer = TypeVar("Answer")


class UnsoundError(UnusableError):
    """An answer can't stand in the file; the text says why and how to mend it."""


@dataclass(frozen=True)
class Talk:
    """A person at a terminal: `ask(question, default)` is one line back, `tell` shows one."""

    ask: Callable[[str, str], str]
    tell: Callable[[str], None]


def until(talk: Talk, question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """The first answer that can be read; what is wrong with the others is told."""
    while True:
        try:
            return read(talk.ask(question, default).strip())
        except UnsoundError as error:
            talk.tell(str(error))


def sound(name: str) -> Callable[[str], str]:
    """A reader that takes what may stand in this field."""

    def read(text: str) -> str:
        if found := field_flaw(name, text):
            raise UnsoundError(found)
        return text

    return read


def menu(talk: Talk, lines: list[str]) -> None:
    """Show the lines, numbered from 1."""
    for number, line in enumerate(lines, 1):
        talk.tell(printable(f"{number:>4}  {line}"))


def _text(name: str, words: str) -> Callable[..., dict[str, str]]:
    """A question for a text in every language, of which one is enough."""

    def question(curriculum: Curriculum, _: Section, __: Fields, talk: Talk) -> dict[str, str]:
        while True:
            said = {
                tag: until(
                    talk, f"{words} ({tag}; one language is enough)", "", _line(name, tag)
                )
                for tag in curriculum.languages
            }
            if any(said.values()):
                return {tag: text for tag, text in said.items() if text}
            talk.tell("one language is needed; leave the others out")

    return question


def _line(name: str, tag: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and (found := field_flaw(name, {tag: text})):
            raise UnsoundError(found)
        return text

    return read


def _choice(words: str, allowed: tuple[str, ...], default: str) -> Callable[..., str]:
    """A question with numbered answers; the URL may know a better default."""

    def read(text: str) -> str:
        if text.isdecimal() and 1 <= int(text) <= len(allowed):
            return allowed[int(text) - 1]
        if text and text not in allowed:
            repair = did_you_mean(text, allowed, "take one of them, or its number")
            raise UnsoundError(printable(f"{shown(text)} is none of these; {repair}"))
        if not text and default == _REQUIRED:
            raise UnsoundError("this one is needed; take one of them, or its number")
        return text

    def question(_: Curriculum, __: Section, fields: Fields, talk: Talk) -> str:
        talk.tell("  ".join(f"{number} {one}" for number, one in enumerate(allowed, 1)))
        shown_default = kind_of(fields["url"]) or "" if default == _REQUIRED else default
        return until(talk, words, shown_default, read)

    return question


def _language(_: Curriculum, __: Section, fields: Fields, talk: Talk) -> list[str]:
    default = language_of(fields["url"], fields.get("title", {}))

    def read(text: str) -> list[str]:
        tags = _parts(text)
        if found := field_flaw("language", tags):
            raise UnsoundError(found)
        return tags

    return until(talk, "language 页面语言", default, read)


def _by(_: Curriculum, __: Section, ___: Fields, talk: Talk) -> list[str]:
    def read(text: str) -> list[str]:
        names = [name.strip() for name in re.split("[,，、]", text) if name.strip()]
        if found := field_flaw("by", names):
            raise UnsoundError(found)
        return names

    return until(talk, "by 作者 (commas between; Enter: nobody)", "", read)


def _minutes(_: Curriculum, __: Section, ___: Fields, talk: Talk) -> str:
    read = sound("minutes")
    return until(
        talk, "minutes 分钟 (Enter: unknown)", "", lambda text: read(text) if text else ""
    )


def _concepts(curriculum: Curriculum, section: Section, _: Fields, talk: Talk) -> list[str]:
    own = [concept.id for concept in section.concepts]

    def read(text: str) -> list[str]:
        parts = (p.casefold() for p in _parts(text))
        slugs = [
            own[int(p) - 1] if p.isdecimal() and 0 < int(p) <= len(own) else p for p in parts
        ]
        for slug in slugs:
            if slug not in curriculum.by_concept:
                repair = did_you_mean(slug, curriculum.by_concept, "take a number")
                raise UnsoundError(printable(f"no concept is called {shown(slug)}; {repair}"))
        return list(dict.fromkeys(slugs))

    menu(talk, [f"{both(concept.title)}  ({concept.id})" for concept in section.concepts])
    return until(talk, "concepts 知识点 (numbers; Enter: none)", "", read)


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\s,，、]+", text)


_REQUIRED = "?"
Question = Callable[[Curriculum, Section, Fields, Talk], Any]
NEEDED: dict[str, Question] = {
    "title": _text("title", "title 标题"),
    "kind": _choice("kind 类型", get_args(Kind), _REQUIRED),
    "language": _language,
    "why": _text("why", "why 推荐理由, one sentence"),
}
LEAVABLE: dict[str, Question] = {
    "need": _choice("need 必要程度", get_args(Need), "choice"),
    "level": _choice("level 难度 (Enter: leave out)", get_args(Level), ""),
    "minutes": _minutes,
    "by": _by,
    "concepts": _concepts,
    "cost": _choice("cost 费用", get_args(Cost), "free"),
}
