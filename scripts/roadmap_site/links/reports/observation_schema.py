"""The JSON Schema's model of what `json_lines.py` writes.

Apart from the writer, so that a check does not load Pydantic.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from roadmap_site.links.observation import Reason, Verdict


class RedirectLine(BaseModel):
    """A redirect that was followed."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    url: str
    """The URL that sent us on."""
    status: int
    """Its HTTP status; 0 for a meta refresh without delay, -1 for one with a delay."""


class ObservationLine(BaseModel):
    """What one visit to a link showed: a line of `roadmap links check --format json`."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    url: str
    """The URL as the curriculum spells it."""
    verdict: Verdict
    """What the visit means. One visit never makes a link dead; only the nights together do."""
    reason: Reason
    """Why the verdict is what it is; from a closed list."""
    status: int | None
    """HTTP status of the last response; null where none came."""
    final_url: str
    """Where the chain of redirects ended; empty where no response came."""
    chain: list[RedirectLine]
    """The redirects followed, first one first."""
    attempts: int
    """Requests made for the URL itself, redirects not counted."""
    seconds: float
    """Time that the visit took, waiting for the host's turn not counted."""
    evidence: str
    """The reason in an English clause, such as `404 Not Found`."""
    moved_to: str
    """What a permanent redirect asks to write instead; else empty."""
    seen: datetime
    """When, in UTC."""
