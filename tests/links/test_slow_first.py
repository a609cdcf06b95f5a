"""Links that took long are remembered, and begun first."""

import asyncio
from datetime import date

import pytest

from links.nights import after, visit
from links.probing import good, probe
from roadmap_site.links.codec import decode, encode
from roadmap_site.links.health import following
from roadmap_site.links.lanes import Lanes, Ticket
from roadmap_site.links.record import Record
from roadmap_site.links.settings import Settings


def lasted(seconds: float) -> Record:
    return Record("x", date(2026, 11, 1), seconds=seconds)


def started(queues: dict[str, list[Ticket]]) -> list[str]:
    """The links of these hosts in the order in which one visitor begins them."""

    async def run() -> list[str]:
        lanes = Lanes(Settings(), str, lambda _: 0.0)
        for host, tickets in queues.items():
            lanes.add(host, tickets)
        begun = []
        while turn := await lanes.take():
            begun.append(turn.ticket.url)
            lanes.end(turn)
        lanes.close()
        return begun

    return asyncio.run(run())


def test_the_queue_that_lasts_longest_goes_first() -> None:
    """One slow link makes a queue longer than three quick ones do, until it is begun."""
    quick = [Ticket(f"quick{number}") for number in range(3)]

    begun = started({"a": quick, "b": [Ticket("slow", expected=2.0), Ticket("next")]})

    assert begun == ["slow", "quick0", "quick1", "quick2", "next"]


def test_a_queue_that_was_cleared_counts_for_nothing() -> None:
    """What a host was to be asked lengthens its queue no more once it is taken back."""

    async def run() -> list[str]:
        lanes = Lanes(Settings(per_host=1), str, lambda _: 0.0)
        lanes.add("a", [Ticket("a", expected=5.0), Ticket("a", expected=60.0)])
        lanes.add("b", [Ticket("b", expected=1.0)])
        turn = await lanes.take()
        assert turn is not None
        lanes.clear(turn.lane)
        lanes.add("a", [Ticket("again", expected=0.5)])
        lanes.end(turn)
        left = [one.ticket.url for one in (await lanes.take(), await lanes.take()) if one]
        lanes.close()
        return left

    assert asyncio.run(run()) == ["b", "again"]


def test_slow_links_of_a_host_are_asked_first() -> None:
    """Those that took half a second more go before the others, which keep their order."""
    paths = [f"/{number}" for number in range(6)]
    answers = {path: good(path) for path in paths}
    known = {"/2": lasted(0.7), "/4": lasted(2.9), "/5": lasted(0.2)}

    before = probe(answers, paths, per_host=1).there.paths
    night = probe(answers, paths, known, per_host=1)

    slow = ["/4", "/2"]
    assert night.there.paths == slow + [path for path in before if path not in slow]


@pytest.mark.parametrize(
    ("seconds", "kept"), [(3.14159, 3.1), (0.02, 0.1), (29.96, 30.0)], ids=str
)
def test_the_record_keeps_how_long_a_visit_took(seconds: float, kept: float) -> None:
    """To one tenth of a second, of whatever verdict, and it comes back from the ledger."""
    record = following(after("ok"), visit("timeout", 1, seconds=seconds))

    assert record.seconds == kept
    assert decode(Record, encode(record)) == record


def test_what_was_not_asked_took_no_time() -> None:
    """A night in which the host was left alone leaves what is known of its speed."""
    record = following(after("ok"), visit("ok", 1, seconds=4.0))

    assert following(record, visit("stopped", 2)).seconds == 4.0


def test_another_attempt_lengthens_its_queue() -> None:
    """A slow link that is asked again goes before the short queue of another host."""

    async def run() -> str:
        lanes = Lanes(Settings(per_host=1), str, lambda _: 0.0)
        lanes.add("a", [Ticket("slow", expected=5.0)])
        lanes.add("b", [Ticket("b", expected=1.0)])
        turn = await lanes.take()
        assert turn is not None
        lanes.add_again(turn.lane, turn.ticket)
        lanes.end(turn)
        after_it = await lanes.take()
        lanes.close()
        return after_it.ticket.url if after_it else ""

    assert asyncio.run(run()) == "slow"
