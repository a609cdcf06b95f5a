"""Hosts that want to be left alone, with sensible and absurd words; and robots.txt."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from links.hostile.case import BLOCKED, GONE, OK, OWN, SERVER, Case, either, on
from links.hostile.pages import article, thin
from links.hostile.replies import FINE, NOT_FOUND, SILENCE, after, page, reply
from roadmap_site.links.observation import Verdict

NOW = datetime.now(UTC)
LATER = format_datetime(NOW + timedelta(hours=1), usegmt=True)
BEFORE = format_datetime(NOW - timedelta(hours=1), usegmt=True)
FAR = "Fri, 31 Dec 9999 23:59:59 GMT"
WAITS = {
    "none": "",
    "hour": "3600",
    "date": LATER,
    "date_past": BEFORE,
    "date_far": FAR,
    "date_impossible": "Mon, 99 Foo 2026 25:61:61 GMT",
    "negative": "-5",
    "huge": "1e30",
    "digits": "9" * 400,
    "text": "soon",
    "float": "0.5",
    "zero": "0",
}


def _limited(name: str, wait: str, status: int, truth: Verdict) -> Case:
    headers = {"Retry-After": wait} if wait else {}
    text = thin("Too many requests", "Please slow down.")
    why = f"wants to be left alone: {wait[:40] or 'no time named'}"
    also = either(BLOCKED, SERVER)
    return Case(name, truth, why, reply(status, text, headers), site=OWN, also=also)


LIMITS = (
    *(_limited(f"rate_{name}", wait, 429, BLOCKED) for name, wait in WAITS.items()),
    *(
        _limited(f"busy_{name}", WAITS[name], 503, SERVER)
        for name in ("hour", "date", "huge", "text")
    ),
    Case(
        "rate_then_fine",
        OK,
        "after two seconds all is well",
        after(reply(429, "", {"Retry-After": "2"}), FINE),
        site=OWN,
        also=either(BLOCKED),
    ),
    Case(
        "busy_then_fine",
        OK,
        "after a second all is well",
        after(reply(503, "", {"Retry-After": "1"}), FINE),
        site=OWN,
    ),
    Case(
        "rate_reset_far",
        OK,
        "the page came; there will be no further one today",
        reply(
            200,
            article("Last one"),
            {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9" * 30},
        ),
        site=OWN,
    ),
    Case(
        "rate_reset_odd",
        OK,
        "the page came with nonsense about limits",
        reply(200, article("Odd"), {"RateLimit": '"x";r=;t=-1', "RateLimit-Remaining": "none"}),
        site=OWN,
    ),
    Case(
        "rate_redirect",
        OK,
        "a wait on a page that is fine means nothing",
        reply(200, article("Wait"), {"Retry-After": "3600"}),
        site=OWN,
    ),
)
NO_ROBOTS = reply(200, "User-agent: *\nDisallow: /\n", kind="text/plain")
ROBOTS = (
    Case(
        "robots_alive",
        OK,
        "robots are unwelcome; a reader sees the page",
        page(article("Alive")),
        site=OWN,
        more={"/robots.txt": NO_ROBOTS},
    ),
    Case(
        "robots_thin",
        OK,
        "robots are unwelcome; the page is short",
        page(thin("Note", "On rings.")),
        site=OWN,
        more={"/robots.txt": NO_ROBOTS},
    ),
    Case(
        "robots_404",
        GONE,
        "robots are unwelcome; a reader sees an error",
        NOT_FOUND,
        site=OWN,
        more={"/robots.txt": NO_ROBOTS},
    ),
    Case(
        "robots_hang",
        OK,
        "the rules never come; the page does",
        page(thin("Note", "On fields.")),
        site=OWN,
        more={"/robots.txt": SILENCE},
    ),
    Case(
        "robots_500",
        OK,
        "the rules are broken; the page is not",
        page(thin("Note", "On groups.")),
        site=OWN,
        more={"/robots.txt": reply(500)},
    ),
    Case(
        "robots_html",
        OK,
        "the rules are a web page",
        page(thin("Note", "On lattices.")),
        site=OWN,
        more={"/robots.txt": FINE},
    ),
)

CASES = on("rate", LIMITS + ROBOTS)
