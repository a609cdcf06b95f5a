"""The night as SARIF 2.1.0, for code scanning: a result a link, at its places in the YAML."""

import json
import re
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.observation import Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.reports import advice
from roadmap_site.links.reports.findings import TO_MEND, Finding, Kind, findings
from roadmap_site.links.reports.wording import failures
from roadmap_site.problem import printable

RULES: dict[str, tuple[str, str]] = {
    "link/gone": ("error", "The page is gone."),
    "link/soft-gone": ("error", "The page answers, but what was linked is gone."),
    "link/no-host": ("error", "The host name does not exist any more."),
    "link/unreachable": ("error", "The host has not answered for a week or longer."),
    "link/server-error": ("error", "The server has failed for two weeks or longer."),
    "link/invalid": ("error", "The URL can never work."),
    "link/unsafe": ("error", "The link leads into a private network, or away from the web."),
    "link/insecure": ("warning", "The page is there, but its certificate is not good."),
    "link/anchor-missing": ("warning", "The page is there, but the linked part is not."),
    "link/recovering": ("note", "A dead link has answered once."),
    "link/moved": ("note", "The page has moved for good; the URL should follow."),
}
"""Level and meaning of each rule; research and thresholds are in the documentation."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Brackets make links in a SARIF message (section 3.11.6).
_BRACKET = re.compile(r"[\\\[\]]")
_OF_KIND = {
    Kind.INSECURE: "link/insecure",
    Kind.ANCHOR: "link/anchor-missing",
    Kind.RECOVERING: "link/recovering",
    Kind.MOVED: "link/moved",
}


def render(report: NightReport) -> str:
    """A SARIF log in ASCII, with one run.

    Suspect and walled links are not in it, nor are those without a place: each result opens
    an alert. Columns count Unicode code points from 1. The region of a fix takes the URL to be
    unquoted, as curricula have it; `roadmap links fix` knows quotes.
    """
    told = [one for one in findings(report) if one.kind in TO_MEND and one.places]
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in told],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def rule_of(finding: Finding) -> str:
    """The rule that the finding breaks; that of a dead link by the last verdict it died of."""
    if finding.kind in _OF_KIND:
        return _OF_KIND[finding.kind]
    nights = failures(finding.record)
    last = nights[-1].verdict if nights else Verdict.GONE
    return f"link/{last}" if f"link/{last}" in RULES else "link/gone"


def _driver() -> dict[str, Any]:
    rules = [
        {
            "id": name,
            "shortDescription": {"text": meaning},
            "defaultConfiguration": {"level": level},
        }
        for name, (level, meaning) in RULES.items()
    ]
    return {"name": "roadmap links", "rules": rules}


def _result(finding: Finding) -> dict[str, Any]:
    rule, url = rule_of(finding), finding.record.url
    text = f"{printable(url)}: {advice.what(finding)}; {advice.repair(finding)}"
    result = {
        "ruleId": rule,
        "ruleIndex": list(RULES).index(rule),
        "level": RULES[rule][0],
        "message": {"text": _BRACKET.sub(r"\\\g<0>", text)},
        # All of them: the link is mended when it is mended at every place.
        "locations": [{"physicalLocation": _location(one)} for one in finding.places],
        # The one key that GitHub looks at; the alert follows the URL wherever it moves.
        "partialFingerprints": {"primaryLocationLineHash": sha256(_bytes(url)).hexdigest()},
        "baselineState": "new" if finding.new else "unchanged",
    }
    return result | ({"fixes": [_fix(finding)]} if finding.rewrite else {})


def _location(place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place), "region": _region(place)}


def _artifact(place: Place) -> dict[str, str]:
    return {"uri": quote(_bytes(place.where.path)), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, int]:
    line, column = place.where.line, place.where.column
    return {"startLine": line, "startColumn": column, "endColumn": column + len(place.url)}


def _fix(finding: Finding) -> dict[str, Any]:
    new = {"text": printable(finding.rewrite)}
    changes = [
        {
            "artifactLocation": _artifact(place),
            "replacements": [{"deletedRegion": _region(place), "insertedContent": new}],
        }
        for place in finding.places
        if place.role != "archived"
    ]
    return {
        "description": {"text": "Write the address that the page has now."},
        "artifactChanges": changes,
    }


def _bytes(text: str) -> bytes:
    """UTF-8 of any text, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")
