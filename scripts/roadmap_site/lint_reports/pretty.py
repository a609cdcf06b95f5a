"""The problems for a person at a terminal: each with its line, marked, and the way out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_site.lint_reports.snippet import columns, snippet
from roadmap_site.lint_reports.words import Catalogue, plain, severity
from roadmap_site.problem import Problem, printable
from roadmap_site.wording import Said, say, translated

RED, YELLOW, BLUE, BOLD = "1;31", "1;33", "1;34", "1"
OF_A_FILE = frozenset(
    (
        *("duplicate-id", "missing-field", "missing-file", "missing-page", "no-fields"),
        *("no-front-matter", "not-an-id", "stray-file", "symbolic-link", "taken-address"),
        *("too-large", "unlisted-section", "unlisted-tier", "unreadable-file"),
    )
)
"""Codes of what stands at the beginning of a file, though no word there is to blame."""


@dataclass(frozen=True)
class Look:
    """What the terminal can show: its columns, and whether it shall have colours."""

    width: int = 100
    has_colours: bool = False

    def painted(self, text: str, colour: str) -> str:
        """The text in that colour (ECMA-48, SGR); as it is where there are none."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.has_colours and text else text


def render(
    problems: Sequence[Problem],
    sources: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    look: Look,
) -> str:
    """A block a problem, with an empty line after each; `sources` are `{path: its lines}`."""
    blocks = (_block(one, sources, catalogue, look) for one in problems)
    return "".join(f"{line}\n" for block in blocks for line in (*block, ""))


def _block(
    problem: Problem,
    sources: Mapping[str, Sequence[str]],
    catalogue: Catalogue,
    look: Look,
) -> Iterator[str]:
    """Header, place, source and notes, all hung on one column of bars."""
    line = _source(problem, sources)
    margin = " " * (len(str(problem.where.line)) if line is not None else 1)
    yield _header(problem, catalogue, look)
    yield f"{margin}{look.painted('-->', BLUE)} {printable(str(problem.where))}"
    if line is not None:
        yield from _marked(problem, line, margin, look)
    for note in _notes(problem, catalogue):
        yield f"{margin} {look.painted('=', BLUE)} {plain(note, catalogue)}"


def _header(problem: Problem, catalogue: Catalogue, look: Look) -> str:
    """`error[code]: what is wrong`."""
    kind = severity(problem)
    name = say("{0}[{1}]", kind, problem.code) if problem.code else kind
    head = plain(say("{0}: {1}", name, problem.what), catalogue)
    length = len(plain(name, catalogue))
    colour = _colour(problem)
    return f"{look.painted(head[:length], colour)}{look.painted(head[length:], BOLD)}"


def _colour(problem: Problem) -> str:
    return YELLOW if problem.is_warning else RED


def _source(problem: Problem, sources: Mapping[str, Sequence[str]]) -> str | None:
    """The line that the problem is about; None where it is about the whole file."""
    where, lines = problem.where, sources.get(problem.where.path, ())
    is_whole = (where.line, where.column) == (1, 1) and problem.code in OF_A_FILE
    return None if is_whole or where.line > len(lines) else lines[where.line - 1]


def _marked(problem: Problem, line: str, margin: str, look: Look) -> Iterator[str]:
    """The line with its number, and the marks below it."""
    bar = look.painted("|", BLUE)
    room = look.width - columns(margin) - 3
    shown = snippet(line, problem.where.column, room)
    indent = shown.marks[: len(shown.marks) - shown.marks.count("^")]
    marks = look.painted(shown.marks.lstrip(), _colour(problem))
    number = look.painted(str(problem.where.line), BLUE)
    yield f"{margin} {bar}"
    yield f"{number} {bar} {shown.text}".rstrip()
    yield f"{margin} {bar} {indent}{marks}"


def _notes(problem: Problem, catalogue: Catalogue) -> Iterator[Said]:
    """How to mend it, by hand and by itself, and where to read more."""
    yield say("mend it: {0}", translated(problem.repair, catalogue))
    if problem.fix is not None:
        yield say("automatic: {0}", "roadmap lint --fix")
    if problem.code:
        yield say("explain: {0}", f"roadmap lint --explain {problem.code}")
