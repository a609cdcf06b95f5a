"""Pages that are gone although the server says 200: the rules of the research, one by one."""

from links.hostile.case import GONE, MOVED, OK, OWN, SOFT, Case, Does, either, on
from links.hostile.pages import article, thin, whole, with_menu
from links.hostile.replies import NONE, NOT_FOUND, Headers, page, redirect, reply
from roadmap_site.links.observation import Verdict

WORDS = {
    "en": ("Page not found | Acme Docs", "We can't find the page you are looking for."),
    "zh": ("页面不存在 - 示例学院", "抱歉，您访问的页面不存在或已被删除。"),
    "ja": ("ページが見つかりません", "お探しのページは移動または削除された可能性があります。"),
    "de": ("Seite nicht gefunden", "Die gewünschte Seite existiert leider nicht."),
    "fr": ("Page introuvable", "La page que vous cherchez n'existe pas ou plus."),
    "es": ("Página no encontrada", "Lo sentimos, la página que busca no existe."),
    "ru": ("Страница не найдена", "К сожалению, запрашиваемая страница не существует."),
    "pt": ("Página não encontrada", "A página que você procura não existe."),
    "ko": ("페이지를 찾을 수 없습니다", "요청하신 페이지가 존재하지 않습니다."),
}
PHRASES = {
    "words_404": ("404", "404 - Page not found"),
    "words_oops": ("Oops!", "Oops! That page can’t be found."),
    "words_error_404": ("Error 404", "The requested URL was not found on this server."),
    "words_removed": ("Not available", "This page has been removed."),
    "words_wechat": ("微信公众平台", "该内容已被发布者删除"),
    "words_forum": ("提示信息", "抱歉，指定的主题不存在或已被删除或正在被审核"),
    "words_not_exist": ("Message", "The page you requested does not exist."),
}


def _soft(name: str, why: str, body: str, headers: Headers = NONE) -> Case:
    return Case(name, SOFT, why, page(body, headers), site=OWN)


def _home(name: str, why: str, status: int, path: str = "/") -> Case:
    url = f"{{site}}/courses/2019/{name}"
    does = redirect(status, "{site}" + path)
    more = {f"/courses/2019/{name}": does, path: page(article("A school and its courses"))}
    return Case(name, SOFT, why, url=url, site=OWN, more=more)


def _error_address(name: str, where: str, *, status: int = 302) -> Case:
    does = redirect(status, "{site}" + where)
    path = where.partition("?")[0]
    text = page(thin("Sorry", "Use the menu to find what you need."))
    return Case(name, SOFT, "sent to an error page", does, site=OWN, more={path: text})


RULES = (
    _home("home_301", "sent home", 301),
    _home("home_302", "sent home", 302),
    _home("home_index", "sent home, by another name", 302, "/index.html"),
    Case(
        "home_two_hops",
        SOFT,
        "sent home in two steps",
        site=OWN,
        url="{site}/courses/2019/lesson-3",
        more={
            "/courses/2019/lesson-3": redirect(301, "/courses/old"),
            "/courses/old": redirect(302, "/"),
        },
    ),
    Case(
        "home_refresh",
        SOFT,
        "sent home by the page",
        site=OWN,
        url="{site}/courses/2019/lesson-4",
        more={
            "/courses/2019/lesson-4": page(
                thin("Moved", "", head='<meta http-equiv="refresh" content="0; url=/">')
            )
        },
    ),
    _error_address("error_404_html", "/404.html"),
    _error_address("error_404", "/404/"),
    _error_address("error_notfound", "/notfound"),
    _error_address("error_not_found", "/page-not-found", status=301),
    _error_address("error_code", "/error?code=404"),
    _error_address("error_aspx", "/Error404.aspx?aspxerrorpath=/error_aspx"),
    *(
        _soft(f"words_{tag}", "says so itself", thin(title, text, language=tag))
        for tag, (title, text) in WORDS.items()
    ),
    *(_soft(name, "says so itself", thin(*both)) for name, both in PHRASES.items()),
    _soft(
        "words_menu", "says so under a long menu", with_menu("Page not found", "Try a search.")
    ),
    Case(
        "words_plain",
        SOFT,
        "says so in plain text",
        reply(200, "404: Not Found", kind="text/plain"),
        also=either(OK),
    ),
    Case(
        "words_json",
        SOFT,
        "says so to programs",
        reply(200, '{"error": "not found"}', kind="application/json"),
        also=either(OK),
    ),
)

