"""The archived copy of a dead link, from the time when it was last seen alive.

Asks archive.org's availability API, gently: it is slow, limits what it gives, and its empty
answer does not mean that there is no copy (https://archive.org/help/wayback_api.php).
"""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag

from roadmap_site.links.adapters.provider import AskError
from roadmap_site.links.record import Record, State
from roadmap_site.url import flaw

if TYPE_CHECKING:
    from roadmap_site.links.adapters.provider import Get

API = "https://archive.org/wayback/available"
KEPT = timedelta(days=30)  # before the same link is asked again
PAUSE = 1.0  # seconds between two questions
MOST = 60  # questions a night: a minute, where the archive is quick
LONGEST = 180.0  # seconds; it is often slow, and the night is not remembered before
_COPY = re.compile(r"https?://web\.archive\.org(?::80|:443)?(/web/\d{4,14}/.+)")


async def nearest(url: str, last_ok: datetime | None, get: "Get") -> str:
    """The address of the copy nearest to the last good visit, https, the fragment kept.

    Where the archive names none or can't be asked, the address at which it looks one up.
    """
    return await _asked(url, last_ok, get) or lookup(url, last_ok)


def lookup(url: str, last_ok: datetime | None) -> str:
    """The address that leads to the copy nearest to this time, without one to the newest."""
    when = f"{last_ok.astimezone(UTC):%Y%m%d%H%M%S}/" if last_ok else ""
    return f"https://web.archive.org/web/{when}{url}"


async def with_copies(  # noqa: PLR0913  the last three are for tests
    records: Mapping[str, Record],
    get: "Get",
    today: date,
    *,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
    most: int = MOST,
) -> dict[str, Record]:
    """The records, every dead one with the address of a copy; one question a second.

    A copy that the archive was asked for counts for 30 days. Once it can't be asked, or is too
    slow, it is left alone for the night: the others get an address to look it up, and their
    turn later.
    """
    found = dict(records)
    asked, willing, end = 0, True, clock() + LONGEST
    for url, record in sorted(records.items()):
        if record.state is not State.DEAD or not _is_due(record, today):
            continue
        copy: str | None = None
        if willing and asked < most and clock() < end:
            if asked:
                await pause(PAUSE)
            asked += 1
            copy = await _asked(url, record.last_ok, get)
            willing = copy is not None
        when = today if copy is not None else record.archive_asked
        address = copy or record.archive or lookup(url, record.last_ok)
        found[url] = replace(record, archive=address, archive_asked=when)
    return found


def _is_due(record: Record, today: date) -> bool:
    asked = record.archive_asked
    return not record.archive or asked is None or today - asked >= KEPT


async def _asked(url: str, last_ok: datetime | None, get: "Get") -> str | None:
    """The copy that the archive names, "" where it names none, None where it did not say."""
    page, fragment = urldefrag(url)
    when = f"&timestamp={last_ok.astimezone(UTC):%Y%m%d}" if last_ok else ""
    try:
        reply = await get(f"{API}?url={quote(page, safe='')}{when}")
    except AskError:
        return None
    if reply.status != 200:  # noqa: PLR2004  HTTP's number for OK
        return None
    copy = _copy(reply.body)
    return f"{copy}#{fragment}" if copy and fragment else copy


def _copy(body: bytes) -> str | None:
    try:
        said: Any = json.loads(body)
        closest = said["archived_snapshots"].get("closest", {})
        there = closest.get("available") is True and str(closest.get("status", "200")) == "200"
        found = _COPY.fullmatch(str(closest.get("url", "")))
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None
    copy = f"https://web.archive.org{found[1]}" if there and found else ""
    return "" if flaw(copy) else copy
