"""`roadmap lint`, as `cli.py` is for the rest: arguments in, words and exit codes out."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_site.links_cli import in_words, root
from roadmap_site.speaking import LANGUAGES, of_the_system

if TYPE_CHECKING:
    from roadmap_site.lint_reports.pretty import Look
    from roadmap_site.lint_reports.words import Catalogue
    from roadmap_site.linting import Errand, Outcome
    from roadmap_site.wording import Said

FORMATS = ("pretty", "concise", "github", "json")
PROBLEMS = 1


def _codes(_: object, __: object, typed: str) -> list[str]:
    """The codes that begin with what is typed, for the shell."""
    from roadmap_site.messages import codes  # noqa: PLC0415  keeps --help fast

    return [code for code in (*codes(), "all") if code.startswith(typed)]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@root
@click.option(
    "--base", metavar="REF", help="Compare the translations with where this left REF."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to tell. Default: pretty on a terminal, concise elsewhere.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Of the messages. Default: that of your system.",
)
@click.option("--fix", is_flag=True, help="Make the repairs that are safe, then look again.")
@click.option(
    "--explain",
    metavar="CODE",
    shell_complete=_codes,
    help="Say what a rule wants and why; all: name every rule.",
)
def lint(paths: tuple[Path, ...], form: str | None, language: str | None, **given: Any) -> int:  # noqa: ANN401
    """Check every file of the curriculum and say all that is wrong, at once.

    With PATHS only what is wrong in these files and folders is told. Warnings fail nothing.

    \b
    Examples:
      roadmap lint
        roadmap/engineer/agents/resources/crewai.yml:6:7: 'kind' must be …; did you mean 'tool'?
        1 problem in 1 file
      roadmap lint roadmap/engineer --fix
      roadmap lint --base origin/main --format github
      roadmap lint --explain duplicate-url

    Exit code: 0 sound, 1 problems (with --fix: what remains), 2 wrong usage.
    """
    tongue = language or of_the_system(os.environ)
    with in_words():
        if given["explain"] is not None:
            return _explain(given["explain"], tongue)
        return _lint(paths, form, tongue, **given)


def _explain(code: str, language: str) -> int:
    from roadmap_site.lint_reports import explained  # noqa: PLC0415  keeps --help fast
    from roadmap_site.messages import catalogue, codes, explanation  # noqa: PLC0415

    words = catalogue(language)
    if code == "all":
        told = [explanation(one, language) for one in codes()]
        click.echo(explained.listed(told, words), nl=False)
    else:
        click.echo(explained.whole(explanation(code, language), words), nl=False)
    return 0


def _lint(
    paths: tuple[Path, ...],
    form: str | None,
    language: str,
    **given: Any,  # noqa: ANN401
) -> int:
    from roadmap_site import linting  # noqa: PLC0415  keeps --help fast
    from roadmap_site.messages import catalogue  # noqa: PLC0415
    from roadmap_site.project import project_at  # noqa: PLC0415

    project, words = project_at(given["root"]), catalogue(language)
    errand = linting.Errand(project, linting.names(project.root, paths), given["base"])
    outcome = _mended(errand, words) if given["fix"] else linting.lint(errand)
    report = Report(errand, outcome, words, language)
    _TELL[form or ("pretty" if sys.stderr.isatty() else "concise")](report)
    return 0 if outcome.is_sound else PROBLEMS


def _mended(errand: "Errand", words: "Catalogue") -> "Outcome":
    from roadmap_site.lint_reports.words import mended, plain  # noqa: PLC0415
    from roadmap_site.linting import lint_and_mend  # noqa: PLC0415

    outcome, changed = lint_and_mend(errand)
    for path in changed:
        click.echo(plain(mended(path), words), err=True)
    return outcome


@dataclass(frozen=True)
class Report:
    """What was found, and how to say it."""

    errand: "Errand"
    outcome: "Outcome"
    words: "Catalogue"
    language: str

    @property
    def verdict(self) -> "Said":
        """The last line."""
        from roadmap_site.lint_reports import words  # noqa: PLC0415

        found, names = self.outcome, self.errand.names
        sound = words.sound_course(found.sections, found.resources)
        sound = words.sound_files(names) if names else sound
        return words.verdict(found.problems, sound, found.elsewhere)

    def conclude(self, *, err: bool) -> None:
        """Say the last line."""
        from roadmap_site.lint_reports.words import plain  # noqa: PLC0415

        click.echo(plain(self.verdict, self.words), err=err)


def _pretty(report: Report) -> None:
    from roadmap_site.lint_reports.pretty import render  # noqa: PLC0415
    from roadmap_site.linting import source_lines  # noqa: PLC0415

    found = report.outcome.problems
    sources = source_lines(report.errand.project.root, found)
    click.echo(render(found, sources, report.words, _look()), err=True, nl=False)
    report.conclude(err=not report.outcome.is_sound)


def _look() -> "Look":
    from roadmap_site.lint_reports.pretty import Look  # noqa: PLC0415

    is_dull = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size((100, 24)).columns
    return Look(width, has_colours=sys.stderr.isatty() and not is_dull)


def _concise(report: Report) -> None:
    from roadmap_site.lint_reports.concise import render  # noqa: PLC0415

    click.echo(render(report.outcome.problems, report.words), err=True, nl=False)
    report.conclude(err=not report.outcome.is_sound)


def _github(report: Report) -> None:
    """All on one stream: a runner mixes two as it likes."""
    from roadmap_site.lint_reports import concise, github  # noqa: PLC0415

    found = report.outcome.problems
    click.echo(concise.render(found, report.words), nl=False)
    click.echo(github.annotations(found, report.words), nl=False)
    report.conclude(err=False)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(github.summary(found, report.verdict, report.words))


def _json(report: Report) -> None:
    from roadmap_site.lint_reports.as_json import render  # noqa: PLC0415

    click.echo(render(report.outcome.problems, report.words, report.language))
    report.conclude(err=True)


_TELL: dict[str, Callable[[Report], None]] = {
    "pretty": _pretty,
    "concise": _concise,
    "github": _github,
    "json": _json,
}
