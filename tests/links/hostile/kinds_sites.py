"""Sites that answer unknown addresses in ways of their own, and home pages that move."""

from links.hostile.case import MOVED, OK, OWN, SOFT, Case, Does, either, on
from links.hostile.pages import article, shell, thin, with_menu
from links.hostile.replies import FINE, page, redirect, reply

LOST = page(thin("Nothing here", "We could not find that page. Try the search."))


def _among(name: str, why: str, body: str, unknown: Does, home: Does = FINE) -> Case:
    """A real page on a site that answers unknown addresses in its own way."""
    more = {"/notes/7": page(body), "*": unknown, "/": home}
    return Case(name, OK, why, url="{site}/notes/7", site=OWN, more=more)


SITES = (
    Case(
        "spa",
        OK,
        "an application: its shell is the same everywhere",
        site=OWN,
        url="{site}/courses/42",
        more={"*": page(shell("Acme")), "/": page(shell("Acme"))},
    ),
    Case(
        "spa_deep_home",
        OK,
        "an application under a path",
        site=OWN,
        url="{site}/app/course/7",
        more={"*": page(shell("Tutor")), "/": page(article("About the tutor"))},
        also=either(SOFT),
        undecidable=True,
    ),
    _among(
        "lost_200",
        "unknown addresses get an error page with status 200",
        thin("Note 7", "On primes: there is always another one."),
        LOST,
    ),
    _among(
        "lost_home",
        "unknown addresses are sent home",
        thin("Note 7", "On primes."),
        redirect(302, "/"),
    ),
    _among(
        "lost_login",
        "unknown addresses are sent to the log-in",
        thin("Note 7", "On sums."),
        redirect(302, "/login"),
    ),
    _among(
        "lost_500", "unknown addresses crash the server", thin("Note 7", "On sets."), reply(500)
    ),
    _among(
        "lost_menu",
        "page and error page share a long menu",
        with_menu("Note 7", "On maps."),
        page(with_menu("Nothing here", "We could not find it.")),
    ),
    _among(
        "lost_blank", "unknown addresses are blank", thin("Note 7", "On logic."), reply(200)
    ),
    Case(
        "root",
        OK,
        "a home page; every address shows it",
        site=OWN,
        url="{site}/",
        more={"*": page(thin("Acme", "We teach.")), "/": page(thin("Acme", "We teach."))},
    ),
)

HOMES = (
    Case(
        "home_language",
        OK,
        "home leads to a language",
        site=OWN,
        url="{site}/",
        more={"/": redirect(302, "/en/"), "/en/": FINE},
    ),
    Case(
        "home_language_moved",
        MOVED,
        "home leads to a language for good",
        site=OWN,
        url="{site}/",
        more={"/": redirect(301, "/en/"), "/en/": FINE},
    ),
    Case(
        "language_to_home",
        OK,
        "the reader's language is at the top",
        site=OWN,
        url="{site}/en/",
        more={"/en/": redirect(302, "/"), "/": FINE},
    ),
    Case(
        "index_to_home",
        MOVED,
        "the home page by its short name",
        site=OWN,
        url="{site}/index.html",
        more={"/index.html": redirect(301, "/"), "/": FINE},
    ),
    Case(
        "page_language",
        OK,
        "a page in the reader's language",
        site=OWN,
        url="{site}/guide",
        more={"/guide": redirect(302, "/en/guide"), "/en/guide": FINE},
    ),
    Case(
        "http_to_www",
        MOVED,
        "home of the same site on another host",
        site=OWN,
        url="{site}/",
        more={"/": redirect(301, "{site:elsewhere}/")},
    ),
)

CASES = on("sites", SITES + HOMES)
