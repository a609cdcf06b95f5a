"""All links of a night, from the list to the observations."""

import asyncio
import socket
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from links.loopback import Asked, Do, hang_up, in_turn, reply, serving, settings, then_silence
from links.probing import NIGHT, good, probe
from roadmap_site.links.observation import Verdict
from roadmap_site.links.probe import probe_all
from roadmap_site.links.record import Record, State
from roadmap_site.links.settings import Settings
from roadmap_site.links.web import Web


def test_every_link_is_observed_once() -> None:
    """However often a link is given, it is asked and told once."""
    paths = [f"/{n}" for n in range(30)]

    night = probe({path: good(path) for path in paths}, paths * 3)

    assert night.verdicts == dict.fromkeys(night.seen, "ok answered")
    assert night.asked == Counter(paths)
    assert next(iter(night.seen.values())).seen == NIGHT


def test_what_can_not_be_asked_is_told_too() -> None:
    """A link that is no URL, or leads to a closed net, has its observation."""
    urls = ["htp://a.org/", "http://169.254.169.254/", "http://127.66.66.66:8080/"]

    async def run() -> list[str]:
        seen = probe_all(urls, {}, settings())
        return [f"{one.verdict} {one.reason} {one.attempts}" async for one in seen]

    assert sorted(asyncio.run(run())) == [
        "invalid bad-scheme 0",
        "unsafe private-address 1",
        "unsafe private-address 1",
    ]


@pytest.mark.parametrize(
    ("answer", "verdict", "attempts"),
    [
        (reply(404), "gone not-found", 2),
        (reply(500), "server-error server-error", 3),
        (reply(503), "server-error server-error", 3),
        (hang_up, "unreachable reset", 3),
        (then_silence(), "unreachable timeout", 2),
        (reply(410), "gone gone", 1),
        (reply(401), "blocked login", 1),
        (reply(403), "blocked refuses-robots", 1),
        (reply(429), "blocked rate-limited", 1),
        (reply(451), "blocked legal", 1),
        (reply(521), "server-error server-error", 1),
        (reply(999), "blocked refuses-robots", 1),
    ],
    ids=lambda value: "" if isinstance(value, bytes) or callable(value) else str(value),
)
def test_attempts(answer: bytes | Do, verdict: str, attempts: int) -> None:
    """What may pass is asked again, what is refused on purpose is not."""
    night = probe({"/": answer}, headers=0.2)

    assert night.verdicts == {"/": verdict}
    assert night.seen["/"].attempts == attempts == night.asked["/"]


@pytest.mark.parametrize("first", [reply(404), reply(502), hang_up, then_silence()])
def test_a_passing_failure_is_forgiven(first: bytes | Do) -> None:
    """A link that answers the second time is fine."""
    night = probe({"/": in_turn(first, good("/"))}, headers=0.2)

    assert night.verdicts == {"/": "ok answered"}
    assert night.seen["/"].attempts == 2


def test_attempts_are_breadth_first() -> None:
    """A failing link is asked again after its neighbours, not at once."""
    paths = [f"/{n}" for n in range(9)]

    night = probe({**{path: good(path) for path in paths}, "/x": reply(404)}, per_host=1)

    assert night.there.paths[-1] == "/x"
    assert night.asked["/x"] == 2


def test_closed_ports_and_missing_hosts() -> None:
    """A host that is not there at all is told as what it is."""

    async def run() -> list[str]:
        async with serving({}) as there:
            pass

        def lookup(host: str) -> list[str]:
            if host == "broken.org":
                raise socket.gaierror(socket.EAI_AGAIN, "try again")
            return []

        urls = [there.url(), "http://empty.org/", "http://broken.org/"]
        async with Web(settings(), lookup=lookup) as web:
            seen = probe_all(urls, {}, web.settings, web=web)
            return [f"{one.verdict} {one.reason} {one.attempts}" async for one in seen]

    assert sorted(asyncio.run(run())) == [
        "dns-error dns-failed 2",
        "no-host no-such-host 1",
        "unreachable refused 2",
    ]


def test_unchanged_pages_cost_little() -> None:
    """A link with a record is asked whether it has changed, and believed."""
    record = Record("x", date(2026, 1, 1), State.OK, etag='"1"', judged=date(2026, 11, 20))

    night = probe({"/": reply(304, b"")}, known={"/": record})

    assert night.verdicts == {"/": "ok not-modified"}


def test_a_short_night_leaves_links_for_tomorrow() -> None:
    """After its minutes, a night asks nothing new and still tells what it has seen."""
    paths = [f"/{n}" for n in range(50)]

    async def slow(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await asyncio.sleep(0.05)
        writer.write(reply(500) if asked.path == "/7" else good(asked.path))

    night = probe({"*": slow}, paths, minutes=0.3 / 60)

    assert 2 <= len(night.seen) < 50
    assert set(night.there.paths) == set(night.seen)


@pytest.mark.parametrize("leave", ["break", "cancel"])
def test_leaving_early_closes_everything(leave: str) -> None:
    """Whoever stops listening, or is interrupted, leaves no connection and no task behind."""

    async def listen(urls: Sequence[str], night: Settings) -> None:
        async for _ in probe_all(urls, {}, night):
            told.set()
            if leave == "break":
                return

    async def run() -> set[asyncio.Task[object]]:
        answers: dict[str, bytes | Do] = {"/a": good("/a"), "*": then_silence()}
        async with serving(answers) as there:
            before = asyncio.all_tasks()
            urls = [there.url(path) for path in ("/a", "/b", "/c")]
            listening = asyncio.create_task(listen(urls, settings(headers=9.0, visit=9.0)))
            await told.wait()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await asyncio.get_running_loop().shutdown_asyncgens()
            left = {t for t in asyncio.all_tasks() - before if "serve" not in str(t)}
            # Python closes a generator that nobody listens to in a task of its own.
            return (await asyncio.wait(left, timeout=5))[1] if left else left

    told = asyncio.Event()
    assert asyncio.run(run()) == set()


def test_seconds_and_chains_are_told() -> None:
    """An observation tells how long it took and which way it went."""
    night = probe(
        {"/": in_turn(reply(404), reply(301, b"", location="/next")), "/next": good("/next")},
        ["/"],
    )

    one = night.seen["/"]
    assert (one.verdict, one.attempts, one.status) == (Verdict.MOVED, 2, 200)
    assert one.chain == ((night.there.url("/"), 301),)
    assert one.final_url == night.there.url("/next")
    assert 0 < one.seconds < 5
