"""Names and their addresses: once a night, with a deadline, and off the event loop."""

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence

import pytest

from roadmap_site.links.address import NotAskedError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.resolve import Resolver, system_lookup


class Names:
    """A name server: `{host: its addresses, or an error code}`, and what it was asked."""

    def __init__(self, answers: dict[str, Sequence[str] | int]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, host: str) -> Sequence[str]:
        """Answer, or raise as the system does."""
        self.asked.append(host)
        answer = self.answers[host]
        if isinstance(answer, int):
            raise socket.gaierror(answer, "in words")
        return answer


def with_resolver(
    do: Callable[[Resolver], Awaitable[object]],
    lookup: Callable[[str], Sequence[str]],
    deadline: float = 5.0,
) -> None:
    async def run() -> None:
        resolver = Resolver(deadline, lookup)
        try:
            await do(resolver)
        finally:
            await resolver.close()

    asyncio.run(run())


async def trouble(resolver: Resolver, host: str) -> tuple[Trouble, str]:
    with pytest.raises(NotAskedError) as caught:
        await resolver.addresses(host)
    return caught.value.trouble, caught.value.detail


def test_a_host_is_asked_once() -> None:
    """Many visits to a host at once, and later ones, share one question."""
    names = Names({"a.org": ["8.8.8.8", "2606:2800::1"]})

    async def do(resolver: Resolver) -> None:
        assert resolver.known("a.org") == ()
        found = await asyncio.gather(*(resolver.addresses("a.org") for _ in range(9)))
        assert set(found) == {("8.8.8.8", "2606:2800::1")}
        assert resolver.known("a.org") == await resolver.addresses("a.org")

    with_resolver(do, names)
    assert names.asked == ["a.org"]


@pytest.mark.parametrize("code", [socket.EAI_NONAME, socket.EAI_NODATA])
def test_missing_hosts_are_remembered(code: int) -> None:
    """That a host does not exist is asked once a night."""
    names = Names({"a.org": code})

    async def do(resolver: Resolver) -> None:
        for _ in range(2):
            said = await trouble(resolver, "a.org")
            assert said == (Trouble.NO_SUCH_HOST, "a.org does not exist")

    with_resolver(do, names)
    assert names.asked == ["a.org"]


@pytest.mark.parametrize("code", [socket.EAI_AGAIN, socket.EAI_FAIL])
def test_failing_name_servers_are_asked_again(code: int) -> None:
    """A name server that fails says nothing of the host, so the next attempt asks it anew."""
    names = Names({"a.org": code})

    async def do(resolver: Resolver) -> None:
        for _ in range(2):
            said = await trouble(resolver, "a.org")
            assert said == (Trouble.DNS_FAILED, "the name servers of a.org failed: in words")
        assert resolver.known("a.org") == ()

    with_resolver(do, names)
    assert names.asked == ["a.org", "a.org"]


def test_a_host_without_addresses_does_not_exist() -> None:
    """An empty answer is as good as none."""

    async def do(resolver: Resolver) -> None:
        assert await trouble(resolver, "a.org") == (
            Trouble.NO_SUCH_HOST,
            "a.org has no address",
        )

    with_resolver(do, Names({"a.org": []}))


def test_slow_name_servers_have_a_deadline() -> None:
    """A question that hangs ends as a failure of the name servers, and holds up no other."""
    over = threading.Event()

    def lookup(host: str) -> Sequence[str]:
        if host == "slow.org":
            over.wait()
        return ["8.8.8.8"]

    async def do(resolver: Resolver) -> None:
        slow = asyncio.create_task(trouble(resolver, "slow.org"))
        assert await resolver.addresses("a.org") == ("8.8.8.8",)
        assert await slow == (
            Trouble.DNS_FAILED,
            "no answer from the name servers of slow.org in 0.05 s",
        )
        over.set()

    with_resolver(do, lookup, deadline=0.05)


@pytest.mark.parametrize("host", ["localhost", "localhost.", "a.localhost"])
def test_local_names_are_this_machine(host: str) -> None:
    """No name server is asked for what means this machine everywhere."""

    async def do(resolver: Resolver) -> None:
        assert await resolver.addresses(host) == ("127.0.0.1",)

    with_resolver(do, Names({}))


def test_few_addresses_are_tried() -> None:
    """A host with a hundred addresses costs no hundred connections."""

    async def do(resolver: Resolver) -> None:
        assert len(await resolver.addresses("a.org")) == 4

    with_resolver(do, Names({"a.org": [f"8.8.8.{n}" for n in range(100)]}))


def test_the_system_knows_addresses() -> None:
    """The real lookup answers an address with itself, without a network."""
    assert system_lookup("127.0.0.1") == ["127.0.0.1"]


def test_a_lookup_that_hangs_keeps_nobody_waiting() -> None:
    """The program ends although a name server never answers."""
    program = """
import asyncio, threading
from roadmap_site.links.resolve import Resolver
from roadmap_site.links.address import NotAskedError

async def main():
    resolver = Resolver(0.05, lambda host: threading.Event().wait())
    try:
        await resolver.addresses("a.org")
    except NotAskedError as error:
        print(error)
    await resolver.close()

asyncio.run(main())
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )

    assert ended.stdout == "no answer from the name servers of a.org in 0.05 s\n"
