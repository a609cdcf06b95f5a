"""What keeps failures with one cause from counting many times: a host's, an interface's, ours.

Pure: it looks at one night's visits as a whole, before `health.py` looks at each.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import takewhile
from urllib.parse import urldefrag

from roadmap_site.links.host import host_of
from roadmap_site.links.night_report import Incident
from roadmap_site.links.observation import (
    ALIVE,
    CERTAIN,
    Observation,
    Reason,
    Verdict,
)
from roadmap_site.links.record import Record, State
from roadmap_site.url import canonical

LINKS_OF_INCIDENT = 5  # of one host, failing alike; fewer may well fail each for itself
SHARE_OF_INCIDENT = 0.8
LINKS_OF_RESET = 4  # of one host that now end at one page
HOSTS_OF_VOID = 5
SHARE_OF_VOID = 0.2
LONGEST_VOID = timedelta(days=14)
"""Without a night on record: then what is out of reach stays so, and a void night would be told
every night from now on. The thresholds of each link still protect it.
"""

_DOWN = frozenset({Verdict.UNREACHABLE, Verdict.SERVER_ERROR})
# How a failure of many links of a host is told, by the verdicts that count as one failure.
_SHARED: tuple[tuple[str, frozenset[Verdict]], ...] = (
    ("host-down", _DOWN),
    ("host-down", frozenset({Verdict.NO_HOST})),
    ("host-blocked", frozenset({Verdict.BLOCKED})),
)
_BY_INTERFACE = frozenset({Reason.PROVIDER, Reason.RENAMED, Reason.DELETED})
_ANSWERED = ALIVE | {Verdict.SOFT_GONE}
_NETWORK = frozenset({Verdict.UNREACHABLE, Verdict.NO_HOST, Verdict.DNS_ERROR})

_Visits = Mapping[str, Observation]
_Records = Mapping[str, Record]


@dataclass(frozen=True)
class Guarded:
    """A night as `health.py` may count it."""

    void: str  # why nothing of it counts; empty where it does
    held: frozenset[str]  # URLs whose failure is their host's, not theirs
    incidents: tuple[Incident, ...]  # sorted by host and kind
    observations: Mapping[str, Observation]  # of a reset: soft-gone; doubted: server-error


def guard(before: _Records, observations: _Visits) -> Guarded:
    """What the night's failures have in common, found from the records before it."""
    resets = tuple(_resets(before, observations))
    deletions = tuple(_mass_deletions(before, observations))
    doubted = _doubted(deletions, observations)
    judged = {**observations, **_rewritten(resets, observations), **doubted}
    others = {url: one for url, one in judged.items() if url not in doubted}
    shared = tuple(_shared(before, others))
    held = {url for one in shared for url in one.urls if judged[url].verdict in _DOWN}
    found = (*resets, *deletions, *shared)
    incidents = tuple(sorted(found, key=lambda one: (one.host, one.kind, one.urls)))
    return Guarded(
        _void(before, observations), frozenset(held | doubted.keys()), incidents, judged
    )


def _by_host(visits: _Visits) -> dict[str, list[Observation]]:
    hosts: defaultdict[str, list[Observation]] = defaultdict(list)
    for url in sorted(visits):
        hosts[host_of(url)].append(visits[url])
    return hosts


def _shared(before: _Records, visits: _Visits) -> Iterator[Incident]:
    """One incident per host most of whose links fail alike tonight, known cases aside."""
    for host, all_of_it in _by_host(visits).items():
        asked = [one for one in all_of_it if one.verdict not in CERTAIN]
        for kind, verdicts in _SHARED:
            alike = [one for one in asked if one.verdict in verdicts]
            news = [one for one in alike if not _is_settled(before.get(one.url))]
            many = len(alike) >= SHARE_OF_INCIDENT * len(asked)
            if many and len(news) >= LINKS_OF_INCIDENT:
                yield _incident(before, kind, host, news, verdicts)


def _is_settled(record: Record | None) -> bool:
    return record is not None and record.state in {State.DEAD, State.BLOCKED}


def _incident(
    before: _Records,
    kind: str,
    host: str,
    alike: list[Observation],
    verdicts: frozenset[Verdict],
) -> Incident:
    nights = 1 + max(_nights(before.get(one.url), one, verdicts) for one in alike)
    return Incident(kind, host, tuple(one.url for one in alike), _evidence(alike), nights)


def _nights(record: Record | None, visit: Observation, verdicts: frozenset[Verdict]) -> int:
    """How many nights in a row before this one the link failed in that way."""
    if record is None:
        return 0
    earlier = [one for one in record.nights if one.seen.date() < visit.seen.date()]
    run = len(list(takewhile(lambda one: one.verdict in verdicts, reversed(earlier))))
    # The record keeps few nights; its counters know of longer runs.
    replayed = len(earlier) < len(record.nights)
    return max(run, sum(one[1] for one in record.held) - replayed) if run else 0


