"""`roadmap links …`, as `cli.py` is for the rest: arguments in, words and exit codes out."""

import ipaddress
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_site.garbage import rare_collections
from roadmap_site.problem import UnusableError, printable

if TYPE_CHECKING:
    from roadmap_site.links.night_report import NightReport
    from roadmap_site.links.observation import Observation
    from roadmap_site.links_check import Options

    Listen = Callable[[Observation], None]
    Start = Callable[[Iterable[str]], None]

LIVE, CALM = 0.2, 30.0  # seconds between two lines of progress, on a terminal and elsewhere
FORMATS = ("text", "json", "markdown", "junit", "sarif", "github")
STATES = {"markdown", "junit", "sarif"}  # formats that tell of states, not of one look


@click.group()
def links() -> None:
    """Ask every link of the curriculum, and remember what the nights say.

    \b
    Example:
      roadmap links check
    """


def _home(_: object, __: object, given: Path | None) -> Path:
    """The project that is given, or else, as git does it, the one that this folder lies in."""
    if given is not None or Path("roadmap").is_dir():
        return given or Path()
    here = Path.cwd()
    homes = (one for one in here.parents if (one / "roadmap" / "curriculum.yml").is_file())
    found = next(homes, None)
    return Path(os.path.relpath(found, here)) if found else Path()


root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_home,
    help="The project: a folder with roadmap/ in it. Default: here, or above.",
)
ledger = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What the nights have shown so far. Default: .links/ledger.jsonl",
)
_reports = click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for every form of the report: summary.md, junit.xml, links.sarif …",
)
_minutes = click.option(
    "--max-minutes",
    type=click.FloatRange(0.1),
    default=60,
    show_default=True,
    help="How long it may take. Too short for all? Then sound links are asked less often.",
)
_per_host = click.option(
    "--per-host",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Visits at once to one host.",
)
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def _shard(_: object, __: object, text: str | None) -> tuple[int, int] | None:
    """`2/4` as (2, 4)."""
    if text is None:
        return None
    number, slash, shards = text.partition("/")
    if not (slash and number.isdecimal() and shards.isdecimal()):
        raise click.BadParameter(f"expected for instance 2/4, got {text!r}")
    if not 1 <= int(number) <= int(shards):
        raise click.BadParameter(f"there is no part {number} of {shards}")
    return int(number), int(shards)


def _nets(_: object, __: object, texts: tuple[str, ...]) -> tuple[Any, ...]:
    try:
        return tuple(ipaddress.ip_network(text) for text in texts)
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected for instance 127.0.0.0/8") from None


@links.command()
@root
@click.option("--urls", type=_file, help="Ask the URLs of this file, one a line, instead.")
@ledger
@click.option(
    "--concurrency",
    type=click.IntRange(1, 1000),
    default=128,
    show_default=True,
    help="Visits at once, over all hosts.",
)
@_per_host
@_minutes
@click.option("--only", multiple=True, metavar="HOST|ID", help="Ask only these. Repeatable.")
@click.option(
    "--recheck",
    type=_file,
    metavar="REPORT",
    help="Ask only what was not sound in this output of --format json.",
)
@click.option("--base", metavar="REF", help="Ask only the links that this branch adds to REF.")
@click.option("--shard", callback=_shard, metavar="I/N", help="Ask the I-th of N parts.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="json: one object a URL (schema/link-observation.schema.json).",
)
@_reports
@click.option(
    "--allow-net",
    "nets",
    multiple=True,
    callback=_nets,
    metavar="CIDR",
    help="Private addresses that may be asked, such as an intranet's. Repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be asked; ask and write nothing.")
def check(form: str, reports: Path | None, dry_run: bool, **given: Any) -> int:  # noqa: ANN401, FBT001
    """Ask the links, judge the answers, remember the night.

    \b
    Examples:
      roadmap links check
      roadmap links check --only github.com
      roadmap links check --urls list.txt --format json
      roadmap links check --base origin/main --format github

    With --urls (and no --ledger) or --base nothing is remembered, and one answer is no proof:
    what fails is told, but only the nights together call a link dead.

    Exit code: 0 all well or only suspect, 1 dead or sure to be wrong, 2 wrong usage,
    3 the network failed and nothing was written.
    """
    with in_words(), rare_collections():  # a tenth of the imports; they leave no garbage
        from roadmap_site.links_check import Options  # noqa: PLC0415  keeps --help fast

        return _check(Options(**given), form, reports, dry_run=dry_run)


