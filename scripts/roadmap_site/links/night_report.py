"""What one night found, ready to be told: the records before and after, and their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from roadmap_site.links.observation import Observation
from roadmap_site.links.place import Place
from roadmap_site.links.record import Record, State


@dataclass(frozen=True)
class Incident:
    """A failure that many links share, told once: a host is down, a site was reset."""

    kind: str  # "host-down", "host-blocked", "same-target", "mass-deletion" …
    host: str
    urls: tuple[str, ...]
    evidence: str
    nights: int = 1  # in a row


@dataclass(frozen=True)
class Mute:
    """A finding that a maintainer silenced: `roadmap/mutes.yml`."""

    url: str
    reason: str
    until: date
    place: Place | None = None


@dataclass(frozen=True)
class Transition:
    """A link whose state changed tonight; the only news there is."""

    record: Record
    before: State | None  # None: not seen before tonight


@dataclass(frozen=True)
class NightReport:
    """One night. Everything is sorted by URL, so that equal nights give equal text."""

    night: datetime  # UTC, start of the run
    records: Mapping[str, Record]  # after tonight, all links of the curriculum
    observations: Mapping[str, Observation]  # tonight's
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    transitions: tuple[Transition, ...] = ()
    incidents: tuple[Incident, ...] = ()
    mutes: tuple[Mute, ...] = ()
    void: str = ""  # why nothing was written tonight: "fewer than 3 of 5 control sites answer"
    unasked: tuple[str, ...] = ()  # due, but the night was too short or a shard is missing
