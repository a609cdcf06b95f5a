"""The steps of a night, in order: plan, ask, conclude, remember. Prints nothing."""

import asyncio
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from roadmap_site.links import archive, history, ledger, schedule, shard
from roadmap_site.links.adapters.provider import Provider
from roadmap_site.links.disk import replace as replace_file
from roadmap_site.links.journal import Journal, open_or_resume
from roadmap_site.links.night import conclude
from roadmap_site.links.night_report import Mute, NightReport
from roadmap_site.links.observation import Observation, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.probe import probe_all
from roadmap_site.links.progress import clock
from roadmap_site.links.record import Record
from roadmap_site.links.settings import Settings
from roadmap_site.links.web import Web
from roadmap_site.problem import counted, printable

Places = Mapping[str, tuple[Place, ...]]
Listen = Callable[[Observation], None]
Records = Mapping[str, Record]
Seen = dict[str, Observation]

CONTROLS = (
    "https://www.wikipedia.org/",
    "https://github.com/",
    "https://pypi.org/",
    "https://www.debian.org/",
    "https://www.ietf.org/",
)
"""Pages of five providers that do not fail together."""
ENOUGH = 3
NETWORK = frozenset({Verdict.NO_HOST, Verdict.DNS_ERROR, Verdict.UNREACHABLE})


@dataclass(frozen=True)
class Wanted:
    """Which links there are, which of them this run is about, and how to ask them."""

    places: Places
    urls: frozenset[str]
    settings: Settings
    regardless: bool = False  # ask them all, whatever the schedule says
    part: tuple[int, int] = (1, 1)  # of the shards
    providers: Sequence[Provider] = ()
    mutes: tuple[Mute, ...] = ()
    start: Callable[[Sequence[str]], None] = field(default=lambda _: None)
    listen: Listen = field(default=lambda _: None)


def plan(wanted: Wanted, known: Records, today: date) -> schedule.Plan:
    """What this run asks, all shards together, the longest host first.

    A link is asked once a night: the same night again asks only what is left of it.
    """
    settings = wanted.settings
    minutes = settings.minutes if settings.minutes and not wanted.regardless else math.inf
    known = {} if wanted.regardless else known
    urls = sorted(url for url in wanted.urls if not _was_asked(known.get(url), today))
    return schedule.plan(urls, known, today, minutes=minutes, per_host=settings.per_host)


def _was_asked(record: Record | None, today: date) -> bool:
    return bool(record and record.nights and record.nights[-1].seen.date() == today)


def mine(wanted: Wanted, asked: Sequence[str]) -> list[str]:
    """Of the planned links, those of this run's shard, in the same order."""
    number, shards = wanted.part
    return [url for url in asked if shards == 1 or shard.shard_of(url, shards) == number]


def ask(wanted: Wanted, urls: Sequence[str], known: Records, listen: Listen) -> Seen:
    """`{url: observation}` of those that the night was long enough for; `listen` hears each.

    `wanted.start` hears before which links are asked.
    """
    wanted.start(urls)

    async def gather() -> Seen:
        found: Seen = {}
        asked = probe_all(urls, known, wanted.settings, wanted.providers)
        async for one in asked:
            listen(one)
            found[one.url] = one
        return found

    return asyncio.run(gather())


def network_trouble(
    seen: Mapping[str, Observation], settings: Settings, sites: Sequence[str] = CONTROLS
) -> str:
    """Why tonight's failures say nothing about the links; empty where they do.

    Answers from three sites prove a working network, so the controls are asked only where
    the night itself brought fewer.
    """
    failing = [one for one in seen.values() if one.verdict in NETWORK]
    answering = {shard.site_of(one.url) for one in seen.values() if one.status is not None}
    if not failing or len(answering) >= ENOUGH:
        return ""
    wanted = Wanted({}, frozenset(), settings)
    controls = ask(wanted, sites, {}, lambda _: None).values()
    answers = sum(one.status is not None for one in controls)
    if answers >= ENOUGH:
        return ""
    return f"the network: {answers} of {len(sites)} control sites answer"


def once(
    wanted: Wanted, now: datetime, path: Path | None = None, controls: Sequence[str] = ()
) -> NightReport:
    """What these links show right now; the ledger at `path` may help, but remembers nothing.

    With `controls` the look is void where neither the links nor these sites answer.
    """
    urls = plan(wanted, {}, now.date()).asked
    known = ledger.load(path) if path else {}
    seen = dict(sorted(ask(wanted, urls, known, wanted.listen).items()))
    unasked = tuple(sorted(url for url in urls if url not in seen))
    void = network_trouble(seen, wanted.settings, controls) if controls else ""
    return NightReport(now, {}, seen, wanted.places, unasked=unasked, void=void)


