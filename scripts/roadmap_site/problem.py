"""Where something stands in a file, and what is wrong there. Knows no curriculum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from roadmap_site.wording import code_of, say, translated


@dataclass(frozen=True, order=True, slots=True)
class Where:
    """A place in a file: path from the project's root, 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """`path:line:col`, the form that editors make clickable."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that is safe to make unasked: a 1-based line as it is, and what replaces it.

    `after` may hold several lines; it ends without a line break. Empty, it takes the line out.
    """

    line: int
    before: str
    after: str


@dataclass(frozen=True, order=True)
class Problem:
    """A broken rule: where, what is wrong, and how to mend it. A warning fails nothing."""

    where: Where
    what: str
    repair: str
    is_warning: bool = False
    fix: Fix | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        """The code of the broken rule, as `roadmap lint --explain` takes it."""
        return code_of(self.what)

    def __str__(self) -> str:
        """`path:line:col: what is wrong; how to mend it`."""
        return said(self, {})


def said(problem: Problem, catalogue: dict[str, str]) -> str:
    """`path:line:col: what is wrong; how to mend it` in the catalogue's language."""
    what, repair = in_words(problem, catalogue)
    line = say("{0}: {1}; {2}", str(problem.where), what, repair)
    return printable(translated(line, catalogue))


def in_words(problem: Problem, catalogue: dict[str, str]) -> tuple[str, str]:
    """What is wrong and how to mend it, in the catalogue's language."""
    return translated(problem.what, catalogue), translated(problem.repair, catalogue)


class UnusableError(Exception):
    """What was asked for cannot be done as it is; the text says why and how to mend it."""


class BrokenCurriculumError(Exception):
    """The curriculum breaks rules; `problems` holds all of them, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def printable(text: str) -> str:
    """The text with every character escaped that could steer a terminal or a CI log.

    `##[` anywhere in a line is a legacy workflow command (actions/runner, ActionCommand.cs).
    """
    safe = text
    if not text.isprintable():
        safe = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
    return safe.replace("##[", "## [")


def shown(value: object, limit: int = 60) -> str:
    """The value as a message quotes it: escaped, and cut where it is longer than `limit`."""
    text = repr(str(value))
    return text if len(text) <= limit else f"{text[: limit - 2]}…'"


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean 'x'?` for the closest known word, `otherwise` where none is close."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return say("did you mean {0}?", repr(close[0])) if close else otherwise


def listed(words: Sequence[str]) -> str:
    """`a, b, c`, joined as each language joins them; halved, so that long lists nest little."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    half = len(words) // 2
    return say("{0}, {1}", listed(words[:half]), listed(words[half:]))


def report(problems: list[Problem]) -> str:
    """Every problem on its line, then the count; what a person reads on stderr."""
    files = len({problem.where.path for problem in problems})
    count = f"{counted(len(problems), 'problem')} in {counted(files, 'file')}"
    return "\n".join([*map(str, problems), count])


def counted(number: int, noun: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
