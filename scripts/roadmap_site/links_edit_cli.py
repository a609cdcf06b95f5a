"""`roadmap links fix`, `mute`, `issue` and `simulate`: what follows from the nights."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from roadmap_site.links_cli import in_words, ledger, links, root
from roadmap_site.problem import UnusableError, counted, printable


@links.command()
@root
@ledger
@click.option("--only", multiple=True, metavar="HOST|ID", help="Mend only these. Repeatable.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["trivial", "moved", "archived"]),
    help="Only such repairs: a slash or https, another address, a copy of what is dead.",
)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the change; write nothing.")
def fix(  # noqa: PLR0913, PLR0917  a command has its options
    root: Path,
    ledger: Path | None,
    only: tuple[str, ...],
    kinds: tuple[str, ...],
    yes: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
) -> int:
    """Put moved addresses and archived copies into the files, after showing the change.

    Only the address itself is touched: comments, quotes and the order of fields stay.

    \b
    Examples:
      roadmap links fix
      roadmap links fix --kind trivial --yes
    """
    from roadmap_site.links import ledger as ledgers  # noqa: PLC0415
    from roadmap_site.links.fix import apply, draft, edits  # noqa: PLC0415
    from roadmap_site.links_check import Options, is_named, project_of  # noqa: PLC0415

    options = Options(root=root, ledger=ledger)
    with in_words():
        places = project_of(options).places
        wanted = [
            edit
            for edit in edits(ledgers.load(options.path), places)
            if (not kinds or edit.kind in kinds)
            and (not only or is_named(edit.old, places[edit.old], only))
        ]
        made = draft(root, wanted)
    for line in made.diff.splitlines() or ["nothing to mend"]:
        click.echo(printable(line))
    for problem in made.problems:
        click.echo(str(problem), err=True)
    if made.diff and not dry_run and (yes or click.confirm("Write this?")):
        refused = {problem.where for problem in made.problems}
        with in_words():
            apply(root, [edit for edit in wanted if edit.where not in refused])
        click.echo(f"wrote {counted(len(made.files), 'file')}")
    return 1 if made.problems else 0


@links.command()
@root
@click.argument("url")
@click.option("--reason", required=True, help="Why its findings shall not be told.")
@click.option(
    "--until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day of silence, within a year.",
)
def mute(root: Path, url: str, reason: str, until: datetime) -> None:
    """Tell no findings of this link for a while; it is still asked.

    \b
    Example:
      roadmap links mute https://example.org/ --reason "moves in May" --until 2027-05-31
    """
    from roadmap_site.links.mutes import add  # noqa: PLC0415
    from roadmap_site.links_check import demand_project  # noqa: PLC0415

    with in_words():
        demand_project(root)
        made = add(root, url, reason, until.date(), today=datetime.now(UTC).date())
    click.echo(f"roadmap/mutes.yml: {printable(made.url)} is silent until {made.until}")


@links.command()
@click.argument("reports", type=click.Path(exists=True, file_okay=False, path_type=Path))
def issue(reports: Path) -> None:
    """Open, update or close the one issue about links, from a folder of --reports.

    Silent when nothing changed. GITHUB_TOKEN and GITHUB_REPOSITORY say where.

    \b
    Example:
      roadmap links issue reports
    """
    from roadmap_site.links.tracker import api_of, upsert  # noqa: PLC0415

    file = reports / "issue.json"
    if not file.is_file():
        message = f"no issue.json in {reports}; roadmap links check --reports writes one"
        raise click.UsageError(message)
    with in_words():
        body, comment, is_open = _news(file)
        api = api_of(os.environ)
        click.echo(upsert(api, body, comment, open_findings=is_open))


def _news(file: Path) -> tuple[str, str, bool]:
    """The issue's text, the comment, and whether it is open. Raises `UnusableError`."""
    try:
        news = json.loads(file.read_bytes())
        body, comment, is_open = news["body"], news["comment"], news["open"]
    except (ValueError, TypeError, KeyError, RecursionError):
        what = "does not say what the issue says; let roadmap links check --reports write it"
        raise UnusableError(f"{file}:1: {what}") from None
    return str(body), str(comment), bool(is_open)


@links.command()
@click.option("--nights", type=click.IntRange(1, 1000), default=90, show_default=True)
@click.option("--urls", type=click.IntRange(10, 100_000), default=1000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same web.")
def simulate(nights: int, urls: int, seed: int) -> None:
    """Try the thresholds on a made-up web: noise, outages, walls, deaths, resurrections.

    Prints false alarms, deaths found and how late, beside rules that judge by one look.

    \b
    Example:
      roadmap links simulate --nights 90 --urls 1000 --seed 7
    """
    from roadmap_site.links.simulate import simulate as run  # noqa: PLC0415

    click.echo(run(nights, urls, seed).table(), nl=False)
