"""Redirects by status: honest, odd, endless and cookie-bound."""

from links.hostile.case import (
    BLOCKED,
    GONE,
    INVALID,
    MOVED,
    OK,
    SERVER,
    SOFT,
    UNREACHABLE,
    Case,
    Does,
    either,
    on,
)
from links.hostile.exchange import Exchange
from links.hostile.pages import article, thin, whole
from links.hostile.replies import FINE, NOT_FOUND, after, page, raw, redirect, reply
from roadmap_site.links.observation import Verdict

LOST = either(GONE, SERVER, SOFT, INVALID)


def _to_target(name: str, status: int, location: str = "{site}/{name}/target") -> Case:
    """A redirect to a page of its own."""
    truth = MOVED if status in {301, 308} else OK
    why = "moved for good" if truth is MOVED else "elsewhere for now"
    where = location.replace("{name}", name)
    target = page(article(f"Target of {name}"))
    return Case(name, truth, why, redirect(status, where), more={f"/{name}/target": target})


def _ends(name: str, status: int, end: int, truth: Verdict, why: str) -> Case:
    more = {f"/{name}/target": reply(end, thin("Sorry", "No."))}
    does = redirect(status, f"{{site}}/{name}/target")
    return Case(name, truth, why, does, more=more)


def chain(name: str, *statuses: int, target: Does = FINE) -> tuple[Does, dict[str, Does]]:
    """What answers first, and the further steps of a chain of redirects."""
    steps = {
        f"/{name}/{at}": redirect(status, f"{{site}}/{name}/{at + 1}")
        for at, status in enumerate(statuses[1:], 1)
    }
    steps[f"/{name}/{len(statuses)}"] = target
    return redirect(statuses[0], f"{{site}}/{name}/1"), steps


def _chained(name: str, truth: Verdict, why: str, *statuses: int) -> Case:
    does, more = chain(name, *statuses)
    return Case(name, truth, why, does, more=more)


HONEST = (
    *(_to_target(f"redirect_{status}", status) for status in (301, 302, 303, 307, 308)),
    _to_target("location_relative", 301, "{name}/target"),
    _to_target("location_dots", 301, "./x/../{name}/target"),
    _to_target("location_absolute_path", 301, "/{name}/target"),
    _to_target("location_no_scheme", 301, "//{address}:{port}/{name}/target"),
    _to_target("location_fragment", 301, "/{name}/target#top"),
    _to_target("location_upper_scheme", 302, "HTTP://{address}:{port}/{name}/target"),
    _to_target("location_spaces_round", 302, "  /{name}/target  "),
    _ends("redirect_301_404", 301, 404, GONE, "the new address is not there"),
    _ends("redirect_302_404", 302, 404, GONE, "the other address is not there"),
    _ends("redirect_302_410", 302, 410, GONE, "the other address is gone"),
    _ends("redirect_301_500", 301, 500, SERVER, "the new address has a problem"),
    _ends("redirect_302_403", 302, 403, BLOCKED, "the other address refuses us"),
    _chained("chain_301_302", MOVED, "moved for good, from there elsewhere for now", 301, 302),
    _chained("chain_302_301", OK, "elsewhere for now: the address stays", 302, 301),
    _chained("chain_301_308", MOVED, "moved twice", 301, 308),
    _chained("chain_15", MOVED, "browsers follow twenty", *[301] * 15),
    _chained("chain_19", OK, "browsers follow twenty", *[302] * 19),
    _chained("chain_25", UNREACHABLE, "browsers give up after twenty", *[302] * 25),
    Case(
        "location_query",
        MOVED,
        "only a query",
        redirect(301, "?page=1"),
        more={"/location_query?page=1": page(article("Page one"))},
    ),
    Case(
        "location_space",
        MOVED,
        "browsers encode the space",
        redirect(301, "/location space/target"),
        more={"/location%20space/target": FINE},
    ),
    Case(
        "location_unicode",
        MOVED,
        "browsers encode raw letters",
        redirect(301, "/location/übung"),
        more={"/location/%C3%BCbung": FINE},
    ),
    Case(
        "location_twice",
        OK,
        "the same target named twice",
        raw(
            b"HTTP/1.1 302 Found\r\nLocation: /location_twice/target\r\n"
            b"Location: /location_twice/target\r\nContent-Length: 0\r\n\r\n"
        ),
        more={"/location_twice/target": FINE},
    ),
    Case(
        "redirect_other_host",
        MOVED,
        "moved to another host",
        redirect(301, "{site:elsewhere}/redirect_other_host"),
    ),
    Case(
        "redirect_adds_slash",
        MOVED,
        "the address with a slash is the right one",
        redirect(301, "{here}/"),
        more={"/redirect_adds_slash/": FINE},
    ),
    Case(
        "redirect_keeps_fragment",
        MOVED,
        "the fragment goes along, and it is there",
        redirect(301, "{here}/target"),
        "{here}#part-2",
        more={
            "/redirect_keeps_fragment/target": page(
                whole("Parts", article("x") + "<h2 id=part-2>Two</h2>")
            )
        },
    ),
    Case(
        "about_404",
        MOVED,
        "an article about error pages",
        redirect(301, "{site}/blog/how-to-design-a-404-page"),
        more={"/blog/how-to-design-a-404-page": page(article("How to design a 404 page"))},
    ),
)

