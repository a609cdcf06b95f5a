"""How far a run is, in one line."""

from collections import Counter
from collections.abc import Iterable

from roadmap_site.problem import counted

WIDTH = 20  # marks of the bar


class Progress:
    """Counts what is done of what is wanted."""

    def __init__(self, urls: Iterable[str], begun: float) -> None:
        self._left = Counter(_host(url) for url in urls)
        self._total, self._done, self._begun = self._left.total(), 0, begun

    def count(self, url: str) -> None:
        """Count a URL as done."""
        self._done += 1
        self._left[_host(url)] -= 1

    def line(self, now: float) -> str:
        """`[####······] 412 of 2,000 links · 35 hosts left · 48.1 links/s · 0:33 left`.

        `now` and `begun` are seconds of one clock.
        """
        passed = now - self._begun
        rate = self._done / passed if passed > 0 else 0.0
        left = f"{clock((self._total - self._done) / rate)} left" if rate else "starting"
        hosts = sum(number > 0 for number in self._left.values())
        full = WIDTH * self._done // max(self._total, 1)
        return (
            f"[{'#' * full}{'·' * (WIDTH - full)}] {self._done:,} of {self._total:,} links · "
            f"{counted(hosts, 'host')} left · {rate:.1f} links/s · {left}"
        )


def _host(url: str) -> str:
    """What stands where a URL has its host; for counting, so it need not be a good one."""
    return url.partition("://")[2].partition("/")[0]


def clock(seconds: float) -> str:
    """`m:ss`, or `h:mm:ss` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
