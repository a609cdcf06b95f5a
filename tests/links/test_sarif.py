import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.record import State
from roadmap_site.links.reports.sarif import RULES, render
from roadmap_site.problem import Where
from told_night import GONE, MOVED, MOVED_TO, dead, failing, fine, placed, plain, report, usual

FILE = "roadmap/core/basics/resources/first.yml"


def run(report: NightReport) -> dict[str, Any]:
    log = json.loads(render(report))
    assert log["version"] == "2.1.0"
    assert log["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json"
    (found,) = log["runs"]
    assert found.keys() == {"tool", "columnKind", "results"}
    return dict(found)


def results(report: NightReport) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(report)["results"]
    return found


def location(line: int, url: str) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": 6, "endColumn": 6 + len(url)}
    artifact = {"uri": FILE, "uriBaseId": "%SRCROOT%"}
    return {"artifactLocation": artifact, "region": region}


def test_rules_are_described() -> None:
    """Every rule has a level that SARIF knows and a sentence."""
    rules = run(report())["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == list(RULES)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {
        "error",
        "warning",
        "note",
    }
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in rules)


def test_a_usual_night() -> None:
    """Dead and moved links are results, suspect and walled ones are not."""
    gone, moved = results(usual())

    what = "failed 3 nights: 404 Not Found (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026"
    copy = "https://web.archive.org/web/20261112000000/https://example.org/gone"
    repair = f"replace it, or point readers to the archived copy {copy}"
    assert gone == {
        "ruleId": "link/gone",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{GONE}: {what}; {repair}"},
        "locations": [{"physicalLocation": location(3, GONE)}],
        "partialFingerprints": {"primaryLocationLineHash": sha256(GONE.encode()).hexdigest()},
        "baselineState": "new",
    }
    assert (moved["ruleId"], moved["baselineState"]) == ("link/moved", "unchanged")


def test_a_rewrite_is_a_fix() -> None:
    """A moved link's fix replaces the URL at its place."""
    moved = results(usual())[1]

    (fix,) = moved["fixes"]
    at = location(4, MOVED)
    assert fix == {
        "description": {"text": "Write the address that the page has now."},
        "artifactChanges": [
            {
                "artifactLocation": at["artifactLocation"],
                "replacements": [
                    {"deletedRegion": at["region"], "insertedContent": {"text": MOVED_TO}}
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("state", "verdict", "reason", "rule"),
    [
        (State.DEAD, Verdict.GONE, Reason.NOT_FOUND, "link/gone"),
        (State.DEAD, Verdict.SOFT_GONE, Reason.PARKED, "link/soft-gone"),
        (State.DEAD, Verdict.NO_HOST, Reason.NO_SUCH_HOST, "link/no-host"),
        (State.DEAD, Verdict.UNREACHABLE, Reason.TIMEOUT, "link/unreachable"),
        (State.DEAD, Verdict.SERVER_ERROR, Reason.SERVER_ERROR, "link/server-error"),
        (State.INVALID, Verdict.INVALID, Reason.NOT_A_URL, "link/invalid"),
        (State.INVALID, Verdict.UNSAFE, Reason.PRIVATE_ADDRESS, "link/unsafe"),
        (State.INSECURE, Verdict.UNREACHABLE, Reason.CERTIFICATE_NAME, "link/insecure"),
        (State.INSECURE, Verdict.SOFT_GONE, Reason.ANCHOR_MISSING, "link/anchor-missing"),
        (State.RECOVERING, Verdict.GONE, Reason.NOT_FOUND, "link/recovering"),
    ],
)
def test_a_rule_for_each_class(
    state: State, verdict: Verdict, reason: Reason, rule: str
) -> None:
    """The last thing that was seen decides the rule, and the rule the level."""
    record = plain(GONE, state, *failing(0, verdict=verdict, reason=reason))

    (result,) = results(report(record))

    assert (result["ruleId"], result["level"]) == (rule, RULES[rule][0])
    assert list(RULES)[result["ruleIndex"]] == rule


def test_all_places_of_a_link() -> None:
    """A link is one result with all its places; paths are encoded, brackets are text."""
    odd = Place(Where("docs/en/a b#.md", 2, 3), GONE, "page")
    night = replace(
        report(dead(evidence="[click](http://evil.example)")),
        places={GONE: (odd, placed(GONE, 9))},
    )

    (result,) = results(night)

    places = [one["physicalLocation"] for one in result["locations"]]
    assert places[0]["artifactLocation"]["uri"] == "docs/en/a%20b%23.md"
    assert places[1] == location(9, GONE)
    assert "\\[click\\](http" in result["message"]["text"]


def test_links_without_place_are_left_out() -> None:
    """A result without a location would be refused with all the others."""
    assert results(replace(report(dead(), fine()), places={})) == []


def test_the_text_is_ascii() -> None:
    """The log is ASCII whatever the URLs are."""
    assert render(report(dead("https://例子.example/\ud800\x1b"))).isascii()
