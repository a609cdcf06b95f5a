"""The words beside a link, what the page lists, and how the trend is drawn."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made
from made_ledger import ARCHIVE, RESOURCES, every_state, url
from roadmap_site.links.history import counts
from roadmap_site.links.night_report import NightReport
from roadmap_site.links.observation import Reason
from roadmap_site.links.record import State
from roadmap_site.load import load
from roadmap_site.project import built_in_labels
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.link_health import FINDINGS, ORDER, LinkHealth, Tally, totals, uses
from roadmap_site.render.link_marks import Mark, marks
from roadmap_site.render.link_page import MOST_FINDINGS, link_page
from roadmap_site.render.reader import Reader
from roadmap_site.render.trend import trend

HEALTH = LinkHealth(every_state())


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """An English reader of a made course."""
    root = made.curriculum(tmp_path_factory.mktemp("course"), resources=3)
    return Reader(load(root, built_in_labels()), "en")


def mark(reader: Reader, state: str) -> Mark:
    return marks(reader, HEALTH)(reader.curriculum.by_resource[RESOURCES[state]])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("family", ["state", "mark", "meaning"])
def test_every_state_has_words(language: str, family: str) -> None:
    """No state of the ledger is without a name, a mark and an explanation."""
    keys = {key for key in built_in_labels()[language] if key.startswith(f"{family}.")}

    assert {f"{family}.{state}" for state in (*State, "moved")} <= keys
    assert set(ORDER) == {*map(str, State), "moved"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_has_words(language: str) -> None:
    """Each reason is said in every built-in language, and no word is left over."""
    keys = {key for key in built_in_labels()[language] if key.startswith("reason.")}

    assert keys == {f"reason.{reason}" for reason in Reason}


@pytest.mark.parametrize(
    ("state", "text", "seen"),
    [
        ("ok", "Link verified", "2026-11-22"),
        ("moved", "Moved, still opens", "2026-11-10"),
        ("blocked", "Turns robots away; open it yourself", ""),
        ("suspect", "Failed lately, may be back soon", "2026-11-10"),
        ("recovering", "Opens again, being watched", "2026-11-10"),
        ("insecure", "Opens, but: certificate expired", "2026-11-10"),
        ("dead", "Gone", "2026-11-10"),
        ("invalid", "Address cannot work", ""),
        ("new", "Not yet checked", ""),
    ],
)
def test_a_mark_says_the_state(reader: Reader, state: str, text: str, seen: str) -> None:
    """Each state has its words, and the day on which the link was last open."""
    made = mark(reader, state)

    assert (made.state, made.text, made.seen) == (state, text, seen)
    assert bool(made.suggest) == bool(made.archive) == (state in {"dead", "invalid"})


def test_a_replacement_is_asked_for_with_the_place(reader: Reader) -> None:
    """The new issue names the resource, its URL and its file, all percent-encoded."""
    parts = urlsplit(mark(reader, "dead").suggest)
    fill = parse_qs(parts.query)
    path = f"roadmap/tier-1/section-1-0/resources/{RESOURCES['dead']}.yml"

    assert parts._replace(query="").geturl() == "https://example.org/git/issues/new"
    assert fill == {
        "title": [f"Replacement for {RESOURCES['dead']}"],
        "body": [
            (
                f"{url('dead')} no longer opens; it stands in {path}. "
                "This page could take its place: "
            )
        ],
    }


@pytest.mark.parametrize("bad", ["javascript:x", "https://10.0.0.1/", 'https://x.org/"><b>'])
def test_no_address_of_a_stranger_is_linked_unchecked(reader: Reader, bad: str) -> None:
    """An archived copy or new address that is no public web address is left out."""
    health = LinkHealth(every_state(archive=bad, moved_to=bad))
    resource = reader.curriculum.by_resource[RESOURCES["dead"]]
    found = link_page(reader, health, ())["findings"]

    alone = resource.model_copy(update={"archived": None})
    alone.placed(resource.path, None, resource.id)
    assert marks(reader, health)(alone).archive == ""
    assert found["moved"][0].moved_to == ""


def test_the_people_choice_of_a_copy_wins(reader: Reader) -> None:
    """The `archived` of the curriculum stands before the ledger's copy."""
    resource = reader.curriculum.by_resource[RESOURCES["dead"]]
    alone = resource.model_copy(update={"archived": None})
    alone.placed(resource.path, None, resource.id)

    assert marks(reader, HEALTH)(resource).archive == resource.archived
    assert marks(reader, HEALTH)(alone).archive == ARCHIVE


