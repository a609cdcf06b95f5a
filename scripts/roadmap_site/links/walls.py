"""What stands before a page: challenges, logins, consent, borders. A wall says nothing of it.

Walls are looked for before everything else: many answer with 200, and some with 404 or 503.
"""

from dataclasses import dataclass

from roadmap_site.links import wall_marks
from roadmap_site.links.address_shape import (
    host_and_port,
    is_home_like,
    parts_of,
    segments,
)
from roadmap_site.links.answer import Answer, Page
from roadmap_site.links.observation import Reason
from roadmap_site.links.shard import site_of

_VENDORS = frozenset(name for _, name, _ in wall_marks.HEADERS)
_REFUSING = frozenset({401, 403, 405, 406, 418, 429})
_UNSURE = _REFUSING | {202, 503, 521}
_MISSING = frozenset({404, 410})
_THIN = 1500  # characters; a longer page speaks of walls and is none
_BARE = 600
_QUOTED = 60  # characters
_END_MARKS = " .…!?！。？"

_LOGIN = frozenset(
    {"login", "signin", "sign-in", "sign_in", "log-in", "log_in", "logon", "authwall", "sso"}
    | {"wp-login.php", "login.php", "login.aspx", "login.html", "login.jsp", "signin.html"}
    | {"loginpage", "userlogin", "user-login", "unhuman", "servicelogin"}
)
_MAYBE_LOGIN = frozenset(
    {"auth", "oauth", "oauth2", "authorize", "authenticate", "saml", "saml2", "cas", "session"}
    | {"sessions", "account", "accounts", "passport", "user", "users", "register", "signup"}
)
_LOGIN_HOSTS = frozenset(
    {"login", "signin", "passport", "sso", "auth", "oauth", "accounts", "idp"}
)
_WAY_BACK = frozenset(
    {"next", "return", "returnurl", "return_url", "return_to", "returnto", "redirect", "goto"}
    | {"redirect_uri", "redirect_url", "redirecturl", "redirect_to", "continue", "service"}
    | {"client_id", "samlrequest", "destination", "callback", "came_from", "backurl"}
)
_CONSENT_HOSTS = frozenset({"consent", "guce", "cookiewall", "privacy-consent"})
_CONSENT = frozenset({"cookiewall", "cookie-wall", "consent", "privacy-consent", "privacygate"})
_TESTING = (
    ("google.com", "/sorry/"),
    ("baidu.com", "/static/captcha"),
    ("weixin.qq.com", "/mp/wappoc_appmsgcaptcha"),
    ("zhihu.com", "/account/unhuman"),
    ("perfdrive.com", "/"),
    ("sec.douban.com", "/"),
)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands before the page, and how it showed."""

    reason: Reason
    evidence: str


def wall(answer: Answer) -> Wall | None:
    """The wall that answered in place of the page; None where there is none to see."""
    return challenge(answer) or _elsewhere(answer) or _consent(answer) or _login(answer)


def challenge(answer: Answer) -> Wall | None:
    """A test for robots, or a firewall that turned us away."""
    vendor = _vendor_of_headers(answer)
    if not vendor and answer.status not in _MISSING:
        vendor = _vendor_of_body(answer) or _vendor_of_address(answer)
    if not vendor:
        return None
    return Wall(Reason.CHALLENGE, f"{vendor} keeps robots out")


def loops_at_login(answer: Answer) -> bool:
    """Whether the chain of redirects led through a login page."""
    return any(is_login(hop.url) for hop in answer.hops) and not is_login(answer.url)


def is_login(url: str) -> bool:
    """Whether this is the address of a login page."""
    path = segments(url)
    if any(part in _LOGIN for part in path):
        return True
    labels = _labels(url)
    if labels[:1] and labels[0] in _LOGIN_HOSTS and site_of(url) != ".".join(labels):
        return True
    return any(part in _MAYBE_LOGIN for part in path) and _leads_back(url)


def _vendor_of_headers(answer: Answer) -> str:
    rows = wall_marks.HEADERS
    if answer.status in _REFUSING:
        rows += wall_marks.REFUSING_HEADERS
    elif _VENDORS.isdisjoint(answer.headers):
        return ""
    for vendor, name, value in rows:
        if value in answer.headers.get(name, "\0").lower() and name in answer.headers:
            return vendor
    return ""


def _vendor_of_body(answer: Answer) -> str:
    page = answer.page
    if answer.status not in _UNSURE and (page is None or page.length >= _THIN):
        return ""
    body = answer.body_start.lower()
    for vendor, marks in wall_marks.MARKUP:
        if any(mark in body for mark in marks):
            return vendor
    return _vendor_of_words(page, body) if page else ""


def _vendor_of_words(page: Page, body: bytes) -> str:
    if page.length >= _THIN:
        return ""
    for name in (page.title, page.heading):
        if name and wall_marks.TITLE().fullmatch(name.strip(_END_MARKS)):
            return f"a page titled “{name[:_QUOTED]}”"
    asks = wall_marks.ASKS().search(page.words)
    if asks and (page.length < _BARE or any(mark in body for mark in wall_marks.WIDGETS)):
        return f"a page that says “{asks[0][:_QUOTED]}”"
    return ""


def _vendor_of_address(answer: Answer) -> str:
    if not answer.hops:
        return ""
    ended = parts_of(answer.final_url)
    host = ended.hostname or ""
    for end, path in _TESTING:
        if f".{host}".endswith(f".{end}") and ended.path.startswith(path):
            return host
    return ""


def _elsewhere(answer: Answer) -> Wall | None:
    page = answer.page
    if page is None or page.length >= _THIN:
        return None
    words = page.words if page.length < _BARE else f"{page.title}. {page.heading}"
    found = wall_marks.ELSEWHERE().search(words)
    return Wall(Reason.LEGAL, f"the page says “{found[0][:_QUOTED]}”") if found else None


def _consent(answer: Answer) -> Wall | None:
    if not answer.hops or _is_consent(answer.url) or not _is_consent(answer.final_url):
        return None
    where = host_and_port(answer.final_url)[:_QUOTED]
    return Wall(Reason.CHALLENGE, f"a consent page at {where} stands before it")


def _is_consent(url: str) -> bool:
    return bool(_CONSENT_HOSTS & set(_labels(url)) or _CONSENT & set(segments(url)[:1]))


def _login(answer: Answer) -> Wall | None:
    shows_form = answer.page is not None and answer.page.login
    if not (answer.hops or shows_form) or is_login(answer.url):
        return None
    if is_login(answer.final_url):
        where = host_and_port(answer.final_url)[:_QUOTED]
        return Wall(Reason.LOGIN, f"sent to a login page at {where}")
    if shows_form and not is_home_like(answer.url):
        return Wall(Reason.LOGIN, "the page shows a login form and little else")
    return None


def _leads_back(url: str) -> bool:
    """Whether the address says where to go after the login."""
    query = parts_of(url).query.lower()
    return any(pair.partition("=")[0] in _WAY_BACK for pair in query.split("&"))


def _labels(url: str) -> list[str]:
    return (parts_of(url).hostname or "").split(".")
