"""An Atom feed of what changed (RFC 4287): links that died, and links that came back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from roadmap_site.links.night_report import NightReport, Transition
from roadmap_site.links.record import State
from roadmap_site.links.reports.findings import news
from roadmap_site.links.reports.json_lines import timestamp
from roadmap_site.links.reports.wording import STATES, last_good, seen
from roadmap_site.problem import printable
from roadmap_site.url import flaw

KEPT = 100
"""Entries that the feed holds, newest first."""
LARGEST = 4 * 1024 * 1024
"""Characters of a former feed that are read; a longer one is none of ours."""

_SPACE = "http://www.w3.org/2005/Atom"
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_FIELDS = ("id", "title", "updated", "content")


@dataclass(frozen=True)
class Entry:
    """One piece of news: plain text in each field, `updated` in RFC 3339."""

    id: str
    title: str
    updated: str
    content: str
    link: str = ""


def render(report: NightReport, former: str, site: str) -> str:
    """The feed with tonight's news on top of the former feed's, as XML text.

    `site` is the site's address. The text is the former one, to the letter, where nothing
    changed; a former feed that cannot be read counts as none. A night told twice is told once.
    """
    old_updated, old = _former(former)
    fresh = list(_fresh(report, site))
    ids = {one.id for one in fresh}
    entries = [*fresh, *(one for one in old if one.id not in ids)][:KEPT]
    updated = old_updated or timestamp(report.night)
    if [one.id for one in entries] != [one.id for one in old]:
        updated = timestamp(report.night)
    return _feed(entries, updated, site)


def _fresh(report: NightReport, site: str) -> Iterator[Entry]:
    told = news(report)
    for one in (*told.broken, *told.back):
        yield _entry(one, report, site)


def _entry(one: Transition, report: NightReport, site: str) -> Entry:
    record = one.record
    places = ", ".join(str(place.where) for place in report.places.get(record.url, ()))
    back = record.state is State.OK
    word = "back" if back else STATES[record.state]
    what = "answers again" if back else f"{seen(record)}, {last_good(record.last_ok)}"
    copy = (
        f"; archived copy: {printable(record.archive)}" if record.archive and not back else ""
    )
    return Entry(
        id=f"{_tag(site)},{report.night:%Y-%m-%d}:{_digest(record.url)}-{record.state}",
        title=f"{word.capitalize()}: {printable(record.url)}",
        updated=timestamp(report.night),
        content=f"{printable(places)}: {what}{copy}" if places else f"{what}{copy}",
        link="" if flaw(record.url) else printable(record.url),
    )


def _tag(site: str) -> str:
    """The start of a tag URI (RFC 4151): the site's host owns the names."""
    return f"tag:{urlsplit(site).hostname or 'localhost'}"


def _digest(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _feed(entries: list[Entry], updated: str, site: str) -> str:
    root = ET.Element("feed", {"xmlns": _SPACE})
    _field(root, "id", f"{_tag(site)},2026:link-health")
    _field(root, "title", "Link health")
    _field(root, "updated", updated)
    ET.SubElement(ET.SubElement(root, "author"), "name").text = "roadmap links"
    if not flaw(site):
        ET.SubElement(root, "link", {"href": site})
    for one in entries:
        entry = ET.SubElement(root, "entry")
        for name in _FIELDS:
            _field(entry, name, getattr(one, name))
        if one.link:
            ET.SubElement(entry, "link", {"href": one.link})
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def _field(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _former(text: str) -> tuple[str, list[Entry]]:
    """When the feed was last updated, and its entries; nothing where it is not one of ours."""
    # A document type could define entities that grow without end; ours has none.
    if not text or len(text) > LARGEST or "<!" in text:
        return "", []
    try:
        root = ET.fromstring(text)  # noqa: S314  bounded, and without a document type
    except (ET.ParseError, ValueError):
        return "", []
    entries = [_read(entry) for entry in root.iterfind(f"{{{_SPACE}}}entry")]
    sound = [one for one in entries if one.id and _WHEN.fullmatch(one.updated)]
    updated = _text(root, "updated")
    return (updated, sound[:KEPT]) if _WHEN.fullmatch(updated) else ("", [])


def _read(entry: ET.Element) -> Entry:
    link = entry.find(f"{{{_SPACE}}}link")
    href = link.get("href", "") if link is not None else ""
    fields = {name: _text(entry, name) for name in _FIELDS}
    return Entry(**fields, link="" if not href or flaw(href) else href)


def _text(parent: ET.Element, name: str) -> str:
    return printable(parent.findtext(f"{{{_SPACE}}}{name}", ""))
