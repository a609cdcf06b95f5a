"""Which addresses a host has: asked once a night, off the event loop, with its own deadline.

The standard resolver has as many threads as the machine has cores, plus four: a handful of dead
name servers would hold up every other host. Whether an address may be asked is `address.py`'s
question.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from functools import cache

from roadmap_site.links.address import NotAskedError
from roadmap_site.links.answer import Trouble
from roadmap_site.links.threads import Threads

Lookup = Callable[[str], Sequence[str]]
"""The addresses of a host, in the order to try; raises `socket.gaierror`. Runs in a thread."""

_THREADS = 64
_MOST = 4  # addresses of a host that are tried
_NO_SUCH_HOST = frozenset(
    getattr(socket, name)
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY")
    if hasattr(socket, name)
)


def system_lookup(host: str) -> list[str]:
    """The addresses that the operating system knows, IPv4 first.

    Those of IPv6 are left out where this machine can't use them and there are others.
    """
    # Bytes, because a text would go through Python's own IDNA and fail on odd but real names.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    usable = [address for address in addresses if ":" not in address]
    if not usable or _has_ipv6():
        usable += [address for address in addresses if ":" in address]
    return usable


@cache
def _has_ipv6() -> bool:
    """Whether there is a way to public IPv6 addresses; nothing is sent to find out."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect(("2001:db8::1", 443))
    except OSError:
        return False
    return True


class Resolver:
    """Answers for one night; `close` lets its threads go."""

    def __init__(self, deadline: float, lookup: Lookup = system_lookup) -> None:
        self._deadline = deadline
        self._lookup = lookup
        self._threads = Threads(_THREADS)
        self._asked: dict[str, asyncio.Future[tuple[str, ...]]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """At least one address, at most four. Raises `NotAskedError`.

        That a host does not exist is remembered; that the question failed is not, since the
        second attempt of a visit asks it again.
        """
        if _is_local(host):
            return ("127.0.0.1",)
        asked = self._asked.get(host)
        if asked is None:
            asked = self._asked[host] = asyncio.ensure_future(self._ask(host))
        try:
            # One visit that is cancelled must not take the answer from the others.
            return await asyncio.shield(asked)
        except NotAskedError as error:
            if error.trouble is Trouble.DNS_FAILED and self._asked.get(host) is asked:
                del self._asked[host]
            raise

    def known(self, host: str) -> tuple[str, ...]:
        """What `addresses` has found; empty where it was not asked, or found nothing."""
        asked = self._asked.get(host)
        if asked is None or not asked.done() or asked.cancelled() or asked.exception():
            return ()
        return asked.result()

    async def close(self) -> None:
        """Give up on what is still being asked."""
        asked = list(self._asked.values())
        for question in asked:
            question.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        self._threads.close()

    async def _ask(self, host: str) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(self._deadline):
                found = await self._threads.call(self._lookup, host)
        except TimeoutError:
            detail = f"no answer from the name servers of {host} in {self._deadline:g} s"
            raise NotAskedError(Trouble.DNS_FAILED, detail) from None
        except (OSError, UnicodeError) as error:
            raise _trouble(host, error) from None
        if not found:
            raise NotAskedError(Trouble.NO_SUCH_HOST, f"{host} has no address")
        return tuple(found[:_MOST])


def _is_local(host: str) -> bool:
    """RFC 6761 §6.3: these names mean this machine, whatever a name server says."""
    return host.removesuffix(".").rpartition(".")[2] == "localhost"


def _trouble(host: str, error: Exception) -> NotAskedError:
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_HOST:
        return NotAskedError(Trouble.NO_SUCH_HOST, f"{host} does not exist")
    words = getattr(error, "strerror", None) or str(error)
    return NotAskedError(Trouble.DNS_FAILED, f"the name servers of {host} failed: {words}")
