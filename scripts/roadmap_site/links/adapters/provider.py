"""What an adapter is, and the one way in which it reaches the network.

Which adapters there are is in `registry.py`; who calls them, and at what pace, in `probe.py`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from roadmap_site.links.answer import ProviderSaid


class AskError(Exception):
    """An interface could not be reached, or its reply could not be read to the end."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an interface answered, whatever the status; the body is decoded and bounded."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Get = Callable[..., Awaitable[Reply]]
"""`await get(url, method="GET", headers={}, body=None)`; raises `AskError`, nothing else.

It must not carry the headers to another host: they may hold a token.
"""


class Provider(Protocol):
    """A site whose own interface knows more of a link than the page shows to a robot."""

    @property
    def name(self) -> str:
        """The word that `ProviderSaid.provider` holds."""
        ...

    @property
    def at_once(self) -> int:
        """How many calls of `ask` may be under way together."""
        ...

    @property
    def per_batch(self) -> int:
        """How many links one call of `ask` may hold."""
        ...

    @property
    def pause(self) -> float:
        """Seconds between the starts of two requests to the interface."""
        ...

    def claims(self, url: str) -> bool:
        """Whether the interface tells the whole truth about this link."""
        ...

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What the interface says of each link; those it says nothing of are left out.

        Network trouble, refusals and replies that make no sense all count as silence: the
        page itself is then asked, so an adapter can spare a request but never invent a death.
        """
        ...
