from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.nights import SHOWS, START, URL, after, day, night, visit
from roadmap_site.links.health import following, is_unverified
from roadmap_site.links.observation import Reason
from roadmap_site.links.record import State
from roadmap_site.links.thresholds import needed

WORDS = st.sampled_from(sorted(SHOWS))
HISTORIES = st.lists(WORDS | st.just("-"), max_size=25).map(lambda words: ["ok", *words])
CERTAIN = {"invalid", "unsafe"}
ALIVE = {"ok", "304", "moved"}


@pytest.mark.parametrize(
    ("word", "nights", "becomes"),
    [
        ("410", 2, State.DEAD),
        ("deleted", 2, State.DEAD),
        ("404", 4, State.DEAD),
        ("home", 4, State.DEAD),
        ("no-host", 4, State.DEAD),
        ("timeout", 8, State.DEAD),
        ("refused", 8, State.DEAD),
        ("503", 15, State.DEAD),
        ("expired", 8, State.INSECURE),
        ("untrusted", 4, State.INSECURE),
        ("anchor", 4, State.INSECURE),
    ],
)
def test_thresholds(word: str, nights: int, becomes: State) -> None:
    """Each failure is decided on its own night, and is a suspicion until then."""
    record = after(["ok", *[word] * (nights - 1)])

    assert record.state is State.SUSPECT
    assert following(record, visit(word, nights)).state is becomes


def test_nights_without_days_are_not_enough() -> None:
    """Three visits within two days do not make a page dead, however often it is asked."""
    record = after("ok 404")
    for number in (2, 2.8, 3):
        record = following(record, visit("404", number))

    assert (record.streak, record.state) == (3, State.SUSPECT)


def test_days_without_nights_are_not_enough() -> None:
    """Two failing visits a month apart do not make a page dead."""
    record = following(after("ok 404"), visit("404", 30))

    assert record.state is State.SUSPECT


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("ok timeout timeout timeout timeout 404", State.SUSPECT),
        ("ok timeout timeout timeout timeout 404 404 404", State.SUSPECT),
        ("ok timeout timeout timeout timeout 404 404 404 404", State.DEAD),
        ("ok 503 404 404 404 404", State.DEAD),
        ("ok 503 404 410", State.SUSPECT),
        ("ok 503 410 404 410", State.DEAD),
        ("ok untrusted untrusted untrusted 404", State.SUSPECT),
        ("ok untrusted untrusted untrusted untrusted 404", State.INSECURE),
        ("ok untrusted untrusted untrusted untrusted 404 404 404 404", State.DEAD),
        ("ok timeout timeout timeout timeout expired timeout timeout timeout", State.SUSPECT),
        ("ok timeout timeout timeout timeout wall timeout timeout timeout", State.SUSPECT),
        ("ok 404 404 wall 404 404", State.DEAD),
        ("ok expired expired expired expired timeout expired expired expired", State.INSECURE),
        ("ok 404 404 anchor 404", State.SUSPECT),
        ("ok 404 404 404 404 anchor anchor anchor anchor", State.INSECURE),
    ],
)
def test_mixed_failures(words: str, state: State) -> None:
    """The weakest failure of a streak decides when, unless stronger ones suffice alone."""
    assert after(words).state is state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("ok", State.OK),
        ("dns", State.NEW),
        ("stopped", State.NEW),
        ("404", State.SUSPECT),
        ("404 ok", State.OK),
        ("wall", State.BLOCKED),
        ("wall ok", State.OK),
        ("ok wall", State.BLOCKED),
        ("ok stopped", State.OK),
        ("ok dns dns dns dns dns dns dns dns", State.OK),
        ("ok 404 wall wall", State.SUSPECT),
        ("ok 404 wall wall wall", State.BLOCKED),
        ("ok 404 404 404 wall wall dns 404", State.SUSPECT),
        ("invalid", State.INVALID),
        ("unsafe", State.INVALID),
        ("unsafe ok", State.OK),
        ("ok 410 410", State.DEAD),
        ("ok 410 410 wall wall wall wall wall wall", State.DEAD),
        ("ok 410 410 ok", State.RECOVERING),
        ("ok 410 410 ok wall wall wall wall", State.RECOVERING),
        ("ok 410 410 ok ok", State.OK),
        ("ok untrusted untrusted untrusted untrusted wall wall wall", State.BLOCKED),
        ("ok 410 410 ok timeout", State.RECOVERING),
        ("ok 410 410 ok timeout ok", State.RECOVERING),
        ("ok 410 410 ok 410 410", State.DEAD),
        ("ok untrusted untrusted untrusted untrusted ok", State.OK),
    ],
)
def test_transitions(words: str, state: State) -> None:
    """Each state is left and entered on the nights that the table says."""
    assert after(words).state is state


def test_since_is_the_first_day_of_the_state() -> None:
    """A record says since when it is in its state, however many nights follow."""
    assert after("ok 410 410 410 410").since == day(2)


def test_a_wall_with_odd_failures_is_no_death() -> None:
    """Failures months apart behind a wall never add up: no good visit could end them."""
    words = ["timeout" if number % 12 == 0 else "wall" for number in range(200)]

    assert after(["ok", *words]).state is State.BLOCKED


