from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.night_report import Mute, NightReport
from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.record import State
from roadmap_site.links.reports.junit import render
from told_night import FINE, GONE, HOSTILE, dead, failing, fine, plain, report, usual

FILE = "roadmap/core/basics/resources/first.yml"


def suite(report: NightReport) -> ET.Element:
    found = ET.fromstring(render(report)).find("testsuite")  # noqa: S314  our own
    assert found is not None
    return found


def outcomes(report: NightReport) -> dict[str, str]:
    """`{url: tag of what its test case holds}`, empty where it simply passed."""
    return {case.attrib["name"]: ",".join(one.tag for one in case) for case in suite(report)}


def test_a_usual_night() -> None:
    """Only a dead link fails; walled and unasked ones are skipped, suspect ones pass."""
    assert outcomes(usual()) == {
        "https://example.org/back": "",
        "https://example.org/fine": "",
        "https://example.org/gone": "failure",
        "https://example.org/old": "system-out",
        "https://late.example/": "skipped",
        "https://slow.example/page": "system-out",
        "https://walled.example/page": "skipped",
    }
    assert suite(usual()).attrib == {
        "name": "links",
        "timestamp": "2026-11-22T03:04:05",
        "tests": "7",
        "failures": "1",
        "errors": "0",
        "skipped": "2",
        "time": "1.500",
    }


def test_a_failure_says_why_and_where() -> None:
    """A failed case names its host, its place, what was seen, and how to mend it."""
    (case,) = suite(report(dead(archive="")))
    (failure,) = case

    what = "failed 3 nights: 404 Not Found (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026"
    assert case.attrib == {"classname": "example.org", "name": GONE, "time": "0.250"}
    assert failure.attrib == {"type": "dead", "message": what}
    assert failure.text == f"{FILE}:1:6\n{what}; replace it"


def test_muted_links_are_skipped() -> None:
    """A muted dead link is skipped."""
    mutes = (Mute(GONE, "known", date(2026, 12, 1)),)

    assert outcomes(replace(report(dead()), mutes=mutes)) == {GONE: "skipped"}


def test_invalid_links_fail() -> None:
    """A URL that can never work fails, even where it has no host."""
    nights = failing(0, reason=Reason.NOT_A_URL, verdict=Verdict.INVALID)
    record = plain("http://[", State.INVALID, *nights)

    assert outcomes(report(record, fine())) == {"http://[": "failure", FINE: ""}


@given(st.text(), st.text())
def test_any_text_is_well_formed(url: str, evidence: str) -> None:
    """Whatever links and evidence hold, the XML can be read."""
    found = suite(report(dead(url, evidence=evidence), dead(HOSTILE)))

    assert [case.find("failure") is not None for case in found] == [True] * len(found)
