"""How patiently, how gently and how much a night asks: all limits of the engine."""

import math
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

Network = IPv4Network | IPv6Network

VERSION = "0.1"
TOKEN = "roadmap-linkcheck"  # noqa: S105 -- what a robots.txt calls us, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits of a run. Times are seconds, sizes are bytes."""

    at_once: int = 128  # visits under way, over all hosts
    per_host: int = 2  # visits under way on one host that answers
    spacing: float = 0.2  # between two starts on one public host, give or take a half
    minutes: float = math.inf  # after which nothing new is asked

    connect: float = 10.0
    lookup: float = 10.0
    headers: float = 20.0  # from the start of a request to the end of its headers
    body: float = 6.0
    visit: float = 60.0  # over all attempts and redirects
    silence: float = 5.0  # after which a visit no longer holds up its neighbours
    pause: float = 1.0  # before a second attempt
    robots: float = 5.0
    longest_wait: float = 30.0  # that a host may ask for tonight (`Retry-After`)

    hops: int = 20  # as many as browsers follow
    header_bytes: int = 256 * 1024
    received_bytes: int = 64 * 1024  # of one connection that nobody has read yet
    short_bytes: int = 32 * 1024  # decoded; longer bodies are read a few at a time
    long_bodies: int = 8
    html_bytes: int = 512 * 1024  # decoded
    other_bytes: int = 1024
    reply_bytes: int = 4 * 1024 * 1024  # of a provider's interface

    allow_nets: tuple[Network, ...] = ()  # not public, and to be asked all the same
    marks: bool = True  # take fingerprints of pages, for later nights to compare with
    contact: str = ""  # where whoever runs a server finds us: the curriculum's repository

    @property
    def agent(self) -> str:
        """The `User-Agent`: honest, and with an address (RFC 9110 §10.1.5)."""
        return f"{TOKEN}/{VERSION}" + (f" (+{self.contact})" if self.contact else "")

    @property
    def per_domain(self) -> int:
        """How many visits may be under way on the hosts of one registrable domain."""
        return 2 * self.per_host

    @property
    def per_host_silent(self) -> int:
        """How many visits may be under way on one host, those that it lets hang included."""
        return 3 * self.per_host
