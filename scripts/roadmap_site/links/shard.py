"""Nights split over several machines: which URL is whose, what each stores, and the merge.

A site is never split, so politeness holds and its failures are seen whole.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from roadmap_site.links.codec import encode
from roadmap_site.links.disk import replace
from roadmap_site.links.lines import Form, StorageError, Stored, night_of, read
from roadmap_site.links.observation import ALIVE, Observation


class ShardError(StorageError):
    """A shard's file can't be read, or is no part of this night."""


LONGEST_NIGHT = timedelta(hours=12)
"""Between the starts of two shards: machines are waited for, even past midnight."""
FORM = Form("link-shard", ShardError, "run this shard again, or leave its file out")


@dataclass(frozen=True)
class Merged:
    """The night of all shards together."""

    night: datetime | None  # UTC, start of the first one; None where every shard is missing
    observations: Mapping[str, Observation]  # sorted by URL
    unasked: tuple[str, ...]  # of the plan, sorted: a shard is missing or ran out of time


def shard_of(url: str, shards: int) -> int:
    """The number, 1 to `shards`, of the shard that asks this URL: the same on every machine.

    By hash of the registrable domain. Measured on a course of 395 links, 91 of them at
    one host: 152 and 243 links in two shards, 65 to 143 in four; what a night lasts is
    decided by the biggest host, which no other split would shorten either.
    """
    digest = hashlib.sha256(site_of(url).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % shards + 1


def plan_hash(urls: Iterable[str]) -> str:
    """What all shards of a night must agree on: the SHA-256 of the sorted URLs."""
    listed = "\n".join(sorted(set(urls)))
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()


def write(
    path: Path,
    shard: tuple[int, int],
    night: datetime,
    plan: Collection[str],
    observations: Iterable[Observation],
) -> None:
    """Ensure that the file holds what shard (i, n) of this night saw, sorted by URL.

    `plan` is every URL that is due tonight, those of the other shards included.
    """
    name = f"{shard[0]}/{shard[1]}"
    header = FORM.header(night=night.isoformat(), shard=name, plan=plan_hash(plan))
    ordered = sorted(observations, key=lambda one: one.url)
    replace(path, chain((header,), (encode(one) + b"\n" for one in ordered)))


def merge(paths: Iterable[Path], plan: Collection[str]) -> Merged:
    """What the shards saw together; the order of the files does not matter.

    A URL that one shard saw twice (it was run again) is joined by `joined`. Raises
    `ShardError` for a file of another night or plan, and for a URL that is not the shard's.
    """
    known, wanted = frozenset(plan), plan_hash(plan)
    nights: list[datetime] = []
    shards: set[int] = set()
    found: dict[str, Observation] = {}
    for path in sorted(paths):
        stored = _read(path)
        nights.append(night_of(path, FORM, stored))
        if stored.header.get("plan") != wanted:
            raise FORM.refuse(path, 1, "is of another plan")
        part, parts = _name(path, stored)
        shards.add(parts)
        if len(shards) > 1 or max(nights) - min(nights) > LONGEST_NIGHT:
            raise FORM.refuse(path, 1, "is of another night than the other shards")
        for line, one in enumerate(stored.records, 2):
            if one.url not in known or shard_of(one.url, parts) != part:
                raise FORM.refuse(path, line, "has a URL that is not this shard's")
            before = found.get(one.url)
            found[one.url] = joined(one, before) if before else one
    ordered = dict(sorted(found.items()))
    unasked = tuple(sorted(known - ordered.keys()))
    return Merged(min(nights, default=None), ordered, unasked)


def joined(one: Observation, other: Observation) -> Observation:
    """The one of two observations that counts, whichever comes first.

    A link that answered once tonight is alive; then the later visit counts.
    """
    return max(one, other, key=lambda seen: (seen.verdict in ALIVE, seen.seen, encode(seen)))


def site_of(url: str) -> str:
    """The registrable domain (publicsuffix.org), an address as written, or the URL itself."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return _domain(host.rstrip(".")) if host else url


@cache
def _domain(host: str) -> str:
    if ":" in host or host.replace(".", "").isdigit():
        return host
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return host
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _read(path: Path) -> Stored[Observation]:
    try:
        stored = read(path, FORM, Observation)
    except OSError as error:
        raise FORM.refuse(path, 1, f"can't be read ({error.strerror})") from None
    assert stored is not None  # only a file that may be torn can be None
    return stored


def _name(path: Path, stored: Stored[Observation]) -> tuple[int, int]:
    part, _, parts = stored.header.get("shard", "").partition("/")
    if part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts):
        return int(part), int(parts)
    raise FORM.refuse(path, 1, "names no shard such as '2/4'")
