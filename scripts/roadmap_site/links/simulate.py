"""Many nights over a synthetic web: what the real guards, health and schedule make of them.

The proof that the thresholds are right, and the tool to tune them; the scores are in
`simulated.py`.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from roadmap_site.links.night import conclude
from roadmap_site.links.night_report import NightReport
from roadmap_site.links.one_shot import RULES
from roadmap_site.links.record import Record, State
from roadmap_site.links.schedule import plan
from roadmap_site.links.simulated import OURS, Morning, Simulated
from roadmap_site.links.synthetic_visits import START, Seen, visits
from roadmap_site.links.synthetic_web import Climate, SyntheticWeb, make_web

PER_HOST = 2  # links of a host asked at once, as the engine has it


def simulate(
    nights: int = 90,
    urls: int = 1000,
    seed: int = 1,
    *,
    climate: Climate | None = None,
    minutes: float = 60,
) -> Simulated:
    """What came of so many nights over so many links; the same arguments, the same nights.

    `minutes` is the time that a night has: with little of it, healthy links take turns.
    """
    web = make_web(nights, urls, seed, climate or Climate())
    return Simulated(web, tuple(_mornings(web, minutes)))


def _mornings(web: SyntheticWeb, minutes: float) -> Iterator[Morning]:
    records: Mapping[str, Record] = {}
    for night in range(web.nights):
        seen, start = visits(web, night), START + timedelta(days=night)
        asked = plan(web.links, records, start.date(), minutes=minutes, per_host=PER_HOST).asked
        report = conclude(records, {url: seen[url].visit for url in asked}, night=start)
        records = report.records
        yield _morning(report, seen, len(asked))


def _morning(report: NightReport, seen: Mapping[str, Seen], asked: int) -> Morning:
    broken = {OURS: _in_state(report, State.DEAD) | _in_state(report, State.INVALID)}
    for name, rule in RULES.items():
        broken[name] = frozenset(url for url, one in seen.items() if rule(one.visit))
    return Morning(
        asked,
        bool(report.void),
        len(report.incidents),
        broken,
        {state: _entered(report, state) for state in State},
        {url: one.cause for url, one in seen.items()},
    )


def _in_state(report: NightReport, state: State) -> frozenset[str]:
    return frozenset(url for url, record in report.records.items() if record.state is state)


def _entered(report: NightReport, state: State) -> frozenset[str]:
    return frozenset(
        one.record.url
        for one in report.transitions
        if one.record.state is state and one.before is not None
    )
