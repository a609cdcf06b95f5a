"""The night as Markdown for a GitHub step summary: counts, news, and the rest folded."""

from collections import defaultdict
from collections.abc import Sequence

from roadmap_site.links.host import host_of
from roadmap_site.links.night_report import NightReport
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
from roadmap_site.links.reports.gfm import Part, code, document, link
from roadmap_site.links.reports.wording import STATES, last_good
from roadmap_site.problem import counted

LIMIT = 1024 * 1024
"""Bytes; GitHub drops a longer step summary."""


def render(report: NightReport) -> str:
    """The step summary, at most `LIMIT` bytes; everything others wrote is inert."""
    return document(_intro(report), _parts(report), LIMIT)


def _intro(report: NightReport) -> str:
    void = (
        f"**Night void:** {code(report.void)}. Nothing was written.\n\n" if report.void else ""
    )
    delta = changes(report)
    rows = "".join(
        f"| {STATES[state]} | {number} | {f'{delta[state]:+d}' if delta[state] else ''} |\n"
        for state, number in counts(report).items()
    )
    asked = f"{counted(len(report.observations), 'link')} asked"
    late = f", {len(report.unasked)} due but not asked" if report.unasked else ""
    return (
        f"# Link health, {report.night:%Y-%m-%d}\n\n"
        f"{void if report.void else ''}{asked}{late}.\n\n"
        f"| state | links | since last night |\n|---|---:|---:|\n{rows}"
    )


def _parts(report: NightReport) -> Sequence[Part]:
    found = findings(report)
    blocked = of_kind(found, Kind.BLOCKED)
    return (
        *(_part(f"Newly {kind}", found, kind, new=True) for kind in TO_MEND),
        Part("Newly back", [_back(one.record.url) for one in news(report).back]),
        *(_part(kind.capitalize(), found, kind, new=False) for kind in TO_MEND),
        Part("Incidents", [f"- {advice.incident(one, code)}\n" for one in report.incidents]),
        Part("Mutes to look at", [f"- {code(str(one))}\n" for one in stale_mutes(report)]),
        Part("Suspect", [_line(one) for one in of_kind(found, Kind.SUSPECT)], folded=True),
        Part("Hosts turning robots away", _by_host(blocked), folded=True),
    )


def _part(title: str, found: tuple[Finding, ...], kind: Kind, *, new: bool) -> Part:
    return Part(title, [_line(one) for one in of_kind(found, kind) if one.new is new])


def _line(finding: Finding) -> str:
    first = f"{code(str(finding.places[0].where))} " if finding.places else ""
    what = f"{advice.what(finding, code)}; {advice.repair(finding, code)}"
    return f"- {first}{link(finding.record.url)}: {what}\n"


def _back(url: str) -> str:
    return f"- {link(url)}\n"


def _by_host(blocked: tuple[Finding, ...]) -> Sequence[str]:
    hosts: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in blocked:
        hosts[host_of(one.record.url)].append(one)
    return [f"- {code(host)}: {_walled(those)}\n" for host, those in sorted(hosts.items())]


def _walled(those: Sequence[Finding]) -> str:
    latest = max((one.record.last_ok for one in those if one.record.last_ok), default=None)
    return f"{counted(len(those), 'link')}, {last_good(latest)}"
