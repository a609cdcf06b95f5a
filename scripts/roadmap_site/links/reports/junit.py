"""The night as JUnit XML: a test case a link, failed only where the link is certainly dead."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from roadmap_site.links.host import host_of
from roadmap_site.links.night_report import NightReport
from roadmap_site.links.reports import advice
from roadmap_site.links.reports.findings import Finding, Kind, findings, is_muted
from roadmap_site.problem import printable


def render(report: NightReport) -> str:
    """Well-formed XML whatever the links hold: control characters are shown escaped.

    Skipped are links that turn robots away, are muted, or were due and not asked.
    """
    found = {one.record.url: one for one in findings(report)}
    urls = sorted(report.records.keys() | set(report.unasked))
    cases = [_case(report, url, found.get(url)) for url in urls]
    suite = ET.Element("testsuite", _totals(report, cases))
    suite.extend(cases)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def _totals(report: NightReport, cases: Sequence[ET.Element]) -> dict[str, str]:
    seconds = sum(one.seconds for one in report.observations.values())
    return {
        "name": "links",
        "timestamp": f"{report.night:%Y-%m-%dT%H:%M:%S}",
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": "0",
        "skipped": str(sum(case.find("skipped") is not None for case in cases)),
        "time": f"{seconds:.3f}",
    }


def _case(report: NightReport, url: str, finding: Finding | None) -> ET.Element:
    observed = report.observations.get(url)
    seconds = observed.seconds if observed else 0.0
    about = {
        "classname": printable(host_of(url)),
        "name": printable(url),
        "time": f"{seconds:.3f}",
    }
    case = ET.Element("testcase", about)
    if why := _skipped(report, url, finding):
        ET.SubElement(case, "skipped", {"message": why})
    elif finding:
        _tell(case, finding)
    return case


def _skipped(report: NightReport, url: str, finding: Finding | None) -> str:
    """Why the link is not judged; empty where it is."""
    if is_muted(report, url):
        return "muted"
    if finding and finding.severity == "error":
        return ""
    if url in report.unasked:
        return "due, but not asked tonight"
    return advice.what(finding) if finding and finding.kind is Kind.BLOCKED else ""


def _tell(case: ET.Element, finding: Finding) -> None:
    what, places = advice.what(finding), [printable(str(one.where)) for one in finding.places]
    text = "\n".join([*places, f"{what}; {advice.repair(finding)}"])
    if finding.severity == "error":
        about = {"type": finding.kind.value, "message": what}
        ET.SubElement(case, "failure", about).text = text
    else:
        ET.SubElement(case, "system-out").text = f"{finding.kind}: {text}"
