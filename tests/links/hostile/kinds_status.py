"""Every status that servers send, and servers whose status depends on how they are asked."""

from links.hostile.case import (
    BLOCKED,
    GONE,
    INVALID,
    OK,
    OWN,
    SERVER,
    SOFT,
    UNREACHABLE,
    Case,
    either,
    on,
)
from links.hostile.pages import article, thin
from links.hostile.replies import (
    FINE,
    NOT_FOUND,
    SILENCE,
    after,
    by_header,
    by_method,
    redirect,
    reply,
    reset,
)

FINE_STATUS = {
    200: "an ordinary page",
    201: "odd status, but the page is there",
    203: "a proxy changed the page; it is there",
    206: "the server always says partial; the page is there",
    226: "a delta was sent; the page is there",
    299: "an unknown kind of success is still success",
    300: "a page of choices is shown",
}
REFUSALS = {
    401: "asks for a password",
    402: "wants to be paid",
    403: "says no to us; says nothing of the page",
    405: "does not like GET from us",
    406: "a firewall's favourite",
    407: "a proxy wants a password",
    418: "the teapot is a wall",
    421: "misdirected; a browser asks again on a new connection",
    451: "withheld for legal reasons here",
    999: "LinkedIn's way to turn robots away",
}
FAULTS = (500, 501, 502, 503, 504, 507, 508, 509, 520, 521, 522, 523, 525, 526, 530)
UNCLEAR = either(GONE, SERVER, UNREACHABLE, BLOCKED)
ODD = {
    400: "'bad request' is all that a person sees",
    409: "'conflict' is all that a person sees",
    416: "a range error, although no range was asked for",
    422: "'unprocessable' is all that a person sees",
    423: "'locked' is all that a person sees",
    431: "'headers too large', although they are small",
}


def _fault(status: int) -> Case:
    body = thin("Sorry", "The server has a problem. Please come back later.")
    return Case(f"status_{status}", SERVER, "the server has a problem", reply(status, body))


STATUS = (
    *(
        Case(f"status_{code}", OK, why, reply(code, article(f"Status {code}")))
        for code, why in FINE_STATUS.items()
    ),
    Case(
        "status_204", OK, "an address that works and has nothing to show", reply(204, kind="")
    ),
    *(
        Case(
            f"status_{code}", BLOCKED, why, reply(code, thin("Sorry", "You may not see this."))
        )
        for code, why in REFUSALS.items()
    ),
    Case("status_404", GONE, "not found", NOT_FOUND),
    Case("status_410", GONE, "gone", reply(410, thin("Gone", "This page was removed."))),
    Case(
        "status_404_long",
        GONE,
        "a long error page is an error page",
        reply(404, article("Lost?")),
    ),
    Case("status_404_empty", GONE, "an error without words", reply(404)),
    Case(
        "status_404_json",
        GONE,
        "an error for programs",
        reply(404, '{"error": 404}', kind="application/json"),
    ),
    *(_fault(code) for code in FAULTS),
    *(
        Case(f"status_{code}", GONE, why, reply(code, thin("Error", str(code))), also=UNCLEAR)
        for code, why in ODD.items()
    ),
    Case("status_408", UNREACHABLE, "the server lost patience", reply(408), also=UNCLEAR),
    Case("status_425", UNREACHABLE, "too early", reply(425), also=UNCLEAR),
    Case("status_511", SERVER, "a captive portal in between", reply(511), also=either(BLOCKED)),
    Case("status_600", SERVER, "not a status at all", reply(600), also=either(UNREACHABLE, OK)),
)

HEAD = (
    Case("head_403", OK, "only HEAD is refused", by_method(HEAD=reply(403), other=FINE)),
    Case("head_404", OK, "only HEAD is not found", by_method(HEAD=NOT_FOUND, other=FINE)),
    Case("head_405", OK, "only HEAD is not allowed", by_method(HEAD=reply(405), other=FINE)),
    Case("head_500", OK, "only HEAD crashes", by_method(HEAD=reply(500), other=FINE)),
    Case("head_hangs", OK, "only HEAD hangs", by_method(HEAD=SILENCE, other=FINE)),
    Case(
        "head_lies",
        GONE,
        "HEAD says 200, a reader gets 404",
        by_method(HEAD=FINE, other=NOT_FOUND),
    ),
    Case("range_416", OK, "a range is refused", by_header("range", "bytes", reply(416), FINE)),
    Case(
        "accept_html",
        OK,
        "served to whoever accepts HTML",
        by_header("accept", "text/html", FINE, reply(406)),
        also=either(BLOCKED),
    ),
    Case(
        "accept_language",
        OK,
        "served to whoever names a language, as browsers do",
        by_header("accept-language", "", FINE, reply(406)),
        also=either(BLOCKED),
    ),
    Case(
        "agent_python",
        OK,
        "only the names of HTTP libraries are refused",
        by_header("user-agent", "python", reply(403), FINE),
    ),
    Case(
        "agent_missing",
        OK,
        "only visitors who call themselves nothing are refused",
        by_header("user-agent", "/", FINE, reply(403)),
    ),
    Case(
        "agent_403_bots",
        BLOCKED,
        "browsers see a page, others a refusal",
        by_header("user-agent", "mozilla", FINE, reply(403)),
        also=either(OK),
    ),
    Case(
        "agent_404_bots",
        BLOCKED,
        "browsers see a page, others 404; without a browser's name nobody can tell",
        by_header("user-agent", "mozilla", FINE, NOT_FOUND),
        also=either(OK),
        undecidable=True,
    ),
)

FLAKY = (
    Case("flaky_500", OK, "fails once", after(reply(500), FINE)),
    Case("flaky_502", OK, "fails once", after(reply(502), FINE)),
    Case("flaky_503", OK, "fails once", after(reply(503), FINE)),
    Case("flaky_503_twice", OK, "fails twice", after(reply(503), reply(503), FINE)),
    Case("flaky_404", OK, "one server of two has not got the page yet", after(NOT_FOUND, FINE)),
    Case("flaky_reset", OK, "the first connection breaks", after(reset, FINE)),
    Case("flaky_hang", OK, "the first request is never answered", after(SILENCE, FINE)),
    Case(
        "flaky_behind_redirect",
        OK,
        "the target fails once",
        redirect(302, "{site}/flaky_behind_redirect/target"),
        more={"/flaky_behind_redirect/target": after(reply(502), FINE)},
    ),
)

EMPTY = (
    Case("empty_200", SOFT, "a blank page", reply(200), site=OWN),
    Case("empty_400", GONE, "a blank error", reply(400), also=UNCLEAR),
    Case(
        "long_url",
        OK,
        "a very long query works in browsers",
        FINE,
        "{here}?q=" + "a" * 7000,
        also=either(INVALID),
    ),
)

CASES = on("status", STATUS) + on("asked", HEAD) + on("flaky", FLAKY) + on("empty", EMPTY)
