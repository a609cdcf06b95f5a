"""Whose turn it is."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from roadmap_site.links.lanes import Lanes, Ticket, Turn
from roadmap_site.links.settings import Settings

QUICK = Settings(silence=0.02)


@dataclass
class Log:
    """What the workers of a test did."""

    started: list[str] = field(default_factory=list)
    at: dict[str, float] = field(default_factory=dict)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)


Do = Callable[[Lanes, Turn], Awaitable[None]]


async def nothing(_: Lanes, __: Turn) -> None:
    """A visit that takes no time."""


async def moment(_: Lanes, __: Turn) -> None:
    """A visit that takes a little."""
    await asyncio.sleep(0.002)


def run(  # noqa: PLR0913 -- a test names what it is about
    queues: dict[str, list[str]],
    do: Do = nothing,
    *,
    limits: Settings = QUICK,
    workers: int = 20,
    spacing: float = 0.0,
    site: Callable[[str], str] = str,
) -> Log:
    """Work through queues, `{host: its links}`, and tell how it went."""

    async def work(lanes: Lanes, log: Log) -> None:
        while turn := await lanes.take():
            keys = {turn.lane.host, site(turn.lane.host)}
            for key in keys:
                log.now[key] += 1
                log.most[key] = max(log.most[key], log.now[key])
            log.started.append(turn.ticket.url)
            log.at[turn.ticket.url] = asyncio.get_running_loop().time()
            await do(lanes, turn)
            log.now.subtract(keys)
            lanes.end(turn)

    async def main() -> Log:
        lanes, log = Lanes(limits, site, lambda _: spacing), Log()
        for host, urls in queues.items():
            lanes.add(host, [Ticket(url) for url in urls])
        await asyncio.wait_for(
            asyncio.gather(*(work(lanes, log) for _ in range(workers))), timeout=20
        )
        lanes.close()
        return log

    return asyncio.run(main())


def links(host: str, number: int) -> list[str]:
    return [f"{host}{n}" for n in range(number)]


def test_every_link_has_its_turn() -> None:
    """Each link is handed out once, and the workers end when none is left."""
    queues = {host: links(host, 9) for host in "abcdefghijklmnopqrstuvwxyz"}

    log = run(queues, moment)

    assert sorted(log.started) == sorted(url for urls in queues.values() for url in urls)


@pytest.mark.parametrize("per_host", [1, 2, 5])
def test_few_at_once_on_a_host(per_host: int) -> None:
    """A host never has more visits than it may, and has that many where there is work."""
    log = run({"a": links("a", 20)}, moment, limits=Settings(per_host=per_host))

    assert log.most["a"] == per_host


def test_few_at_once_on_a_domain() -> None:
    """The hosts of one domain share a limit, and none of them is forgotten."""
    queues = {f"{n}.org": links(f"{n}.org/", 5) for n in range(9)}

    log = run(queues, moment, site=lambda _: "org")

    assert log.most["org"] == 4
    assert len(log.started) == 45


def test_the_longest_queue_goes_first() -> None:
    """What the night waits for is begun first."""
    queues = {"a": links("a", 1), "b": links("b", 3), "c": links("c", 2)}

    log = run(queues, workers=1, limits=Settings(per_host=1))

    assert log.started == ["b0", "c0", "b1", "a0", "c1", "b2"]


def test_starts_keep_their_distance() -> None:
    """Two starts on a host are apart, while another host is not held up."""
    log = run({"a": links("a", 4), "b": links("b", 1)}, spacing=0.04)

    times = [log.at[url] for url in links("a", 4)]
    assert all(later - sooner >= 0.018 for sooner, later in pairwise(times))
    assert log.at["b0"] < times[1]


def test_a_slow_host_holds_up_nobody() -> None:
    """All slots but those of the slow host go on working."""
    over = asyncio.Event()

    async def do(_: Lanes, turn: Turn) -> None:
        if turn.lane.host == "slow":
            await over.wait()
        elif turn.ticket.url == "b49":
            over.set()

    queues = {"slow": links("slow", 9), "b": links("b", 50)}
    log = run(queues, do, workers=4, limits=Settings(silence=60.0))

    assert log.most["slow"] == 2
    assert log.started.index("b49") < log.started.index("slow2")


def test_a_silent_link_gives_its_turn_on() -> None:
    """Links that hang do not keep their neighbours from being asked; there are few of them."""
    over = asyncio.Event()

    async def do(_: Lanes, turn: Turn) -> None:
        if turn.ticket.url.startswith("hang"):
            await over.wait()
        elif turn.ticket.url == "a19":
            over.set()

    log = run({"a": [*links("hang", 5), *links("a", 20)]}, do)

    assert log.most["a"] == 6
    assert len(log.started) == 25


def test_hanging_links_fill_a_host_up_to_a_limit() -> None:
    """A host that lets everything hang has six open visits, and no more."""

    async def do(_: Lanes, __: Turn) -> None:
        await asyncio.sleep(0.1)

    log = run({"a": links("a", 14)}, do)

    assert log.most["a"] == 6


def test_a_known_hanger_takes_no_turn() -> None:
    """A link that hung once does not hold its neighbours up a second time."""
    over = asyncio.Event()

    async def do(lanes: Lanes, turn: Turn) -> None:
        if turn.ticket.url == "a0" and not turn.ticket.hanging:
            turn.ticket.hanging = True
            lanes.add_again(turn.lane, turn.ticket)
        elif turn.ticket.url == "a0":
            lanes.add(turn.lane.host, [Ticket("b0"), Ticket("b1")])
            await over.wait()
        elif turn.ticket.url == "b1":
            over.set()

    log = run({"a": ["a0"]}, do, limits=Settings(per_host=1, silence=60.0))

    assert log.started == ["a0", "a0", "b0", "b1"]


def test_second_attempts_come_after_first_ones() -> None:
    """A failing link waits until all its neighbours were asked; a third time until all were."""
    tries: Counter[str] = Counter()

    async def do(lanes: Lanes, turn: Turn) -> None:
        tries[turn.ticket.url] += 1
        if turn.ticket.url == "a0" and tries["a0"] < 3:
            lanes.add_again(turn.lane, turn.ticket, last=tries["a0"] == 2)

    queues = {"a": links("a", 3), "b": links("b", 9)}
    log = run(queues, do, limits=Settings(per_host=1), workers=1)

    ours = [url for url in log.started if url.startswith("a")]
    assert ours == ["a0", "a1", "a2", "a0", "a0"]
    assert log.started[-1] == "a0"


def test_attempts_wait_for_their_time() -> None:
    """A second attempt is not made before its time."""

    async def do(lanes: Lanes, turn: Turn) -> None:
        if not turn.ticket.not_before:
            turn.ticket.not_before = asyncio.get_running_loop().time() + 0.05
            turn.ticket.url = "again"
            lanes.add_again(turn.lane, turn.ticket)

    log = run({"a": ["a0"]}, do)

    assert log.started == ["a0", "again"]
    assert log.at["again"] - log.at["a0"] >= 0.045


def test_a_pause_is_kept() -> None:
    """A host that wants to be left alone is, while others are asked."""

    async def do(lanes: Lanes, turn: Turn) -> None:
        if turn.ticket.url == "a0":
            lanes.pause(turn.lane, asyncio.get_running_loop().time() + 0.05)

    queues = {"a": links("a", 3), "b": links("b", 2)}
    log = run(queues, do, limits=Settings(per_host=1), workers=2)

    assert log.at["a1"] - log.at["a0"] >= 0.045
    assert log.at["b1"] < log.at["a1"]


def test_a_host_is_left_alone() -> None:
    """What was cleared is handed back and not asked."""
    left: list[Ticket] = []

    async def do(lanes: Lanes, turn: Turn) -> None:
        left.extend(lanes.clear(turn.lane))

    log = run({"a": links("a", 5)}, do, workers=1)

    assert log.started == ["a0"]
    assert [ticket.url for ticket in left] == ["a1", "a2", "a3", "a4"]


def test_the_night_ends() -> None:
    """After `stop`, visits under way end, nothing new begins, and the rest is handed back."""
    left: list[Ticket] = []

    async def do(lanes: Lanes, turn: Turn) -> None:
        lanes.add_again(turn.lane, turn.ticket, last=True)
        left.extend(lanes.stop())

    log = run({"a": links("a", 3), "b": links("b", 2)}, do, workers=1)

    assert log.started == ["a0"]
    assert sorted(ticket.url for ticket in left) == ["a0", "a1", "a2", "b0", "b1"]


def test_more_may_come() -> None:
    """While more links are expected, the workers wait."""

    async def main() -> str:
        lanes = Lanes(QUICK, str, lambda _: 0.0)
        lanes.expect()
        taking = asyncio.create_task(lanes.take())
        await asyncio.sleep(0)
        lanes.add("a", [Ticket("a0")])
        turn = await taking
        assert turn is not None
        lanes.end(turn)
        rest = asyncio.create_task(lanes.take())
        await asyncio.sleep(0)
        lanes.expect_no_more()
        assert await rest is None
        lanes.close()
        return turn.ticket.url

    assert asyncio.run(main()) == "a0"


def test_a_cancelled_worker_passes_its_turn_on() -> None:
    """A turn that was meant for a worker who left goes to the next."""

    async def main() -> None:
        lanes = Lanes(QUICK, str, lambda _: 0.0)
        lanes.expect()
        first, second = (asyncio.create_task(lanes.take()) for _ in range(2))
        await asyncio.sleep(0)
        lanes.add("a", [Ticket("a0")])
        first.cancel()
        turn = await asyncio.wait_for(second, timeout=5)
        assert turn is not None
        lanes.end(turn)
        lanes.close()

    asyncio.run(main())
