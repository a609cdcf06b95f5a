"""A new resource from what flags say of it, and from a person who is asked the rest.

The questions are in `questions.py`; without a person to ask, flags must say it all.
"""

import unicodedata
from dataclasses import dataclass, field

from roadmap_site.adding import Draft, Fields, already_listed, draft, field_flaw, id_flaw
from roadmap_site.curriculum import Curriculum
from roadmap_site.listing import both, ids
from roadmap_site.model import Section
from roadmap_site.problem import UnusableError, did_you_mean, printable, shown
from roadmap_site.questions import (
    LEAVABLE,
    NEEDED,
    Talk,
    UnsoundError,
    menu,
    sound,
    until,
)
from roadmap_site.suggesting import id_of


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
    flaws = {name: field_flaw(name, value) for name, value in wish.fields.items()}
    if "url" in wish.fields and not flaws["url"]:
        _refuse_listed(curriculum, wish)
    said = [f"{flag_of(name)}: {found}" for name, found in flaws.items() if found]
    if wish.slug and (found := id_flaw(wish.slug, ids(curriculum))):
        said.append(f"--id: {found}")
    if missing := lacking(wish):
        said.append(f"nothing can be asked here; give {', '.join(missing)}")
    if said:
        raise UnsoundError("\n".join(said))
    section = section_of(curriculum, wish.section)
    slug = wish.slug or _suggested(curriculum, wish.fields)
    return draft(curriculum, section, _free(curriculum, slug), wish.fields)


def asked(curriculum: Curriculum, wish: Wish, talk: Talk) -> Draft:
    """The draft that the wish and the answers make; only what is missing is asked.

    Raises `ListedError`, and as `adding.draft`.
    """
    fields = {n: v for n, v in wish.fields.items() if not _told_flaw(talk, n, v)}
    if "url" not in fields:
        fields["url"] = until(talk, "URL 网址", "", sound("url"))
    _refuse_listed(curriculum, Wish(fields, wish.section))
    section = _section(curriculum, wish.section, talk)
    talk.tell(printable(f"section 小节: {both(section.title)}"))
    for name, question in {**NEEDED, **({} if wish.brief else LEAVABLE)}.items():
        if name not in fields:
            fields[name] = question(curriculum, section, fields, talk)
    return draft(curriculum, section, _slug(curriculum, wish, fields, talk), fields)


def lacking(wish: Wish) -> list[str]:
    """The flags without which the wish makes no resource, in the order of the questions."""
    flags = [] if "url" in wish.fields else ["URL"]
    flags += [] if wish.section else ["--section"]
    flags += [flag_of(name) for name in NEEDED if name not in wish.fields]
    return flags if wish.brief else [*flags, "--yes"]


def flag_of(name: str) -> str:
    """How the command line says a field."""
    if name in {"title", "why"}:
        return f"--{name}-zh or --{name}-en"
    return {"url": "URL", "concepts": "--concept"}.get(name, f"--{name}")


def section_of(curriculum: Curriculum, typed: str) -> Section:
    """The section that these words name. Raises `UnsoundError` unless it is exactly one."""
    found = matches(curriculum, typed)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(section.id for section in found)
        raise UnsoundError(printable(f"{shown(typed)} may be {names}; write more of it"))
    raise UnsoundError(_no_section(curriculum, typed))


def matches(curriculum: Curriculum, typed: str) -> tuple[Section, ...]:
    """The sections whose id, title or other name has these words; the one so called alone."""
    wanted = _folded(typed)
    named = [(section, _names(section)) for section in curriculum.sections]
    exact = tuple(section for section, names in named if wanted in names)
    return exact or tuple(s for s, names in named if any(wanted in name for name in names))


def _names(section: Section) -> list[str]:
    others = [name for names in section.also_called.values() for name in names]
    return [_folded(name) for name in (section.id, *section.title.root.values(), *others)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _no_section(curriculum: Curriculum, typed: str) -> str:
    repair = did_you_mean(typed, curriculum.by_section, "try another part of its name")
    return printable(f"no section is called {shown(typed)}; {repair}")


def _refuse_listed(curriculum: Curriculum, wish: Wish) -> None:
    section = wish.section if wish.section in curriculum.by_section else ""
    if words := already_listed(curriculum, wish.fields["url"], section):
        raise ListedError(words)


def _told_flaw(talk: Talk, name: str, value: object) -> bool:
    """Whether a given value is wrong; then the person has been told, and is asked."""
    found = field_flaw(name, value)
    if found:
        talk.tell(f"{flag_of(name)}: {found}")
    return found is not None


def _section(curriculum: Curriculum, typed: str, talk: Talk) -> Section:
    """Narrow the sections down with every answer, until one is left."""
    among = curriculum.sections
    while True:
        if typed.isdecimal() and 1 <= int(typed) <= len(among):
            return among[int(typed) - 1]
        found = matches(curriculum, typed)
        if len(found) == 1:
            return found[0]
        if typed and not found:
            talk.tell(_no_section(curriculum, typed))
        among = found or curriculum.sections
        menu(talk, [f"{both(section.title)}  ({section.id})" for section in among])
        typed = talk.ask("section 小节 (number, or part of its name)", "").strip()


def _slug(curriculum: Curriculum, wish: Wish, fields: Fields, talk: Talk) -> str:
    """The id that is given, or suggested and agreed to; a wrong one is told and asked."""
    suggested = _suggested(curriculum, fields)
    try:
        if wish.slug or wish.brief:
            return _free(curriculum, wish.slug or suggested)
    except UnsoundError as error:
        talk.tell(str(error))
    return until(talk, "id 文件名", suggested, lambda text: _free(curriculum, text))


def _free(curriculum: Curriculum, slug: str) -> str:
    if found := id_flaw(slug, ids(curriculum)):
        raise UnsoundError(found)
    return slug


def _suggested(curriculum: Curriculum, fields: Fields) -> str:
    return id_of(fields["url"], fields["title"], fields["language"], ids(curriculum))
