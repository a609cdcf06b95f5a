from math import isnan

import pytest

from links.nights import visit
from roadmap_site.links.one_shot import linkchecker, lychee
from roadmap_site.links.record import State
from roadmap_site.links.simulate import simulate
from roadmap_site.links.simulated import OURS, Simulated, middle, ninetieth
from roadmap_site.links.synthetic_visits import Cause, visits
from roadmap_site.links.synthetic_web import Climate, SyntheticWeb, make_web

STILL = Climate(0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture(scope="module", params=[1, 2, 3], ids="seed-{}".format)
def nights(request: pytest.FixtureRequest) -> Simulated:
    """90 nights over 1,000 links: 2 % noise, outages, walls, and 40 deaths."""
    return simulate(seed=request.param)


def test_no_live_page_is_called_dead(nights: Simulated) -> None:
    """Noise, outages, walls and a broken network of our own never make a link dead."""
    assert nights.false_dead == frozenset()
    assert nights.judges[0].name == OURS
    assert nights.judges[0].wrong.total() < 10  # revived pages, not asked again yet


def test_deaths_are_found_soon(nights: Simulated) -> None:
    """All deaths that can be seen are found, half of them within four nights."""
    assert len(nights.died) >= 38
    assert nights.delays.keys() == nights.died.keys()
    assert middle(nights.delays.values()) <= 4
    assert ninetieth(nights.delays.values()) <= 9


def test_checkers_without_memory_cry_wolf(nights: Simulated) -> None:
    """The same visits, each judged for itself, accuse nearly every link once."""
    for judge in nights.judges[1:]:
        assert judge.wrong.total() > 90 * 50
        assert len(judge.accused) > 900
        assert judge.found < nights.judges[0].found


def test_our_own_network_is_noticed(nights: Simulated) -> None:
    """The nights without our network, and no others, are void."""
    void = {night for night, morning in enumerate(nights.mornings) if morning.void}

    assert void == set(nights.web.runner)


def test_certificates_and_hijacks(nights: Simulated) -> None:
    """Warnings about certificates are true, and nobody else's page is taken for the old one."""
    text = nights.table()

    assert "false: 0\n" in text
    assert "hijacked domains: 3 called dead, 0 taken for well in the end\n" in text


def test_turns_find_the_same() -> None:
    """With little time a night links take turns: fewer visits, later news, still no wolf."""
    found = simulate(60, 300, 4, climate=Climate(deaths=10, revived=0), minutes=0)
    asked = [morning.asked for morning in found.mornings[30:]]

    assert sum(asked) / len(asked) < 120
    assert found.false_dead == frozenset()
    assert len(found.delays) >= len(found.died) - 1


def test_a_still_web() -> None:
    """Where nothing fails, nothing is said."""
    found = simulate(8, 50, climate=STILL)

    assert {len(urls) for one in found.mornings for urls in one.broken.values()} == {0}
    assert [len(one.entered[State.SUSPECT]) for one in found.mornings] == [0] * 8
    assert isnan(middle(found.delays.values()))


def test_a_table() -> None:
    """The table of a small simulation can be read in a terminal."""
    text = simulate(12, 40, 5, climate=Climate(deaths=4, revived=1, hijacks=1)).table()

    assert text.startswith("12 nights, 40 links, seed 5\n40 visits a night, ")
    assert max(map(len, text.splitlines())) <= 130
    assert text.endswith("\n")


@pytest.mark.parametrize("links", [1, 2, 300])
@pytest.mark.parametrize("length", [1, 2, 7, 40])
def test_any_size(links: int, length: int) -> None:
    """A web of any size can be lived through."""
    assert simulate(length, links).table().startswith(f"{length} nights, {links} links")


def web(climate: Climate, seed: int = 1) -> SyntheticWeb:
    return make_web(40, 300, seed, climate)


def test_the_same_seed_makes_the_same_nights() -> None:
    """A simulation can be repeated, and another seed is another web."""
    assert web(Climate()) == web(Climate()) != web(Climate(), 2)
    assert visits(web(Climate()), 7) == visits(web(Climate()), 7)


def test_the_web_is_as_rough_as_asked() -> None:
    """Each trouble comes as often as the climate has it."""
    made = web(Climate())
    walled = sum(len([u for u in made.links if f"//{host}/" in u]) for host in made.walls)

    assert (len(made.links), len(made.deaths), len(made.hijacked)) == (300, 43, 3)
    assert (len(made.outages), len(made.runner), len(made.certificates)) == (5, 3, 8)
    assert 40 <= walled <= 45


@pytest.mark.parametrize(
    ("climate", "causes"),
    [
        (STILL, {Cause.WELL}),
        (Climate(1, 0, 0, 0, 0, 0, 0, 0), {Cause.NOISE}),
        (Climate(0, 0, 0, 1, 0, 0, 0, 0), {Cause.WELL, Cause.WALL}),
        (Climate(0, 0, 0, 0, 40, 0, 0, 0), {Cause.WELL, Cause.DEATH}),
    ],
    ids=["still", "noise", "walls", "deaths"],
)
def test_causes(climate: Climate, causes: set[Cause]) -> None:
    """What is behind a visit is told with it."""
    assert {one.cause for one in visits(web(climate), 39).values()} == causes


@pytest.mark.parametrize(
    ("word", "status", "by_lychee", "by_linkchecker"),
    [
        ("ok", 200, False, False),
        ("home", 200, False, False),
        ("404", 404, True, True),
        ("503", 503, True, True),
        ("wall", 403, True, True),
        ("wall", 429, True, False),
        ("timeout", None, True, True),
    ],
)
def test_one_shot(
    word: str,
    status: int | None,
    by_lychee: bool,  # noqa: FBT001
    by_linkchecker: bool,  # noqa: FBT001
) -> None:
    """The rules of other checkers see one status and nothing else."""
    seen = visit(word, status=status)

    assert (lychee(seen), linkchecker(seen)) == (by_lychee, by_linkchecker)