def _evidence(alike: Iterable[Observation]) -> str:
    """What most of the visits showed."""
    words = Counter(one.evidence or str(one.reason) for one in alike)
    return min(words, key=lambda text: (-words[text], text))


def _resets(before: _Records, visits: _Visits) -> Iterator[Incident]:
    """One incident per page at which many links of one host end that ended elsewhere before."""
    for host, all_of_it in _by_host(visits).items():
        ends: defaultdict[str, dict[str, Observation]] = defaultdict(dict)
        for one in all_of_it:
            if end := _new_end(before.get(one.url), one):
                ends[end][one.url] = one
        for alike in ends.values():
            if len({_page(url) for url in alike}) >= LINKS_OF_RESET:
                last = next(iter(alike.values()))
                nights = 1 + max(
                    _nights(before.get(url), one, frozenset({Verdict.SOFT_GONE}))
                    for url, one in alike.items()
                )
                yield Incident(
                    "same-target", host, tuple(alike), f"all end at {last.final_url}", nights
                )


def _new_end(record: Record | None, visit: Observation) -> str:
    """Where the visit ended, if that is neither its own page nor where it ended when good."""
    if visit.verdict not in _ANSWERED or visit.final_url in {"", visit.url}:
        return ""
    end = _page(visit.final_url)
    was = _page(record.final_url) if record and record.final_url else end
    return end if end not in {_page(visit.url), was} else ""


def _page(url: str) -> str:
    """The page without fragment; scheme, `www.` and the like do not make another one."""
    try:
        return canonical(urldefrag(url).url)
    except ValueError:
        return url


def _rewritten(resets: Iterable[Incident], visits: _Visits) -> dict[str, Observation]:
    return {
        url: replace(
            visits[url],
            verdict=Verdict.SOFT_GONE,
            reason=Reason.SAME_TARGET,
            evidence=f"{len(one.urls)} links of {one.host} now {one.evidence}",
            moved_to="",
        )
        for one in resets
        for url in one.urls
        if visits[url].verdict in ALIVE
    }


def _mass_deletions(before: _Records, visits: _Visits) -> Iterator[Incident]:
    """One incident per host whose interface says that nearly all was deleted since it was well.

    Only links of which the interface spoke are compared: pages answer whatever it says.
    """
    for host, all_of_it in _by_host(visits).items():
        told = [one for one in all_of_it if one.reason in _BY_INTERFACE]
        told = [one for one in told if _was_well(before.get(one.url))]
        gone = [one for one in told if one.reason is Reason.DELETED]
        if len(gone) >= max(LINKS_OF_INCIDENT, SHARE_OF_INCIDENT * len(told)):
            down = frozenset({Verdict.SERVER_ERROR})
            nights = 1 + max(_nights(before.get(one.url), one, down) for one in gone)
            words = (
                f"the site's interface calls {len(gone)} of {len(told)} links deleted at once"
            )
            yield Incident("mass-deletion", host, tuple(one.url for one in gone), words, nights)


def _was_well(record: Record | None) -> bool:
    """Whether the link was alive, and is not dead: a bad night or two do not matter here."""
    return bool(record and record.last_ok and record.state in {State.OK, State.SUSPECT})


def _doubted(deletions: Iterable[Incident], visits: _Visits) -> dict[str, Observation]:
    """The visits of a mass deletion as failures of the interface, which is the likelier cause.

    A real one proves itself like every outage: it lasts.
    """
    verdict, reason = Verdict.SERVER_ERROR, Reason.SERVER_ERROR
    return {
        url: replace(visits[url], verdict=verdict, reason=reason, evidence=one.evidence)
        for one in deletions
        for url in one.urls
    }


def _void(before: _Records, visits: _Visits) -> str:
    """Why the night says more of our network than of the web; empty where it does not."""
    well = {
        url: one
        for url, one in visits.items()
        if url in before and before[url].state is State.OK
    }
    hosts = _by_host(well)
    lost = [host for host, asked in hosts.items() if _is_lost(asked)]
    if (
        _is_long_ago(before, well)
        or len(lost) < HOSTS_OF_VOID
        or len(lost) <= SHARE_OF_VOID * len(hosts)
    ):
        return ""
    return (
        f"{len(lost)} of {len(hosts)} hosts that were well the night before cannot be reached: "
        "that is our network, not theirs"
    )


def _is_long_ago(before: _Records, visits: _Visits) -> bool:
    """Whether no night at all was remembered for so long that another void one helps nobody."""
    last = max((one.nights[-1].seen for one in before.values() if one.nights), default=None)
    tonight = max((one.seen for one in visits.values()), default=None)
    return bool(last and tonight and tonight - last >= LONGEST_VOID)


def _is_lost(asked: list[Observation]) -> bool:
    return 2 * sum(one.verdict in _NETWORK for one in asked) >= len(asked)
