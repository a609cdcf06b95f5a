from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.answers import HOME, LONG, SEEN, URL, answered, page_html
from roadmap_site.links.answer import Answer, Sibling
from roadmap_site.links.likeness import fingerprint
from roadmap_site.links.observation import Reason
from roadmap_site.links.page import read_page
from roadmap_site.links.record import Record
from roadmap_site.links.soft_gone import is_undecidable, sign

TEMPLATE = page_html("Shop", "<p>Search our courses: knitting, chess, bread.</p>")
OTHER = page_html("Shop", "<p>All about the shop and its teachers.</p>")
SHELL = page_html("App", '<div id="root"></div><script src=/main.js></script>')
OTHER_SITE = "https://algebra.example/"
ELSEWHERE = "https://new.example/"
SCRIPTED = '<script src="/m.js">'
FILM = "https://school.example/files/film.mp4"
PAPER = "https://school.example/papers/knuth.pdf"
KNOWN = Record(URL, date(2026, 1, 1), last_ok=SEEN, judged=SEEN.date())


def beside(body: str, home: str | None = None, status: int = 200) -> Sibling:
    shown = read_page(body.encode(), "text/html", HOME)
    front = read_page(home.encode(), "text/html", HOME) if home is not None else None
    return Sibling(status, shown, "https://school.example/courses/5f3a9c", front)


DEAD: dict[str, tuple[Answer, Reason]] = {
    "sent home": (answered(TEMPLATE, via=[301], final=HOME), Reason.SENT_HOME),
    "sent to a home by language": (
        answered(TEMPLATE, via=[302], final=f"{HOME}en/"),
        Reason.SENT_HOME,
    ),
    "sent home by a refresh": (
        answered(TEMPLATE, via=[0], final=f"{HOME}index.html"),
        Reason.SENT_HOME,
    ),
    "deep link sent to a new owner": (
        answered(TEMPLATE, via=[301], final=ELSEWHERE),
        Reason.SENT_HOME,
    ),
    "error address": (
        answered(OTHER, via=[302], final=f"{HOME}errors/404.html"),
        Reason.ERROR_ADDRESS,
    ),
    "error address with the old one": (
        answered(OTHER, via=[302], final=f"{HOME}error?aspxerrorpath=/x"),
        Reason.ERROR_ADDRESS,
    ),
    "default page": (answered(page_html("Welcome to nginx!", "<p>ok")), Reason.DEFAULT_PAGE),
    "it works": (answered("<h1>It works!</h1>"), Reason.DEFAULT_PAGE),
    "for sale": (
        answered(page_html("school.example", "This domain is for sale!")),
        Reason.PARKED,
    ),
    "for sale by name": (
        answered(page_html("Names", "school.example is for sale")),
        Reason.PARKED,
    ),
    "lander": (
        answered('<script>window.onload=()=>{location.href="/lander?x"}</script>'),
        Reason.PARKED,
    ),
    "marketplace": (
        answered(OTHER, via=[302], final="https://www.hugedomains.com/x?d=school"),
        Reason.PARKED,
    ),
    "canonical home": (
        answered(page_html("Shop", "<p>Hi", head="<link rel=canonical href='/'>")),
        Reason.CANONICAL_HOME,
    ),
    "page for a paper": (answered(OTHER, url=PAPER), Reason.WRONG_TYPE),
    "nothing": (answered(""), Reason.EMPTY),
    "blank": (answered("<!doctype html><html><body> \n</body></html>"), Reason.EMPTY),
    "like any address": (
        answered(TEMPLATE, sibling=beside(TEMPLATE, OTHER)),
        Reason.LIKE_ANY_ADDRESS,
    ),
    "anchor": (answered('<p id="a">One', url=f"{URL}#b"), Reason.ANCHOR_MISSING),
    "anchor in another case": (
        answered('<p id="a">One', url=f"{URL}#A"),
        Reason.ANCHOR_MISSING,
    ),
    "plain text": (
        answered("404: Not Found", headers={"content-type": "text/plain"}),
        Reason.ERROR_WORDS,
    ),
}


@pytest.mark.parametrize("name", DEAD)
def test_gone_with_a_good_status(name: str) -> None:
    """Each rule finds its kind of page."""
    answer, reason = DEAD[name]

    found = sign(answer, None)

    assert found
    assert found.reason is reason


