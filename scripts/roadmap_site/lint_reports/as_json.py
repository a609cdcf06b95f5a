"""The problems as one JSON array, for other programs to read."""

import json
from collections.abc import Iterable

from roadmap_site.lint_reports.words import Catalogue
from roadmap_site.problem import Problem
from roadmap_site.wording import translated


def render(problems: Iterable[Problem], catalogue: Catalogue, language: str) -> str:
    """An array of objects in ASCII; `what` and `repair` are in that language."""
    told = [_fields(problem, catalogue, language) for problem in problems]
    # `##[` is a legacy workflow command wherever it stands in a log; the two mean the same.
    return json.dumps(told, indent=1).replace("##[", "#\\u0023[")


def _fields(problem: Problem, catalogue: Catalogue, language: str) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": "warning" if problem.is_warning else "error",
        "path": problem.where.path,
        "line": problem.where.line,
        "column": problem.where.column,
        "what": translated(problem.what, catalogue),
        "repair": translated(problem.repair, catalogue),
        "language": language,
        "fixable": problem.fix is not None,
    }