def _check(options: "Options", form: str, reports: Path | None, *, dry_run: bool) -> int:
    from roadmap_site.links import run  # noqa: PLC0415
    from roadmap_site.links_check import code_of, project_of, wanted  # noqa: PLC0415

    project, now = project_of(options), datetime.now(UTC)
    if dry_run:
        errand = wanted(options, project)
        click.echo(run.forecast(errand, options.path, now), nl=False)
        return 0
    with _telling(form) as (listen, start):
        errand = wanted(options, project, listen, start)
        if options.shard_file:
            seen = run.check_shard(errand, options.path, options.shard_file, now)
            click.echo(f"{options.shard_file}: {len(seen)} links", err=True)
            return 0
        known = None if options.urls else options.path
        night = run.check(errand, options.path, now) if options.is_remembered else None
        # Only a pull request is judged by one look, and must not suffer for our own network.
        controls = run.CONTROLS if options.base else ()
        report = night or run.once(errand, now, known, controls)
    if night is None and (reports or form in STATES):
        report = run.first_night(errand, report)
    _tell(report, form, reports, project.site, options)
    return code_of(report, remembered=options.is_remembered)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what a maintainer can mend into wrong usage, told in words."""
    try:
        yield
    except UnusableError as error:
        raise click.UsageError(str(error)) from None
    except ConnectionError:  # a reader of our output that went away: click knows what to do
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        what = printable(f"{where}{error.strerror or error}")
        raise click.ClickException(f"{what}; mend that, then run it again") from None


@contextmanager
def _telling(form: str) -> Iterator["tuple[Listen, Start]"]:
    """A listener that tells how far the run is, and the way to tell it what is asked.

    On a terminal one line that changes; elsewhere a line every half a minute. With the form
    `json` each observation is printed as soon as it is safe.
    """
    from roadmap_site.links.progress import Progress  # noqa: PLC0415
    from roadmap_site.links.reports.json_lines import observation_line  # noqa: PLC0415

    live = sys.stderr.isatty()
    shown = time.monotonic()
    progress = Progress((), shown)

    def start(urls: Iterable[str]) -> None:
        nonlocal progress
        progress = Progress(urls, time.monotonic())

    def listen(one: "Observation") -> None:
        nonlocal shown
        if form == "json":
            sys.stdout.write(f"{observation_line(one)}\n")
            sys.stdout.flush()  # whoever reads along must not wait for the next one
        progress.count(one.url)
        now = time.monotonic()
        if now - shown >= (LIVE if live else CALM):
            click.echo(_line(progress.line(now), live=live), err=True, nl=not live)
            shown = now

    try:
        yield listen, start
    finally:
        if live:
            click.echo(_line("", live=True), err=True, nl=False)


def _line(text: str, *, live: bool) -> str:
    """The text, on a terminal in place of the last one (ECMA-48: erase to the end of line)."""
    return f"\r{text}\x1b[K" if live else text


def _tell(
    report: "NightReport", form: str, folder: Path | None, site: str, options: "Options"
) -> None:
    """Print the report, and write every form of it where a folder is named."""
    if report.void and (form in {"json", "github"} or not options.is_remembered):
        click.echo(f"night void: {report.void}; nothing was written", err=True)
    if form == "json" and not folder and not options.is_remembered:
        return  # all has been printed already
    from roadmap_site.links.reports import forms  # noqa: PLC0415

    if form != "json":
        text = forms.one(report, form, remembered=options.is_remembered)
        click.echo(text, nl=False)
    if folder or options.is_remembered:
        from roadmap_site.links.reports.folder import write  # noqa: PLC0415

        write(report, site, folder, options.path if options.is_remembered else None)


@links.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@root
@click.option("--urls", type=_file, help="The list that the shards had, if they had one.")
@ledger
@_minutes
@_per_host
@_reports
def merge(folder: Path, reports: Path | None, **given: Any) -> int:  # noqa: ANN401
    """Conclude a night from the files that `check --shard` wrote into FOLDER.

    A shard that is missing costs nothing but time: its links stay as they were.

    \b
    Example:
      roadmap links merge .links/shards --reports reports

    Exit code: as of `check`.
    """
    from roadmap_site.links import run  # noqa: PLC0415
    from roadmap_site.links_check import (  # noqa: PLC0415
        Options,
        code_of,
        project_of,
        wanted,
    )

    options = Options(**given)
    with in_words():
        project = project_of(options)
        errand = wanted(options, project)
        shards = sorted(folder.glob("*.jsonl"))
        report = run.merge(errand, shards, options.path, datetime.now(UTC))
        _tell(report, "text", reports, project.site, options)
    return code_of(report, remembered=True)
