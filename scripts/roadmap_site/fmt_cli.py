"""`roadmap fmt`, as `cli.py` is for the rest: arguments in, words and exit codes out."""

from pathlib import Path

import click

from roadmap_site.links_cli import root
from roadmap_site.problem import UnusableError, counted, printable


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@root
@click.option("--check", is_flag=True, help="Write nothing; show what would change.")
def fmt(paths: tuple[Path, ...], root: Path, check: bool) -> int:  # noqa: FBT001  a flag
    """Lay the YAML files out in the one way of this project: order, quotes, lists, spaces.

    What a file says never changes, and comments stay. PATHS are files or folders in
    roadmap/; without them it is all of it.

    \b
    Examples:
      roadmap fmt
      roadmap fmt --check roadmap/engineer

    Exit code: 0 all laid out so, 1 problems, or changes with --check, 2 wrong usage.
    """
    from roadmap_site.fmt import drafts, write  # noqa: PLC0415  keeps --help fast

    try:
        made, problems = drafts(root, paths)
    except UnusableError as error:
        raise click.UsageError(str(error)) from None
    changed = [draft for draft in made if draft.is_changed]
    for draft in changed:
        if check:
            click.echo("\n".join(draft.diff))
            continue
        write(root, draft)
        click.echo(f"{printable(draft.name)}: formatted")
    for problem in problems:
        click.echo(str(problem), err=True)
    what = "would be formatted" if check else "formatted"
    broken = len({problem.where.path for problem in problems})
    left = f", {broken} can't be" if broken else ""
    click.echo(f"{len(changed)} of {counted(len(made) + broken, 'file')} {what}{left}")
    return 1 if problems or (check and changed) else 0
