"""Where a link moved to, and whether that is worth writing into the curriculum.

One visit proposes; that the target stays the same over days is for `health.py` to see.
"""

import re
from itertools import takewhile
from urllib.parse import parse_qsl

from roadmap_site.links.address_shape import (
    host_and_port,
    is_error_address,
    is_home,
    is_home_like,
    parts_of,
    segments,
)
from roadmap_site.links.answer import Answer
from roadmap_site.links.late import late
from roadmap_site.links.likeness import similarity
from roadmap_site.links.record import Record
from roadmap_site.links.shard import site_of
from roadmap_site.links.walls import is_login
from roadmap_site.url import flaw

_PERMANENT = frozenset({301, 308, 0})  # 0: a meta refresh without delay
_LONGEST = 2048
_SAME_TITLE = 0.6
_PASSING = late(
    r"utm_\w+|[a-z]*clid|mc_[a-z]+|_ga|_gl|ref|ref_?src|source|src|from|spm\w*|vd_source|si"
    r"|feature|igshid|trk\w*|cmp|campaign|s?id|sess\w*|[a-z]*sessionid|session_id|phpsessid"
    r"|token|access_token|ticket|nonce|state|code|sig|signature|expires?|cookie\w*|gi|lang|hl"
    r"|locale|country|region|redirect\w*|return\w*|next|continue|origin\w*|_r|ts?|timestamp",
    re.IGNORECASE,
)
_TONGUE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")


def permanent_target(answer: Answer) -> str:
    """Where the leading run of permanent redirects ends; empty where there is none.

    Empty, too, where only the fragment differs: the page is where it was.
    """
    if not answer.hops:
        return ""
    leading = [*takewhile(lambda hop: hop.status in _PERMANENT, answer.hops)]
    places = [*(hop.url for hop in answer.hops), answer.final_url]
    target = places[len(leading)] if leading else ""
    spellings = {_bare(answer.url), *(_bare(hop.url) for hop in answer.hops[:1])}
    return "" if not target or _bare(target) in spellings else target


def moved_to(answer: Answer, known: Record | None = None) -> str:
    """The address to write in place of the link, with its fragment; empty for no proposal.

    Silent wherever a person would hesitate: logins, front pages, languages, sessions, another
    owner's domain without the same path or title (link-check §6.4).
    """
    target = permanent_target(answer)
    if not target or not _is_plain(answer.url, target):
        return ""
    if site_of(target) != site_of(answer.url) and not _is_same_thing(answer, target, known):
        return ""
    fragment = parts_of(answer.url).fragment
    if fragment and "#" not in target:
        target = f"{target}#{fragment}"
    return target if len(target) <= _LONGEST and flaw(target) is None else ""


def _is_plain(old: str, new: str) -> bool:
    """Whether nothing about the new address is of the moment, or of this visitor."""
    before, after = parts_of(old), parts_of(new)
    gained = {key for key, _ in parse_qsl(after.query, keep_blank_values=True)} - {
        key for key, _ in parse_qsl(before.query, keep_blank_values=True)
    }
    return not (
        (before.scheme == "https" and after.scheme == "http")
        or any(_PASSING().fullmatch(key) for key in gained)
        or ";jsessionid" in after.path.lower()
        or (is_home(new) and not is_home_like(old))
        or is_login(new)
        or is_error_address(new)
        or _gains_language(old, new)
    )


def _gains_language(old: str, new: str) -> bool:
    """Whether the site chose a language or country for us, as it may not for the reader."""
    before, after = segments(old), segments(new)
    chosen = {part for part in after[:2] if _TONGUE.fullmatch(part)}
    return bool(chosen - set(before)) and len(after) > len(before)


def _is_same_thing(answer: Answer, target: str, known: Record | None) -> bool:
    """Whether another site has the same page: by its path, or by the title that we knew."""
    if segments(target) == segments(answer.url):
        return True
    title = answer.page.title if answer.page else ""
    if not known or not known.title or not title:
        return False
    return similarity(known.title, title) >= _SAME_TITLE


def _bare(url: str) -> tuple[str, str, str, str]:
    """What a request consists of: the spelling of host and empty path does not matter."""
    parts = parts_of(url)
    www = "www." if (parts.hostname or "").startswith("www.") else ""
    return parts.scheme, www + host_and_port(url), parts.path or "/", parts.query
