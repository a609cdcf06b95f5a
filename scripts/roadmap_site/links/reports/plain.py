"""What one look at some links showed, for people: no nights, no memory."""

from collections import Counter
from collections.abc import Iterator

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.observation import Verdict
from roadmap_site.links.reports.annotations import words
from roadmap_site.problem import counted, printable


def render(report: NightReport) -> str:
    """A line for each place of a link that is not simply ok, in file order, then the counts."""
    told = sorted(_told(report))
    return "".join(f"{line}\n" for line in (*(line for _, line in told), _counts(report)))


def _told(report: NightReport) -> Iterator[tuple[object, str]]:
    for url, one in report.observations.items():
        if one.verdict is Verdict.OK:
            continue
        for place in report.places.get(url, ()):
            yield (
                place,
                f"{printable(str(place.where))}: {one.verdict}: {printable(words(one))}",
            )


def _counts(report: NightReport) -> str:
    seen: Counter[Verdict] = Counter(one.verdict for one in report.observations.values())
    parts = ", ".join(f"{seen[verdict]} {verdict}" for verdict in Verdict if seen[verdict])
    late = f"; no time for {counted(len(report.unasked), 'link')}" if report.unasked else ""
    return f"{counted(seen.total(), 'link')}: {parts or 'none asked'}{late}"
