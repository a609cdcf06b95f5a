"""The command line: arguments in, words and exit codes out. Only this module prints."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import roadmap_site.links_edit_cli  # noqa: F401  brings its commands along
from roadmap_site.contributor_cli import COMMANDS
from roadmap_site.fmt_cli import fmt
from roadmap_site.links_cli import in_words, links, root
from roadmap_site.lint_cli import lint
from roadmap_site.preview_cli import preview
from roadmap_site.problem import BrokenCurriculumError, report

if TYPE_CHECKING:
    from roadmap_site.project import Project

PROBLEMS, USAGE, INTERRUPTED = 1, 2, 130


def main(args: list[str] | None = None) -> None:
    """Run the command and exit: 0 sound, 1 problems, 2 wrong usage, 130 interrupted."""
    try:
        code = commands(args, standalone_mode=False) or 0
    except BrokenCurriculumError as error:
        click.echo(report(error.problems), err=True)
        code = PROBLEMS
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = INTERRUPTED
    sys.exit(code)


def _project(root: Path) -> "Project":
    """The project in this folder; wrong usage if there is no curriculum in it."""
    from roadmap_site.project import project_at  # noqa: PLC0415  keeps --help fast

    with in_words():
        return project_at(root)


def _checked_url(_: object, __: object, url: str | None) -> str | None:
    """The address as it is; wrong usage if no site can have it."""
    if url and (not re.fullmatch(r"https?://[^\s\"'<>?#\\]+", url)):
        message = f"{url!r} is no address of a site; expected https://host/folder/"
        raise click.BadParameter(message)
    return url


_url = click.option(
    "--url",
    envvar="SITE_URL",
    callback=_checked_url,
    help="The address the site will have.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="roadmap-site")
def commands() -> None:
    """A learning roadmap as data: YAML in, a bilingual, searchable site out."""


@commands.command()
@root
@_url
def build(root: Path, url: str | None) -> int:
    """Build the site, all languages, into site/. A failed build leaves the last good one.

    \b
    Example:
      roadmap build
      roadmap build --url https://example.org/course/
    """
    from roadmap_site.build import BuildError  # noqa: PLC0415
    from roadmap_site.build import build as build_site  # noqa: PLC0415

    try:
        with in_words():
            build_site(_project(root), lambda line: click.echo(line, err=True), url)
    except BuildError as error:
        click.echo(f"{error}\nthe site was not built; the last good one is untouched", err=True)
        return PROBLEMS
    return 0


@commands.command()
@root
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any free one.",
)
def serve(root: Path, port: int) -> None:
    """Build the site, show it at http://127.0.0.1:8000/ and follow every change.

    \b
    Example:
      roadmap serve
      roadmap serve --port 8080
    """
    from roadmap_site.serve import PortTakenError  # noqa: PLC0415
    from roadmap_site.serve import serve as serve_site  # noqa: PLC0415

    try:
        with in_words():
            serve_site(_project(root), port, lambda line: click.echo(line, err=True))
    except PortTakenError as error:
        message = f"port {port}: {error}; give another one with --port"
        raise click.UsageError(message) from None


@commands.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file is out of date.")
def schema(check: bool) -> int:  # noqa: FBT001  a flag of the command line
    """Write the JSON Schemas that editors use into schema/.

    \b
    Example:
      roadmap schema --check
    """
    from roadmap_site.prepare import write_changed  # noqa: PLC0415
    from roadmap_site.project import TOOL  # noqa: PLC0415
    from roadmap_site.schema import schemas  # noqa: PLC0415

    folder = TOOL / "schema"
    stale = [
        name
        for name, text in schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    for name in stale:
        click.echo(
            f"schema/{name}: {'out of date; run roadmap schema' if check else 'written'}"
        )
        if not check:
            write_changed(folder / name, schemas()[name].encode())
    return PROBLEMS if check and stale else 0


for _command in (fmt, links, lint, preview, *COMMANDS):
    commands.add_command(_command)
