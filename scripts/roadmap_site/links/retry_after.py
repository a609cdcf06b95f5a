"""How long a host wants to be left alone, from whichever of its headers says so."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 400 * 86_400.0  # seconds; whatever lies beyond is not meant
_EPOCH = 1e9  # above, a reset is a moment in Unix time (GitHub), below a number of seconds
_DRAFT = re.compile(r'(?:^|[;,\s])r="?([0-9]+)')  # RateLimit: "default";r=0;t=30
_DRAFT_RESET = re.compile(r'(?:^|[;,\s])t="?([0-9]+)')
_ASKED_TO_WAIT = frozenset({403, 413, 429, 503})


def wanted_pause(status: int | None, headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from `now`, or None where nothing is wanted. Headers have lower-case names.

    `Retry-After` counts on 403, 413, 429 and 503 (RFC 9110 §10.2.3), in seconds or as a date;
    `RateLimit` and its older spellings count where nothing is left of the limit
    (draft-ietf-httpapi-ratelimit-headers). Negative, endless and unreadable values are none.
    """
    if status in _ASKED_TO_WAIT:
        asked = _seconds(headers.get("retry-after", ""), now)
        if asked is not None:
            return asked
    if "ratelimit" in headers:
        left = _DRAFT.search(headers["ratelimit"])
        reset = _DRAFT_RESET.search(headers["ratelimit"])
        return _reset(reset[1], now) if left and reset and int(left[1][:9]) == 0 else None
    for name in ("ratelimit", "x-ratelimit", "x-rate-limit"):
        if headers.get(f"{name}-remaining", "").strip() == "0":
            return _reset(headers.get(f"{name}-reset", ""), now)
    return None


def _seconds(text: str, now: datetime) -> float | None:
    return _number(text) if re.match(r"\s*[-+.\d]", text) else _until(text, now)


def _reset(text: str, now: datetime) -> float | None:
    number = _number(text, most=math.inf)
    if number is not None and number > _EPOCH:
        number -= now.timestamp()
    return number if number is not None and 0 < number <= LONGEST else None


def _number(text: str, most: float = LONGEST) -> float | None:
    try:
        number = float(text[:40])
    except ValueError:
        return None
    return number if 0 < number <= most else None


def _until(text: str, now: datetime) -> float | None:
    try:
        moment = parsedate_to_datetime(text[:60])
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (moment - now).total_seconds()
    return seconds if 0 < seconds <= LONGEST else None
