import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.night_report import NightReport, Transition
from roadmap_site.links.record import State
from roadmap_site.links.reports.atom import KEPT, render
from told_night import GONE, TONIGHT, dead, fine, report, suspect, usual, walled

SITE = "https://course.example/learn/"
ATOM = "{http://www.w3.org/2005/Atom}"
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FILE = "roadmap/core/basics/resources/first.yml"


def entries(feed: str) -> list[dict[str, str]]:
    """The entries as `{field: text}`, after a look at what RFC 4287 demands of all."""
    root = ET.fromstring(feed)  # noqa: S314  our own
    assert root.tag == f"{ATOM}feed"
    assert WHEN.fullmatch(root.findtext(f"{ATOM}updated", ""))
    assert root.findtext(f"{ATOM}id") == "tag:course.example,2026:link-health"
    assert root.findtext(f"{ATOM}title") == "Link health"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "roadmap links"
    found = [
        {child.tag.removeprefix(ATOM): child.text or child.get("href") or "" for child in entry}
        for entry in root.iterfind(f"{ATOM}entry")
    ]
    assert all({"id", "title", "updated", "content"} <= one.keys() for one in found)
    assert all(WHEN.fullmatch(one["updated"]) for one in found)
    assert len({one["id"] for one in found}) == len(found)
    return found


def died(url: str, nights_later: int = 0) -> NightReport:
    night = report(dead(url), changed=((dead(url), State.SUSPECT),))
    return replace(night, night=TONIGHT + timedelta(days=nights_later))


def test_a_usual_night() -> None:
    """A link that died and one that came back are an entry each."""
    gone, back = entries(render(usual(), "", SITE))

    assert gone == {
        "id": f"tag:course.example,2026-11-22:{sha256(GONE.encode()).hexdigest()}-dead",
        "title": f"Dead: {GONE}",
        "updated": "2026-11-22T03:04:05Z",
        "content": f"{FILE}:3:6: failed 3 nights: 404 Not Found (19, 21, 22 Nov 2026), "
        "last seen alive 12 Nov 2026; archived copy: "
        "https://web.archive.org/web/20261112000000/https://example.org/gone",
        "link": GONE,
    }
    assert back["title"] == "Back: https://example.org/back"
    assert back["content"] == f"{FILE}:1:6: answers again"


def test_newest_first() -> None:
    """Tonight's entries stand above the former ones."""
    first = render(died("https://example.org/1"), "", SITE)
    second = render(died("https://example.org/2", nights_later=1), first, SITE)

    assert [one["title"][-1] for one in entries(second)] == ["2", "1"]
    assert "<updated>2026-11-23T03:04:05Z</updated>" in second.partition("<entry>")[0]


def test_nothing_new_changes_no_byte() -> None:
    """A quiet night, a void one and the same night again give the former feed as it was."""
    feed = render(usual(), "", SITE)
    quiet = replace(report(fine()), night=TONIGHT + timedelta(days=1))

    assert render(quiet, feed, SITE) == feed
    assert render(replace(quiet, void="the network"), feed, SITE) == feed
    assert render(usual(), feed, SITE) == feed


def test_an_empty_feed_stays_too() -> None:
    """A feed without entries does not change either."""
    feed = render(report(fine()), "", SITE)
    later = replace(report(fine()), night=TONIGHT + timedelta(days=1))

    assert entries(feed) == []
    assert render(later, feed, SITE) == feed


def test_only_news_is_told() -> None:
    """New links, one bad night, walls, and a dead link's first answer are no entries."""
    changed = (
        (fine(), None),
        (suspect(), State.OK),
        (walled(), State.OK),
        (replace(dead(), state=State.RECOVERING), State.DEAD),
        (dead("https://example.org/again"), State.RECOVERING),
    )

    assert entries(render(report(changed=changed), "", SITE)) == []


def test_the_feed_is_bounded() -> None:
    """The feed keeps its newest entries."""
    feed = ""
    for number in range(3):
        many = [dead(f"https://example.org/{number}/{one:02}") for one in range(40)]
        night = report(*many, changed=((one, State.SUSPECT) for one in many))
        feed = render(replace(night, night=TONIGHT + timedelta(days=number)), feed, SITE)

    titles = [one["title"] for one in entries(feed)]
    assert len(titles) == KEPT
    assert titles[0] == "Dead: https://example.org/2/00"
    assert titles[-1] == "Dead: https://example.org/0/19"


@pytest.mark.parametrize(
    "former",
    [
        "nonsense",
        "<feed/>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><updated>now</updated></feed>",
        "<!DOCTYPE feed [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><feed>&b;</feed>",
        "\x00",
    ],
    ids=["text", "no Atom", "no date", "entities", "control character"],
)
def test_a_broken_former_feed_counts_as_none(former: str) -> None:
    """What is not a feed of ours is not read."""
    assert render(usual(), former, SITE) == render(usual(), "", SITE)


def test_former_entries_are_not_trusted() -> None:
    """A former entry without a date is dropped, and a link that is none is not shown."""
    feed = render(died("https://example.org/1"), "", SITE)
    hostile = feed.replace('href="https://example.org/1"', 'href="javascript:alert(1)"')
    head, entry_start, rest = feed.partition("<entry>")
    undated = f"{head}{entry_start}{rest.replace('<updated>2026', '<updated>once')}"

    (entry,) = entries(render(report(), hostile, SITE))

    assert "link" not in entry
    assert entries(render(report(), undated, SITE)) == []


@given(st.text(), st.text())
def test_any_text_is_well_formed(url: str, evidence: str) -> None:
    """Whatever links and evidence hold, the feed can be read, and read back."""
    record = dead(url, evidence=evidence)
    night = replace(report(record), transitions=(Transition(record, State.SUSPECT),))

    feed = render(night, "", SITE)

    assert len(entries(feed)) == 1
    assert render(report(fine()), feed, SITE) == feed
