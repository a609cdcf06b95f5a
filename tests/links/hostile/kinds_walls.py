"""Walls against robots, by vendor: they say nothing of the page behind them."""

from links.hostile.case import BLOCKED, OWN, SERVER, Case, Does, either, on
from links.hostile.pages import thin, whole
from links.hostile.replies import NONE, Headers, redirect, reply

JUST_A_MOMENT = whole(
    "Just a moment...",
    "<noscript>Enable JavaScript and cookies to continue</noscript><script>(function(){"
    "window._cf_chl_opt={cvId:'3',cZone:'school.example',cType:'managed'};"
    "var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8f';"
    "document.head.appendChild(a)})();</script>",
)
CLOUDFLARE = {"Server": "cloudflare", "CF-RAY": "8f3a1c0d9e2b4a55-FRA"}


def _wall(
    name: str, status: int, body: str, headers: Headers = NONE, *, kind: str = "text/html"
) -> Case:
    vendor = name.replace("_", " ")
    does = reply(status, body, headers, kind=f"{kind}; charset=utf-8")
    return Case(name, BLOCKED, f"a wall: {vendor}", does, site=OWN)


VENDORS = (
    _wall("cloudflare", 403, JUST_A_MOMENT, CLOUDFLARE | {"cf-mitigated": "challenge"}),
    _wall("cloudflare_503", 503, JUST_A_MOMENT, CLOUDFLARE),
    _wall("cloudflare_200", 200, JUST_A_MOMENT, CLOUDFLARE),
    _wall(
        "cloudflare_1020",
        403,
        thin(
            "Access denied", "This website is using a security service. Error 1020 Ray ID: 8f"
        ),
        CLOUDFLARE,
    ),
    _wall("cloudflare_1015", 429, thin("You are being rate limited", "Error 1015"), CLOUDFLARE),
    _wall(
        "anubis",
        200,
        whole(
            "Making sure you're not a bot!",
            '<script id="anubis_version" type="application/json">"1.21.3"</script>'
            '<script id="anubis_challenge" type="application/json">{"rules":{}}</script>'
            "<h1>Making sure you're not a bot!</h1><p>Loading...</p>"
            '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>',
        ),
    ),
    _wall(
        "datadome",
        403,
        whole(
            "school.example",
            "<p>Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c',"
            "'hsh':'B','host':'geo.captcha-delivery.com'}</script>"
            '<script src="https://ct.captcha-delivery.com/c.js"></script>',
        ),
        {"X-DataDome": "protected", "X-DD-B": "2"},
    ),
    _wall(
        "perimeterx",
        403,
        whole(
            "Access to this page has been denied",
            "<script>window._pxAppId='PXabc';window._pxHostUrl='/abc/xhr';</script>"
            '<div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human.</p>',
        ),
    ),
    _wall(
        "perimeterx_200",
        200,
        whole(
            "Access to this page has been denied",
            "<script>window._pxAppId='PXabc';</script><div id='px-captcha'></div>"
            "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>",
        ),
    ),
    _wall(
        "aws_waf",
        202,
        whole(
            "",
            "<script>window.gokuProps={'key':'AQ','iv':'C','context':'x'};</script>"
            '<script src="https://a1b2.edge.sdk.awswaf.com/a1b2/challenge.js"></script>'
            "<noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify "
            "that you're not a robot.</noscript>",
        ),
        {"x-amzn-waf-action": "challenge"},
    ),
    _wall(
        "aws_waf_captcha", 405, thin("Human Verification", ""), {"x-amzn-waf-action": "captcha"}
    ),
    _wall(
        "akamai",
        403,
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>"
        "You don't have permission to access this page on this server.<P>"
        "Reference&#32;&#35;18&#46;2d1f1602&#46;1763800000&#46;1a2b3c</BODY></HTML>",
        {"Server": "AkamaiGHost"},
    ),
    _wall(
        "akamai_200",
        200,
        whole(
            "Challenge Validation",
            '<div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/crypto.js">'
            '</script><script src="/_sec/cp_challenge/sec-cpt-4-3.js"></script>',
        ),
    ),
    _wall(
        "imperva",
        200,
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow"></head><body>'
        '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1-2">'
        "Request unsuccessful. Incapsula incident ID: 443000270023-12</iframe></body></html>",
        {"X-Iinfo": "1-2-3", "X-CDN": "Imperva"},
    ),
    _wall(
        "sucuri",
        403,
        thin(
            "Sucuri WebSite Firewall - Access Denied", "Block reason: Bad bot access attempt."
        ),
        {"X-Sucuri-ID": "15005", "Server": "Sucuri/Cloudproxy"},
    ),
    _wall(
        "sucuri_200",
        200,
        whole(
            "You are being redirected...",
            "<noscript>Javascript is required. Please enable javascript.</noscript>"
            "<script>var s={},u,c,U,r,i,l=0;S='cz0i';sucuri_cloudproxy_js='';</script>",
        ),
        {"X-Sucuri-ID": "15005"},
    ),
    _wall(
        "ddos_guard",
        403,
        whole(
            "DDoS-Guard",
            "<p>Checking your browser before accessing the website.</p>"
            '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
        ),
        {"Server": "ddos-guard"},
    ),
    _wall(
        "vercel",
        429,
        thin("Vercel Security Checkpoint", "We're verifying your browser"),
        {"Server": "Vercel", "x-vercel-mitigated": "challenge"},
    ),
    _wall(
        "kasada",
        429,
        '<script>window.KPSDK={}</script><script src="/149e/ips.js?KP_UIDz=1"></script>',
        {"x-kpsdk-ct": "0a1b"},
    ),
    _wall(
        "fastly",
        200,
        whole(
            "Client Challenge",
            "<noscript>JavaScript is disabled in your browser.</noscript><p>A required part of "
            'this site could not load.</p><script src="/_fs-ch-1T1w/script.js"></script>',
        ),
    ),
    _wall(
        "wordfence",
        503,
        thin(
            "Your access to this site has been limited by the site owner",
            "Generated by Wordfence",
        ),
    ),
    _wall("modsecurity", 406, thin("Not Acceptable!", "Generated by Mod_Security.")),
    _wall(
        "recaptcha",
        200,
        whole(
            "Robot Check",
            "<p>Enter the characters below. Sorry, we just need to make sure you're not "
            'a robot.</p><form><div class="g-recaptcha" data-sitekey="6L"></div></form>'
            '<script src="https://www.google.com/recaptcha/api.js"></script>',
        ),
    ),
    _wall(
        "hcaptcha",
        200,
        whole(
            "One more step",
            "<h1>One more step</h1><p>Please complete the security check to continue.</p>"
            '<form><div class="h-captcha" data-sitekey="1"></div></form>'
            '<script src="https://js.hcaptcha.com/1/api.js"></script>',
        ),
    ),
    _wall(
        "turnstile",
        200,
        whole(
            "Verification",
            '<p>Verify you are human by the action below.</p><div class="cf-turnstile">'
            '</div><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
        ),
    ),
)  # the same order as in the wild: the frequent ones first


