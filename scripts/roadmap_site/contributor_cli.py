"""`roadmap show`, `find`, `rename`, `i18n` and `doctor`: for who writes the entries.

As `cli.py`, which registers `COMMANDS`: arguments in, words and exit codes out.
"""

from pathlib import Path

import click

from roadmap_site import completing
from roadmap_site.add_cli import add, agreed, curriculum_at
from roadmap_site.completing import offered
from roadmap_site.links_cli import in_words, root
from roadmap_site.problem import printable

FOUND_NOTHING, FAILED = 1, 1


@click.command()
@root
@click.argument("name", metavar="ID", shell_complete=offered(completing.ids))
def show(root: Path, name: str) -> None:
    """Show a resource, section, concept or tier, in all languages, with its place.

    \b
    Example:
      roadmap show agents
      roadmap show hf-agents-course

    Exit code: 0 shown, 1 the course has problems, 2 wrong usage.
    """
    from roadmap_site.listing import card  # noqa: PLC0415

    with in_words():
        for line in card(curriculum_at(root), root, name):
            click.echo(printable(line))


@click.command()
@root
@click.argument("text", nargs=-1, required=True)
def find(root: Path, text: tuple[str, ...]) -> int:
    """Find resources, sections and concepts by a text in any language, or by a URL.

    Each line says what it is and where, as in path:line: section agents: … Resources are found
    by title, reason, author and concept, and by all spellings of their URL.

    \b
    Examples:
      roadmap find attention
      roadmap find 注意力
      roadmap find https://arxiv.org/pdf/1706.03762v7

    Exit code: 0 found, 1 found nothing.
    """
    from roadmap_site import listing  # noqa: PLC0415

    lines = list(listing.find(curriculum_at(root), root, " ".join(text)))
    for line in lines:
        click.echo(printable(line))
    if not lines:
        click.echo("found nothing; try a shorter text, or the other language", err=True)
    return 0 if lines else FOUND_NOTHING


@click.command()
@root
@click.argument("old", shell_complete=offered(completing.ids))
@click.argument("new")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the change; write nothing.")
def rename(root: Path, old: str, new: str, yes: bool, dry_run: bool) -> None:  # noqa: FBT001
    """Give a resource, section or concept another id; all that names it follows.

    A resource keeps the old id in 'aliases': old links, ticks and feeds still find it.

    \b
    Example:
      roadmap rename lmql lmql-site

    Exit code: 0 renamed, or left as it was, 1 the course has problems, 2 wrong usage.
    """
    from roadmap_site import renaming  # noqa: PLC0415
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    with in_words():
        plan = renaming.plan(root, curriculum_at(root), old, new, built_in_labels())
        for line in (*plan.lines, *plan.hints):
            click.echo(printable(line))
        if dry_run:
            return
        if not agreed("Write this?", "nothing can be asked here; give --yes", yes=yes):
            click.echo("nothing was written")
            return
        renaming.apply(root, plan)
        click.echo(f"renamed {old} to {new}")


@click.command()
@root
@click.option(
    "--language",
    metavar="TAG",
    shell_complete=offered(completing.languages),
    help="Only this one, for instance zh or en.",
)
@click.option("--check", is_flag=True, help="Exit 1 if anything is missing or stale.")
def i18n(root: Path, language: str | None, check: bool) -> int:  # noqa: FBT001
    """Count and list what lacks a language, or has a text there that is out of date.

    \b
    Example:
      roadmap i18n --language en

    Exit code: 0 listed, 1 the course has problems, or gaps with --check, 2 wrong usage.
    """
    from roadmap_site import translations  # noqa: PLC0415
    from roadmap_site.listing import place  # noqa: PLC0415

    curriculum = curriculum_at(root)
    known = curriculum.languages
    if language and language not in known:
        message = (
            f"the course has no language {language!r}; expected one of: {', '.join(known)}"
        )
        raise click.BadParameter(message, param_hint="'--language'")
    wanted = (language,) if language else known
    found = translations.wordings(curriculum)
    for line in translations.table(translations.counts(found, wanted)):
        click.echo(line)
    gaps = list(translations.gaps(found, wanted, lambda path, steps: place(root, path, steps)))
    for line in gaps or ["nothing is missing or stale"]:
        click.echo(line)
    return FAILED if check and gaps else 0


@click.command()
@root
def doctor(root: Path) -> int:
    """Look at this machine: what would keep you from working on a course, and how to mend it.

    \b
    Example:
      roadmap doctor

    Exit code: 1 if a line says fail.
    """
    from roadmap_site.doctor import State, findings, this_machine  # noqa: PLC0415
    from roadmap_site.project import TOOL  # noqa: PLC0415

    found = list(findings(root.resolve(), TOOL, this_machine()))
    for one in found:
        click.echo(printable(str(one)))
    return FAILED if any(one.state is State.FAIL for one in found) else 0


COMMANDS = (add, show, find, rename, i18n, doctor)