def test_the_totals_count_every_link_once(reader: Reader) -> None:
    """Resources, companions, copies and links of pages count; those no night saw are new."""
    page = HandWritten("about/", "About", "", ("https://example.org/page", url("ok")))
    found = totals(HEALTH, uses(reader.curriculum, (page,)))

    assert found == dict.fromkeys(ORDER, 1) | {"new": 12 * 3 + 1 - 8}
    assert list(found) == list(ORDER)


def test_the_totals_are_those_of_the_history() -> None:
    """The site and the night's own count put every record into the same state."""
    records = every_state()
    night = next(iter(records.values())).nights[0].seen

    assert totals(HEALTH, records) == counts(NightReport(night, records, {}))


def test_findings_come_by_urgency_with_their_reasons(reader: Reader) -> None:
    """Whatever asks for attention is listed, what is sound or cannot be judged is not."""
    found = link_page(reader, HEALTH, ())["findings"]

    assert list(found) == list(FINDINGS)
    assert [(one.use.url, one.reason, one.since, one.seen) for one in found["dead"]] == [
        (url("dead"), "not found (HTTP 404)", "2026-11-10", "2026-11-10")
    ]
    assert [one.reason for one in found["invalid"]] == ["points into a private network"]
    assert [one.moved_to for one in found["moved"]] == ["https://example.org/new-place"]


def test_a_flood_of_findings_is_cut(reader: Reader) -> None:
    """A page lists at most two hundred links of a state and counts the rest."""
    urls = tuple(f"https://example.org/{number}" for number in range(MOST_FINDINGS + 7))
    dead = every_state()[url("dead")]
    health = LinkHealth({one: replace(dead, url=one) for one in urls})
    found = link_page(reader, health, (HandWritten("about/", "About", "", urls),))

    assert len(found["findings"]["dead"]) == MOST_FINDINGS
    assert found["unlisted"]["dead"] == 7


def tally(ago: int, **numbers: int) -> Tally:
    return Tally(date(2026, 11, 22) - timedelta(days=ago), numbers)


@pytest.mark.parametrize("nights", [[], [tally(0, ok=3)], [tally(95), tally(0)]])
def test_one_night_is_no_trend(reader: Reader, nights: list[Tally]) -> None:
    """Nothing is drawn before two of the last ninety nights are known."""
    assert trend(nights, reader.label).charts == ()


def test_the_table_says_what_the_bars_show(reader: Reader) -> None:
    """Newest night first, a column for each state that occurs, a sentence for each chart."""
    found = trend([tally(90, dead=9), tally(2, ok=7), tally(0, ok=5, dead=2)], reader.label)
    described = ET.fromstring(found.charts[2].svg).findtext("desc")  # noqa: S314  ours

    assert found.states == ("ok", "dead")
    assert found.rows == (("2026-11-22", (5, 2)), ("2026-11-20", (7, 0)))
    assert [(one.name, one.latest) for one in found.charts] == [
        ("Verified or moved", 5),
        ("In doubt", 0),
        ("Gone or impossible", 2),
        ("Closed to robots", 0),
    ]
    assert described == (
        "One bar a night from 2026-11-20 to 2026-11-22: lowest 0, highest 2, latest 2."
    )


@given(st.dictionaries(st.integers(0, 120), st.integers(0, 10**9 - 1), min_size=2))
def test_every_night_is_one_bar_inside_the_drawing(numbers: dict[int, int]) -> None:
    """Bars lie inside the drawing, one for each night of ninety, none over another."""
    nights = [tally(ago, dead=numbers[ago]) for ago in sorted(numbers, reverse=True)]
    words = built_in_labels()["zh"]
    drawn = trend(nights, lambda key, **fill: words[key].format(**fill))
    recent = [ago for ago in numbers if ago - min(numbers) < 90]

    for chart in drawn.charts:
        path = ET.fromstring(chart.svg).find("path")  # noqa: S314  ours
        assert path is not None
        bars = [bar.split() for bar in path.attrib["d"].removeprefix("M").split("M")]
        places = [int(left) for left, _ in bars]
        heights = [float(rest.partition("v-")[2].partition("h")[0]) for _, rest in bars]
        assert len(bars) == len(set(places)) == len(recent)
        assert set(places) <= set(range(90))
        assert all(0 < height <= 30 for height in heights)
