"""The questions for the fields of a new resource: every answer is checked at once.

How a question reaches the person is the caller's (`Talk`).
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from roadmap_site.adding import Fields, field_flaw
from roadmap_site.curriculum import Curriculum
from roadmap_site.listing import both
from roadmap_site.model import Section
from roadmap_site.problem import UnusableError, did_you_mean, shown
from roadmap_site.speaking import LANGUAGES
from roadmap_site.suggesting import kind_of, language_of
from roadmap_site.values import Cost, Kind, Level, Need
from roadmap_site.wording import Said, say

Answer = TypeVar("Answer")


class UnsoundError(UnusableError):
    """What was answered can't stand in the file; each text says why and how to mend it."""

    def __init__(self, *texts: Said) -> None:
        super().__init__(*texts)
        self.texts = texts

    def __str__(self) -> str:
        """The texts as lines."""
        return "\n".join(self.texts)


@dataclass(frozen=True)
class Talk:
    """A person at a terminal: `ask(question, default)` is one line back, `tell` shows one.

    Both say their texts in the person's language and escape them.
    """

    ask: Callable[[Said, str], str]
    tell: Callable[[Said], None]
    language: str = LANGUAGES[0]


def until(talk: Talk, question: Said, default: str, read: Callable[[str], Answer]) -> Answer:
    """The first answer that can be read; what is wrong with the others is told."""
    while True:
        try:
            return read(talk.ask(question, default).strip())
        except UnsoundError as error:
            for text in error.texts:
                talk.tell(text)


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
        talk.tell(say("{0}  {1}", f"{number:>4}", line))


def concept_flaw(slug: str, known: Collection[str]) -> Said | None:
    """That no concept has this id, and what to write instead; None if one has."""
    if slug in known:
        return None
    repair = did_you_mean(slug, known, say("look for it with 'roadmap find TEXT'"))
    return say("{0}; {1}", say("no concept is called {0}", shown(slug)), repair)


def _text(name: str, words: Callable[[str], Said]) -> Callable[..., dict[str, str]]:
    """A question for a text in every language, the person's own first; one is enough."""

    def question(curriculum: Curriculum, _: Section, __: Fields, talk: Talk) -> dict[str, str]:
        tags = sorted(curriculum.languages, key=lambda tag: not _is_own(tag, talk))
        said: dict[str, str] = {}
        while not said:
            for tag in tags:
                asked = words(_language_name(curriculum, tag, talk.language))
                if said or tag != tags[-1]:
                    asked = say("{0} (Enter: skip)", asked)
                if text := until(talk, asked, "", _line(name, tag)):
                    said[tag] = text
            if not said:
                talk.tell(say("one language is needed; leave the others out"))
        return {tag: said[tag] for tag in curriculum.languages if tag in said}

    return question


def _is_own(tag: str, talk: Talk) -> bool:
    return tag.casefold().partition("-")[0] == talk.language


def _language_name(curriculum: Curriculum, tag: str, tongue: str) -> str:
    """What people who speak this tongue call a language of the course."""
    names = {one.tag: one.name for one in curriculum.about.languages}
    return curriculum.labels.get(tongue, {}).get(f"language.{tag}") or names.get(tag, tag)


def _line(name: str, tag: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and (found := field_flaw(name, {tag: text})):
            raise UnsoundError(found)
        return text

    return read


def _choice(words: Said, allowed: tuple[str, ...], default: str) -> Callable[..., str]:
    """A question with numbered answers; the URL may know a better default."""

    def read(text: str) -> str:
        if text.isdecimal() and 1 <= int(text) <= len(allowed):
            return allowed[int(text) - 1]
        take = say("take one of them, or its number")
        if text and text not in allowed:
            what = say("{0} is none of these", shown(text))
            raise UnsoundError(say("{0}; {1}", what, did_you_mean(text, allowed, take)))
        if not text and default == _REQUIRED:
            raise UnsoundError(say("{0}; {1}", say("this one is needed"), take))
        return text

    row = "  ".join(f"{number} {one}" for number, one in enumerate(allowed, 1))

    def question(_: Curriculum, __: Section, fields: Fields, talk: Talk) -> str:
        talk.tell(say("{0}", row))
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

    question = say("language of the page itself, by its tag, such as en or zh")
    return until(talk, question, default, read)


def _by(_: Curriculum, __: Section, ___: Fields, talk: Talk) -> list[str]:
    def read(text: str) -> list[str]:
        names = [name.strip() for name in re.split("[,，、]", text) if name.strip()]
        if found := field_flaw("by", names):
            raise UnsoundError(found)
        return names

    return until(talk, say("authors, commas between them (Enter: skip)"), "", read)


def _minutes(_: Curriculum, __: Section, ___: Fields, talk: Talk) -> str:
    read = sound("minutes")
    question = say("minutes it takes (Enter: unknown)")
    return until(talk, question, "", lambda text: read(text) if text else "")


def _concepts(curriculum: Curriculum, section: Section, _: Fields, talk: Talk) -> list[str]:
    own = [concept.id for concept in section.concepts]

    def read(text: str) -> list[str]:
        parts = (p.casefold() for p in _parts(text))
        slugs = [
            own[int(p) - 1] if p.isdecimal() and 0 < int(p) <= len(own) else p for p in parts
        ]
        if flaws := [f for slug in slugs if (f := concept_flaw(slug, curriculum.by_concept))]:
            raise UnsoundError(*flaws)
        return list(dict.fromkeys(slugs))

    menu(talk, [f"{both(concept.title)}  ({concept.id})" for concept in section.concepts])
    question = say("concepts it teaches, by their numbers (Enter: skip)")
    return until(talk, question, "", read)


def _parts(text: str) -> list[str]:
    return re.findall(r"[^\s,，、]+", text)


_REQUIRED = "?"
Question = Callable[[Curriculum, Section, Fields, Talk], Any]
NEEDED: dict[str, Question] = {
    "title": _text("title", lambda language: say("title in {0}", language)),
    "kind": _choice(say("kind"), get_args(Kind), _REQUIRED),
    "language": _language,
    "why": _text("why", lambda language: say("why this page: one sentence in {0}", language)),
}
LEAVABLE: dict[str, Question] = {
    "need": _choice(say("need"), get_args(Need), "choice"),
    "level": _choice(say("level (Enter: skip)"), get_args(Level), ""),
    "minutes": _minutes,
    "by": _by,
    "concepts": _concepts,
    "cost": _choice(say("cost"), get_args(Cost), "free"),
}
