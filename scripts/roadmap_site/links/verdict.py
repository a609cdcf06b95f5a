"""What one answer means: a verdict, its reason, and the evidence in words. Pure.

The order matters: what a site's interface says, then troubles, then walls, because a wall may
bear any status, then the status, and at last the content.
"""

import math
from datetime import date, datetime, timedelta

from roadmap_site.links import soft_gone
from roadmap_site.links.address_shape import directory, is_home_like
from roadmap_site.links.answer import Answer, Trouble
from roadmap_site.links.likeness import SAME_TEXT, distance, similarity
from roadmap_site.links.observation import ALIVE, Observation, Reason, Verdict
from roadmap_site.links.record import Record
from roadmap_site.links.rewrite import moved_to, permanent_target
from roadmap_site.links.statuses import Finding, in_words, of_status, of_trouble
from roadmap_site.links.walls import challenge, loops_at_login, wall
from roadmap_site.problem import printable

THIN = 4000
"""Characters of text from which a page is taken for one of its own."""
HONEST = timedelta(days=30)
"""How long a directory that answered an invented address with 404 is believed."""

_LONGEST = {"evidence": 200, "url": 2048, "title": 200, "validator": 256}
_LONGEST_WAIT = timedelta(days=30)
_OK, _NOT_MODIFIED = 200, 304
_ABSENT = frozenset({404, 410})
_RETRIED = frozenset({Trouble.RESET, Trouble.TIMEOUT, Trouble.REFUSED, Trouble.DNS_FAILED})
_RETRIED_STATUSES = frozenset({404, 408, 425})
_SERVER = range(500, 600)
# Cloudflare has tried for us, and the last one is about its customer's settings.
_NOT_RETRIED = frozenset({501, 505, 511, 521, 523, 525, 530})
_TYPED = frozenset({Trouble.NOT_A_URL, Trouble.BAD_SCHEME, Trouble.BAD_HOST, Trouble.BAD_PORT})
_OTHER_TITLE, _OTHER_TEXT, _OTHER_LENGTH = 0.3, 20, 0.5


def judge(answer: Answer, known: Record | None, seen: datetime) -> Observation:
    """The observation that this answer is; `seen` is in UTC. Never raises."""
    found = _finding(answer, known)
    alive = found.verdict in ALIVE
    page = answer.page
    read = alive and answer.status == _OK
    return Observation(
        answer.url,
        found.verdict,
        found.reason,
        seen,
        evidence=_clean(found.evidence, "evidence"),
        status=answer.status,
        final_url=_clean(answer.final_url, "url"),
        chain=tuple((_clean(hop.url, "url"), hop.status) for hop in answer.hops),
        attempts=answer.attempts,
        seconds=answer.seconds,
        moved_to=_rewrite(answer, known) if found.verdict is Verdict.MOVED else "",
        note=_note(answer, known) if alive else "",
        title=_title(answer),
        fingerprint=page.fingerprint if page else "",
        length=page.length if page else answer.size,
        etag=_validator(answer, "etag") if read else "",
        last_modified=_validator(answer, "last-modified") if read else "",
        sibling=_honest_directory(answer),
        not_before=None if alive else _not_before(answer, seen),
    )


def is_wall(answer: Answer) -> bool:
    """Whether a test for robots answered, or a firewall: reason to leave the host in peace."""
    return challenge(answer) is not None


def wants_retry(answer: Answer) -> bool:
    """Whether the failure may pass within minutes. How often is for `manners.py` to say.

    Never for what a host refuses on purpose: asking again makes it worse.
    """
    if answer.stopped or answer.said or answer.trouble:
        return answer.trouble in _RETRIED
    status = answer.status or 0
    if status in _RETRIED_STATUSES:
        return not is_wall(answer)
    return status in _SERVER and status not in _NOT_RETRIED and not is_wall(answer)


def wants_sibling(answer: Answer, known: Record | None, today: date) -> bool:
    """Whether to ask for an address that cannot exist, beside a page that seems fine.

    Only beside thin pages: error pages have little text, and most pages have more, so that
    most visits cost one request.
    """
    page = answer.page
    if page is None or answer.status != _OK or answer.said or page.length >= THIN:
        return False
    if is_home_like(answer.final_url) or (known and _is_trusted(answer, known, today)):
        return False
    return _finding(answer, known).verdict in ALIVE


def _finding(answer: Answer, known: Record | None) -> Finding:
    return (
        _not_asked(answer)
        or _said(answer)
        or _troubled(answer)
        or _walled(answer)
        or of_status(answer.status or 0)
        or _content(answer, known)
    )


def _not_asked(answer: Answer) -> Finding | None:
    if not answer.stopped:
        return None
    robots = "robots.txt" in answer.stopped
    reason = Reason.ROBOTS_TXT if robots else Reason.HOST_STOPPED
    return Finding(Verdict.BLOCKED, reason, answer.stopped)


