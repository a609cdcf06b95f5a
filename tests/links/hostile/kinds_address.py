"""How a URL may be written: what browsers mend, and what nothing can mend."""

from links.hostile.case import (
    DNS,
    GONE,
    INVALID,
    NO_HOST,
    OK,
    UNREACHABLE,
    UNSAFE,
    Case,
    either,
    on,
)
from links.hostile.pages import article
from links.hostile.replies import FINE, page


def _asked(name: str, why: str, written: str, sent: str) -> Case:
    """A URL that works if exactly the second form goes over the wire."""
    return Case(name, OK, why, url="{site}" + written, more={sent: page(article(name))})


ENCODED = (
    _asked("slash_encoded", "%2F is not a slash", "/a%2Fb", "/a%2Fb"),
    _asked("percent_lower", "escapes keep their case", "/caf%c3%a9", "/caf%c3%a9"),
    _asked("percent_twice", "an escape of an escape", "/50%2525", "/50%2525"),
    _asked("percent_bare", "a lone percent sign stays", "/100%", "/100%"),
    _asked("letter_encoded", "an escape that was not needed stays", "/%7Euser", "/%7Euser"),
    _asked("space", "browsers encode the space", "/with space", "/with%20space"),
    _asked("accents", "browsers encode letters", "/naïve", "/na%C3%AFve"),
    _asked(
        "chinese",
        "browsers encode letters",
        "/中文/页面",
        "/%E4%B8%AD%E6%96%87/%E9%A1%B5%E9%9D%A2",
    ),
    _asked("emoji", "browsers encode pictures", "/🙂", "/%F0%9F%99%82"),
    _asked("query_chinese", "in queries too", "/q1?s=中", "/q1?s=%E4%B8%AD"),
    _asked(
        "query_kept", "queries stay as they are", "/q2?b=1&a=2&a=%20+;x", "/q2?b=1&a=2&a=%20+;x"
    ),
    _asked(
        "query_in_query", "a URL as a value", "/q3?u=http://a/b?c=d", "/q3?u=http://a/b?c=d"
    ),
    _asked("query_empty", "an empty query is sent", "/q4?", "/q4?"),
    _asked("plus", "a plus stays", "/c++", "/c++"),
    Case(
        "brackets",
        OK,
        "browsers leave them; servers take both",
        url="{site}/a[1]('c')|d",
        more={"/a[1]('c')|d": FINE, "/a%5B1%5D('c')%7Cd": FINE, "/a[1]('c')%7Cd": FINE},
    ),
    _asked("quotes", "characters that browsers encode", '/"q"<x>', "/%22q%22%3Cx%3E"),
    _asked("at_and_colon", "harmless in a path", "/@user:tag", "/@user:tag"),
    _asked("slashes", "two slashes are not one", "/a//b", "/a//b"),
    _asked("dots", "dots are resolved", "/a/./b/../c1", "/a/c1"),
    _asked("dots_encoded", "dots in disguise too", "/a/%2e%2E/c2", "/c2"),
    _asked("backslash", "browsers turn it", "/a\\c3", "/a/c3"),
    _asked("semicolon", "a parameter", "/p;v=1.2", "/p;v=1.2"),
    _asked("only_query", "no path before the query", "?just=this", "/?just=this"),
    _asked(
        "ampersand_entity", "an entity in a query stays", "/q5?a=1&amp;b=2", "/q5?a=1&amp;b=2"
    ),
    Case("no_path", OK, "no slash after the host", url="{site}"),
    Case(
        "scheme_upper", OK, "the scheme's case does not matter", url="HTTP://{address}:{port}/"
    ),
    Case(
        "surrounding",
        OK,
        "browsers trim",
        url="  {site}/trimmed  ",
        more={"/trimmed": page(article("Trim"))},
    ),
    Case(
        "user",
        OK,
        "browsers open it",
        url="http://me:secret@{address}:{port}/",
        also=either(INVALID, UNSAFE),
    ),
    Case(
        "slash_one",
        OK,
        "browsers add the slash",
        url="http:/{address}:{port}/one",
        also=either(INVALID),
        more={"/one": page(article("One"))},
    ),
    Case(
        "tab",
        OK,
        "browsers drop the tab",
        url="{site}/ta\tb",
        also=either(INVALID, GONE),
        more={"/tab": page(article("Tab"))},
    ),
    Case(
        "port_zeros",
        OK,
        "zeros before the port",
        url="http://{address}:0{port}/",
        also=either(INVALID),
    ),
)

V6 = (Case("v6_literal", OK, "an IPv6 address", page(article("Six"))),)

INVALID_URLS = {
    "scheme_typo": "htp://example.com/",
    "scheme_cut": "ttps://example.com/",
    "scheme_none": "www.example.com/page",
    "colon_none": "http//example.com/",
    "host_none": "http://",
    "host_none_path": "http:///",
    "host_none_query": "http://?q=1",
    "host_none_port": "http://:80/",
    "host_space": "http://exa mple.com/",
    "host_dots": "http://a..b.example/",
    "host_only_dots": "http://.../",
    "host_long": f"http://{'a' * 64}.example/",
    "host_angle": "http://<host>/",
    "host_five": "http://1.2.3.4.5/",
    "host_256": "http://256.1.1.1/",
    "host_caret": "http://exa^mple.com/",
    "host_nul": "http://a%00b.example/",
    "v6_open": "http://[::1/",
    "v6_letters": "http://[::g]/",
    "v6_empty": "http://[]/",
    "port_high": "http://{address}:99999/",
    "port_word": "http://{address}:http/",
    "port_minus": "http://{address}:-1/",
    "port_0": "http://{address}:0/",
    "mailto": "mailto:teacher@example.com",
    "ftp": "ftp://ftp.example.com/pub/file.txt",
    "placeholder": "TODO",
    "relative": "../chapter-2.html",
}
INVALIDS = tuple(
    Case(name, INVALID, "not an address", url=url, also=either(NO_HOST))
    for name, url in INVALID_URLS.items()
)
HALF = (
    Case(
        "control",
        INVALID,
        "browsers encode it, and the server knows no such page",
        url="{site}/a\x01b",
        also=either(GONE),
    ),
    Case(
        "control_at_end",
        OK,
        "browsers trim it",
        url="{site}/trimmed\x01\x02",
        also=either(INVALID),
    ),
    Case(
        "scheme_twice",
        INVALID,
        "browsers take http for a host, which is not there",
        url="http://http://example.com/",
        also=either(NO_HOST, UNREACHABLE, DNS),
    ),
    Case(
        "host_slashes",
        INVALID,
        "browsers take the x for a host, which is not there",
        url="http:///x",
        also=either(NO_HOST, UNREACHABLE, DNS),
    ),
)

CASES = on("address", ENCODED + INVALIDS + HALF) + on("v6", V6)
