"""A page that people wrote, as other pages list it. No I/O."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HandWritten:
    """A page of `docs/<language>/`: its address, title and description.

    `links` are the outward ones of all its languages, in the order in which they stand. One
    that is not listed is found by links and search, not in the menu.
    """

    url: str
    title: str
    description: str
    links: tuple[str, ...] = ()
    is_listed: bool = True
