"""Which addresses may be asked: public ones, and the nets that the caller opens.

A link is a stranger's text: without this, one pull request makes the checker fetch its own
cloud's secrets. The guard stands where the socket is made (`pool.py`), so no spelling, no
redirect and no second lookup leads around it.
"""

from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from roadmap_site.links.answer import Trouble
from roadmap_site.links.settings import Network

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
_UNICAST = IPv6Network("2000::/3")  # all that is given out (RFC 4291 §2.4)
_ONLY_FROM_INSIDE = (
    IPv4Network("168.63.129.16/32"),  # public by number; the fabric that Azure machines see
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn (RFC 7526)
)


class NotAskedError(Exception):
    """No connection was tried: `trouble` is what to report, `detail` says it in words."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


def guard(host: str, addresses: Collection[str], allowed: tuple[Network, ...]) -> None:
    """Pass where all addresses of a host may be asked, else raise `NotAskedError`.

    A name with a public and a private address is an attack or a mistake, and is not asked.
    """
    for address in addresses:
        if reason := objection(address, allowed):
            where = address if host == address else f"{host} is {address}, which"
            raise NotAskedError(Trouble.PRIVATE_ADDRESS, f"{where} {reason}")


@lru_cache(maxsize=4096)
def is_opened(host: str, addresses: tuple[str, ...], allowed: tuple[Network, ...]) -> bool:
    """Whether a host is in the nets that the caller opened: it is the caller's own."""
    parsed = [address for text in (host, *addresses) if (address := _parsed(text))]
    return any(address in net for address in parsed for net in allowed)


@lru_cache(maxsize=4096)
def objection(address: str, allowed: tuple[Network, ...]) -> str:
    """Why an address must not be asked, as the end of a sentence; empty where it may be."""
    given = _parsed(address)
    if given is None:
        return "is not an address"
    opened = any(given in net for net in allowed)
    fine = opened or all(_public(meant, allowed) for meant in _unwrapped(given))
    return "" if fine else "is not a public address"


def _parsed(address: str) -> Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None


def _unwrapped(address: Address) -> tuple[Address, ...]:
    """The addresses that traffic to this one reaches: those inside an IPv6 form, or itself."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return address.teredo or ((address.sixtofour,) if address.sixtofour else (address,))


def _public(address: Address, allowed: tuple[Network, ...]) -> bool:
    if any(address in net for net in allowed):
        return True
    if isinstance(address, IPv6Address):
        return address in _UNICAST and address.is_global and not address.is_multicast
    inside = any(address in net for net in _ONLY_FROM_INSIDE)
    return address.is_global and not address.is_multicast and not inside
