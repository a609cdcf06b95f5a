"""The links' health as public data: `api/link-health.json`."""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from roadmap_site.curriculum import Curriculum
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.link_health import LinkHealth, shown_url, totals, uses


class PublicLink(BaseModel):
    """One link that a night has seen."""

    model_config = ConfigDict(extra="forbid")

    url: str
    state: str = Field(
        description="ok, moved, blocked, suspect, recovering, insecure, dead, invalid or new"
    )
    since: date | None = Field(description="first day of the state")
    last_ok: datetime | None = Field(description="when it was last open, UTC")
    moved_to: str | None = Field(description="its new address, where it was moved for good")
    archive: str | None = Field(description="an archived copy from its last good days")


class PublicLinkHealth(BaseModel):
    """What the nightly checks together say of the course's links."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(description="of this format; grows when a field changes its meaning")
    night: date | None = Field(description="the last night of checking, UTC; null before it")
    totals: dict[str, int] = Field(
        description="how many of the course's links are in each state; new: not yet checked"
    )
    links: list[PublicLink] = Field(description="every link that a night has seen, by URL")


def public_links(
    curriculum: Curriculum, health: LinkHealth, pages: Iterable[HandWritten] = ()
) -> PublicLinkHealth:
    """The health of every link that the site shows, as data."""
    links = uses(curriculum, pages)
    return PublicLinkHealth(
        version=1,
        night=health.night,
        totals=totals(health, links),
        links=[_link(health, url) for url in sorted(links) if url in health.records],
    )


def _link(health: LinkHealth, url: str) -> PublicLink:
    record = health.records[url]
    return PublicLink(
        url=url,
        state=health.state(url),
        since=record.since,
        last_ok=record.last_ok,
        moved_to=shown_url(record.moved_to) or None,
        archive=shown_url(record.archive) or None,
    )
