"""`roadmap preview`, as `cli.py` is for the rest: arguments in, words and exit codes out."""

import time
from pathlib import Path

import click

from roadmap_site.links_cli import in_words, root
from roadmap_site.problem import printable

FAILED = 1


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@root
@click.option(
    "--base",
    metavar="REF",
    help="Show what this branch changed since it left REF. Default: the main branch.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("preview.html"),
    show_default=True,
    help="The file to write: *.html, outside of the sources.",
)
def preview(paths: tuple[Path, ...], root: Path, base: str | None, output: Path) -> int:
    """Show the pages that a change touches, in all languages, in one file.

    What is new or different is marked, and listed at the top together with what is gone.
    Uncommitted changes count. The file opens from disk and loads nothing. PATHS are files or
    folders in roadmap/ or docs/: only their pages are shown, changed or not.

    \b
    Examples:
      roadmap preview
      roadmap preview --base origin/main -o preview.html
      roadmap preview roadmap/engineer/agents/section.yml

    Exit code: 0 written, or nothing to show, 1 problems, 2 wrong usage.
    """
    from roadmap_site.build import BuildError  # noqa: PLC0415  keeps --help fast
    from roadmap_site.preview.run import Asked, found, show, told, usable  # noqa: PLC0415
    from roadmap_site.project import project_at  # noqa: PLC0415

    started = time.perf_counter()
    with in_words():
        project = project_at(root)
        usable(project.root, output)
        shown = found(Asked(project.root, base, paths))
        if not shown.touched.pages:
            click.echo(_nothing(shown.since, shown.touched.elsewhere))
            return 0
        click.echo(f"building    {told(shown)}", err=True)
        try:
            show(shown, output)
        except BuildError as error:
            click.echo(f"{error}\nno preview was written", err=True)
            return FAILED
    seconds = time.perf_counter() - started
    click.echo(
        f"{printable(str(output))}: {told(shown)}; open it in a browser ({seconds:.1f} s)"
    )
    return 0


def _nothing(since: str, elsewhere: tuple[str, ...]) -> str:
    """Why there is nothing to show, and the way to see something."""
    what = f"no page reads otherwise than in {printable(since)}" if since else "no page to show"
    files = [f"  {printable(path)} changed, but is on no page of its own" for path in elsewhere]
    way = "to see pages all the same, name files: roadmap preview roadmap/…/section.yml"
    return "\n".join((f"{what}; nothing was written", *files, way))
