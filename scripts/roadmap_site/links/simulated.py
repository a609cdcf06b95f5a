"""The scores of a simulation: what each judge said, against what was true; and their table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from math import ceil, nan
from statistics import mean, median

from roadmap_site.links.host import host_of
from roadmap_site.links.record import State
from roadmap_site.links.synthetic_visits import Cause, reason_of
from roadmap_site.links.synthetic_web import DEATHS, Spell, SyntheticWeb
from roadmap_site.links.thresholds import threshold_of

OURS = "roadmap"


@dataclass(frozen=True)
class Morning:
    """What was said after one night."""

    asked: int  # visits made by our schedule; checkers without a memory ask every link
    void: bool
    incidents: int
    broken: Mapping[str, frozenset[str]]  # by judge: the URLs that it calls broken
    entered: Mapping[State, frozenset[str]]  # by state: the URLs that we moved to it
    causes: Mapping[str, Cause]  # by URL: what was behind the visit


@dataclass(frozen=True)
class Judge:
    """How one judge fared."""

    name: str
    named: float  # links called broken on an average morning
    wrong: Counter[Cause]  # of all mornings, those that were not: by what was behind the visit
    accused: frozenset[str]  # links called broken at least once although they were not
    found: int  # true deaths called broken on their last morning


@dataclass(frozen=True)
class Simulated:
    """All that came of the nights."""

    web: SyntheticWeb
    mornings: tuple[Morning, ...]

    @cached_property
    def false_dead(self) -> frozenset[str]:
        """URLs that we moved to DEAD on a night on which their page was there."""
        return frozenset(
            url
            for night, morning in enumerate(self.mornings)
            for url in morning.entered[State.DEAD]
            if not self.web.is_dead(url, night)
        )

    @cached_property
    def died(self) -> Mapping[str, Spell]:
        """The deaths that could be known, by URL: seen often and long enough to be decided."""
        return {
            url: death
            for url, death in self.web.deaths.items()
            if url not in self.web.hijacked and self._could_be_known(url, death)
        }

    def _could_be_known(self, url: str, death: Spell) -> bool:
        shown = [
            night
            for night in range(death.first, min(death.last + 1, self.web.nights))
            if self.mornings[night].causes[url] is Cause.DEATH and not self.mornings[night].void
        ]
        threshold = threshold_of(reason_of(death.shows))
        span = timedelta(days=shown[-1] - shown[0]) if shown else timedelta()
        return threshold.is_reached(len(shown), span)

    @cached_property
    def delays(self) -> Mapping[str, int]:
        """For each death that we found, in how many nights after the first one."""
        return {
            url: nights[0] - death.first
            for url, death in self.died.items()
            if (nights := [at for at in self._entered(url, State.DEAD) if death.covers(at)])
        }

    @cached_property
    def judges(self) -> tuple[Judge, ...]:
        """How each judge fared, we first."""
        return tuple(self._judge(name) for name in self.mornings[0].broken)

    def _entered(self, url: str, state: State) -> list[int]:
        return [at for at, one in enumerate(self.mornings) if url in one.entered[state]]

    def _judge(self, name: str) -> Judge:
        named = [
            (url, night, morning.causes[url])
            for night, morning in enumerate(self.mornings)
            for url in morning.broken[name]
        ]
        wrong = [(url, cause) for url, night, cause in named if self._is_wrong(url, night)]
        final = {url: min(one.last, self.web.nights - 1) for url, one in self.died.items()}
        found = {url for url, night, _ in named if final.get(url) == night}
        return Judge(
            name,
            len(named) / len(self.mornings),
            Counter(cause for _, cause in wrong),
            frozenset(url for url, _ in wrong),
            len(found),
        )

    def _is_wrong(self, url: str, night: int) -> bool:
        return not self.web.is_dead(url, night) and not self._has_expired(url, night)

    def table(self) -> str:
        """The scores as plain text, for a terminal."""
        parts = (self._head(), self._deaths(), self._judges(), self._rest())
        return "\n\n".join("\n".join(part) for part in parts) + "\n"

    def _head(self) -> list[str]:
        asked = mean(morning.asked for morning in self.mornings)
        void = sum(morning.void for morning in self.mornings)
        web = self.web
        return [
            f"{web.nights} nights, {len(web.links):,} links, seed {web.seed}",
            f"{asked:,.0f} visits a night, {void} void nights",
            f"false DEAD: {len(self.false_dead)}",
        ]

    def _deaths(self) -> list[str]:
        rows = [_row("true deaths", "all", "found", "median", "90 %")]
        for shows in DEATHS:
            urls = [url for url, death in self.died.items() if death.shows == shows]
            rows.append(self._death_row(shows, urls))
        rows.append(self._death_row("together", self.died))
        hidden = len(self.web.deaths) - len(self.web.hijacked) - len(self.died)
        return [
            *rows,
            "(median, 90 %: nights from the first one without the page until we say so;",
            f"{hidden} more deaths showed on too few nights, behind walls or at the end)",
        ]

    def _death_row(self, name: str, urls: Iterable[str]) -> str:
        all_of_them = list(urls)
        delays = sorted(self.delays[url] for url in all_of_them if url in self.delays)
        late = (f"{middle(delays):.1f}", f"{ninetieth(delays):.0f}") if delays else ("-", "-")
        return _row(name, len(all_of_them), len(delays), *late)

    def _judges(self) -> list[str]:
        causes = [cause for cause in Cause if any(one.wrong[cause] for one in self.judges)]
        rows = [_row("links called broken", "a night", "wrongly", "accused", "found", *causes)]
        for one in self.judges:
            wrong = one.wrong.total() / len(self.mornings)
            counts = (one.wrong[cause] for cause in causes)
            rows.append(
                _row(
                    one.name,
                    f"{one.named:.1f}",
                    f"{wrong:.1f}",
                    len(one.accused),
                    one.found,
                    *counts,
                )
            )
        return [
            *rows,
            "(accused: links ever called so wrongly; found: true deaths called so at the end;",
            "then every wrong call by what was behind the visit: 'well' are revived pages that",
            "were not asked again yet)",
        ]

    def _rest(self) -> list[str]:
        flawed = [
            self._has_expired(url, night)
            for night, morning in enumerate(self.mornings)
            for url in morning.entered[State.INSECURE]
        ]
        revived = [url for url, death in self.died.items() if self._ends(death)]
        back = [nights for url in revived if (nights := self._nights_to_ok(url)) is not None]
        dead = [url for url in self.web.hijacked if self._entered(url, State.DEAD)]
        well = [url for url in dead if self._nights_to_ok(url) is not None]
        return [
            f"certificate warnings: {len(flawed)}, false: {flawed.count(False)}",
            f"revived pages: {len(revived)}, seen: {len(back)}, nights: {middle(back):.0f}",
            f"hijacked domains: {len(dead)} called dead, {len(well)} taken for well in the end",
        ]

    def _nights_to_ok(self, url: str) -> int | None:
        """How many nights after the end of its death we called the link well."""
        last = self.web.deaths[url].last
        return next((at - last for at in self._entered(url, State.OK) if at > last), None)

    def _ends(self, death: Spell) -> bool:
        return death.last + 1 < self.web.nights

    def _has_expired(self, url: str, night: int) -> bool:
        spell = self.web.certificates.get(host_of(url))
        return spell is not None and spell.covers(night)


def middle(numbers: Iterable[float]) -> float:
    """The median; NaN of nothing."""
    found = list(numbers)
    return median(found) if found else nan


def ninetieth(numbers: Iterable[float]) -> float:
    """The smallest number that nine tenths do not exceed; NaN of nothing."""
    found = sorted(numbers)
    return found[ceil(0.9 * len(found)) - 1] if found else nan


def _row(name: str, *cells: object) -> str:
    return f"{name:<22}" + "".join(f"{cell!s:>{max(8, len(str(cell)) + 2)}}" for cell in cells)
