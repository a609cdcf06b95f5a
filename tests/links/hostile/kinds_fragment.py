"""Fragments: there, missing, and those that mean something else than an anchor."""

from links.hostile.case import OK, OWN, SOFT, Case, on
from links.hostile.pages import article, shell, whole
from links.hostile.replies import page, redirect, reply

PARTS = whole(
    "Parts",
    article("Parts")
    + '<h2 id="part-2">Two</h2><a name="old-way"></a><h2 id="user-content-install">Install</h2>'
    + '<h2 id="übung">Übung</h2><h2 id="a b">Odd</h2><h2 id="第一章">One</h2><p id=L5>x</p>',
)
LONG = article("Long", sentences=3000) + '<h2 id="late">Late</h2>'
VERY_LONG = article("Very long", sentences=9000) + '<h2 id="very-late">Late</h2>'


def _at(name: str, fragment: str, why: str, body: str = PARTS) -> Case:
    return Case(name, OK, why, page(body), "{here}#" + fragment)


def _missing(name: str, fragment: str, why: str) -> Case:
    return Case(name, SOFT, why, page(PARTS), "{here}#" + fragment)


ANCHORS = (
    _at("anchor", "part-2", "there"),
    _at("anchor_name", "old-way", "there, in the old way"),
    _at("anchor_github", "install", "there, with a prefix that a script takes off"),
    _at("anchor_encoded", "%C3%BCbung", "there, encoded"),
    _at("anchor_letters", "übung", "there, as it is written"),
    _at("anchor_chinese", "第一章", "there"),
    _at("anchor_space", "a%20b", "there, with a space"),
    _at("anchor_late", "late", "there, after 200 KB", LONG),
    _at("anchor_very_late", "very-late", "there, after 700 KB", VERY_LONG),
    _at("anchor_top", "top", "every page has a top"),
    _at("anchor_empty", "", "every page has a top"),
    _at("anchor_text", ":~:text=the%20gradient", "a text to mark"),
    _at("anchor_and_text", "part-2:~:text=Two", "an anchor and a text to mark"),
    _at("anchor_route", "/chapter/3", "a route of an application"),
    _at("anchor_bang", "!chapter-3", "a route of an application"),
    _at("anchor_lines", "L10-L20", "lines of a program, marked by a script"),
    _at("anchor_script", "chapter-3", "the page is made by a script", shell("App")),
    Case(
        "anchor_pdf",
        OK,
        "a page of a paper",
        url="{site}/paper.pdf#page=3",
        more={"/paper.pdf": reply(200, b"%PDF-1.7" + b"x" * 3000, kind="application/pdf")},
    ),
    Case(
        "anchor_plain",
        OK,
        "a text has no anchors",
        reply(200, "Some notes.\n" * 100, kind="text/plain"),
        "{here}#line=4",
    ),
    Case(
        "anchor_redirect",
        OK,
        "there, on another page",
        redirect(302, "{here}/target"),
        "{here}#part-2",
        more={"/anchor_redirect/target": page(PARTS)},
    ),
    _missing("anchor_missing", "part-9", "the page is there, the part is not"),
    _missing("anchor_case", "Part-2", "browsers look for the very same letters"),
    _missing("anchor_missing_chinese", "第二章", "the page is there, the chapter is not"),
    Case(
        "anchor_missing_redirect",
        SOFT,
        "the page moved, the part did not come along",
        redirect(302, "{here}/target"),
        "{here}#part-9",
        more={"/anchor_missing_redirect/target": page(PARTS)},
    ),
)
SHORT = (
    Case(
        "anchor_of_thin",
        OK,
        "there, on a short page",
        page(whole("Short", '<h2 id="a">A</h2><p>One line.</p>')),
        "{here}#a",
        site=OWN,
    ),
)

CASES = on("fragment", ANCHORS + SHORT)
