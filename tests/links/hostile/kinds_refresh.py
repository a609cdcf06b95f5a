"""Redirects that a page asks for: meta refresh, the header of that name, scripts."""

from links.hostile.case import GONE, MOVED, OK, OWN, SOFT, UNREACHABLE, Case, Does, either, on
from links.hostile.pages import article, thin, whole
from links.hostile.replies import page, redirect, reply


def refresh(seconds: str, where: str, text: str = "This page has moved.") -> Does:
    """A page with a meta refresh."""
    head = f'<meta http-equiv="refresh" content="{seconds};url={where}">'
    return page(thin("Moving", text, head=head))


REFRESH = (
    Case(
        "refresh_0",
        MOVED,
        "sent on at once",
        refresh("0", "{here}/target"),
        more={"/refresh_0/target": page(article("Refreshed"))},
    ),
    Case(
        "refresh_0_host",
        MOVED,
        "sent on to another host",
        refresh("0", "{site:elsewhere}/refreshed"),
    ),
    Case(
        "refresh_3",
        OK,
        "sent on after three seconds",
        refresh("3", "{here}/target"),
        more={"/refresh_3/target": page(article("Refreshed later"))},
    ),
    Case("refresh_0_404", GONE, "sent on to nothing", refresh("0", "{here}/target")),
    Case(
        "refresh_600",
        OK,
        "reloads itself every ten minutes",
        page(
            article("News").replace("<title>", '<meta http-equiv=refresh content="600"><title>')
        ),
    ),
    Case(
        "refresh_self",
        OK,
        "reloads itself every five seconds",
        page(
            article("Ticker").replace(
                "<title>", '<meta http-equiv="refresh" content="5"><title>'
            )
        ),
    ),
    Case(
        "refresh_noscript",
        OK,
        "only a browser without scripts is sent on",
        page(
            article("App").replace(
                "<title>",
                '<noscript><meta http-equiv="refresh" '
                'content="0;url=/refresh_noscript/none"></noscript><title>',
            )
        ),
    ),
    Case(
        "refresh_comment",
        OK,
        "a refresh in a comment is none",
        page(
            article("Old").replace(
                "<title>",
                '<!-- <meta http-equiv="refresh" '
                'content="0;url=/refresh_comment/none"> --><title>',
            )
        ),
    ),
    Case(
        "refresh_header",
        OK,
        "sent on by a header; either way the page is there",
        reply(200, article("Header"), {"Refresh": "0;url={here}/target"}),
        also=either(MOVED),
        more={"/refresh_header/target": page(article("After the header"))},
    ),
    Case(
        "refresh_loop",
        UNREACHABLE,
        "two pages send each other on for ever",
        refresh("0", "{here}/b"),
        also=either(OK, SOFT),
        more={"/refresh_loop/b": refresh("0", "/refresh_loop")},
    ),
    Case(
        "refresh_odd",
        MOVED,
        "written oddly, understood by browsers",
        page(
            thin(
                "Odd",
                "Moved.",
                head="<META content=\"0; URL='/refresh_odd/target'\" HTTP-EQUIV=Refresh>",
            )
        ),
        more={"/refresh_odd/target": page(article("Odd"))},
    ),
    Case(
        "script_redirect",
        OK,
        "a script sends readers on; a robot sees next to nothing",
        page(whole("", '<script>location.replace("/script_redirect/target")</script>')),
        site=OWN,
        more={
            "/script_redirect/target": page(article("Scripted")),
            "/": page(article("A home")),
        },
        also=either(SOFT),
        undecidable=True,
    ),
    Case(
        "redirect_html_type",
        OK,
        "the target is a plain text",
        redirect(302, "/redirect_html_type/t.txt"),
        more={"/redirect_html_type/t.txt": reply(200, "Some notes.\n" * 40, kind="text/plain")},
    ),
)

CASES = on("refresh", REFRESH)
