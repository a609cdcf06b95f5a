"""One problem a line, as editors and `grep` like it."""

from collections.abc import Iterable

from roadmap_site.lint_reports.words import Catalogue, line
from roadmap_site.problem import Problem


def render(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """`path:line:col: what is wrong; how to mend it`, each with a line break at its end."""
    return "".join(f"{line(problem, catalogue)}\n" for problem in problems)
