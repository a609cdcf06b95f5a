from dataclasses import replace

import pytest

from links.nights import after, known, many, night, visit
from roadmap_site.links.guards import Guarded, guard
from roadmap_site.links.health import following
from roadmap_site.links.night_report import Incident
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.record import Record, State

PAGES = [f"https://one.example/{number}" for number in range(6)]
HOSTS = [f"https://host-{number:02}.example/" for number in range(30)]
TARGET = "https://one.example/new-site"


def sent(urls: list[str], target: str = TARGET, number: int = 3) -> dict[str, Observation]:
    return {url: visit("moved", number, url, final_url=target) for url in urls}


def test_a_quiet_night() -> None:
    """Links that answer, or fail each in its way, have nothing in common."""
    seen = many("ok", PAGES[:3], 3) | many("404", PAGES[3:], 3)

    assert guard(known(PAGES), seen) == Guarded("", frozenset(), (), seen)


@pytest.mark.parametrize("words", [("timeout", "503"), ("refused", "refused")])
def test_a_host_that_is_down_is_one_incident(words: tuple[str, str]) -> None:
    """Links that fail with their whole host are held, and told in one line."""
    seen = many(words[0], PAGES[:2], 3) | many(words[1], PAGES[2:5], 3)
    seen |= many("ok", PAGES[5:], 3) | many("404", HOSTS[:1], 3)
    guarded = guard(known(PAGES), seen)

    assert guarded.held == frozenset(PAGES[:5])
    (only,) = guarded.incidents
    assert (only.kind, only.host, only.urls) == ("host-down", "one.example", (*PAGES[:5],))


@pytest.mark.parametrize(
    ("failing", "answering"), [(4, 0), (5, 2)], ids=["few links", "small share"]
)
def test_few_failures_are_no_incident(failing: int, answering: int) -> None:
    """Less than five links, or less than four fifths of a host, count each for itself."""
    urls = [f"https://one.example/{number}" for number in range(failing + answering)]
    seen = many("timeout", urls[:failing], 3) | many("ok", urls[failing:], 3)

    assert guard(known(urls), seen) == Guarded("", frozenset(), (), seen)


@pytest.mark.parametrize(("word", "kind"), [("no-host", "host-down"), ("wall", "host-blocked")])
def test_told_together_but_not_held(word: str, kind: str) -> None:
    """A name that is gone counts for each link, a wall for none; either is one incident."""
    guarded = guard(known(PAGES), many(word, PAGES, 3))

    assert guarded.held == frozenset()
    assert [(one.kind, one.urls) for one in guarded.incidents] == [(kind, (*PAGES,))]


@pytest.mark.parametrize("words", ["ok 410 410", "wall"], ids=["dead", "walled"])
def test_old_news_is_no_incident(words: str) -> None:
    """Links that are known to be dead, or to turn robots away, make no incident each night."""
    word = "wall" if words == "wall" else "timeout"

    assert guard(known(PAGES, words), many(word, PAGES, 3)).incidents == ()


def test_incidents_count_their_nights() -> None:
    """An incident says for how many nights it has gone on, the same however often asked."""
    long = after("ok " + "held:503 " * 12)
    records = {url: replace(long, url=url) for url in PAGES}
    seen = many("503", PAGES, 13)
    again = {url: following(records[url], seen[url], held=True) for url in PAGES}

    assert guard(known(PAGES), many("timeout", PAGES, 3)).incidents[0].nights == 1
    assert guard(records, seen).incidents[0].nights == 13
    assert guard(again, seen).incidents[0].nights == 13
    assert guard(records, many("no-host", PAGES, 13)).incidents[0].nights == 1


def test_a_reset_site_is_soft_gone() -> None:
    """Four links that now end at one page, as they never did before, are gone."""
    guarded = guard(known(PAGES), sent(PAGES[:4]))

    assert guarded.incidents == (
        Incident("same-target", "one.example", (*PAGES[:4],), f"all end at {TARGET}"),
    )
    first = guarded.observations[PAGES[0]]
    assert (first.verdict, first.reason) == (Verdict.SOFT_GONE, Reason.SAME_TARGET)
    assert first.evidence == f"4 links of one.example now all end at {TARGET}"


def test_a_reset_site_stays_gone() -> None:
    """The nights after a reset count on, until the links are dead."""
    records = known(PAGES)
    for number in range(3, 7):
        guarded = guard(records, sent(PAGES, number=number))
        records = {
            url: following(records[url], one) for url, one in guarded.observations.items()
        }

    assert {record.state for record in records.values()} == {State.DEAD}
    assert guarded.incidents[0].nights == 4


def test_an_interface_that_calls_all_deleted_is_doubted() -> None:
    """Five deletions of one host in one night are a failure of its interface, and held."""
    seen = many("deleted", PAGES[:5], 3) | many("ok", PAGES[5:], 3)
    guarded = guard(known(PAGES), seen)

    words = "the site's interface calls 5 of 5 links deleted at once"
    assert guarded.held == frozenset(PAGES[:5])
    assert guarded.incidents == (
        Incident("mass-deletion", "one.example", (*PAGES[:5],), words),
    )
    first = guarded.observations[PAGES[0]]
    assert (first.verdict, first.reason) == (Verdict.SERVER_ERROR, Reason.SERVER_ERROR)
    assert first.evidence == words