@given(HISTORIES, st.sampled_from(["wall", "stopped", "dns"]))
def test_walls_move_no_streak(words: list[str], silent: str) -> None:
    """A visit that says nothing of the page moves no streak in either direction."""
    before = after(words)
    record = following(before, visit(silent, len(words)))

    same = ("streak", "streak_reasons", "failing_since", "last_ok", "alive_nights", "flaky")
    assert [getattr(record, name) for name in same] == [getattr(before, name) for name in same]


@given(WORDS)
def test_one_visit_never_kills(word: str) -> None:
    """A first visit makes no link dead or insecure, and only a certain fault invalid."""
    state = after([word]).state

    assert state not in {State.DEAD, State.INSECURE}
    assert (state is State.INVALID) == (word in CERTAIN)


@given(HISTORIES)
def test_death_takes_two_failing_nights(words: list[str]) -> None:
    """Whatever happened before, a link that was alive last night is not dead tonight."""
    record = after([*words, "ok", "410"])

    assert record.state in {State.SUSPECT, State.RECOVERING, State.DEAD}
    assert record.state is not State.DEAD


@given(HISTORIES, WORDS, st.booleans())
def test_replaying_changes_nothing(words: list[str], word: str, held: bool) -> None:  # noqa: FBT001
    """The same visit again, or one of an earlier night, leaves the record as it is."""
    seen = visit(word, len(words))
    held = held and word not in ALIVE
    record = following(after(words), seen, held=held)

    assert following(record, seen, held=held) == record
    assert following(record, visit("ok", len(words) - 1)) == record


@given(HISTORIES, WORDS, st.sampled_from(sorted(ALIVE)), st.booleans())
def test_one_answer_a_night_is_enough(
    words: list[str],
    word: str,
    good: str,
    held: bool,  # noqa: FBT001
) -> None:
    """A link that answered once tonight is alive, in whichever order its visits came."""
    before, number = after(words), len(words)
    bad, alive = visit(word, number), visit(good, number + 0.1)
    expected = following(before, alive)

    if word not in ALIVE:
        assert following(following(before, bad, held=held), alive) == expected
    assert following(expected, visit(word, number + 0.2)) == expected


def test_a_second_failure_of_a_night_is_no_second_night() -> None:
    """Two failing visits in one night count once."""
    record = after("ok 404")

    assert following(record, visit("503", 1.2)) == record


@given(HISTORIES)
def test_ledger_stays_small(words: list[str]) -> None:
    """A record keeps ten nights, and counts of the reasons that add up to its streak."""
    record = after(words)

    assert len(record.nights) <= 10
    assert sum(count for _, count, _ in record.streak_reasons) == record.streak


def test_an_outage_is_not_the_link_s() -> None:
    """Nights of a host's outage leave a link healthy, and its own count at nothing."""
    record = after("ok held:timeout held:timeout held:503 held:timeout")

    assert (record.state, record.streak) == (State.OK, 0)
    assert record.held == ((Reason.TIMEOUT, 3, night(1)), (Reason.SERVER_ERROR, 1, night(3)))
    assert after("ok", record, first=6).held == after("wall", record, first=6).held == ()


@pytest.mark.parametrize(
    ("word", "nights"), [("held:timeout", 8), ("held:503", 15)], ids=["silent", "broken"]
)
def test_a_host_that_is_gone_takes_its_links_along(word: str, nights: int) -> None:
    """An outage that lasts as long as a link may fail is no outage."""
    record = after(["ok", *[word] * (nights - 1)])
    gone = after([word], record, first=nights)

    assert record.state is State.OK
    assert (gone.state, gone.streak, gone.failing_since) == (State.DEAD, nights, night(1))


def test_an_outage_that_changes_its_face_is_judged_by_the_milder_one() -> None:
    """A host that answered with server errors meanwhile has the time that those have."""
    words = ["ok", *["held:503", "held:timeout"] * 4]

    assert after(words).state is State.OK


def test_dead_links_count_their_checks() -> None:
    """Each visit after death counts, so that they grow rarer; a good one ends that."""
    assert after("ok 410 410 410 wall held:503").dead_checks == 3
    assert after("ok 410 410 410 wall ok").dead_checks == 0


def test_flaky_links_are_known() -> None:
    """A streak that ended well is counted, and starts the good nights anew."""
    record = after("ok ok ok timeout timeout ok 503 ok ok")

    assert (record.flaky, record.alive_nights, record.streak) == (2, 2, 0)


def test_needed_is_what_the_weakest_reason_takes() -> None:
    """The count that a suspect must reach is that of its weakest reason."""
    assert [needed(after(f"ok {words}")) for words in ("404", "404 503", "timeout", "ok")] == [
        3,
        7,
        5,
        3,
    ]


@pytest.mark.parametrize(
    ("words", "unverified"),
    [("ok", True), ("wall", True), ("404", True), ("dns", True), ("invalid", False)],
)
def test_unverified_after_90_days(words: str, unverified: bool) -> None:  # noqa: FBT001
    """A link that nobody saw alive for 90 days, nor found dead, is unverified."""
    record = after(words)

    assert not is_unverified(record, day(89))
    assert is_unverified(record, day(90)) is unverified


def test_hosts_may_ask_for_quiet() -> None:
    """The time that a host named is remembered until the next visit."""
    later = START + timedelta(days=2)
    record = following(None, visit("stopped", 0, not_before=later))

    assert record.not_before == later
    assert following(record, visit("ok", 3)).not_before is None
    assert record.nights[0].reason is Reason.HOST_STOPPED
    assert record.url == URL
