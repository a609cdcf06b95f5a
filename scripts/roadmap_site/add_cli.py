"""`roadmap add`, as `cli.py` is for the rest: arguments in, words and exit codes out.

It speaks the language of the system; the words stand in `templates/messages/`.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_site import completing
from roadmap_site.completing import offered
from roadmap_site.links_cli import in_words, root
from roadmap_site.problem import BrokenCurriculumError, UnusableError, printable
from roadmap_site.speaking import of_the_system
from roadmap_site.wording import Said, say, translated

if TYPE_CHECKING:
    from roadmap_site.adding import Draft
    from roadmap_site.asking import Wish
    from roadmap_site.curriculum import Curriculum
    from roadmap_site.questions import Talk

LISTED, PROBLEMS = 1, 1


def curriculum_at(root: Path) -> "Curriculum":
    """The sound course in this folder; wrong usage if there is none."""
    from roadmap_site.load import load  # noqa: PLC0415  keeps --help fast
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    if not (root / "roadmap").is_dir():
        message = f"no folder 'roadmap' in {root}; run this where it lies, or give --root"
        raise click.UsageError(message)
    return load(root.resolve(), built_in_labels())


def agreed(question: str, refusal: str, *, yes: bool) -> bool:
    """Whether to write; asked where a person is there to answer."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError(refusal)
    return click.confirm(question, default=True)


@click.command()
@root
@click.argument("url", required=False, metavar="[URL]")
@click.option(
    "--section",
    shell_complete=offered(completing.sections),
    help="Its id, or a part of its name in any language.",
)
@click.option("--title-zh", metavar="TEXT", help="Title in Chinese.")
@click.option("--title-en", metavar="TEXT", help="Title in English; one language is enough.")
@click.option(
    "--title", multiple=True, metavar="TAG=TEXT", help="Title in any language. Repeatable."
)
@click.option(
    "--kind",
    shell_complete=offered(completing.words("Kind")),
    help="video, paper, article … The URL may suggest one.",
)
@click.option(
    "--language",
    multiple=True,
    metavar="TAG",
    shell_complete=offered(completing.languages),
    help="Of the page itself. Repeatable.",
)
@click.option("--why-zh", metavar="TEXT", help="What only this page gives, in Chinese.")
@click.option("--why-en", metavar="TEXT", help="The same in English; one is enough.")
@click.option(
    "--why", multiple=True, metavar="TAG=TEXT", help="The same in any language. Repeatable."
)
@click.option(
    "--need",
    shell_complete=offered(completing.words("Need")),
    help="core, choice (the default) or optional.",
)
@click.option(
    "--level", shell_complete=offered(completing.words("Level")), help="intro, core or deep."
)
@click.option("--minutes", help="How long it takes.")
@click.option("--by", multiple=True, metavar="NAME", help="An author. Repeatable.")
@click.option(
    "--concept",
    multiple=True,
    metavar="ID",
    shell_complete=offered(completing.concepts),
    help="What it teaches. Repeatable.",
)
@click.option(
    "--cost",
    shell_complete=offered(completing.words("Cost")),
    help="free (the default), login or paid.",
)
@click.option("--id", "slug", help="The file's name. Default: made from the title.")
@click.option("--yes", is_flag=True, help="Ask only what is needed, and write.")
def add(root: Path, **given: Any) -> int:  # noqa: ANN401  click's own types
    """Add a resource: checks for duplicates, asks what is missing, shows the file, writes it.

    On a terminal every answer is checked at once, and the questions are in the language of
    your system. In a script give what is needed as flags.

    \b
    Examples:
      roadmap add https://arxiv.org/abs/1706.03762
      roadmap add https://example.org/a --section agents --title-en "A" --kind article
        --language en --why-en "Shows the loop in 30 lines." --yes
      roadmap add https://example.org/b --title ja="…"

    Exit code: 0 written, 1 listed already or unsound, 2 wrong usage.
    """
    from roadmap_site.messages import catalogue  # noqa: PLC0415  keeps --help fast

    words = catalogue(of_the_system(os.environ))
    with in_words(), _in_their_language(words):
        return _add(root, given, words)