@pytest.mark.parametrize(
    ("words", "gone", "there"),
    [("ok", 4, 0), ("ok", 5, 2), ("404 404", 6, 0), ("ok 410 410", 6, 0), ("wall", 6, 0)],
    ids=["few links", "small share", "never alive", "dead before", "walled before"],
)
def test_deletions_that_count(words: str, gone: int, there: int) -> None:
    """Few deletions, and those of links that were not well before, are the links' own."""
    urls = [f"https://one.example/{number}" for number in range(gone + there)]
    seen = many("deleted", urls[:gone], 3)
    seen |= {url: visit("ok", 3, url, reason=Reason.PROVIDER) for url in urls[gone:]}

    assert guard(known(urls, words), seen) == Guarded("", frozenset(), (), seen)


def deleted_for(nights: int) -> dict[str, Record]:
    """The records of links that were well, and all deleted from the third night on."""
    records = known(PAGES)
    for number in range(3, 3 + nights):
        guarded = guard(records, many("deleted", PAGES, number))
        records = {
            url: following(records[url], one, held=url in guarded.held)
            for url, one in guarded.observations.items()
        }
    return records


@pytest.mark.parametrize(("nights", "state"), [(14, State.OK), (15, State.DEAD)])
def test_only_a_lasting_mass_deletion_is_believed(nights: int, state: State) -> None:
    """A broken interface kills nothing for two weeks; what lasts longer is a real end."""
    assert {one.state for one in deleted_for(nights).values()} == {state}


def test_a_mended_interface_leaves_no_trace() -> None:
    """Once the links are there again, their nights of doubt are forgotten."""
    for record in deleted_for(5).values():
        back = following(record, visit("ok", 8, record.url))

        assert (back.state, back.streak, back.held, back.flaky) == (State.OK, 0, (), 0)


def ended(record: Record, url: str) -> Record:
    return replace(record, final_url=url)


@pytest.mark.parametrize(
    ("records", "seen"),
    [
        (known(PAGES), sent(PAGES[:3])),
        ({}, sent(PAGES)),
        ({url: ended(one, TARGET) for url, one in known(PAGES).items()}, sent(PAGES)),
        ({url: ended(one, "") for url, one in known(PAGES).items()}, sent(PAGES)),
        (
            known([f"{TARGET}#{number}" for number in range(9)]),
            sent([f"{TARGET}#{number}" for number in range(9)]),
        ),
        (
            known([f"{PAGES[0]}#{number}" for number in range(9)]),
            sent([f"{PAGES[0]}#{number}" for number in range(9)]),
        ),
        (known(PAGES), {url: visit("moved", 3, url, final_url=f"{url}/") for url in PAGES}),
        (known(PAGES), {url: visit("ok", 3, url) for url in PAGES}),
    ],
    ids=[
        "three only",
        "never seen before",
        "as before",
        "unknown before",
        "anchors of the target",
        "anchors of one page",
        "a slash",
        "no target",
    ],
)
def test_no_reset(records: dict[str, Record], seen: dict[str, Observation]) -> None:
    """Redirects that are old, few, or of one page are no reset."""
    assert guard(records, seen) == Guarded("", frozenset(), (), seen)


@pytest.mark.parametrize(
    ("word", "lost", "void"),
    [
        ("timeout", 7, True),
        ("dns", 7, True),
        ("no-host", 7, True),
        ("timeout", 6, False),
        ("404", 30, False),
        ("503", 30, False),
        ("wall", 30, False),
    ],
)
def test_void(word: str, lost: int, void: bool) -> None:  # noqa: FBT001
    """A night in which more than a fifth of the healthy hosts are out of reach is void."""
    seen = many(word, HOSTS[:lost], 3) | many("ok", HOSTS[lost:], 3)

    assert guard(known(HOSTS), seen).void == (
        f"{lost} of 30 hosts that were well the night before cannot be reached: "
        "that is our network, not theirs"
        if void
        else ""
    )


@pytest.mark.parametrize(
    ("records", "urls"),
    [(known(HOSTS[:4]), HOSTS[:4]), ({}, HOSTS), (known(HOSTS, "ok 404"), HOSTS)],
    ids=["four hosts", "no record", "not well before"],
)
def test_not_void(records: dict[str, Record], urls: list[str]) -> None:
    """Few hosts, and hosts that were not well before, say nothing of our network."""
    assert guard(records, many("timeout", urls, 3)).void == ""


@pytest.mark.parametrize(("since", "void"), [(13, True), (14, False)])
def test_a_night_is_not_void_for_ever(since: int, void: bool) -> None:  # noqa: FBT001
    """After two weeks without a night on record the failures count, or none ever would."""
    seen = many("timeout", HOSTS, 2 + since)

    assert bool(guard(known(HOSTS), seen).void) is void


def test_hosts_are_lost_by_half() -> None:
    """A host of which most links answer is in reach, whatever the others do."""
    hosts = [[f"{host}{number}" for number in range(3)] for host in HOSTS]
    urls = [url for links in hosts for url in links]
    one = many("ok", urls, 3) | many("timeout", [links[0] for links in hosts], 3)
    two = one | many("timeout", [links[1] for links in hosts], 3)

    assert guard(known(urls), one).void == ""
    assert guard(known(urls), two).void.startswith("30 of 30 hosts")


def test_hostile_addresses() -> None:
    """An address that is none has no host, and breaks nothing."""
    urls = ["https://[::1/", "//", "https://x:port/", "", "\ud800"]
    seen = {url: visit("ok", 3, url, final_url="https://[/") for url in urls}

    assert guard({}, seen).incidents == ()
    assert night(3) == seen[""].seen