FINE: dict[str, Answer] = {
    "article on error pages": answered(page_html("How to design a 404 page", "<p>Be kind.")),
    "status explained": answered(page_html("HTTP 404 explained", "<p>The page was not found.")),
    "long page that says so": answered(page_html("Rings", f"{LONG} The page was not found.")),
    "long page of that name": answered(page_html("404 Not Found", LONG)),
    "lesson on an exception": answered(page_html("FileNotFoundError", "A file was not found.")),
    "question": answered(page_html("File not found: config.yml · Forum", "<p>Where is it?")),
    "only supposed": answered(page_html("Help", "If the page does not exist, ask us.")),
    "status at its own address": answered(
        page_html("404 Not Found | Codes", "<p>No such resource.", heading="404 Not Found"),
        url=f"{HOME}status/404",
    ),
    "poem": answered(page_html("Gone", "<p>The page is gone, the reader stays.")),
    "short and fine": answered(page_html("Answer", "42")),
    "home to home": answered(
        TEMPLATE, url=HOME, via=[301], final="https://www.school.example/"
    ),
    "language to home": answered(TEMPLATE, url=f"{HOME}zh-cn/", via=[302], final=HOME),
    "version to home": answered(TEMPLATE, url=f"{HOME}latest/", via=[302], final=f"{HOME}en/"),
    "section of one long page": answered(TEMPLATE, via=[301], final=f"{HOME}#algebra"),
    "a domain of its own": answered(TEMPLATE, via=[301], final=OTHER_SITE),
    "a host of its own": answered(
        TEMPLATE, url=f"{HOME}docs/", via=[301], final="https://docs.school.example/"
    ),
    "short link": answered(TEMPLATE, url="https://s.example/x7", via=[301], final=ELSEWHERE),
    "way out": answered(
        TEMPLATE, url=f"{HOME}out/1?to=https://new.example", via=[302], final=ELSEWHERE
    ),
    "course moved to /status/404": answered(
        TEMPLATE, url=f"{HOME}http-404", via=[301], final=f"{HOME}status/404"
    ),
    "catalogue of domains": answered(
        page_html("Names", "<li>a.example is for sale" * 9), url="https://names.example/list"
    ),
    "how to buy a domain": answered(
        page_html("How to buy a domain", "When it says this domain is for sale, ask.")
    ),
    "news of a sale": answered(page_html("The old theatre is for sale", "<p>In May.")),
    "lesson on nginx": answered(page_html("Welcome to nginx! What now?", "<p>Edit it.")),
    "canonical by mistake": answered(
        page_html("Algebra", "<p>Hi", head="<link rel=canonical href='/'>")
    ),
    "listing": answered(page_html("Index of /pub", "<a href=1.pdf>1.pdf</a>")),
    "viewer": answered(OTHER, url="https://git.example/a/b/blob/main/x.pdf"),
    "page with a player": answered(page_html("Film", "<video src=/a.mp4></video>"), url=FILM),
    "page with the paper": answered(page_html("Knuth", "<a href=/k.pdf>PDF</a>"), url=PAPER),
    "the paper": answered(b"%PDF", url=PAPER, headers={"content-type": "application/pdf"}),
    "notebook": answered(OTHER, url=f"{HOME}x/lesson.ipynb"),
    "picture": answered(page_html("Map", "<img src=map.png>")),
    "frames": answered("<frameset cols='20%,80%'><frame src=a.html></frameset>"),
    "shell": answered(SHELL),
    "drawn by a script": answered("<canvas></canvas><script src=/p.js></script>"),
    "stalled": replace(answered(""), stalled=True),
    "no content": answered("", status=204),
    "reloads by header": answered("", headers={"refresh": "0; url=/x"}),
    "honest neighbour": answered(TEMPLATE, sibling=beside(OTHER, TEMPLATE, 404)),
    "other neighbour": answered(TEMPLATE, sibling=beside(OTHER)),
    "application": answered(SHELL, sibling=beside(SHELL, OTHER)),
}


@pytest.mark.parametrize("name", FINE)
def test_fine_and_only_similar(name: str) -> None:
    """What only looks like a dead page is not called one."""
    assert sign(FINE[name], None) is None