def _to(name: str, location: str, then: Does) -> Case:
    path = location.partition("?")[0].removeprefix("{site}")
    does = redirect(302, location)
    return Case(name, BLOCKED, "a detour for robots", does, site=OWN, more={path: then})


DETOURS = (
    _to(
        "google_sorry",
        "{site}/sorry/index?continue={here}",
        reply(429, thin("Sorry...", "Our systems have detected unusual traffic.")),
    ),
    _to(
        "baidu",
        "{site}/static/captcha/tuxing.html?backurl={here}",
        reply(200, whole("百度安全验证", "<p>网络不给力，请稍后重试</p>", language="zh")),
    ),
)
CHINESE = (
    _wall(
        "wechat",
        200,
        whole(
            "环境异常",
            "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>",
            language="zh",
        ),
    ),
    _wall(
        "zhihu",
        403,
        '{"error":{"message":"您当前请求存在异常，暂时限制本次访问。","code":40362}}',
        kind="application/json",
    ),
    _wall(
        "aliyun",
        200,
        "<html><script>var arg1='3B1F';function setCookie(n,v){document.cookie=n+'='+v}"
        "function reload(x){setCookie('acw_sc__v2',x);location.reload()}</script></html>",
    ),
    _wall(
        "bilibili",
        412,
        thin("出错啦! - bilibili.com", "由于触发哔哩哔哩安全风控策略，该次访问请求被拒绝。"),
    ),
    _wall(
        "ruishu",
        412,
        '<html><head><meta id="9f" content="a"><script>$_ts=window["$_ts"];if(!$_ts)$_ts={};'
        "</script></head><body></body></html>",
    ),
)
JIASULE = Case(
    "jiasule",
    BLOCKED,
    "a script sets a cookie, then the page comes",
    reply(
        521,
        "<script>document.cookie=('_')+('_')+('jsl_clearance_s=1');location.href=location.pathname</script>",
    ),
    site=OWN,
    also=either(SERVER),
)

CASES = on("walls", (*VENDORS, *DETOURS, *CHINESE, JIASULE))
