"""The problems for a pull request: annotations on its lines, and a table of all of them."""

from collections.abc import Sequence

from roadmap_site.links.reports.annotations import MOST, escaped
from roadmap_site.links.reports.gfm import code, fitting
from roadmap_site.lint_reports.words import Catalogue, plain, severity
from roadmap_site.problem import Problem, in_words, printable
from roadmap_site.wording import Said, say

MOST_BYTES = 900_000  # of the summary of a step; GitHub takes 1 MiB and else shows nothing


def annotations(problems: Sequence[Problem], catalogue: Catalogue) -> str:
    """Workflow commands, errors first; no text from outside can begin a command of its own.

    Source: "Workflow commands for GitHub Actions", escaping of properties and messages.
    """
    errors = [one for one in problems if not one.is_warning]
    warnings = [one for one in problems if one.is_warning]
    told = (*errors[:MOST], *warnings[:MOST])
    return "".join(f"{_command(one, catalogue)}\n" for one in told)


def _command(problem: Problem, catalogue: Catalogue) -> str:
    where, level = problem.where, "warning" if problem.is_warning else "error"
    place = f"file={_field(where.path)},line={where.line},col={where.column}"
    title = f",title={_field(problem.code)}" if problem.code else ""
    text = plain(say("{0}; {1}", *in_words(problem, catalogue)), catalogue)
    return f"::{level} {place}{title}::{escaped(text)}"


def _field(text: str) -> str:
    return escaped(printable(text), ":,")


def summary(problems: Sequence[Problem], verdict: Said, catalogue: Catalogue) -> str:
    """A Markdown table with a row a problem; all that others wrote stands in code spans."""
    head = f"\n## {plain(say('check of the curriculum'), catalogue)}\n\n"
    text = f"{head}{code(plain(verdict, catalogue))}\n"
    if not problems:
        return text
    rows = list(fitting((_row(one, catalogue) for one in problems), MOST_BYTES))
    left = len(problems) - len(rows)
    more = plain(say("… and {0} more, in the log", str(left)), catalogue)
    return f"{text}\n{_titles(catalogue)}{''.join(rows)}" + (f"\n{more}\n" if left else "")


def _titles(catalogue: Catalogue) -> str:
    said = (say("place"), say("rule"), say("what is wrong"), say("how to mend it"))
    names = " | ".join(plain(name, catalogue) for name in said)
    return f"| {names} |\n|---|---|---|---|\n"


def _row(problem: Problem, catalogue: Catalogue) -> str:
    rule = (
        f"{plain(severity(problem), catalogue)} {_cell(problem.code) if problem.code else ''}"
    )
    what, repair = (_cell(plain(one, catalogue)) for one in (problem.what, problem.repair))
    return f"| {_cell(str(problem.where))} | {rule.rstrip()} | {what} | {repair} |\n"


def _cell(text: str) -> str:
    """The text as a code span that ends no cell (GFM 4.10: a bar is escaped even in code)."""
    return code(text).replace("|", "\\|")
