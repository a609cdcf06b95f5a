"""One observation as one line of JSON, for other programs to read."""

import json
from datetime import UTC, datetime

from roadmap_site.links.observation import Observation

_SECOND = len("2026-11-22T03:04:05")


def observation_line(observation: Observation) -> str:
    """One JSON object in ASCII with the fields of `ObservationLine`, without a line break."""
    line = {
        "url": observation.url,
        "verdict": observation.verdict,
        "reason": observation.reason,
        "status": observation.status,
        "final_url": observation.final_url,
        "chain": [{"url": url, "status": status} for url, status in observation.chain],
        "attempts": observation.attempts,
        "seconds": round(observation.seconds, 3),
        "evidence": observation.evidence,
        "moved_to": observation.moved_to,
        "seen": timestamp(observation.seen),
    }
    return json.dumps(line)


def timestamp(when: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2026-11-22T03:04:05Z`."""
    # `strftime` asks the system for its language each time.
    return f"{when.astimezone(UTC).isoformat(timespec='seconds')[:_SECOND]}Z"