def _add(root: Path, given: dict[str, Any], words: dict[str, str]) -> int:
    from roadmap_site import adding, asking  # noqa: PLC0415

    try:
        made = _made(curriculum_at(root), _wish(given), words)
    except asking.ListedError as error:
        click.echo(_plain(error.args[0], words), err=True)
        return LISTED
    except BrokenCurriculumError as error:
        _tell_problems(error, words)
        return PROBLEMS
    _show(made)
    refusal = _plain(say("nothing can be asked here; give {0}", "--yes"), words)
    if not agreed(_plain(say("Write it?"), words), refusal, yes=given["yes"]):
        click.echo(_plain(say("nothing was written"), words))
        return 0
    adding.write(root, made)
    _say_what_next(made, words)
    return 0


@contextmanager
def _in_their_language(words: dict[str, str]) -> Iterator[None]:
    """Raise what can't be done in the words of this catalogue, a line for each text."""
    try:
        yield
    except UnusableError as error:
        told = "\n".join(_plain(text, words) for text in error.args)
        raise click.UsageError(told) from None


def _plain(text: str, words: dict[str, str]) -> str:
    return printable(translated(text, words))


def _wish(given: dict[str, Any]) -> "Wish":
    """What the flags say, in the fields' own names; what is not given is not there."""
    from roadmap_site.asking import Wish  # noqa: PLC0415

    lists = {"language": given["language"], "by": given["by"], "concepts": given["concept"]}
    names = ("url", "kind", "need", "level", "minutes", "cost")
    fields = {
        **{name: given[name] for name in names},
        **{name: list(dict.fromkeys(values)) for name, values in lists.items()},
        **{name: _texts(name, given) for name in ("title", "why")},
    }
    said = {name: value for name, value in fields.items() if value}
    return Wish(said, given["section"] or "", given["slug"] or "", brief=given["yes"])


def _texts(name: str, given: dict[str, Any]) -> dict[str, str]:
    """`{language: text}` of all flags for this field."""
    own = ((tag, given[f"{name}_{tag}"]) for tag in ("zh", "en"))
    texts = {tag: text for tag, text in own if text}
    for one in given[name]:
        tag, equals, text = one.partition("=")
        if not equals:
            what = say("--{0} has no language", name)
            raise UnusableError(say("{0}; {1}", what, say("write it like {0}", "ja=…")))
        if tag in texts:
            what = say("--{0} gives {1} twice", name, repr(tag))
            raise UnusableError(say("{0}; {1}", what, say("delete one of the two")))
        texts[tag] = text
    return texts


def _made(curriculum: "Curriculum", wish: "Wish", words: dict[str, str]) -> "Draft":
    from roadmap_site import asking  # noqa: PLC0415

    if sys.stdin.isatty():
        return asking.asked(curriculum, wish, _talk(words))
    return asking.settled(curriculum, wish)


def _talk(words: dict[str, str]) -> "Talk":
    from roadmap_site.questions import Talk  # noqa: PLC0415

    def ask(question: Said, default: str) -> str:
        text = _plain(question, words)
        return str(click.prompt(text, default=default, show_default=bool(default)))

    def tell(text: Said) -> None:
        click.echo(_plain(text, words))

    return Talk(ask, tell, of_the_system(os.environ))


def _show(made: "Draft") -> None:
    click.echo(f"\n{made.path}")
    for line in made.text.split("\n"):
        click.echo(printable(f"  {line}".rstrip()))


def _tell_problems(error: BrokenCurriculumError, words: dict[str, str]) -> None:
    from roadmap_site.lint_reports import concise  # noqa: PLC0415
    from roadmap_site.lint_reports.words import verdict  # noqa: PLC0415

    click.echo(concise.render(error.problems, words), err=True, nl=False)
    click.echo(_plain(verdict(error.problems, say("nothing was written")), words), err=True)


def _say_what_next(made: "Draft", words: dict[str, str]) -> None:
    said = (
        say("wrote {0}", made.path),
        say("next:"),
        say("  roadmap serve    shows it on its page"),
        say("{0}", f"  git switch -c add-{made.slug}"),
        say("{0}", f"  git add {made.path}"),
        say("{0}", f'  git commit -m "Add {made.slug}"'),
        say("  then push it and open a pull request"),
    )
    for line in said:
        click.echo(_plain(line, words))
