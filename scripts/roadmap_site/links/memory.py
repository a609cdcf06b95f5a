"""What a good visit leaves in a record: what the page is, its validators, where it moved to."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from roadmap_site.links.likeness import distance, similarity
from roadmap_site.links.observation import Observation, Reason
from roadmap_site.links.record import Record

VALIDATORS_LAST = timedelta(days=30)
_OTHER_TITLE = 0.3  # similarity, 0 to 1, below which two titles are of different pages
_OTHER_TEXT = 20  # of 64 bits of the simhash: above, two texts have little in common


def remember(record: Record, visit: Observation) -> Record:
    """The record after a good visit to the page that it has always been."""
    etag, modified, judged = _validators(record, visit)
    moved_to, moved_since, moved_visits = _move(record, visit)
    return replace(
        record,
        title=visit.title or record.title,
        fingerprint=visit.fingerprint or record.fingerprint,
        length=visit.length if visit.fingerprint else record.length,
        final_url=visit.final_url or record.final_url,
        sibling=visit.sibling or record.sibling,
        sibling_seen=visit.seen.date() if visit.sibling else record.sibling_seen,
        etag=etag,
        last_modified=modified,
        judged=judged,
        moved_to=moved_to,
        moved_since=moved_since,
        moved_visits=moved_visits,
        # A copy is wanted nearest to the last good visit, and that is now.
        archive="",
        archive_asked=None,
    )


def _validators(record: Record, visit: Observation) -> tuple[str, str, date | None]:
    """ETag, Last-Modified and their day: of content that was read, for at most 30 days."""
    today = visit.seen.date()
    if visit.reason is not Reason.NOT_MODIFIED:
        return visit.etag, visit.last_modified, today
    if record.judged and today - record.judged < VALIDATORS_LAST:
        return record.etag, record.last_modified, record.judged
    return "", "", record.judged


def _move(record: Record, visit: Observation) -> tuple[str, datetime | None, int]:
    """Where the link moved to, since when, and on how many visits."""
    if not visit.moved_to:
        return "", None, 0
    if visit.moved_to == record.moved_to:
        return record.moved_to, record.moved_since, record.moved_visits + 1
    return visit.moved_to, visit.seen, 1


def is_other_page(record: Record, visit: Observation) -> bool:
    """Whether the visit met another page than the last good one did, as on a parked domain.

    Title and text must both differ wholly; False where the text of either is not known.
    """
    if not record.fingerprint or not visit.fingerprint:
        return False
    if distance(record.fingerprint, visit.fingerprint) <= _OTHER_TEXT:
        return False
    return similarity(record.title, visit.title) < _OTHER_TITLE


def is_trivial(old: str, new: str) -> bool:
    """Whether a rewrite changes no more than http to https, `www.` or a slash at the end."""
    try:
        return _bare(old) == _bare(new) and not new.startswith("http:")
    except ValueError:
        return False


def _bare(url: str) -> tuple[str, str, str, str]:
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query, parts.fragment
