"""Every form of a night's report at once, as files of one folder."""

import json

from roadmap_site.links.night_report import NightReport
from roadmap_site.links.reports import (
    annotations,
    atom,
    issue,
    json_lines,
    junit,
    markdown,
    plain,
    sarif,
    terminal,
)

FEED = "transitions.atom"


def one(report: NightReport, form: str, *, remembered: bool) -> str:
    """The report in the form that `--format` names."""
    match form:
        case "json":
            return json_of(report)
        case "markdown":
            return markdown.render(report)
        case "junit":
            return junit.render(report)
        case "sarif":
            return sarif.render(report)
        case "github":
            accused = {} if report.void else report.observations
            return annotations.annotations(accused, report.places)
    return terminal.render(report) if remembered else plain.render(report)


def json_of(report: NightReport) -> str:
    """JSON Lines, one observation each, sorted by URL."""
    return "".join(
        f"{json_lines.observation_line(seen)}\n"
        for _, seen in sorted(report.observations.items())
    )


def every(report: NightReport, site: str, former_feed: str) -> dict[str, str]:
    """`{file name: text}` of a night: what CI keeps, shows and sends on."""
    news = {
        "body": "" if report.void else issue.body(report, site),
        "comment": "" if report.void else issue.comment(report),
        "open": issue.has_findings(report),
    }
    return {
        "summary.md": markdown.render(report),
        "report.txt": terminal.render(report),
        "links.jsonl": json_of(report),
        "junit.xml": junit.render(report),
        "links.sarif": sarif.render(report),
        FEED: atom.render(report, former_feed, site),
        "issue.json": json.dumps(news),
    }