ODD = (
    Case("location_none", UNREACHABLE, "nowhere to go", reply(301), also=LOST),
    Case("location_empty", UNREACHABLE, "nowhere to go", redirect(302, ""), also=LOST),
    Case(
        "location_bad_host",
        UNREACHABLE,
        "no address",
        redirect(301, "http://[bad/x"),
        also=LOST,
    ),
    Case(
        "location_bad_port",
        UNREACHABLE,
        "no address",
        redirect(301, "http://{address}:99999/"),
        also=LOST,
    ),
    Case("location_no_host", UNREACHABLE, "no address", redirect(302, "http://"), also=LOST),
    Case("loop_self", UNREACHABLE, "goes round", redirect(302, "{here}")),
    Case(
        "loop_two",
        UNREACHABLE,
        "goes round",
        redirect(301, "/loop_two/b"),
        more={"/loop_two/b": redirect(301, "/loop_two")},
    ),
    Case(
        "redirect_long_body",
        MOVED,
        "the body of a redirect is nobody's business",
        redirect(301, "{here}/target", "x" * 2_000_000),
        more={"/redirect_long_body/target": FINE},
    ),
    Case(
        "redirect_once",
        OK,
        "the first answer was a maintenance redirect to an error",
        after(redirect(302, "{here}/busy"), FINE),
        more={"/redirect_once/busy": reply(503)},
    ),
)


def _cookie_gate(where: str, cookie: str) -> Does:
    """A redirect that sets a cookie, until the cookie comes back."""

    async def does(exchange: Exchange) -> bool:
        if cookie.partition(";")[0] in exchange.headers.get("cookie", ""):
            return await FINE(exchange)
        headers = {"Location": where, "Set-Cookie": cookie}
        return await reply(302, headers=headers)(exchange)

    return does


async def _without_cookies(exchange: Exchange) -> bool:
    answer = NOT_FOUND if "cookie" in exchange.headers else FINE
    return await answer(exchange)


COOKIES = (
    Case(
        "cookie_redirect",
        OK,
        "a cookie, then the page",
        _cookie_gate("{here}", "seen=1; Path=/"),
    ),
    Case(
        "cookie_detour",
        OK,
        "a cookie is set on the way",
        redirect(302, "{here}/gate"),
        more={
            "/cookie_detour/gate": _cookie_gate("/cookie_detour/gate", "gate=open; HttpOnly")
        },
    ),
    Case(
        "cookie_garbage",
        OK,
        "cookies that are none do no harm",
        reply(200, article("Cookies"), {"Set-Cookie": '=;;=;"\u0001;expires=never;max-age=x'}),
    ),
    Case(
        "cookie_foreign",
        OK,
        "a cookie stays with its host",
        reply(
            302,
            headers={
                "Location": "{site:elsewhere}/cookie_foreign",
                "Set-Cookie": "secret=1; Path=/",
            },
        ),
    ),
)

ELSEWHERE = (
    Case(
        "elsewhere",
        OK,
        "a host that others point to",
        FINE,
        more={
            "/redirect_other_host": page(article("A new host")),
            "/cookie_foreign": _without_cookies,
            "/refreshed": page(article("Refreshed elsewhere")),
        },
    ),
)


CASES = (
    on("redirect", HONEST)
    + on("redirect-odd", ODD)
    + on("cookie", COOKIES)
    + on("elsewhere", ELSEWHERE)
)
