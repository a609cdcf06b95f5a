"""Writes a night's report where CI and the site look for it; its text is of `forms.py`."""

from pathlib import Path

from roadmap_site.links.disk import replace
from roadmap_site.links.night_report import NightReport
from roadmap_site.links.reports.forms import FEED, every


def write(report: NightReport, site: str, folder: Path | None, ledger: Path | None) -> None:
    """Ensure that the folder holds every form, and the feed beside the ledger the news.

    A void night is no news, and without a ledger there is no feed: one look is none either.
    Raises `OSError`.
    """
    feed = ledger.with_name(FEED) if ledger else None
    former = feed.read_bytes().decode(errors="replace") if feed and feed.is_file() else ""
    texts = every(report, site, former)
    if folder:
        for name, text in texts.items():
            replace(folder / name, [text.encode()])
    if feed and not report.void and texts[FEED] != former:
        replace(feed, [texts[FEED].encode()])
