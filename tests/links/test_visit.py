"""One attempt at a link, with the redirects that it leads through."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from links.loopback import (
    PAGE,
    Asked,
    Do,
    Loopback,
    in_turn,
    reply,
    serving,
    settings,
    then_silence,
)
from roadmap_site.links.answer import Answer, Hop, Trouble
from roadmap_site.links.record import Record, State
from roadmap_site.links.visit import visit
from roadmap_site.links.web import Web

NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
KNOWN = Record(
    "x",
    date(2026, 1, 1),
    State.OK,
    etag='"1"',
    last_modified="Sun, 01 Nov 2026 00:00:00 GMT",
    judged=date(2026, 11, 1),
)


def visited(
    answers: Mapping[str, bytes | Do], path: str = "/", known: Record | None = None
) -> tuple[Answer, Loopback]:
    """What a visit to the path brings, and the server with what it was asked."""

    async def run() -> tuple[Answer, Loopback]:
        async with serving(answers) as there, Web(settings(), clock=lambda: NIGHT) as web:
            return await visit(web, there.url(path), known, patience=0.6, left=1.0), there

    return asyncio.run(run())


def to(place: str, status: int = 302, **headers: str) -> bytes:
    return reply(status, b"", location=place, **headers)


def refresh(content: str) -> bytes:
    return reply(200, b'<meta http-equiv="refresh" content="%s"><p>x' % content.encode())


def test_a_page() -> None:
    """A page is read, and remembered with what walls are known by."""
    answer, there = visited({"/": reply(200)}, "/#part")

    assert (answer.status, answer.trouble, answer.hops, answer.attempts) == (200, None, (), 1)
    assert answer.final_url == there.url("/#part")
    assert answer.page is not None
    assert (answer.page.title, answer.body_start, answer.size) == ("A page", PAGE, len(PAGE))
    assert there.paths == ["/"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects(status: int) -> None:
    """All five statuses lead on, and each hop is remembered with its status."""
    answer, there = visited({"/": to("/next", status), "/next": reply(200)}, "/#part")

    assert answer.hops == (Hop(there.url("/#part"), status),)
    assert (answer.status, answer.final_url) == (200, there.url("/next"))


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_what_is_no_redirect(status: int) -> None:
    """Other statuses of that family end the chain, whatever they point to."""
    answer, there = visited({"/": to("/next", status)})

    assert (answer.status, answer.hops, there.paths) == (status, (), ["/"])


def test_referrer_and_credentials_stay_here() -> None:
    """A redirect learns neither where we came from nor a password that somebody wrote."""

    async def first(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(to(f"http://me:secret@{asked.headers['host']}/next"))

    answer, there = visited({"/": first, "/next": reply(200)})

    assert answer.final_url == there.url("/next")
    assert all({"referer", "authorization"}.isdisjoint(a.headers) for a in there.asked)


@pytest.mark.parametrize(
    ("answer", "trouble", "detail"),
    [
        (reply(301), Trouble.BAD_REDIRECT, "301 without a place to go to"),
        (to(""), Trouble.BAD_REDIRECT, "302 without a place to go to"),
        (
            to("http://"),
            Trouble.BAD_REDIRECT,
            "redirected to 'http://': has no host",
        ),
        (to("file:///x"), Trouble.UNSAFE_REDIRECT, "redirected to 'file:///x'"),
        (
            to("http://169.254.169.254/latest/"),
            Trouble.PRIVATE_ADDRESS,
            "169.254.169.254 is not a public address",
        ),
        (to("/"), Trouble.TOO_MANY_REDIRECTS, "goes round in circles"),
    ],
    ids=["no place", "empty", "no URL", "file", "metadata", "itself"],
)
def test_redirects_that_end_badly(answer: bytes, trouble: Trouble, detail: str) -> None:
    """A chain that can't go on says why."""
    found, _ = visited({"/": answer})

    assert (found.trouble, found.detail) == (trouble, detail)


def test_circles_are_seen_at_once() -> None:
    """Two pages that send each other are asked once each."""
    answer, there = visited({"/": to("/b"), "/b": to("/")})

    assert (answer.trouble, there.paths) == (Trouble.TOO_MANY_REDIRECTS, ["/", "/b"])


@pytest.mark.parametrize(("length", "trouble"), [(20, None), (21, Trouble.TOO_MANY_REDIRECTS)])
def test_twenty_redirects_are_followed(length: int, trouble: Trouble | None) -> None:
    """As many as browsers follow, and not one more."""
    chain = {f"/{n}": to(f"/{n + 1}") for n in range(length)} | {f"/{length}": reply(200)}

    answer, _ = visited(chain, "/0")

    assert answer.trouble is trouble
    assert len(answer.hops) == length