def first_night(wanted: Wanted, look: NightReport) -> NightReport:
    """One look as the first night that it would be: for reports that tell of states."""
    places = {url: wanted.places[url] for url in (*look.observations, *look.unasked)}
    return conclude(
        {},
        look.observations,
        night=look.night,
        due=list(places),
        places=places,
        void=look.void,
    )


def forecast(wanted: Wanted, path: Path, now: datetime) -> str:
    """What `check` would ask now, and how long politeness alone makes that last."""
    found = plan(wanted, ledger.load(path), now.date())
    urls = mine(wanted, found.asked)
    lines = [
        *map(printable, urls),
        f"{counted(len(urls), 'link')}, at least {clock(found.floor_seconds)} minutes",
    ]
    return "".join(f"{line}\n" for line in lines)


def check(wanted: Wanted, path: Path, now: datetime) -> NightReport:
    """The night, remembered in the ledger at `path` unless it is void.

    A run that was killed goes on where it stopped. Raises `StorageError`.
    """

    def settle(night: datetime, seen: Seen) -> None:
        remember(_concluded(wanted, ledger.load(path), seen, night), path)

    journal, seen = _journal(path, now, settle)
    with journal:
        known = ledger.load(path)
        urls = plan(wanted, known, now.date()).asked
        seen |= ask(wanted, [u for u in urls if u not in seen], known, _both(journal, wanted))
        report = _concluded(wanted, known, seen, journal.night, urls)
        remember(report, path)
        journal.finish()
    return report


def check_shard(wanted: Wanted, path: Path, into: Path, now: datetime) -> Seen:
    """What this shard saw, written to the file `into` for `merge`; the ledger is only read."""
    journal, seen = _journal(into, now, lambda *_: None)
    with journal:
        known = ledger.load(path)
        urls = mine(wanted, plan(wanted, known, now.date()).asked)
        seen |= ask(wanted, [u for u in urls if u not in seen], known, _both(journal, wanted))
        shard.write(into, wanted.part, journal.night, wanted.places.keys(), seen.values())
        journal.finish()
    return seen


def _both(journal: Journal, wanted: Wanted) -> Listen:
    """Write first, tell then: what was told outlives a kill."""

    def listen(one: Observation) -> None:
        journal.append(one)
        wanted.listen(one)

    return listen


def _journal(
    target: Path, now: datetime, settle: Callable[[datetime, Seen], None]
) -> tuple[Journal, Seen]:
    """Tonight's journal; an earlier night that nobody finished is settled before."""
    journal, seen = open_or_resume(target, now)
    if journal.night.date() == now.date():
        return journal, seen
    with journal:
        settle(journal.night, seen)
        journal.finish()
    return open_or_resume(target, now)


def merge(wanted: Wanted, shards: Collection[Path], path: Path, now: datetime) -> NightReport:
    """The night of all shards together; a missing shard's links stay as they were."""
    merged = shard.merge(shards, wanted.places.keys())
    night = merged.night or now
    journal, _ = open_or_resume(path, night)
    with journal:
        known = ledger.load(path)
        urls = plan(wanted, known, night.date()).asked
        report = _concluded(wanted, known, dict(merged.observations), night, urls)
        remember(report, path)
        journal.finish()
    return report


def _concluded(
    wanted: Wanted, known: Records, seen: Seen, night: datetime, due: Sequence[str] = ()
) -> NightReport:
    void = network_trouble(seen, wanted.settings)
    report = conclude(
        known, seen, night=night, due=due, places=wanted.places, mutes=wanted.mutes, void=void
    )
    return report if report.void else _with_copies(report, wanted.settings)


def _with_copies(report: NightReport, settings: Settings) -> NightReport:
    """The night with an archived copy beside each link that is dead."""

    async def asked() -> dict[str, Record]:
        async with Web(settings) as web:
            return await archive.with_copies(report.records, web.get, report.night.date())

    return replace(report, records=asyncio.run(asked()))


def remember(report: NightReport, path: Path) -> None:
    """Ensure that the ledger and the history hold this night; a void one leaves no trace."""
    if report.void:
        return
    ledger.write(path, report.records)
    beside = path.with_name("history.jsonl")
    text = history.remembered(history.read(beside), report)
    replace_file(beside, [text.encode()])
