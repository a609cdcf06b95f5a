"""A new resource from what flags say of it, and from a person who is asked the rest.

The questions are in `questions.py`; without a person to ask, flags must say it all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from roadmap_site.adding import Draft, Fields, already_listed, draft, field_flaw, id_flaw
from roadmap_site.curriculum import Curriculum
from roadmap_site.listing import both, folded, ids
from roadmap_site.model import Section
from roadmap_site.problem import UnusableError, did_you_mean, listed, shown
from roadmap_site.questions import (
    LEAVABLE,
    NEEDED,
    Talk,
    UnsoundError,
    concept_flaw,
    menu,
    sound,
    until,
)
from roadmap_site.suggesting import id_of
from roadmap_site.wording import Said, say

TEXTS = ("title", "why")


class ListedError(UnusableError):
    """The page is in the curriculum already; the text says where and what to do."""


@dataclass(frozen=True)
class Wish:
    """What is said of the new resource before anything is asked; empty where nothing is."""

    fields: Fields = field(default_factory=dict)
    section: str = ""
    slug: str = ""
    brief: bool = False  # ask for nothing that may be left out


def settled(curriculum: Curriculum, wish: Wish) -> Draft:
    """The draft that the wish alone makes; nothing is asked.

    Raises `ListedError`, `UnsoundError` for every wrong or missing flag, and as
    `adding.draft`.
    """
    flaws = _flaws(curriculum, wish)
    if missing := lacking(wish):
        flaws.append(say("nothing can be asked here; give {0}", listed(missing)))
    if flaws:
        raise UnsoundError(*flaws)
    section = section_of(curriculum, wish.section)
    slug = wish.slug or _suggested(curriculum, wish.fields)
    return draft(curriculum, section, _free(curriculum, slug), wish.fields)


def asked(curriculum: Curriculum, wish: Wish, talk: Talk) -> Draft:
    """The draft that the wish and the answers make; only what is missing is asked.

    Before the first question raises `ListedError`, and `UnsoundError` for every wrong flag;
    afterwards `ListedError`, and as `adding.draft`.
    """
    if flaws := _flaws(curriculum, wish):
        raise UnsoundError(*flaws)
    fields = dict(wish.fields)
    if "url" not in fields:
        fields["url"] = until(talk, say("address of the page (URL)"), "", sound("url"))
        _refuse_listed(curriculum, Wish(fields, wish.section))
    section = _section(curriculum, wish.section, talk)
    talk.tell(say("section: {0}", both(section.title)))
    for name, question in {**NEEDED, **({} if wish.brief else LEAVABLE)}.items():
        if name not in fields:
            fields[name] = question(curriculum, section, fields, talk)
    return draft(curriculum, section, _slug(curriculum, wish, fields, talk), fields)


def lacking(wish: Wish) -> list[str]:
    """The flags without which the wish makes no resource, in the order of the questions."""
    flags = [] if "url" in wish.fields else ["URL"]
    flags += [] if wish.section else ["--section"]
    for name in NEEDED:
        if name not in wish.fields:
            flags.append(f"{flag_of(name)} TAG=TEXT" if name in TEXTS else flag_of(name))
    return flags if wish.brief else [*flags, "--yes"]


def flag_of(name: str) -> str:
    """How the command line says a field."""
    return {"url": "URL", "concepts": "--concept"}.get(name, f"--{name}")


def _flaws(curriculum: Curriculum, wish: Wish) -> list[Said]:
    """All that is wrong with what was given. Raises `ListedError` before anything else."""
    found = {name: _flaw(curriculum, name, value) for name, value in wish.fields.items()}
    if "url" in found and not found["url"]:
        _refuse_listed(curriculum, wish)
    flaws = [flaw for flaw in found.values() if flaw]
    if wish.section and not matches(curriculum, wish.section):
        flaws.append(say("{0}: {1}", "--section", _no_section(curriculum, wish.section)))
    if wish.slug and (flaw := id_flaw(wish.slug, ids(curriculum))):
        flaws.append(say("{0}: {1}", "--id", flaw))
    return flaws


def _flaw(curriculum: Curriculum, name: str, value: Any) -> Said | None:  # noqa: ANN401
    flag = flag_of(name)
    if name in TEXTS:
        unknown = _other_languages(curriculum, value)
    elif name == "concepts":
        unknown = (concept_flaw(slug, curriculum.by_concept) for slug in value)
    else:
        unknown = iter(())
    told = (say("{0}: {1}", flag, flaw) for flaw in unknown if flaw)
    return field_flaw(name, value, flag) or next(told, None)


def _other_languages(curriculum: Curriculum, text: dict[str, str]) -> Iterator[Said | None]:
    for tag in text:
        if tag not in curriculum.languages:
            known = listed(curriculum.languages)
            what = say("the course has no language {0}", shown(tag))
            yield say("{0}; {1}", what, say("expected one of: {0}", known))


def section_of(curriculum: Curriculum, typed: str) -> Section:
    """The section that these words name. Raises `UnsoundError` unless it is exactly one."""
    found = matches(curriculum, typed)
    if len(found) == 1:
        return found[0]
    if found:
        names = listed([section.id for section in found])
        raise UnsoundError(say("{0} may be {1}; write more of it", shown(typed), names))
    raise UnsoundError(_no_section(curriculum, typed))


def matches(curriculum: Curriculum, typed: str) -> tuple[Section, ...]:
    """The sections whose id, title or other name has these words; the one so called alone."""
    wanted = folded(typed)
    named = [(section, _names(section)) for section in curriculum.sections]
    exact = tuple(section for section, names in named if wanted in names)
    return exact or tuple(s for s, names in named if any(wanted in name for name in names))


def _names(section: Section) -> list[str]:
    others = [name for names in section.also_called.values() for name in names]
    return [folded(name) for name in (section.id, *section.title.root.values(), *others)]


def _no_section(curriculum: Curriculum, typed: str) -> Said:
    otherwise = say("try another part of its name")
    repair = did_you_mean(typed, curriculum.by_section, otherwise)
    return say("{0}; {1}", say("no section is called {0}", shown(typed)), repair)


def _refuse_listed(curriculum: Curriculum, wish: Wish) -> None:
    section = wish.section if wish.section in curriculum.by_section else ""
    if words := already_listed(curriculum, wish.fields["url"], section):
        raise ListedError(words)


def _section(curriculum: Curriculum, typed: str, talk: Talk) -> Section:
    """Narrow the sections down with every answer, until one is left."""
    among = matches(curriculum, typed)
    while len(among) != 1:
        menu(talk, [f"{both(section.title)}  ({section.id})" for section in among])
        typed = talk.ask(say("section (its number, or a part of its name)"), "").strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(among):
            return among[int(typed) - 1]
        found = matches(curriculum, typed)
        if not found:
            talk.tell(_no_section(curriculum, typed))
        among = found or curriculum.sections
    return among[0]


def _slug(curriculum: Curriculum, wish: Wish, fields: Fields, talk: Talk) -> str:
    """The id that is given, or suggested and agreed to."""
    if wish.slug:
        return wish.slug
    suggested = _suggested(curriculum, fields)
    if wish.brief and not id_flaw(suggested, ids(curriculum)):
        return suggested
    question = say("id, which is the file's name")
    return until(talk, question, suggested, lambda text: _free(curriculum, text))


def _free(curriculum: Curriculum, slug: str) -> str:
    if found := id_flaw(slug, ids(curriculum)):
        raise UnsoundError(found)
    return slug


def _suggested(curriculum: Curriculum, fields: Fields) -> str:
    return id_of(fields["url"], fields["title"], fields["language"], ids(curriculum))
