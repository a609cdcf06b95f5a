"""Findings that a maintainer silenced for a while: `roadmap/mutes.yml`.

What the file may hold is in `model.py`; a mute that is over or silences nothing is told.
"""

import json
import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from roadmap_site.links.disk import replace
from roadmap_site.links.night_report import Mute
from roadmap_site.links.place import Place
from roadmap_site.problem import BrokenCurriculumError, Problem, Where, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from roadmap_site.model import Muted

# Pydantic and PyYAML are imported where they are needed: a plain list of URLs has no mutes.
FILE = "roadmap/mutes.yml"
LONGEST = timedelta(days=366)
NEW = "# Findings of the link check that are known. Each ends by itself.\nmutes:\n"


def load(root: Path) -> tuple[Mute, ...]:
    """All mutes of the project, in the order of the file; none where there is no file.

    Raises `BrokenCurriculumError` with every problem of the file.
    """
    path = root / FILE
    if path.is_symlink():
        _refuse("is a symbolic link", "put the file itself here")
    if not path.is_file():
        return ()
    from roadmap_site.tree import RefusedError, read_text  # noqa: PLC0415

    try:
        return _mutes(read_text(str(path)))
    except RefusedError as error:
        where = Where(FILE, error.line, error.column)
        problem = Problem(where, error.what, error.repair)
        raise BrokenCurriculumError([problem]) from None


def silenced(mutes: Iterable[Mute], url: str, today: date) -> Mute | None:
    """The mute that silences this link today; None where its findings are told.

    `until` is the last day of silence.
    """
    return next((m for m in mutes if today <= m.until and _covers(m, url)), None)


def findings(mutes: Iterable[Mute], used: Collection[str], today: date) -> list[Problem]:
    """Every mute that is over, silences none of the links in `used`, or lasts too long."""
    found = []
    for mute in mutes:
        where = mute.place.where if mute.place else Where(FILE)
        name = f"mute of {shown(mute.url)}"
        if mute.until < today:
            what = f"{name} ended on {mute.until}"
            found.append(Problem(where, what, "delete it, or set a later day"))
        elif not any(_covers(mute, url) for url in used):
            found.append(Problem(where, f"{name} silences no link", "delete it"))
        elif mute.until > today + LONGEST:
            what = f"{name} lasts until {mute.until}"
            found.append(Problem(where, what, "set a day within a year"))
    return sorted(found)


def add(root: Path, url: str, reason: str, until: date, *, today: date) -> Mute:
    """Append a mute to the file, which is made if missing, and return it; comments stay.

    Raises `BrokenCurriculumError` for a broken file, a URL that is muted already, a reason
    that is no short text, and a day that is not within a year from tomorrow on.
    """
    if not today < until <= today + LONGEST:
        _refuse(f"{until} is not within the next year", f"take a day after {today}")
    before = load(root)
    if twin := next((mute for mute in before if mute.url == url), None):
        where = twin.place.where if twin.place else Where(FILE)
        _refuse(f"{shown(url)} is muted at {where}", "change that entry")
    path = root / FILE
    old = path.read_bytes() if path.is_file() else NEW.encode()
    new = old + _entry(old, url, reason, until)
    after = _checked(new)
    if after[:-1] != before or after[-1].url != url:
        _refuse(*_BY_HAND)
    replace(path, [new])
    return after[-1]


_BY_HAND = ("can't be added to by this program", "write the entry by hand")


def _covers(mute: Mute, url: str) -> bool:
    exact = mute.url == url
    return exact or (mute.url.endswith("*") and url.startswith(mute.url.removesuffix("*")))


def _entry(old: bytes, url: str, reason: str, until: date) -> bytes:
    """The lines to append, in the manner of the file: its line ends, its indentation."""
    # Every JSON text is a YAML text in double quotes.
    fields = (f"url: {json.dumps(url)}", f"reason: {_quoted(reason)}", f"until: {until}")
    found = re.search(rb"^( *)- ", old, re.MULTILINE)
    indent = found[1].decode() if found else "  "
    end = "\r\n" if b"\r\n" in old else "\n"
    lines = [f"{indent}{'  ' if number else '- '}{one}" for number, one in enumerate(fields)]
    start = "" if old.endswith((b"\n", b"\r")) else end
    return f"{start}{''.join(f'{line}{end}' for line in lines)}".encode()


def _quoted(text: str) -> str:
    """The text as a person would like to read it in the file; escaped where that is unsound."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _checked(data: bytes) -> tuple[Mute, ...]:
    from roadmap_site.tree import RefusedError  # noqa: PLC0415

    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _mutes(text)
    except RefusedError:
        _refuse(*_BY_HAND)


def _mutes(text: str) -> tuple[Mute, ...]:
    """The mutes of a file's text. Raises `RefusedError` for no YAML, else like `load`."""
    from pydantic import ValidationError  # noqa: PLC0415

    from roadmap_site.model import MutesFile, locate  # noqa: PLC0415
    from roadmap_site.tree import parse  # noqa: PLC0415

    tree, doubles = parse(text)
    problems = [
        Problem(Where(FILE, key.line, key.column), f"{shown(key)} stands twice", "delete one")
        for key in doubles
    ]
    entries: tuple[Muted, ...] = ()
    try:
        entries = MutesFile.model_validate(tree).mutes
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems += [Problem(locate(FILE, tree, one["loc"]), *_words(one)) for one in found]
    if problems:
        raise BrokenCurriculumError(sorted(problems))
    places = (locate(FILE, tree, ("mutes", n, "url")) for n in range(len(entries)))
    return tuple(
        Mute(one.url, one.reason, one.until, Place(where, one.url, "mute"))
        for one, where in zip(entries, places, strict=True)
    )


def _words(error: "ErrorDetails") -> tuple[str, str]:
    """What is wrong and how to mend it; `roadmap lint` knows more words for the same."""
    field = shown(".".join(str(step) for step in error["loc"]))
    if error["type"] == "ours":
        context = error.get("ctx", {})
        return f"{field} {context['what']}", str(context["repair"])
    complaint = f"{error['msg'][:1].lower()}{error['msg'][1:]}"
    return f"{field}: {complaint}", "write 'url', 'reason' and 'until' for each mute"


def _refuse(what: str, repair: str) -> NoReturn:
    raise BrokenCurriculumError([Problem(Where(FILE), what, repair)])
