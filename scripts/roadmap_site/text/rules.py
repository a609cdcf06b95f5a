"""Warnings about how texts are set, each at its place in the file, and how to mend them.

What is wrong with a text is for `spacing.py` to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from roadmap_site.curriculum import Curriculum
from roadmap_site.model import locate
from roadmap_site.problem import Fix, Problem, Where
from roadmap_site.slips.explained import explained
from roadmap_site.text.passages import Passage, passages
from roadmap_site.text.spacing import Fault, breaks, faults, is_suspect, mended
from roadmap_site.text.spans import Span, offsets, place, spans, with_values
from roadmap_site.tree import Mapping, MisreadError, RefusedError, parse, read_text
from roadmap_site.wording import rule


@dataclass(frozen=True)
class _Found:
    """A text with faults: what it is in the file, and where its characters stand there."""

    passage: Passage
    span: Span
    told: list[Fault]
    offsets: list[int] | None

    def at(self, fault: Fault) -> int:
        """The offset of a fault in the file; of the value where nothing closer is known."""
        return self.offsets[fault.at] if self.offsets else self.span.start

    @property
    def change(self) -> tuple[int, str, str] | None:
        """What to write instead, if the file has the text as it is, on one line."""
        if not self.offsets:
            return None
        start, text = self.offsets[0], self.passage.text
        is_verbatim = self.offsets == [*range(start, start + len(text))]
        new = mended(text, self.passage.tag)
        return (start, text, new) if is_verbatim and new != text else None


def text_warnings(root: Path, curriculum: Curriculum) -> list[Problem]:
    """Faults of Chinese and English typography, one warning for each code and line.

    Only files with a suspicious text are read again, for the places.
    """
    suspects = [one for one in passages(curriculum) if is_suspect(one.text, one.tag)]
    told: list[Problem] = []
    by_path = sorted(suspects, key=lambda one: one.path)
    for path, group in groupby(by_path, key=lambda one: one.path):
        told += _of_file(root, path, list(group))
    return sorted(told)


def _of_file(root: Path, path: str, group: list[Passage]) -> list[Problem]:
    try:
        text, tree = _read(str(root / path))
    except (OSError, RefusedError):
        return []
    by_place = {place(text, span.start): span for span in spans(text)}
    found = []
    for passage in group:
        where = locate(path, tree, passage.steps)
        if span := by_place.get((where.line, where.column)):
            spots = offsets(text, span, passage.text)
            found.append(_Found(passage, span, _told(text, passage, spots), spots))
    return list(_problems(path, text, found))


def _told(text: str, passage: Passage, spots: list[int] | None) -> list[Fault]:
    """The faults of a passage; a space that is a line break of the file is told as such."""
    sides = enumerate(pairwise(spots or ()))
    folds = {at for at, (here, then) in sides if "\n" in text[here:then]}
    broken = [one for one in breaks(passage.text, passage.tag) if one.at in folds]
    known = {one.at for one in broken}
    others = (one for one in faults(passage.text, passage.tag) if one.at not in known)
    return [*broken, *others]


def _read(path: str) -> tuple[str, Mapping]:
    """The file's text and tree; where slips are in the way, those of the text as it was meant.

    Lines are the same in both. Raises `OSError`, `RefusedError`.
    """
    text = read_text(path)
    try:
        return text, parse(text)[0]
    except MisreadError:
        meant = explained(text).text
        return meant, parse(meant)[0]


def _problems(path: str, text: str, found: list[_Found]) -> Iterator[Problem]:
    """One problem for each code and line, at the first place; the line's repair mends all."""
    told = sorted(
        (
            (place(text, one.at(fault)), fault.what.code, fault)
            for one in found
            for fault in one.told
        ),
        key=lambda each: (each[0][0], each[1], each[0][1]),
    )
    fixes = _fixes(text, found)
    for (line, _), group in groupby(told, key=lambda each: (each[0][0], each[1])):
        (spot, code, first), *more = group
        what = first.what
        if more:
            what = rule(code, "{0} (and {1} more on this line)", what, str(len(more)))
        fix = None if code == "traditional" else fixes.get(line)
        yield Problem(Where(path, *spot), what, first.repair, is_warning=True, fix=fix)


def _fixes(text: str, found: list[_Found]) -> dict[int, Fix]:
    """`{line: the repair of all texts on it}`; all are tried at once, or none is offered."""
    changes = {one.span: one.change for one in found if one.change}
    changes = {
        span: (at, old, new)
        for span, (at, old, new) in changes.items()
        if text.startswith(old, at)  # not where a space is a line break of the file
    }
    lines, made = text.split("\n"), (with_values(text, changes) or "").split("\n")
    if len(made) != len(lines):
        return {}
    numbers = {place(text, at)[0] for at, _, _ in changes.values()}
    return {at: Fix(at, lines[at - 1], made[at - 1]) for at in numbers}
