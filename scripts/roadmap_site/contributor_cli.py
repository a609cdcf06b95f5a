"""`roadmap add`, `show`, `find`, `rename`, `i18n` and `doctor`: for who writes the entries.

As `cli.py`, which registers `COMMANDS`: arguments in, words and exit codes out.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_site.links_cli import in_words, root
from roadmap_site.problem import printable

if TYPE_CHECKING:
    from roadmap_site.adding import Draft
    from roadmap_site.asking import Wish
    from roadmap_site.curriculum import Curriculum
    from roadmap_site.questions import Talk

FOUND_NOTHING, FAILED, LISTED = 1, 1, 1


def _curriculum(root: Path) -> "Curriculum":
    """The sound course in this folder; wrong usage if there is none."""
    from roadmap_site.load import load  # noqa: PLC0415  keeps --help fast
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    if not (root / "roadmap").is_dir():
        message = f"no folder 'roadmap' in {root}; run this where it lies, or give --root"
        raise click.UsageError(message)
    return load(root.resolve(), built_in_labels())


def _ids(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The ids that begin with what is typed, for the shell."""
    from roadmap_site.listing import ids_on_disk  # noqa: PLC0415

    known = ids_on_disk(Path(context.params.get("root") or Path()))
    return [slug for slug in known if slug.startswith(typed)]


@click.command()
@root
@click.argument("url", required=False, metavar="[URL]")
@click.option("--section", help="Its id, or a part of its name in any language.")
@click.option("--title-zh", metavar="TEXT", help="Title in Chinese.")
@click.option("--title-en", metavar="TEXT", help="Title in English; one language is enough.")
@click.option("--kind", help="video, paper, article … The URL may suggest one.")
@click.option(
    "--language", multiple=True, metavar="TAG", help="Of the page itself. Repeatable."
)
@click.option("--why-zh", metavar="TEXT", help="What only this page gives, in Chinese.")
@click.option("--why-en", metavar="TEXT", help="The same in English; one is enough.")
@click.option("--need", help="core, choice (the default) or optional.")
@click.option("--level", help="intro, core or deep.")
@click.option("--minutes", help="How long it takes.")
@click.option("--by", multiple=True, metavar="NAME", help="An author. Repeatable.")
@click.option("--concept", multiple=True, metavar="ID", help="What it teaches. Repeatable.")
@click.option("--cost", help="free (the default), login or paid.")
@click.option("--id", "slug", help="The file's name. Default: made from the title.")
@click.option("--yes", is_flag=True, help="Ask only what is needed, and write.")
def add(root: Path, **given: Any) -> int:  # noqa: ANN401  click's own types
    """Add a resource: checks for duplicates, asks what is missing, shows the file, writes it.

    On a terminal every answer is checked at once. In a script give what is needed as flags.

    \b
    Example:
      roadmap add https://arxiv.org/abs/1706.03762
      roadmap add https://example.org/a --section agents --title-en "A" --kind article
        --language en --why-en "Shows the loop in 30 lines." --yes

    Exit code: 0 written, 1 listed already or unsound, 2 wrong usage.
    """
    from roadmap_site import adding  # noqa: PLC0415
    from roadmap_site.asking import ListedError  # noqa: PLC0415

    with in_words():
        try:
            made = _made(_curriculum(root), _wish(given))
        except ListedError as error:
            click.echo(str(error), err=True)
            return LISTED
        _show(made)
        if not _agreed("Write it?", yes=given["yes"]):
            return 0
        adding.write(root, made)
    _say_what_next(made)
    return 0


def _wish(given: dict[str, Any]) -> "Wish":
    """What the flags say, in the fields' own names; what is not given is not there."""
    from roadmap_site.asking import Wish  # noqa: PLC0415

    texts = {
        name: {tag: given[f"{name}_{tag}"] for tag in ("zh", "en") if given[f"{name}_{tag}"]}
        for name in ("title", "why")
    }
    lists = {"language": given["language"], "by": given["by"], "concepts": given["concept"]}
    names = ("url", "kind", "need", "level", "minutes", "cost")
    fields = {
        **{name: given[name] for name in names},
        **{name: list(values) for name, values in lists.items()},
        **texts,
    }
    said = {name: value for name, value in fields.items() if value}
    return Wish(said, given["section"] or "", given["slug"] or "", brief=given["yes"])


