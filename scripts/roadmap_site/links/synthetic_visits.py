"""What visits to the synthetic web show on one night, and what is behind each failure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from random import Random

from roadmap_site.links.host import host_of
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.synthetic_web import OF_HOST, SyntheticWeb

START = datetime(2026, 1, 1, 2, 17, tzinfo=UTC)
_MINUTES = 90  # within which a night's run reaches a link

_SHOWS: Mapping[str, tuple[Verdict, Reason, int | None]] = {
    "ok": (Verdict.OK, Reason.ANSWERED, 200),
    "404": (Verdict.GONE, Reason.NOT_FOUND, 404),
    "410": (Verdict.GONE, Reason.GONE, 410),
    "soft-404": (Verdict.SOFT_GONE, Reason.SENT_HOME, 200),
    "no such host": (Verdict.NO_HOST, Reason.NO_SUCH_HOST, None),
    "refused": (Verdict.UNREACHABLE, Reason.REFUSED, None),
    "timeout": (Verdict.UNREACHABLE, Reason.TIMEOUT, None),
    "reset": (Verdict.UNREACHABLE, Reason.RESET, None),
    "503": (Verdict.SERVER_ERROR, Reason.SERVER_ERROR, 503),
    "dns failed": (Verdict.DNS_ERROR, Reason.DNS_FAILED, None),
    "expired": (Verdict.UNREACHABLE, Reason.CERTIFICATE_EXPIRED, None),
    "403": (Verdict.BLOCKED, Reason.CHALLENGE, 403),
    "429": (Verdict.BLOCKED, Reason.RATE_LIMITED, 429),
    "999": (Verdict.BLOCKED, Reason.REFUSES_ROBOTS, 999),
}
_NOISE = {"timeout": 45, "503": 25, "reset": 15, "404": 10, "dns failed": 5}  # per cent


class Cause(StrEnum):
    """Why a visit shows what it shows."""

    WELL = "well"
    DEATH = "death"
    CERTIFICATE = "certificate"
    WALL = "bot wall"
    OUTAGE = "host outage"
    RUNNER = "runner's network"
    NOISE = "noise"


@dataclass(frozen=True)
class Seen:
    """A visit, and the truth behind it."""

    visit: Observation
    cause: Cause


def reason_of(shows: str) -> Reason:
    """The reason that a judge finds in what a visit shows."""
    return _SHOWS[shows][1]


def visits(web: SyntheticWeb, night: int) -> dict[str, Seen]:
    """A visit to every link on that night, counted from 0; the same whenever it is asked."""
    chance = Random(f"visits {web.seed} {night}")  # noqa: S311  not for secrets
    start = START + timedelta(days=night)
    return {
        url: Seen(_visit(web, url, night, shows, start + minutes), cause)
        for url, shows, cause, minutes in _shown(web, night, chance)
    }


def _shown(
    web: SyntheticWeb, night: int, chance: Random
) -> Iterator[tuple[str, str, Cause, timedelta]]:
    loses, noises, weights = web.runner.get(night, 0.0), [*_NOISE], [*_NOISE.values()]
    for url in web.links:
        minutes = timedelta(minutes=_MINUTES * chance.random())
        if chance.random() < loses:
            yield url, chance.choice(("timeout", "dns failed")), Cause.RUNNER, minutes
        elif chance.random() < web.noise:
            yield url, chance.choices(noises, weights)[0], Cause.NOISE, minutes
        else:
            yield url, *_truth(web, url, night), minutes


def _truth(web: SyntheticWeb, url: str, night: int) -> tuple[str, Cause]:
    """What is to be seen of the link where nothing comes between: walls hide dead pages."""
    host = host_of(url)
    death = web.deaths.get(url)
    dead = death.shows if death and death.covers(night) else ""
    if dead in OF_HOST:
        return dead, Cause.DEATH
    if (outage := web.outages.get(host)) and outage.covers(night):
        return outage.shows, Cause.OUTAGE
    if (expired := web.certificates.get(host)) and expired.covers(night):
        return expired.shows, Cause.CERTIFICATE
    if (wall := web.walls.get(host)) and night in wall[1]:
        return wall[0], Cause.WALL
    return (dead, Cause.DEATH) if dead else ("ok", Cause.WELL)


def _visit(web: SyntheticWeb, url: str, night: int, shows: str, seen: datetime) -> Observation:
    verdict, reason, status = _SHOWS[shows]
    if verdict is not Verdict.OK:
        return Observation(url, verdict, reason, seen, shows, status)
    other = url in web.hijacked and web.is_dead(url, night)
    title, text = ("zzz", f"not {url}") if other else (url, url)
    return Observation(
        url,
        verdict,
        reason,
        seen,
        shows,
        status,
        final_url=url,
        title=title,
        fingerprint=sha256(text.encode()).hexdigest()[:16],
    )
