"""The night on a terminal or in a CI log: counts, then a line for each thing to mend."""

from collections.abc import Iterator, Sequence

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.place import Place
from roadmap_site.links.reports import advice
from roadmap_site.links.reports.findings import (
    TO_MEND,
    Finding,
    Kind,
    changes,
    counts,
    findings,
    news,
    of_kind,
    stale_mutes,
)
from roadmap_site.links.reports.wording import STATES
from roadmap_site.problem import counted, printable

_FOLDED = {
    Kind.SUSPECT: "on which more nights will tell",
    Kind.BLOCKED: "turning robots away",
}


def render(report: NightReport, *, verbose: bool = False) -> str:
    """The whole report, one thing a line, with a line break at the end.

    Suspect and walled links are counted only, unless `verbose`.
    """
    return "".join(f"{line}\n" for line in _lines(report, verbose=verbose))


def _lines(report: NightReport, *, verbose: bool) -> Iterator[str]:
    if report.void:
        yield f"night void: {printable(report.void)}; nothing was written"
    yield _counts(report)
    yield from _findings(findings(report), verbose=verbose)
    yield from _group("incidents", [advice.incident(one) for one in report.incidents])
    yield from _group("back", _back(report))
    yield from _group("mutes", [printable(str(one)) for one in stale_mutes(report)])
    if report.unasked:
        yield f"{counted(len(report.unasked), 'link')} due, but not asked tonight"


def _counts(report: NightReport) -> str:
    delta = changes(report)
    parts = [
        f"{number} {STATES[state]}" + (f" ({delta[state]:+d})" if delta[state] else "")
        for state, number in counts(report).items()
        if number or delta[state]
    ]
    asked = f"{len(report.observations)} asked tonight"
    return f"{counted(len(report.records), 'link')}, {asked}: {', '.join(parts) or 'none'}"


def _findings(found: tuple[Finding, ...], *, verbose: bool) -> Iterator[str]:
    for kind in Kind:
        those = of_kind(found, kind)
        if kind in TO_MEND or verbose:
            fresh = [_line(one) for one in those if one.new]
            yield from _group(f"newly {kind}", fresh)
            yield from _group(kind, [_line(one) for one in those if not one.new])
        elif those:
            yield f"{counted(len(those), 'link')} {_FOLDED[kind]}"


def _group(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *lines)


def _line(finding: Finding) -> str:
    """`path:line:col: URL: what is the matter; how to mend it`."""
    others = [printable(str(one.where)) for one in finding.places[1:]]
    also = f" (also at {', '.join(others)})" if others else ""
    what = f"{advice.what(finding)}; {advice.repair(finding)}"
    return f"{_at(finding.places, finding.record.url)}: {what}{also}"


def _at(places: Sequence[Place], url: str) -> str:
    # Never the URL first: a line that starts with `::` is a command to GitHub's runner.
    where = printable(str(places[0].where)) if places else "nowhere"
    return f"{where}: {printable(url)}"


def _back(report: NightReport) -> list[str]:
    urls = [one.record.url for one in news(report).back]
    return [_at(report.places.get(url, ()), url) for url in urls]
