"""Which links are asked tonight, and in which order: suspects always, healthy ones by turns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from roadmap_site.links.host import host_of
from roadmap_site.links.observation import ALIVE, Reason
from roadmap_site.links.record import Night, Record, State

SECONDS_A_VISIT = 0.3  # on one connection, as politeness and usual latency have it
AT_ONCE = 128  # visits in all
BLOCKED_DAYS = 7
DEAD_DAYS = (1, 2, 4, 8, 16, 30)
NIGHTLY = 3  # good nights before a link is asked less often; as many at each further step
HEALTHY_DAYS = (1, 2, 4, 7)
MOST_FLAKY = 4  # further nights for a link that has recovered so many times
_WALL_IS_NEW = timedelta(days=3)  # many come down again
_LONGEST = timedelta(days=30)  # that a host may keep us away


@dataclass(frozen=True)
class Plan:
    """A night's work."""

    asked: tuple[str, ...]  # host by host, the host with the most links first
    skipped: tuple[str, ...]  # not due, sorted
    floor_seconds: float  # what politeness makes of `asked` at best
    adaptive: bool  # whether links take turns: all of them do not fit the night


def plan(
    urls: Iterable[str],
    known: Mapping[str, Record],
    today: date,
    *,
    minutes: float,
    per_host: int,
) -> Plan:
    """Tonight's plan: all links, if politeness lets them fit in so many minutes."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        hosts[host_of(url)].append(url)
    nightly = _due(hosts, known, today, every=True)
    adaptive = _floor(nightly, per_host) > minutes * 60
    tonight = _due(hosts, known, today, every=False) if adaptive else nightly
    asked = tuple(url for links in _longest_first(tonight) for url in links)
    left = {url for links in hosts.values() for url in links} - set(asked)
    return Plan(asked, tuple(sorted(left)), _floor(tonight, per_host), adaptive)


def _due(
    hosts: Mapping[str, list[str]], known: Mapping[str, Record], today: date, *, every: bool
) -> dict[str, list[str]]:
    """`{host: its links due today}`, those first that have waited longest."""

    def since(url: str) -> tuple[date, str]:
        record = known.get(url)
        return (record.due if record and record.due else today, url)

    return {
        host: sorted(chosen, key=since)
        for host, links in hosts.items()
        if (chosen := [url for url in links if due(known.get(url), today, every=every)])
    }


def _longest_first(hosts: Mapping[str, list[str]]) -> list[list[str]]:
    return [hosts[host] for host in sorted(hosts, key=lambda host: (-len(hosts[host]), host))]


def _floor(hosts: Mapping[str, list[str]], per_host: int) -> float:
    """Seconds that the biggest host takes, or all together, whichever is more."""
    counts = [len(links) for links in hosts.values()]
    return SECONDS_A_VISIT * max(max(counts, default=0) / per_host, sum(counts) / AT_ONCE)


def due(record: Record | None, today: date, *, every: bool) -> bool:
    """Whether the link is asked today; with `every` all are, else each at its own pace.

    No host is asked before the day after the time that it named.
    """
    if record is None or not record.nights:
        return True
    last = record.nights[-1].seen.date()
    if today < _wanted(record, last):
        return False
    return every or today >= (record.due or next_visit(record, last))


def next_visit(record: Record, today: date) -> date:
    """The day on which a link that was asked today is asked again."""
    return max(_next(record, today), _wanted(record, today))


def _wanted(record: Record, last: date) -> date:
    """The first day that suits the host, at most a month after the last visit."""
    if record.not_before is None:
        return last
    return min(record.not_before.date(), last + _LONGEST) + timedelta(days=1)


def _next(record: Record, today: date) -> date:
    if record.nights and _puzzles(record, record.nights[-1]):
        return today + timedelta(days=1)
    match record.state:
        case State.OK:
            return _turn(record.url, today, _interval(record))
        case State.DEAD:
            checks = min(record.dead_checks, len(DEAD_DAYS) - 1)
            return today + timedelta(days=DEAD_DAYS[checks])
        case State.BLOCKED if record.since and today - record.since >= _WALL_IS_NEW:
            return _turn(record.url, today, BLOCKED_DAYS)
        case _:
            return today + timedelta(days=1)


def _puzzles(record: Record, last: Night) -> bool:
    """Whether the last night is at odds with the state, so that the next should tell more."""
    if record.state is State.OK:
        return last.verdict not in ALIVE
    return record.state is State.DEAD and last.reason is Reason.ANCHOR_MISSING


def _interval(record: Record) -> int:
    good = record.alive_nights - min(record.flaky, MOST_FLAKY)
    return HEALTHY_DAYS[min(max(good, 0) // NIGHTLY, len(HEALTHY_DAYS) - 1)]


def _turn(url: str, today: date, days: int) -> date:
    """The link's next turn where each has one every so many days, spread evenly by URL."""
    place = int.from_bytes(sha256(url.encode("utf-8", "surrogatepass")).digest()[:4])
    wait = -(today.toordinal() + place) % days
    return today + timedelta(days=wait or days)
