import random

from hypothesis import given
from hypothesis import strategies as st

from links.nights import SHOWS, day, known, many, night, visit
from roadmap_site.links.night import conclude
from roadmap_site.links.night_report import NightReport, Transition
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record, State
from roadmap_site.problem import Where

URLS = [f"https://host-{number}.example/" for number in range(8)]
PAGES = [f"https://one.example/{number}" for number in range(8)]
VISITS = st.dictionaries(
    st.sampled_from([*URLS, *PAGES]), st.sampled_from(sorted(SHOWS)), min_size=1
)
NIGHTS = st.lists(VISITS, min_size=1, max_size=12)


def concluded(before: dict[str, Record], words: dict[str, str], number: int) -> NightReport:
    seen = {url: visit(word, number, url, final_url=url) for url, word in words.items()}
    return conclude(before, seen, night=night(number))


def ledger(nights: list[dict[str, str]]) -> dict[str, Record]:
    """The records after these nights."""
    records: dict[str, Record] = {}
    for number, words in enumerate(nights):
        records = dict(concluded(records, words, number).records)
    return records


def test_a_night() -> None:
    """A night moves its links on, names what changed, and says what was not asked."""
    before = known(URLS[:3])
    seen = many("404", URLS[:1], 3) | many("ok", [URLS[1], URLS[5]], 3)
    report = conclude(before, seen, night=night(3), due=[*URLS[:3], URLS[5]])

    assert list(report.records) == [*URLS[:3], URLS[5]]
    assert report.transitions == (
        Transition(report.records[URLS[0]], State.OK),
        Transition(report.records[URLS[5]], None),
    )
    assert report.records[URLS[0]].due == day(4)
    assert report.records[URLS[2]] is before[URLS[2]]
    assert (report.unasked, report.void, report.incidents) == ((URLS[2],), "", ())


def test_links_that_stand_nowhere_are_forgotten() -> None:
    """A URL that left the curriculum leaves the ledger, asked or not, and is no news."""
    place = Place(Where("list.txt"), URLS[0])
    seen = many("404", URLS[:2], 3)
    report = conclude(known(URLS[:3]), seen, night=night(3), places={URLS[0]: (place,)})

    assert list(report.records) == [URLS[0]]
    assert [one.record.url for one in report.transitions] == [URLS[0]]


def test_a_void_night_changes_nothing() -> None:
    """A night said to be void leaves every record as it was, and is still told."""
    before = known(URLS)
    seen = many("404", URLS, 3)
    report = conclude(before, seen, night=night(3), void="no control site answers")

    assert (report.records, report.void) == (before, "no control site answers")
    assert (report.transitions, report.incidents) == ((), ())
    assert report.observations == seen


def test_a_night_without_network_is_void() -> None:
    """Where most healthy hosts are out of reach, nobody is suspected."""
    before = known(URLS)
    report = conclude(before, many("timeout", URLS, 3), night=night(3))

    assert report.records == before
    assert report.void.startswith("8 of 8 hosts")


def test_an_outage_is_held() -> None:
    """Links of a host that is down keep their state, and are asked again the next night."""
    report = conclude(known(PAGES), many("503", PAGES, 3), night=night(3))

    assert report.transitions == ()
    assert {(one.state, len(one.held), one.due) for one in report.records.values()} == {
        (State.OK, 1, day(4))
    }


@given(NIGHTS)
def test_replaying_a_night_changes_nothing(nights: list[dict[str, str]]) -> None:
    """Concluding the same night twice gives the same records."""
    before = ledger(nights[:-1])
    once = concluded(before, nights[-1], len(nights)).records

    assert concluded(dict(once), nights[-1], len(nights)).records == once


@given(NIGHTS, st.randoms())
def test_order_is_irrelevant(nights: list[dict[str, str]], chance: random.Random) -> None:
    """Visits in another order, as shards bring them, make the same night."""
    before, words = ledger(nights[:-1]), list(nights[-1].items())
    expected = concluded(before, nights[-1], len(nights))
    chance.shuffle(words)

    found = concluded(before, dict(words), len(nights))

    assert found == expected
    assert list(found.records) == sorted(found.records)


@given(VISITS)
def test_a_lost_ledger_kills_nothing(words: dict[str, str]) -> None:
    """Without a ledger no link is dead that night, whatever it shows."""
    records = concluded({}, words, 0).records

    assert {one.state for one in records.values()} & {State.DEAD, State.INSECURE} == set()
    assert all(
        (one.state is State.INVALID) == (words[url] in {"invalid", "unsafe"})
        for url, one in records.items()
    )


@given(NIGHTS)
def test_unasked_links_keep_their_record(nights: list[dict[str, str]]) -> None:
    """A link that was not asked tonight is remembered as it was."""
    before = ledger(nights[:-1])
    records = concluded(before, nights[-1], len(nights)).records

    assert all(records[url] is before[url] for url in before.keys() - nights[-1].keys())