LANDER = '<script>window.park="eyJ1";</script><script src="/parking/lander.js"></script>'
PARKED = (
    _soft(
        "parked_sale", "for sale", thin("school.example", "This domain is for sale. Buy now!")
    ),
    _soft(
        "parked_ads",
        "parked",
        whole(
            "school.example",
            f"<div>Related searches</div>{LANDER}"
            "<p>school.example is parked free, courtesy of a registrar.</p>",
        ),
    ),
    _soft(
        "parked_expired",
        "expired",
        thin("Expired", "This domain name has expired. If you are the owner, please renew it."),
    ),
    _soft(
        "parked_chinese",
        "for sale",
        thin("域名出售", "您正在访问的域名可以转让！", language="zh"),
    ),
    _soft(
        "default_nginx",
        "an empty server",
        thin(
            "Welcome to nginx!",
            "If you see this page, the nginx web server is successfully installed and working.",
        ),
    ),
    _soft(
        "default_apache",
        "an empty server",
        whole(
            "Apache2 Ubuntu Default Page: It works",
            "<h1>Apache2 Default Page</h1><p>It works! This is the default welcome page.</p>",
        ),
    ),
    _soft("default_works", "an empty server", "<html><body><h1>It works!</h1></body></html>"),
    _soft(
        "default_iis",
        "an empty server",
        whole("IIS Windows Server", '<img src="iisstart.png">'),
    ),
    _soft(
        "default_cpanel",
        "an empty account",
        thin(
            "Default Web Site Page",
            "SORRY! If you are the "
            "owner of this website, please contact your hosting provider.",
        ),
    ),
    _soft(
        "suspended",
        "an unpaid account",
        thin(
            "Account Suspended",
            "This Account has been suspended. "
            "Contact your hosting provider for more information.",
        ),
    ),
    _soft("blank", "nothing", "   \n  "),
    _soft("blank_body", "nothing", "<!doctype html><html><head></head><body></body></html>"),
)


def _deep(name: str, truth: Verdict, why: str, sent: str, path: str, **more: Does) -> Case:
    routes = {path: page(sent)} | more
    return Case(name, truth, why, url="{site}" + path, site=OWN, more=routes)


CANONICAL = '<link rel="canonical" href="{site}/">'
ANY = thin(
    "Acme Academy",
    "Search our courses, or look at what is popular this week: "
    "knitting, chess, bread. Our teachers are here for you every day of the week.",
)
FILES = (
    _deep(
        "canonical_home",
        SOFT,
        "the page says that it is the home page",
        thin("Acme", "Welcome to Acme. Find a course.", head=CANONICAL),
        "/courses/42",
    ),
    _deep(
        "pdf_to_html",
        SOFT,
        "the paper became a web page",
        thin("Library", "Our library has a new home. Please use the search."),
        "/papers/knuth.pdf",
    ),
    _deep(
        "zip_to_html",
        SOFT,
        "the archive became a web page",
        thin("Downloads", "Choose a product to download."),
        "/files/data.zip",
    ),
    Case(
        "pdf_to_login_free",
        SOFT,
        "the paper's address shows the list of papers",
        site=OWN,
        url="{site}/papers/old.pdf",
        also=either(MOVED, OK),
        more={
            "/papers/old.pdf": redirect(301, "/papers/"),
            "/papers/": page(article("Papers")),
        },
    ),
    Case(
        "any_address",
        SOFT,
        "every address shows the same page, the home page another",
        site=OWN,
        url="{site}/courses/42",
        more={"*": page(ANY), "/": page(article("Acme and its courses"))},
    ),
    Case(
        "any_address_echo",
        SOFT,
        "the same page, with the address in it",
        site=OWN,
        url="{site}/courses/43",
        more={
            "*": page(ANY.replace("</p>", " You asked for {here}.</p>")),
            "/": page(article("Acme and its courses")),
        },
    ),
    Case(
        "any_address_home",
        SOFT,
        "every address shows the home page; nobody can tell",
        site=OWN,
        url="{site}/courses/44",
        more={"*": page(ANY), "/": page(ANY)},
        also=either(OK),
        undecidable=True,
    ),
    Case(
        "search_results",
        SOFT,
        "sent to a search without results",
        redirect(302, "{site}/search?q=x"),
        site=OWN,
        also=either(OK),
        undecidable=True,
        more={"/search": page(thin("Search", "0 results for your search."))},
    ),
    Case(
        "new_home",
        MOVED,
        "a project moved to the top of its own host",
        site=OWN,
        url="{site}/project/",
        also=either(SOFT),
        undecidable=True,
        more={"/project/": redirect(301, "{site:elsewhere}/")},
    ),
    Case(
        "soft_then_404",
        GONE,
        "sent to an error page that says 404",
        redirect(302, "/404.html"),
        site=OWN,
        more={"/404.html": NOT_FOUND},
    ),
)

CASES = on("soft", RULES + PARKED + FILES)
