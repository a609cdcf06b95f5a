"""The steps of a night, against a small web on loopback."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest

from links.small_web import SmallWeb, small_web
from roadmap_site.links import ledger
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.run import Wanted, check, first_night, network_trouble, once
from roadmap_site.links.settings import Settings
from roadmap_site.problem import Where

NOW = datetime.now(UTC)


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    """A web on which every page is there."""
    with small_web() as web:
        yield web


def wanted(web: SmallWeb, *, links: int) -> Wanted:
    urls = [web.url(f"/{number}") for number in range(links)]
    places = {url: (Place(Where("list.txt", 1, 1), url, "list"),) for url in urls}
    nets = (ip_network("127.0.0.0/8"),)
    return Wanted(places, frozenset(urls), Settings(allow_nets=nets))


def test_what_is_asked_is_told_before(web: SmallWeb, tmp_path: Path) -> None:
    """The listener of the start hears what is left of the night, and not all there is."""
    begun: list[Sequence[str]] = []
    path = tmp_path / "ledger.jsonl"
    all_of_it = replace(wanted(web, links=5), start=begun.append)
    check(wanted(web, links=3), path, NOW)

    check(all_of_it, path, NOW)

    assert begun == [[web.url("/3"), web.url("/4")]]
    assert web.asked.total() == 5


def test_an_interrupted_night_goes_on(web: SmallWeb, tmp_path: Path) -> None:
    """What was told before the interruption is remembered, and not asked again."""
    path = tmp_path / "ledger.jsonl"
    told: list[str] = []

    def interrupt(one: Observation) -> None:
        told.append(one.url)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(replace(wanted(web, links=5), listen=interrupt), path, NOW)
    before = path.exists()
    report = check(wanted(web, links=5), path, NOW)

    assert not before
    assert len(ledger.load(path)) == len(report.observations) == 5
    assert web.asked[told[0].removeprefix(web.url(""))] == 1
    assert not path.with_name("ledger.jsonl.journal").exists()


def failing(*urls: str) -> dict[str, Observation]:
    return {url: Observation(url, Verdict.UNREACHABLE, Reason.REFUSED, NOW) for url in urls}


def test_a_lost_network_makes_the_night_void(web: SmallWeb) -> None:
    """Where hardly a site answers, five controls decide whose fault it is."""
    settings = wanted(web, links=0).settings
    seen = failing("https://a.example/", "https://b.example/")
    silent = [f"http://127.0.1.{number}:{web.port}/" for number in range(1, 6)]
    fine = [web.url("/", number) for number in range(1, 6)]

    void = network_trouble(seen, settings, silent)
    sound = network_trouble(seen, settings, fine)

    assert void == "the network: 0 of 5 control sites answer"
    assert (sound, web.asked["/"]) == ("", 5)


def test_answers_of_three_sites_prove_the_network(web: SmallWeb) -> None:
    """A night that brought answers asks no controls, however much of it failed."""
    urls = ("https://a.net/", "https://b.net/", "https://c.net/")
    answers = {
        url: Observation(url, Verdict.OK, Reason.ANSWERED, NOW, status=200) for url in urls
    }
    settings = wanted(web, links=0).settings

    void = network_trouble(failing("https://d.net/") | answers, settings, [web.url("/")])

    assert (void, web.asked.total()) == ("", 0)


def test_one_look_is_void_where_nothing_answers(web: SmallWeb) -> None:
    """With controls, a look accuses nobody of what our own network did, nor do its states."""
    silent = f"http://127.0.1.1:{web.port}/"
    asked = wanted(web, links=0)
    asked = replace(asked, urls=frozenset({silent}), places={silent: ()})
    fine = [web.url("/", number) for number in range(1, 6)]

    void = once(asked, NOW, controls=[silent])
    sound = once(asked, NOW, controls=fine)
    unasked = once(asked, NOW)

    assert void.void == "the network: 0 of 1 control sites answer"
    assert (sound.void, unasked.void) == ("", "")
    assert (first_night(asked, void).records, len(first_night(asked, sound).records)) == ({}, 1)