def _made(curriculum: "Curriculum", wish: "Wish") -> "Draft":
    from roadmap_site import asking  # noqa: PLC0415

    if sys.stdin.isatty():
        return asking.asked(curriculum, wish, _talk())
    return asking.settled(curriculum, wish)


def _talk() -> "Talk":
    from roadmap_site.questions import Talk  # noqa: PLC0415

    def ask(question: str, default: str) -> str:
        answer = click.prompt(question, default=default, show_default=bool(default))
        return str(answer)

    return Talk(ask, click.echo)


def _show(made: "Draft") -> None:
    click.echo(f"\n{made.path}")
    for line in made.text.split("\n"):
        click.echo(printable(f"  {line}".rstrip()))


def _agreed(question: str, *, yes: bool) -> bool:
    """Whether to write; asked where a person is there to answer."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError("nothing can be asked here; give --yes")
    agreed = click.confirm(question, default=True)
    if not agreed:
        click.echo("nothing was written")
    return agreed


def _say_what_next(made: "Draft") -> None:
    click.echo(
        f"wrote {made.path}\n"
        "next: roadmap serve    shows it on its page\n"
        f"      git switch -c add-{made.slug}\n"
        f"      git add {made.path}\n"
        f'      git commit -m "Add {made.slug}"\n'
        "      then push it and open a pull request"
    )


@click.command()
@root
@click.argument("name", metavar="ID", shell_complete=_ids)
def show(root: Path, name: str) -> None:
    """Show a resource, section, concept or tier, in all languages, with its place.

    \b
    Example:
      roadmap show agents
      roadmap show hf-agents-course
    """
    from roadmap_site.listing import card  # noqa: PLC0415

    with in_words():
        for line in card(_curriculum(root), root, name):
            click.echo(printable(line))


@click.command()
@root
@click.argument("text", nargs=-1, required=True)
def find(root: Path, text: tuple[str, ...]) -> int:
    """Find resources by a text in either language: title, reason, author, URL, concept.

    \b
    Example:
      roadmap find attention
      roadmap find 注意力

    Exit code: 0 found, 1 found nothing.
    """
    from roadmap_site import listing  # noqa: PLC0415

    lines = list(listing.find(_curriculum(root), root, " ".join(text)))
    for line in lines:
        click.echo(printable(line))
    if not lines:
        click.echo("found nothing; try a shorter text, or the other language", err=True)
    return 0 if lines else FOUND_NOTHING


@click.command()
@root
@click.argument("old", shell_complete=_ids)
@click.argument("new")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the change; write nothing.")
def rename(root: Path, old: str, new: str, yes: bool, dry_run: bool) -> None:  # noqa: FBT001
    """Give a resource, section or concept another id; all that names it follows.

    A resource keeps the old id in 'aliases': old links, ticks and feeds still find it.

    \b
    Example:
      roadmap rename lmql lmql-site
    """
    from roadmap_site import renaming  # noqa: PLC0415
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    with in_words():
        plan = renaming.plan(root, _curriculum(root), old, new, built_in_labels())
        for line in (*plan.lines, *plan.hints):
            click.echo(printable(line))
        if not dry_run and _agreed("Write this?", yes=yes):
            renaming.apply(root, plan)
            click.echo(f"renamed {old} to {new}")


@click.command()
@root
@click.option("--language", metavar="TAG", help="Only this one, for instance zh or en.")
@click.option("--check", is_flag=True, help="Exit 1 if anything is missing or stale.")
def i18n(root: Path, language: str | None, check: bool) -> int:  # noqa: FBT001
    """Count and list what lacks a language, or has a text there that is out of date.

    \b
    Example:
      roadmap i18n --language en
    """
    from roadmap_site import translations  # noqa: PLC0415
    from roadmap_site.listing import place  # noqa: PLC0415

    curriculum = _curriculum(root)
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
