"""What `roadmap links check` is asked to do: its options made into a run."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from roadmap_site.links.adapters.registry import providers
from roadmap_site.links.night_report import Mute, NightReport
from roadmap_site.links.observation import ALIVE, Observation
from roadmap_site.links.place import Place
from roadmap_site.links.places import from_list
from roadmap_site.links.record import State
from roadmap_site.links.reports.annotations import SURE
from roadmap_site.links.run import Wanted
from roadmap_site.links.settings import Network, Settings
from roadmap_site.problem import UnusableError

LEDGER = Path(".links") / "ledger.jsonl"
DEAD, VOID = 1, 3


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of `roadmap links check`, as its help explains them."""

    root: Path = Path()
    urls: Path | None = None
    ledger: Path | None = None
    concurrency: int = 128
    per_host: int = 2
    max_minutes: float = 60
    only: tuple[str, ...] = ()
    recheck: Path | None = None
    base: str | None = None
    shard: tuple[int, int] | None = None
    nets: tuple[Network, ...] = ()

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self.ledger or self.root / LEDGER

    @property
    def is_remembered(self) -> bool:
        """Whether this run is a night: of the curriculum, or of a list with its own ledger."""
        return self.base is None and (self.urls is None or self.ledger is not None)

    @property
    def shard_file(self) -> Path | None:
        """Where this shard's answers go; None where there are no shards."""
        if self.shard is None:
            return None
        number, shards = self.shard
        return self.path.parent / "shards" / f"{number}-of-{shards}.jsonl"


@dataclass(frozen=True)
class Project:
    """What a run must know of the project whose links it asks."""

    places: Mapping[str, tuple[Place, ...]]
    mutes: tuple[Mute, ...] = ()
    repository: str = ""
    site: str = ""


def wanted(
    options: Options,
    project: Project,
    listen: Callable[[Observation], None] = lambda _: None,
    start: Callable[[Sequence[str]], None] = lambda _: None,
) -> Wanted:
    """The links, which of them are asked, and how. Raises `NoBaseError`, `UnusableError`."""
    places = project.places
    urls = frozenset(places)
    if options.shard and not options.is_remembered:
        raise UnusableError("--shard is a part of a night; with --urls name a --ledger too")
    if options.base is not None:
        urls -= _at_base(options, urls)
    if options.only:
        urls = frozenset(url for url in urls if is_named(url, places[url], options.only))
        if not urls:
            raise UnusableError(f"no link is called {' or '.join(options.only)}")
    if options.recheck:
        urls &= unsound(options.recheck)
    return Wanted(
        places,
        urls,
        _settings(options, project.repository),
        regardless=bool(options.only or options.recheck or not options.is_remembered),
        part=options.shard or (1, 1),
        providers=providers(os.environ.get("GITHUB_TOKEN")),
        mutes=project.mutes,
        start=start,
        listen=listen,
    )


def project_of(options: Options) -> Project:
    """The project's links, or those of the list.

    Raises `BrokenCurriculumError`, and `UnusableError` where there is no project.
    """
    if options.urls:
        return Project(from_list(options.urls))
    demand_project(options.root)
    # Only here: a list is checked without all that reads a curriculum, in half the memory.
    from roadmap_site.links import mutes  # noqa: PLC0415
    from roadmap_site.links.places import collect  # noqa: PLC0415
    from roadmap_site.load import load  # noqa: PLC0415
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    curriculum = load(options.root, built_in_labels())
    about = curriculum.about
    places = collect(curriculum, options.root)
    return Project(places, mutes.load(options.root), about.repository or "", about.url)


def demand_project(root: Path) -> None:
    """Ensure that there is a curriculum in this folder; `UnusableError` if not."""
    if not (root / "roadmap").is_dir():
        what = f"no folder 'roadmap' in {root}"
        raise UnusableError(f"{what}; run this where it lies, or give --root")


def _at_base(options: Options, urls: frozenset[str]) -> frozenset[str]:
    from roadmap_site.added import urls_at_base  # noqa: PLC0415
    from roadmap_site.project import built_in_labels  # noqa: PLC0415

    return urls_at_base(options.root, options.base or "", built_in_labels(), urls)


def is_named(url: str, places: tuple[Place, ...], names: tuple[str, ...]) -> bool:
    """Whether the link is one of these hosts' or resources'."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    hosts = {host, host.removeprefix("www.")}
    return any(name in hosts or name in {place.resource for place in places} for name in names)


def unsound(path: Path) -> frozenset[str]:
    """The URLs of an earlier `--format json` that were neither ok nor moved.

    Raises `UnusableError` for a file that is no such report.
    """
    found = set()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            seen = json.loads(line)
            url, verdict = str(seen["url"]), str(seen["verdict"])
        except (ValueError, TypeError, KeyError, RecursionError):
            what = "is no line of a report; give the output of --format json"
            raise UnusableError(f"{path}:{number}: {what}") from None
        if verdict not in {str(one) for one in ALIVE}:
            found.add(url)
    return frozenset(found)


def _settings(options: Options, contact: str) -> Settings:
    return Settings(
        at_once=options.concurrency,
        per_host=options.per_host,
        minutes=options.max_minutes,
        allow_nets=options.nets,
        marks=options.is_remembered or options.base is not None,
        contact=contact,
    )


def code_of(report: NightReport, *, remembered: bool) -> int:
    """The exit code: 0, `DEAD` or `VOID`.

    A night counts what is dead, muted links left out; a single look what is certain.
    """
    if report.void:
        return VOID
    if not remembered:
        return DEAD if any(one.verdict in SURE for one in report.observations.values()) else 0
    from roadmap_site.links.mutes import silenced  # noqa: PLC0415

    today = report.night.date()
    bad = [r.url for r in report.records.values() if r.state in {State.DEAD, State.INVALID}]
    return DEAD if any(not silenced(report.mutes, url, today) for url in bad) else 0
