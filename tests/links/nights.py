"""Makes visits and records for tests: one word a night, the first on 1 November 2026."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from roadmap_site.links.health import following
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.record import Record

URL = "https://example.org/page"
START = datetime(2026, 11, 1, 2, 30, tzinfo=UTC)
SHOWS: dict[str, tuple[Verdict, Reason, int | None]] = {
    "ok": (Verdict.OK, Reason.ANSWERED, 200),
    "304": (Verdict.OK, Reason.NOT_MODIFIED, 304),
    "moved": (Verdict.MOVED, Reason.REDIRECT, 200),
    "404": (Verdict.GONE, Reason.NOT_FOUND, 404),
    "410": (Verdict.GONE, Reason.GONE, 410),
    "deleted": (Verdict.GONE, Reason.DELETED, None),
    "home": (Verdict.SOFT_GONE, Reason.SENT_HOME, 200),
    "parked": (Verdict.SOFT_GONE, Reason.PARKED, 200),
    "anchor": (Verdict.SOFT_GONE, Reason.ANCHOR_MISSING, 200),
    "no-host": (Verdict.NO_HOST, Reason.NO_SUCH_HOST, None),
    "timeout": (Verdict.UNREACHABLE, Reason.TIMEOUT, None),
    "refused": (Verdict.UNREACHABLE, Reason.REFUSED, None),
    "expired": (Verdict.UNREACHABLE, Reason.CERTIFICATE_EXPIRED, None),
    "untrusted": (Verdict.UNREACHABLE, Reason.CERTIFICATE_UNTRUSTED, None),
    "503": (Verdict.SERVER_ERROR, Reason.SERVER_ERROR, 503),
    "dns": (Verdict.DNS_ERROR, Reason.DNS_FAILED, None),
    "wall": (Verdict.BLOCKED, Reason.CHALLENGE, 403),
    "stopped": (Verdict.BLOCKED, Reason.HOST_STOPPED, None),
    "invalid": (Verdict.INVALID, Reason.BAD_PORT, None),
    "unsafe": (Verdict.UNSAFE, Reason.PRIVATE_ADDRESS, None),
}
"""What one word means as a visit."""


def night(number: float) -> datetime:
    """The time of a visit so many nights after the first."""
    return START + timedelta(days=number)


def day(number: int) -> date:
    return night(number).date()


def visit(word: str, number: float = 0, url: str = URL, **more: object) -> Observation:
    """What the word says of the URL in that night; `more` are further fields."""
    verdict, reason, status = SHOWS[word]
    seen = Observation(url, verdict, reason, night(number), status=status)
    return replace(seen, **more)  # type: ignore[arg-type]


def after(words: str | Iterable[str], record: Record | None = None, first: int = 0) -> Record:
    """The record after a visit each night: `ok 404 404`; `-` was not asked, `held:` held."""
    nights = words.split() if isinstance(words, str) else words
    for number, word in enumerate(nights, first):
        if word != "-":
            name = word.removeprefix("held:")
            record = following(record, visit(name, number), held=name != word)
    assert record is not None
    return record


def many(word: str, urls: Iterable[str], number: float = 0) -> dict[str, Observation]:
    """One visit to each URL in the same night, all showing the same."""
    return {url: visit(word, number, url, final_url=url) for url in urls}


def known(urls: Iterable[str], words: str = "ok ok ok") -> dict[str, Record]:
    """Records of these URLs, all after the same nights; each ended at its own address."""
    made = after(words)
    return {url: replace(made, url=url, final_url=url) for url in urls}
