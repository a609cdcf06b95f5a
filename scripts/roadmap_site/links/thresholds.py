"""How many failing nights, over how many days, it takes to say that a link is broken.

Why these numbers: one false alarm costs more trust than a few days of delay. `roadmap links
simulate` plays them through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from roadmap_site.links.observation import Reason
from roadmap_site.links.record import Record, State

SLACK = timedelta(hours=4)
"""How much a span may fall short: no two runs ask a link at the same minute."""

Count = tuple[Reason, int, datetime]
"""A reason, on how many nights of a streak it was seen, and when first."""


@dataclass(frozen=True, order=True)
class Threshold:
    """Failing nights, and days since the first. In order: the strongest first."""

    nights: int
    days: int
    becomes: State

    def is_reached(self, nights: int, span: timedelta) -> bool:
        """Whether that many nights over that span are enough."""
        return nights >= self.nights and span >= timedelta(days=self.days) - SLACK


_DELETED = Threshold(2, 1, State.DEAD)
_GONE = Threshold(3, 3, State.DEAD)
_UNREACHABLE = Threshold(5, 7, State.DEAD)
_SERVER_ERROR = Threshold(7, 14, State.DEAD)
# The page is there: nobody needs another link, so the claim is a smaller one.
_FLAWED = Threshold(3, 3, State.INSECURE)
# Forgotten renewals are mostly made good within days.
_EXPIRED = Threshold(7, 7, State.INSECURE)

THRESHOLDS: dict[Reason, Threshold] = {
    Reason.GONE: _DELETED,
    Reason.DELETED: _DELETED,
    Reason.NOT_FOUND: _GONE,
    Reason.SENT_HOME: _GONE,
    Reason.ERROR_ADDRESS: _GONE,
    Reason.ERROR_WORDS: _GONE,
    Reason.PARKED: _GONE,
    Reason.DEFAULT_PAGE: _GONE,
    Reason.CANONICAL_HOME: _GONE,
    Reason.WRONG_TYPE: _GONE,
    Reason.EMPTY: _GONE,
    Reason.LIKE_ANY_ADDRESS: _GONE,
    Reason.SAME_TARGET: _GONE,
    Reason.NO_SUCH_HOST: _GONE,
    Reason.REFUSED: _UNREACHABLE,
    Reason.RESET: _UNREACHABLE,
    Reason.TIMEOUT: _UNREACHABLE,
    Reason.TLS: _UNREACHABLE,
    Reason.NOT_HTTP: _UNREACHABLE,
    Reason.BAD_REDIRECT: _UNREACHABLE,
    Reason.TOO_MANY_REDIRECTS: _UNREACHABLE,
    Reason.SERVER_ERROR: _SERVER_ERROR,
    Reason.ANCHOR_MISSING: _FLAWED,
    Reason.CERTIFICATE_NAME: _FLAWED,
    Reason.CERTIFICATE_UNTRUSTED: _FLAWED,
    Reason.CERTIFICATE_EXPIRED: _EXPIRED,
}

NO_ANSWER = {
    reason
    for reason, threshold in THRESHOLDS.items()
    if threshold in {_UNREACHABLE, _FLAWED, _EXPIRED}
} - {Reason.ANCHOR_MISSING} | {Reason.NO_SUCH_HOST}
"""Failures to get any answer from the host; the next answer refutes them, be it a wall."""


def threshold_of(reason: Reason) -> Threshold:
    """What that reason demands; the most patient threshold where nobody thought of it."""
    return THRESHOLDS.get(reason, _SERVER_ERROR)


def decided(streak: Iterable[Count], tonight: Reason, seen: datetime) -> State | None:
    """What the failing nights add up to: DEAD, INSECURE, or None for not enough.

    `tonight` and `seen` are the last one's. For each threshold the nights at least as strong
    count together: so the weakest reason sets the threshold of the whole streak, and stronger
    ones that suffice alone decide sooner. Nights that speak for death and nights that speak
    for a flaw are counted apart, and decide only on a night of their own.
    """
    family = threshold_of(tonight).becomes
    counts = [one for one in streak if threshold_of(one[0]).becomes is family]
    for threshold in sorted({threshold_of(reason) for reason, _, _ in counts}):
        strong = [one for one in counts if threshold_of(one[0]) <= threshold]
        nights, first = sum(one[1] for one in strong), min(one[2] for one in strong)
        if threshold.is_reached(nights, seen - first):
            return family
    return None


def needed(record: Record) -> int:
    """How many failing nights the record's streak takes to decide, its weakest reason ruling.

    Of a record without a streak: what a missing page takes.
    """
    reasons = [reason for reason, _, _ in record.streak_reasons]
    return max((threshold_of(one).nights for one in reasons), default=_GONE.nights)