def test_a_chain_has_one_deadline() -> None:
    """However many slow hops there are, the visit ends in its time."""

    async def slow(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await asyncio.sleep(0.3)
        writer.write(to(f"{asked.path}x"))

    answer, there = visited({"*": slow})

    assert answer.trouble is Trouble.TIMEOUT
    assert len(there.asked) < 5


def test_cookies_let_a_redirect_end() -> None:
    """A page that sends a cookie and comes back to itself is reached."""

    async def wants_cookie(writer: asyncio.StreamWriter, asked: Asked) -> None:
        known = "seen=1; b=2" in asked.headers.get("cookie", "")
        # Two headers of one name; the second attribute is for https only.
        cookies = "seen=1; Path=/\r\nSet-Cookie: b=2\r\nSet-Cookie: c=3; Secure"
        writer.write(reply(200) if known else to("/", set_cookie=cookies))

    answer, there = visited({"/": wants_cookie})

    assert (answer.status, len(answer.hops)) == (200, 1)
    assert [asked.headers.get("cookie") for asked in there.asked] == [None, "seen=1; b=2"]


def test_cookies_stay_with_their_host() -> None:
    """Another host never sees a cookie, not even when the first one asks for it."""

    async def run() -> list[str | None]:
        async with serving({"/": reply(200)}, "127.0.0.2") as other:
            cookie = "secret=1; Domain=127.0.0.2"
            first = {"/": to(other.url(), set_cookie=cookie)}
            async with serving(first) as there, Web(settings()) as web:
                await visit(web, there.url(), patience=0.6, left=1.0)
                return [asked.headers.get("cookie") for asked in other.asked]

    assert asyncio.run(run()) == [None]


@pytest.mark.parametrize(
    ("content", "status"),
    [("0; url=/next", 0), ("0;URL='/next'", 0), ("3; url=/next", -1), ("5;url=/next", -1)],
)
def test_meta_refresh(content: str, status: int) -> None:
    """A page that moves its reader on within five seconds is a redirect."""
    answer, there = visited({"/": refresh(content), "/next": reply(200)})

    assert answer.hops == (Hop(there.url("/"), status),)
    assert answer.final_url == there.url("/next")


@pytest.mark.parametrize(
    "content",
    ["6; url=/next", "5", "0; url=/", "0; url=file:///x", "soon"],
    ids=["later", "no place", "itself", "file", "words"],
)
def test_pages_that_stay(content: str) -> None:
    """A slow refresh, one to itself and one to nowhere leave the reader where he is."""
    answer, there = visited({"/": refresh(content), "/next": reply(200)})

    assert (answer.status, answer.hops, answer.trouble) == (200, (), None)
    assert there.paths == ["/"]


def test_validators_are_sent() -> None:
    """A page that was judged lately is asked whether it has changed."""
    answer, there = visited({"/": reply(304, b"")}, known=KNOWN)

    assert (answer.status, answer.page) == (304, None)
    assert there.asked[0].headers["if-none-match"] == '"1"'
    assert there.asked[0].headers["if-modified-since"] == "Sun, 01 Nov 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    "known",
    [
        replace(KNOWN, state=State.DEAD),
        replace(KNOWN, streak=1),
        replace(KNOWN, judged=None),
        replace(KNOWN, judged=NIGHT.date() - timedelta(days=30)),
        replace(KNOWN, etag="", last_modified="x\r\nEvil: 1"),
    ],
    ids=["dead", "failing", "never judged", "long ago", "unsound"],
)
def test_other_pages_are_read_anew(known: Record) -> None:
    """Where the content has to be judged, nothing is spared."""
    _, there = visited({"/": reply(200)}, known=known)

    assert {"if-none-match", "if-modified-since", "evil"}.isdisjoint(there.asked[0].headers)


def test_error_pages_are_kept_for_walls() -> None:
    """The body of a refusal is kept, since walls are known by it."""
    answer, _ = visited({"/": reply(403, b"<title>Just a moment...</title>")})

    assert answer.body_start == b"<title>Just a moment...</title>"
    assert answer.page is not None


def test_what_can_not_be_asked_is_not() -> None:
    """A text that is no URL is an answer like others."""

    async def run() -> Answer:
        async with Web(settings()) as web:
            return await visit(web, "htp://x", patience=1.0, left=1.0)

    answer = asyncio.run(run())

    assert answer == Answer(
        "htp://x", trouble=Trouble.BAD_SCHEME, detail="'htp' is neither http nor https"
    )


def test_a_pause_is_noticed() -> None:
    """How long the host wants to be left alone comes with the answer."""
    answer, _ = visited({"/": reply(429, retry_after="Sun, 22 Nov 2026 03:01:00 GMT")})

    assert answer.retry_after == 60.0


def test_a_redirect_body_is_not_waited_for() -> None:
    """A redirect is followed although its body never ends."""
    stuck = then_silence(to("/next").replace(b"content-length: 0", b"content-length: 9"))

    answer, _ = visited({"/": in_turn(stuck), "/next": reply(200)})

    assert (answer.status, answer.stalled) == (200, False)
