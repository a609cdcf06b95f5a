"""Doors that a person opens and a robot cannot: log-ins, consent, places; look-alikes."""

from links.hostile.case import BLOCKED, MOVED, OK, OWN, SOFT, Case, Does, either, on
from links.hostile.pages import article, thin, whole
from links.hostile.replies import page, redirect, reply

FORM = (
    '<form method="post"><input name="user"><input type="password" name="word">'
    "<button>Sign in</button></form>"
)
LOGIN = page(whole("Sign in", f"<h1>Sign in</h1><p>Welcome back.</p>{FORM}"))
LONG = article("How captchas work", sentences=90)


def _sent(name: str, status: int, location: str, then: Does = LOGIN) -> Case:
    path = location.removeprefix("{site}").partition("?")[0]
    why = "the page is behind a log-in"
    return Case(name, BLOCKED, why, redirect(status, location), site=OWN, more={path: then})


def _here(name: str, why: str, body: str) -> Case:
    return Case(name, OK, why, page(body), site=OWN)


LOGINS = (
    _sent("login_302", 302, "{site}/login?next=/login_302"),
    _sent("login_301", 301, "{site}/accounts/login/?next=/login_301"),
    _sent("login_signin", 302, "{site}/users/sign_in"),
    _sent("login_passport", 302, "{site}/passport/login?service={here}"),
    _sent("login_sso", 302, "{site}/cas/login?service={here}"),
    _sent("login_oauth", 302, "{site}/oauth2/authorize?client_id=1&redirect_uri={here}"),
    Case("login_here", BLOCKED, "only a form for a password is shown", LOGIN, site=OWN),
    Case(
        "login_chinese",
        BLOCKED,
        "only a form for a password is shown",
        page(
            whole(
                "用户登录", f"<h1>用户登录</h1><p>请先登录后查看课程</p>{FORM}", language="zh"
            )
        ),
        site=OWN,
    ),
    _sent(
        "consent_302",
        302,
        "{site}/consent?continue={here}",
        page(thin("Before you continue", "We use cookies. Accept all or reject all.")),
    ),
    _sent(
        "login_401",
        302,
        "{site}/restricted",
        reply(401, thin("Unauthorized", "Log in."), {"WWW-Authenticate": 'Basic realm="x"'}),
    ),
    Case(
        "geo_403",
        BLOCKED,
        "not shown in this country",
        reply(403, thin("Unavailable", "This content is not available in your country.")),
        site=OWN,
    ),
    Case(
        "geo_200",
        BLOCKED,
        "not shown in this country, others see it",
        page(thin("Unavailable", "Sorry, this video is not available in your country.")),
        site=OWN,
        also=either(OK, SOFT),
    ),
    Case(
        "github_limit",
        BLOCKED,
        "a refusal that is a rate limit",
        reply(403, "{}", {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4000000000"}),
        site=OWN,
    ),
)
LOOK_ALIKES = (
    _here(
        "about_captcha",
        "an article about captchas",
        LONG + "<p>reCAPTCHA, hCaptcha, Turnstile</p>",
    ),
    _here("about_moment", "a story of that title", article("Just a moment...")),
    _here(
        "about_challenge",
        "an article that shows a challenge's code",
        LONG.replace(
            "</body>",
            "<pre>window._cf_chl_opt={cvId:'3'}; cf-mitigated: challenge</pre></body>",
        ),
    ),
    _here(
        "about_access",
        "an article about a refusal",
        article("Access Denied: a history of locks"),
    ),
    _here(
        "comment_form",
        "a captcha guards the comments, not the page",
        LONG.replace(
            "</body>",
            '<form><div class="g-recaptcha"></div></form><script src='
            '"https://www.google.com/recaptcha/api.js"></script></body>',
        ),
    ),
    _here(
        "turnstile_form",
        "a turnstile guards the newsletter, not the page",
        LONG.replace(
            "</body>",
            '<div class="cf-turnstile"></div><script src="https://challenges.'
            'cloudflare.com/turnstile/v0/api.js"></script></body>',
        ),
    ),
    _here(
        "login_corner",
        "a log-in form in the corner of a page",
        article("Course").replace("<h1>", FORM + "<h1>"),
    ),
    _here(
        "cloudflare_page",
        "an ordinary page behind a vendor",
        LONG.replace(
            "</body>",
            '<script src="/cdn-cgi/scripts/7d0fa10a/cloudflare-static/email-decode.min.js">'
            "</script><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
            "</body>",
        ),
    ),
    _here(
        "cookie_banner",
        "a banner over a page",
        article("Course").replace(
            "<h1>", "<div>We value your privacy. Accept all cookies?</div><h1>"
        ),
    ),
    _here(
        "paywall", "the beginning is free", article("Essay") + "<p>Subscribe to read on.</p>"
    ),
    Case(
        "docs_login",
        MOVED,
        "a chapter about log-ins moved",
        redirect(301, "{site}/docs/howto/login-forms"),
        site=OWN,
        more={"/docs/howto/login-forms": page(article("How to build a login form"))},
    ),
    Case(
        "docs_signup",
        OK,
        "a short page on how to sign up",
        page(
            thin(
                "Join the course",
                "The course is free. Write to the teacher and you will get a link to the "
                "classroom, where the lectures begin on the first Monday of October at nine.",
            )
        ),
        site=OWN,
    ),
    Case(
        "login_itself",
        OK,
        "the log-in page is what the link wants",
        LOGIN,
        "{site}/login",
        site=OWN,
        also=either(BLOCKED),
        more={"/login": LOGIN},
    ),
    Case(
        "captcha_course",
        OK,
        "a course on breaking captchas",
        page(
            thin(
                "Breaking captchas with a small network",
                "In this lesson we train a network on 10,000 "
                "captchas. You need Python and an afternoon.",
            )
        ),
        site=OWN,
    ),
)

CASES = on("doors", LOGINS + LOOK_ALIKES)