def _said(answer: Answer) -> Finding | None:
    """What the site's own interface says; None where it said nothing."""
    said = answer.said
    if said is None or said.alive is None:
        return None
    if not said.alive:
        words = said.evidence or f"{said.provider} says that it does not exist"
        return Finding(Verdict.GONE, Reason.DELETED, words)
    words = said.evidence or f"{said.provider} says that it is there"
    # Names differ in case without a move: GitHub's, for one.
    if said.moved_to and said.moved_to.casefold() != answer.url.casefold():
        return Finding(Verdict.MOVED, Reason.RENAMED, words)
    return Finding(Verdict.OK, Reason.PROVIDER, words)


def _troubled(answer: Answer) -> Finding | None:
    trouble = answer.trouble
    if trouble is None:
        if answer.status is None or answer.status < _OK:
            return of_trouble(Trouble.NOT_HTTP, "no answer that can be read")
        return None
    if trouble is Trouble.TOO_MANY_REDIRECTS and loops_at_login(answer):
        return Finding(Verdict.BLOCKED, Reason.LOGIN, "redirects round a login page")
    if trouble in _TYPED and answer.status is not None:
        # The link is a URL, only the place that it leads to is none.
        trouble = Trouble.BAD_REDIRECT
    return of_trouble(trouble, answer.detail)


def _walled(answer: Answer) -> Finding | None:
    if answer.status == _NOT_MODIFIED:
        return None
    found = wall(answer)
    if found:
        return Finding(Verdict.BLOCKED, found.reason, found.evidence)
    if answer.headers.get("x-ratelimit-remaining") == "0" and answer.status == 403:  # noqa: PLR2004
        return Finding(
            Verdict.BLOCKED, Reason.RATE_LIMITED, "403 Forbidden, rate limit used up"
        )
    return None


def _content(answer: Answer, known: Record | None) -> Finding:
    words = in_words(answer.status or 0)
    unchanged = answer.status == _NOT_MODIFIED
    gone = None if unchanged else soft_gone.sign(answer, known)
    if gone:
        return gone
    target = permanent_target(answer)
    if target:
        # The reason says whether the content was read: validators depend on it.
        reason = Reason.NOT_MODIFIED if unchanged else Reason.REDIRECT
        return Finding(Verdict.MOVED, reason, f"moved for good to {target}")
    if unchanged:
        return Finding(Verdict.OK, Reason.NOT_MODIFIED, words)
    if soft_gone.is_undecidable(answer):
        words = f"{words}, and the same page at every address of the site"
        return Finding(Verdict.OK, Reason.UNSURE, words)
    return Finding(Verdict.OK, Reason.ANSWERED, words)


def _rewrite(answer: Answer, known: Record | None) -> str:
    said = answer.said
    if said is None or not said.moved_to:
        return moved_to(answer, known)
    _, mark, fragment = answer.url.partition("#")
    kept = said.moved_to if "#" in said.moved_to else f"{said.moved_to}{mark}{fragment}"
    return _clean(kept, "url")


def _note(answer: Answer, known: Record | None) -> str:
    if answer.said and answer.said.note:
        return answer.said.note
    return "content-changed" if _has_drifted(answer, known) else ""


def _has_drifted(answer: Answer, known: Record | None) -> bool:
    """Whether title, words and length all differ from the last good visit. Never a death."""
    page = answer.page
    if not (
        page and known and known.title and known.length and page.title and page.fingerprint
    ):
        return False
    return (
        distance(page.fingerprint, known.fingerprint) > _OTHER_TEXT
        and abs(page.length - known.length) > _OTHER_LENGTH * known.length
        and similarity(page.title, known.title) < _OTHER_TITLE
    )


def _title(answer: Answer) -> str:
    page = answer.page.title if answer.page else ""
    return _clean((answer.said.title if answer.said else "") or page, "title")


def _validator(answer: Answer, name: str) -> str:
    value = answer.headers.get(name, "")
    sound = len(value) <= _LONGEST["validator"] and value.isascii() and value.isprintable()
    return value if sound else ""


def _honest_directory(answer: Answer) -> str:
    beside = answer.sibling
    honest = beside is not None and beside.status in _ABSENT
    return _clean(directory(answer.final_url), "url") if honest else ""


def _is_trusted(answer: Answer, known: Record, today: date) -> bool:
    """Whether the page is the one that was good, or its directory honest within 30 days.

    A page that differs wholly is asked about all the same: a new site may have new manners.
    """
    text = answer.page.fingerprint if answer.page else ""
    bits = 0 if text == known.fingerprint else distance(text, known.fingerprint)
    if known.judged and bits <= SAME_TEXT:
        return True
    if not known.sibling_seen or today - known.sibling_seen > HONEST:
        return False
    is_new = not known.fingerprint
    return known.sibling == directory(answer.final_url) and (is_new or bits <= _OTHER_TEXT)


def _not_before(answer: Answer, seen: datetime) -> datetime | None:
    wait = answer.retry_after
    if wait is None or not math.isfinite(wait) or wait <= 0:
        return None
    return seen + min(timedelta(seconds=min(wait, 1e9)), _LONGEST_WAIT)


def _clean(text: str, kind: str) -> str:
    """The text on one line, without characters that steer a terminal, and bounded."""
    return printable(" ".join(text.split()))[: _LONGEST[kind]]