SAYS = {
    "en": ("Page not found", "404 - Page not found", "Oops! That page can’t be found."),
    "zh": ("页面不存在 - 某学院", "抱歉，您访问的页面不存在", "該頁面不存在"),
    "ja": ("ページが見つかりません", "お探しのページは見つかりませんでした"),
    "de": ("Seite nicht gefunden", "Die angeforderte Seite wurde nicht gefunden"),
    "fr": ("Page introuvable", "La page que vous recherchez n’existe pas"),
    "es": ("Página no encontrada", "La página que buscas no existe"),
    "ru": ("Страница не найдена", "Такой страницы не существует"),
    "pt": ("Página não encontrada", "A página que você procura não existe"),
    "ko": ("페이지를 찾을 수 없습니다", "존재하지 않는 페이지입니다"),
    "numbers": (
        "404",
        "Error 404",
        "404 Not Found",
        "Not Found | School",
        "Erreur 404",
        "Error: page not found",
    ),
    "videos": ("Video unavailable", "视频去哪了呢？", "该内容已被发布者删除"),
}
PHRASES = [phrase for phrases in SAYS.values() for phrase in phrases]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("where", ["title", "heading"])
def test_error_words(phrase: str, where: str) -> None:
    """A title or heading that says so is believed on a short page."""
    html = page_html(phrase) if where == "title" else page_html("School", heading=phrase)

    found = sign(answered(f"{html}<p>Try the search."), None)

    assert found
    assert found.reason is Reason.ERROR_WORDS


@pytest.mark.parametrize("phrase", PHRASES)
def test_error_words_in_a_long_page(phrase: str) -> None:
    """The same words over a long text say nothing."""
    assert sign(answered(page_html(phrase, LONG, heading=phrase)), None) is None


NO_ANCHORS = (
    "top",
    "",
    ":~:text=x",
    "/route",
    "!x",
    "L10-L20",
    "page=3",
    "123",
    "issuecomment-7",
)


@pytest.mark.parametrize(
    "fragment", ["a", "%61", "install", "%E7%AC%AC", "第", "a:~:text=x", *NO_ANCHORS]
)
def test_fragments_that_are_there_or_no_anchors(fragment: str) -> None:
    """A fragment may be encoded or prefixed, or mean something else than an anchor."""
    html = '<i id="a"></i><i id="user-content-install"></i><i name="第">One</i>'

    assert sign(answered(html, url=f"{URL}#{fragment}"), None) is None


@pytest.mark.parametrize(
    "answer",
    [
        answered(f"<p id=a>One{SCRIPTED}", url=f"{URL}#b"),
        answered("notes", url=f"{URL}#b", headers={"content-type": "text/plain"}),
        answered("<p id=a>One", url=f"{URL}#b", via=[302], final=f"{HOME}x#a"),
        replace(answered("<p id=a>One", url=f"{URL}#b"), stalled=True),
    ],
    ids=["made by scripts", "text file", "the redirect has its own", "read in part"],
)
def test_fragments_that_nobody_can_judge(answer: Answer) -> None:
    """Anchors are judged where the markup is the whole page, and read to its end."""
    assert sign(answer, None) is None


@pytest.mark.parametrize(
    ("sibling", "unsure"),
    [
        (beside(TEMPLATE, TEMPLATE), True),
        (beside(TEMPLATE), True),
        (beside(TEMPLATE, OTHER), False),
        (beside(OTHER, OTHER), False),
        (None, False),
    ],
    ids=["home too", "home unknown", "home differs", "neighbour differs", "not asked"],
)
def test_sites_that_show_the_same_everywhere(sibling: Sibling | None, *, unsure: bool) -> None:
    """Where the home page is the same as well, nobody can tell."""
    assert is_undecidable(answered(TEMPLATE, sibling=sibling)) is unsure


def test_a_home_page_that_was_good_before_is_good() -> None:
    """A link that always led to this very page has lost nothing."""
    answer = answered(TEMPLATE, via=[301], final=HOME)
    assert answer.page
    known = replace(KNOWN, title="Shop", fingerprint=answer.page.fingerprint)

    assert sign(answer, known) is None
    assert sign(answer, replace(known, fingerprint=fingerprint("another text at all")))


def test_a_file_that_became_a_page() -> None:
    """What was a file on the last good visit is missed even where the page is long."""
    answer = answered(page_html("Library", LONG), url=PAPER)

    assert sign(answer, None) is None
    found = sign(answer, KNOWN)
    assert found
    assert found.evidence == "a web page in place of a .pdf file"


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_any_page_can_be_looked_at(title: str, text: str, url: str, final: str) -> None:
    """Looking for signs never raises, and what it quotes is short."""
    answer = answered(page_html(title, text), url=url, via=[301], final=final)

    found = sign(answer, KNOWN)

    assert found is None or len(found.evidence) < 120
