"""Ninety nights as small inline SVG bars, and the same numbers as rows of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from roadmap_site.links.record import State
from roadmap_site.render.link_health import MOVED, ORDER, Tally

NIGHTS = 90
_HEIGHT = 30
_LEAST = 0.5  # of the height: a night with nothing to count shows that it was counted
_SERIES = {
    "alive": (State.OK.value, MOVED),
    "doubtful": (State.SUSPECT.value, State.RECOVERING.value, State.INSECURE.value),
    "lost": (State.DEAD.value, State.INVALID.value),
    "closed": (State.BLOCKED.value,),
}

Label = Callable[..., str]


@dataclass(frozen=True)
class Chart:
    """One series: its name, its last number, and its drawing."""

    name: str
    latest: int
    svg: Markup


@dataclass(frozen=True)
class Trend:
    """The charts, and the table that says the same: states, then (night, numbers) rows."""

    charts: tuple[Chart, ...] = ()
    states: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[int, ...]], ...] = ()  # newest night first


def trend(tallies: Sequence[Tally], label: Label) -> Trend:
    """The last ninety nights up to the latest tally; empty until there are two nights."""
    recent = [one for one in tallies if (tallies[-1].night - one.night).days < NIGHTS]
    if len(recent) < 2:  # noqa: PLR2004  one night is no trend
        return Trend()
    states = tuple(s for s in ORDER if any(one.counts.get(s) for one in recent))
    rows = tuple(
        (one.night.isoformat(), tuple(one.counts.get(s, 0) for s in states))
        for one in reversed(recent)
    )
    charts = tuple(_chart(name, recent, label) for name in _SERIES)
    return Trend(charts, states, rows)


def _chart(name: str, recent: Sequence[Tally], label: Label) -> Chart:
    numbers = [sum(one.counts.get(s, 0) for s in _SERIES[name]) for one in recent]
    called = label(f"trend.{name}")
    first, last = (one.night.isoformat() for one in (recent[0], recent[-1]))
    said = label(
        "trend.description",
        first=first, last=last, least=min(numbers), most=max(numbers), latest=numbers[-1],
    )  # fmt: skip
    svg = (
        f'<svg viewBox="0 0 {NIGHTS} {_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="_{name}" aria-describedby="_{name}_text">'
        f'<title id="_{name}">{escape(called)}</title>'
        f'<desc id="_{name}_text">{escape(said)}</desc>'
        f'<path class="rm-bars-{name}" d="{_bars(recent, numbers)}"/></svg>'
    )
    return Chart(called, numbers[-1], Markup(svg))  # noqa: S704  escaped above


def _bars(recent: Sequence[Tally], numbers: Sequence[int]) -> str:
    """One bar a night as a path, the latest at the right edge; a missing night is a gap."""
    most = max(*numbers, 1)
    bars = []
    for one, number in zip(recent, numbers, strict=True):
        left = NIGHTS - 1 - (recent[-1].night - one.night).days
        height = max(_LEAST, round(number / most * _HEIGHT, 1))
        bars.append(f"M{left} {_HEIGHT}v-{height:g}h.8v{height:g}z")
    return "".join(bars)
