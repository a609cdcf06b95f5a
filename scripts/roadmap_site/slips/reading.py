"""A file's tree and what is wrong with its text; slips are told and mended in memory.

What is mended here is only ever linted: slips are problems, so nothing is built from it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from roadmap_site.problem import Fix, Problem, Where, shown
from roadmap_site.slips.encoding import gbk_text
from roadmap_site.slips.explained import Mended, explained
from roadmap_site.slips.text import MARKS, SUSPECT
from roadmap_site.slips.words import Flaw, Slip, slip
from roadmap_site.tree import (
    Mapping,
    MisreadError,
    RefusedError,
    Scalar,
    decoded,
    parse,
    read_bytes,
    read_text,
)
from roadmap_site.wording import rule

_NEAR = 1
"""Lines between a slip and a complaint of the parser that it explains."""
_KEY = r"(?: *(?:- )?(?:[a-z_]{4,}|url|why|by|pin|tag|who|id)| {2,}[a-z]{2}(?:-\w+)?)"
_PLAIN = r"[^\W_][^\n ]*(?: +[^\n# ][^\n ]*)*(?<![,\"])"
_LIST = r"\[[^\n\[\]{}\"'，、#“‘「『@`%*&!|>]*\]"
_SOUND = re.compile(
    rf"(?:(?:{_KEY}:(?: (?:{_PLAIN}|\"[^\"\\\n]*\"|{_LIST}))?| *#[^\n]*|)(?:\n|\Z))*+"
)


@dataclass(frozen=True)
class Reading:
    """What was understood of one file."""

    tree: Mapping
    problems: list[Problem] = field(default_factory=list)
    loose: frozenset[int] = frozenset()
    """1-based lines whose further problems may only follow from a slip."""
    words: frozenset[str] = frozenset()
    """The words of all lines with slips: a field named there is not missing."""
    text: str | None = None
    """The text, where the tree is of all of it as it is; a closer look may find slips."""

    def follows(self, line: int) -> bool:
        """Whether a problem on this line may only follow from a slip."""
        return line in self.loose


def read_tree(name: str, path: str) -> Reading:
    """The file's tree, which is empty where the file could not be read, and its problems.

    `name` is what problems call it. That it is a regular file is the caller's to know.
    Raises nothing for bad content: every refusal is a problem with its place.
    """
    try:
        text = read_text(path)
    except RefusedError as error:
        return _other_encoding(name, path, error)
    return understood(name, text)


def understood(name: str, text: str) -> Reading:
    """What is understood of a text at first sight; a sound one is looked at only once."""
    try:
        tree, doubles = parse(text)
    except MisreadError as error:
        return _mended(name, text, error)
    except RefusedError as error:
        return Reading(Mapping(), [_refusal(name, error)])
    at_first = Reading(tree, _doubles(name, doubles), text=text)
    return at_first if _is_sound(text) else closer(name, text, at_first)


def closer(name: str, text: str, at_first: Reading) -> Reading:
    """The same with the slips that YAML lets pass; `at_first` where there are none."""
    mended = explained(text)
    passing = _only_passing(text, mended)
    if not passing.slips:
        return at_first
    for version in (passing, mended):
        try:
            tree, doubles = parse(version.text)
        except RefusedError:
            continue
        return _told(name, text, replace(version, slips=passing.slips), tree, doubles)
    return _told(name, text, passing, at_first.tree)


def _is_sound(text: str) -> bool:
    """Whether every line is of the plainest form, in which no slip can hide."""
    if any(mark in text for mark in MARKS) or SUSPECT.search(text):
        return False
    if text.startswith("{"):
        return True
    found = _SOUND.match(text)
    return found is not None and found.end() == len(text)


def _only_passing(text: str, mended: Mended) -> Mended:
    """The source with nothing mended but what YAML would let pass."""
    slips = tuple(one for one in mended.slips if one.passes)
    others = {one.line for one in mended.slips} - {one.line for one in slips}
    changed = mended.changed - others
    lines = enumerate(zip(text.split("\n"), mended.text.split("\n"), strict=True), 1)
    chosen = (new if number in changed else old for number, (old, new) in lines)
    return Mended("\n".join(chosen), slips, changed, mended.sure)


def _mended(name: str, text: str, error: RefusedError) -> Reading:
    """The reading of a text that does not parse as it stands."""
    mended = explained(text)
    if not mended.slips:
        return Reading(Mapping(), [_refusal(name, error)])
    try:
        tree, doubles = parse(mended.text)
    except RefusedError as left:
        reading = _told(name, text, mended, Mapping())
        near = any(abs(one.line - left.line) <= _NEAR for one in mended.slips)
        explains = near and isinstance(left, MisreadError)
        if not explains:
            reading.problems.append(_refusal(name, left))
        return reading
    return _told(name, text, mended, tree, doubles)


def _told(
    name: str,
    text: str,
    mended: Mended,
    tree: Mapping,
    doubles: Iterable[Scalar] = (),
) -> Reading:
    lines = text.split("\n")
    meant = mended.text.split("\n")
    fixes = {at: Fix(at, lines[at - 1], meant[at - 1]) for at in mended.sure}
    told = [replace(_problem(name, one), fix=fixes.get(one.line)) for one in mended.slips]
    exact = {one.line for one in mended.slips if one.is_exact}
    loose = (mended.changed | {one.line for one in mended.slips}) - exact
    twice = [one for one in _doubles(name, doubles) if one.where.line not in loose]
    about = " ".join(f"{lines[one.line - 1]} {one.mended}" for one in mended.slips)
    return Reading(tree, told + twice, loose, frozenset(re.findall(r"\w+", about)))


def _problem(name: str, one: Slip) -> Problem:
    return Problem(Where(name, one.line, one.column), one.what, one.repair)


def _refusal(name: str, error: RefusedError) -> Problem:
    return Problem(Where(name, error.line, error.column), error.what, error.repair)


def _doubles(name: str, doubles: Iterable[Scalar]) -> list[Problem]:
    return [
        Problem(
            Where(name, key.line, key.column),
            rule("duplicate-field", "field {0} stands here twice", shown(key)),
            "keep one of the two",
        )
        for key in doubles
    ]


def _other_encoding(name: str, path: str, error: RefusedError) -> Reading:
    """The reading of a file that seems to be saved as GBK; others are only refused."""
    try:
        data = read_bytes(path)
        text = decoded(data, "gb18030")
    except (RefusedError, UnicodeDecodeError):
        return Reading(Mapping(), [_refusal(name, error)])
    gbk = _problem(name, slip(error.line, Flaw("not-utf8", error.column - 1, "")))
    reading = understood(name, text)
    if gbk_text(data) is None:  # maybe other text than was meant: nothing here mends itself
        told = [replace(one, fix=None) for one in (gbk, *reading.problems)]
        return replace(reading, problems=told, text=None)
    line = text.split("\n")[error.line - 1]
    gbk = replace(gbk, fix=Fix(error.line, line, line))  # to be written anew, as UTF-8
    return replace(reading, problems=[gbk, *reading.problems])
