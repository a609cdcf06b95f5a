"""Whether the place inside a page that a link points to is there."""

import re
from urllib.parse import unquote

from roadmap_site.links.address_shape import parts_of
from roadmap_site.links.answer import Answer

# Routes, states of scripts, lines of code, pages of a PDF, comments that are loaded later.
_NO_ANCHOR = re.compile(
    r"top|:~:.*|[/!].*|.*[=&?/].*|\d+|l\d+(?:c\d+)?(?:-l?\d+(?:c\d+)?)?"
    r"|.*(?:comment|discussion_r|note_|reply|answer|post|msg)[-_]?\d+.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 300


def missing_anchor(answer: Answer) -> str:
    """The fragment that the page has no place for; empty where it has, or nobody can tell.

    Judged only where the markup is the whole page: scripts add anchors of their own. A name
    counts as written or decoded (HTML §7.4.6.3).
    """
    page = answer.page
    wanted = parts_of(answer.url).fragment
    final = parts_of(answer.final_url).fragment
    if not wanted or page is None or page.anchors is None or answer.stalled:
        return ""
    if (final and final != wanted) or len(wanted) > _LONGEST:
        return ""
    if _NO_ANCHOR.fullmatch(wanted) or ":~:" in wanted:
        return ""
    return "" if {wanted, unquote(wanted)} & page.anchors else wanted
