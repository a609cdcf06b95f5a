"""What a pull request's links showed, as annotations on its lines."""

from collections.abc import Iterable, Mapping

from roadmap_site.links.observation import CERTAIN, Observation, Verdict
from roadmap_site.links.place import Place
from roadmap_site.problem import printable

MOST = 10  # of each level in a step; GitHub drops the rest without a word
SURE = CERTAIN | {Verdict.GONE, Verdict.NO_HOST}
"""What fails a pull request: a reader would meet the same, today, wherever he sits."""


def annotations(
    observations: Mapping[str, Observation], places: Mapping[str, tuple[Place, ...]]
) -> str:
    """Workflow commands, errors first; no text from outside can begin a command of its own.

    Source: "Workflow commands for GitHub Actions", escaping of properties and messages.
    """
    found = _found(observations, places)
    errors = [line for line in found if line.startswith("::error")]
    others = [line for line in found if not line.startswith("::error")]
    return "".join(f"{line}\n" for line in (*errors[:MOST], *others[:MOST]))


def _found(
    observations: Mapping[str, Observation], places: Mapping[str, tuple[Place, ...]]
) -> list[str]:
    told = (
        (place, observations[url])
        for url in observations
        for place in places.get(url, ())
        if observations[url].verdict is not Verdict.OK
    )
    return [_line(place, one) for place, one in sorted(told, key=lambda pair: pair[0])]


def _line(place: Place, one: Observation) -> str:
    level = "error" if one.verdict in SURE else "warning"
    if one.verdict in {Verdict.MOVED, Verdict.BLOCKED}:
        level = "notice"
    where = f"file={escaped(printable(place.where.path), ':,')},line={place.where.line}"
    column = f"col={place.where.column}"
    return f"::{level} {where},{column}::{escaped(printable(words(one)))}"


def words(one: Observation) -> str:
    """What was seen, and what to do about it."""
    if one.verdict is Verdict.MOVED:
        target = one.moved_to or one.final_url
        return f"{one.url} has moved for good; write {target}"
    if one.verdict is Verdict.BLOCKED:
        return f"{one.url} turns robots away ({one.evidence}); open it yourself"
    if one.verdict in SURE:
        return f"{one.url}: {one.evidence}; mend the address, or leave the resource out"
    return f"{one.url}: {one.evidence}; maybe only today, so look again later"


def escaped(text: str, also: Iterable[str] = "") -> str:
    """The text as a command's message; as one of its properties with `also` as `:,`."""
    for mark in ("%", "\r", "\n", *also):
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text
