"""A web made up from a seed: what every link truly is on every night.

What a visit to it shows is in `synthetic_visits.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from roadmap_site.links.host import host_of

HOSTS_A_LINK = 0.4  # about as in real lists of links
DEATHS: Mapping[str, float] = MappingProxyType(
    {"404": 0.45, "410": 0.1, "soft-404": 0.2, "no such host": 0.15, "refused": 0.1}
)
"""What a dead link shows, and how often."""
OF_HOST = frozenset({"no such host", "refused"})
"""Deaths that take all links of a host."""
_FIRST_DEATH = 5  # nights in, so that links have been seen alive
_LAST_DEATH = 20  # nights before the end, so that every death has its time to be found
_REVIVED_AFTER = (15, 25)  # nights
_OUTAGE_NIGHTS = (1, 6)
_EXPIRED_NIGHTS = (2, 20)
_RUNNER_LOSES = (1.0, 0.6, 0.4)  # share of the visits lost, by turns
_FEW = 4  # links of a small host


@dataclass(frozen=True)
class Climate:
    """How rough the synthetic web is; numbers are for the whole time."""

    noise: float = 0.02  # visits that fail for no reason, each for itself
    host_outages: int = 5
    runner_outages: int = 3  # nights on which our own network fails, wholly or in part
    walled: float = 0.15  # share of the links whose host turns robots away, always or at times
    deaths: int = 40
    revived: int = 5  # of those that die
    hijacks: int = 3  # domains that lapse and come back with somebody else's page
    certificates: int = 8  # hosts whose certificate expires for a while


@dataclass(frozen=True)
class Spell:
    """Something that lasts from one night to another, both included; and what visits show."""

    shows: str
    first: int
    last: int

    def covers(self, night: int) -> bool:
        """Whether it lasts in that night, counted from 0."""
        return self.first <= night <= self.last


@dataclass(frozen=True)
class SyntheticWeb:
    """All that is true of it. Spells are by URL or by host, nights count from 0."""

    seed: int
    nights: int
    links: tuple[str, ...]
    deaths: Mapping[str, Spell]
    hijacked: frozenset[str]  # URLs; once their death is over, another page is there
    outages: Mapping[str, Spell]
    certificates: Mapping[str, Spell]
    walls: Mapping[str, tuple[str, frozenset[int]]]  # what robots are shown, in which nights
    runner: Mapping[int, float]  # share of visits lost
    noise: float

    def is_dead(self, url: str, night: int) -> bool:
        """Whether a reader would not find the page."""
        death = self.deaths.get(url)
        gone_for_good = url in self.hijacked and death is not None and night > death.last
        return gone_for_good or (death is not None and death.covers(night))


def make_web(nights: int, links: int, seed: int, climate: Climate) -> SyntheticWeb:
    """The web of that seed: the same arguments make the same web."""
    chance = Random(f"web {seed}")  # noqa: S311  not for secrets
    hosts = _hosts(chance, links)
    names = sorted(hosts)
    chance.shuffle(names)
    walls = _walls(chance, hosts, names, nights, climate.walled)
    always = {host for host, (_, up) in walls.items() if len(up) == nights}
    mortal = [host for host in names if host not in always]
    deaths = _deaths(chance, hosts, mortal, nights, climate)
    spared = [host for host in mortal if not any(url in deaths for url in hosts[host])]
    # Whose page was never seen cannot be told from another's.
    seen = [host for host in spared if host not in walls]
    hijacked = _hijacks(chance, hosts, seen, nights, climate.hijacks)
    calm = [host for host in spared if not any(url in hijacked for url in hosts[host])]
    return SyntheticWeb(
        seed,
        nights,
        tuple(url for host in sorted(hosts) for url in hosts[host]),
        deaths | hijacked,
        frozenset(hijacked),
        dict(_outages(chance, hosts, calm, nights, climate.host_outages)),
        dict(_expired(chance, calm, nights, climate.certificates)),
        walls,
        dict(_runner(chance, nights, climate.runner_outages)),
        climate.noise,
    )


def _hosts(chance: Random, links: int) -> dict[str, list[str]]:
    """`{host: its URLs}`: a few hosts have many links, most have one."""
    count = max(1, int(links * HOSTS_A_LINK))
    ranks = [1 / (rank + 1) for rank in range(count)]
    picked = [*range(count), *chance.choices(range(count), ranks, k=max(0, links - count))]
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for number, rank in enumerate(picked[:links]):
        host = f"host-{rank}.example"
        hosts[host].append(f"https://{host}/page-{number}")
    return dict(hosts)


def _walls(
    chance: Random, hosts: Mapping[str, list[str]], names: list[str], nights: int, share: float
) -> dict[str, tuple[str, frozenset[int]]]:
    """Walls in front of hosts with about that share of the links; a third of them for ever."""
    left = int(share * sum(map(len, hosts.values())))
    walls = {}
    for host in names:
        if len(hosts[host]) <= left:
            left -= len(hosts[host])
            shows = chance.choices(["403", "429", "999"], [6, 3, 1])[0]
            always = chance.random() < 1 / 3
            up = range(nights) if always else _changing(chance, nights)
            walls[host] = (shows, frozenset(up))
    return walls


def _changing(chance: Random, nights: int) -> Iterator[int]:
    """The nights on which a wall is up that comes and goes every ten nights or so."""
    up = chance.random() < 0.5  # noqa: PLR2004  as likely as not
    for night in range(nights):
        up = up != (chance.random() < 0.1)  # noqa: PLR2004  once in ten nights
        if up:
            yield night


def _deaths(
    chance: Random,
    hosts: Mapping[str, list[str]],
    mortal: list[str],
    nights: int,
    climate: Climate,
) -> dict[str, Spell]:
    pool = [url for host in mortal for url in hosts[host]]
    chance.shuffle(pool)
    deaths: dict[str, Spell] = {}
    while pool and len(deaths) < climate.deaths:
        shows = chance.choices([*DEATHS], [*DEATHS.values()])[0]
        first = chance.randint(_FIRST_DEATH, max(_FIRST_DEATH, nights - _LAST_DEATH))
        url = pool.pop()
        dying = hosts[host_of(url)] if shows in OF_HOST else [url]
        if url not in deaths and len(dying) <= min(_FEW, climate.deaths - len(deaths)):
            deaths |= {one: Spell(shows, first, nights) for one in dying if one not in deaths}
    return _revived(chance, deaths, climate.revived)


def _revived(chance: Random, deaths: dict[str, Spell], count: int) -> dict[str, Spell]:
    """The deaths, so many of single pages ending after some weeks."""
    able = sorted(url for url, death in deaths.items() if death.shows not in OF_HOST)
    back = {
        url: replace(deaths[url], last=deaths[url].first + chance.randint(*_REVIVED_AFTER))
        for url in able[:count]
    }
    return deaths | back


def _hijacks(
    chance: Random, hosts: Mapping[str, list[str]], spared: list[str], nights: int, count: int
) -> dict[str, Spell]:
    small = [host for host in spared if len(hosts[host]) == 1][:count]
    last = max(_FIRST_DEATH, nights // 2)
    starts = [chance.randint(_FIRST_DEATH, last) for _ in small]
    return {
        hosts[host][0]: Spell("no such host", first, first + chance.randint(8, 20))
        for host, first in zip(small, starts, strict=True)
    }


def _outages(
    chance: Random, hosts: Mapping[str, list[str]], calm: list[str], nights: int, count: int
) -> Iterator[tuple[str, Spell]]:
    """Every other one of a host with many links."""
    big = sorted(calm, key=lambda host: (-len(hosts[host]), host))[: count // 2]
    others = [host for host in calm if host not in big][: count - len(big)]
    for host in [*big, *others]:
        first = chance.randrange(max(1, nights - _OUTAGE_NIGHTS[1]))
        shows = chance.choice(["timeout", "refused", "503"])
        yield host, Spell(shows, first, first + chance.randint(*_OUTAGE_NIGHTS) - 1)


def _expired(
    chance: Random, calm: Iterable[str], nights: int, count: int
) -> Iterator[tuple[str, Spell]]:
    for host in sorted(calm)[:count]:
        first = chance.randrange(nights)
        yield host, Spell("expired", first, first + chance.randint(*_EXPIRED_NIGHTS) - 1)


def _runner(chance: Random, nights: int, count: int) -> Iterator[tuple[int, float]]:
    # Not on the last night, by which all are compared.
    later = range(_FIRST_DEATH, nights - 1)
    for number, night in enumerate(sorted(chance.sample(later, min(count, len(later))))):
        yield night, _RUNNER_LOSES[number % len(_RUNNER_LOSES)]
