"""A URL taken apart and spelt in one way; what sites make of it is in `canonical.py`."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

import idna

_USUAL_PORTS = {None, 80, 443}
_LONGEST_HOST = 253
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")
# What keeps its meaning in a path or fragment whether percent-encoded or not.
_IN_PATH = "!$&'()*+,:;=@"
_IN_QUERY = "!$'()*,/:;?@"
_IN_FRAGMENT = f"{_IN_PATH}/?"
_INDEX = {"", "index.html", "index.htm"}

# Two names of one site, path by path.
_SAME_HOST = {
    "dx.doi.org": "doi.org",
    "hf.co": "huggingface.co",
    "m.bilibili.com": "bilibili.com",
    "m.youtube.com": "youtube.com",
    "mobile.twitter.com": "x.com",
    "mobile.x.com": "x.com",
    "twitter.com": "x.com",
}
# Only what no site uses for content: a global `ref`, `source` or `lang` would merge pages.
_TRACKING = re.compile(
    r"utm_.*|mtm_.*|(?:fb|g|d|ms|y|tw|tt)clid|gclsrc|[gw]braid|igshid|mc_[ce]id|_hs(?:enc|mi)"
    r"|mkt_tok|srsltid|_ga|_gl",
    re.IGNORECASE,
)
# What one site, subdomains included, adds to the links that people copy or share there.
_TRACKING_OF = {
    "aliyun.com": "scm spm",
    "bilibili.com": "bbid buvid from_source from_spmid is_story_h5 plat_id seid share_from"
    " share_medium share_plat share_session_id share_source share_tag share_times spm_id_from"
    " timestamp trackid ts unique_k vd_source visit_id",
    "csdn.net": "biz_id ops_request_misc request_id spm",
    "github.com": "ref",
    "google.com": "authuser usp",
    "linkedin.com": "trackingId trk",
    "medium.com": "gi sk source",
    "mp.weixin.qq.com": "chksm clicktime enterid mpshare scene sessionid sharer_shareid"
    " sharer_shareinfo sharer_shareinfo_first sharer_sharetime srcid subscene",
    "substack.com": "isFreemail post_id publication_id r s triedRedirect",
    "towardsdatascience.com": "gi sk source",
    "wikipedia.org": "mobileaction oldformat useformat useskin variant wprov",
    "x.com": "ref_src ref_url s t",
    "youtube.com": "ab_channel app feature pp si",
    "zhihu.com": "share_code",
}
_NAMES_OF = {host: frozenset(names.split()) for host, names in _TRACKING_OF.items()}


@dataclass(frozen=True, slots=True)
class Page:
    """`host/first/second?name=value#fragment`: scheme and tracking are gone."""

    host: str  # ASCII, lower case, without `www.`; with the port, if it is an unusual one
    path: tuple[str, ...]  # segments, without a slash or `index.html` at the end
    query: tuple[tuple[str, str], ...]  # sorted by name
    fragment: str  # without the text that a browser should mark

    @property
    def tail(self) -> str:
        """`?query#fragment`, as far as they are there."""
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"?{query}" * bool(query) + f"#{self.fragment}" * bool(self.fragment)

    @property
    def key(self) -> str:
        """The page as one text; two pages that differ in anything have two."""
        return "".join([self.host, *(f"/{step}" for step in self.path), self.tail])

    def value(self, name: str) -> str:
        """The last value of a parameter, empty where there is none."""
        return dict(self.query).get(name, "")


def page_of(url: str) -> Page:
    """The URL taken apart; every part percent-encoded in one way (RFC 3986 §6.2.2).

    Raises `ValueError` for a text that is no URL, never for one that `url.flaw` passes.
    """
    parts = urlsplit(url)
    host = _host(parts.hostname or "")
    path = [_spelt(step, _IN_PATH) for step in parts.path.split("/")[1:]]
    while path and path[-1] in _INDEX:
        path.pop()
    port = "" if parts.port in _USUAL_PORTS else f":{parts.port}"
    fragment = _spelt(parts.fragment, _IN_FRAGMENT).partition(":~:")[0]
    return Page(f"{host}{port}", tuple(path), _query(host, parts.query), fragment)


def as_path(text: str) -> str:
    """The text spelt as it would be in a path, slashes and all."""
    return "/".join(_spelt(step, _IN_PATH) for step in text.replace("%2F", "/").split("/"))


def _host(name: str) -> str:
    if not name.isascii() and len(name) <= _LONGEST_HOST:
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except UnicodeError:
            return name
    name = f"[{name}]" if ":" in name else name.removeprefix("www.")
    return _SAME_HOST.get(name, name)


def _query(host: str, text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.replace("+", " ").partition("=") for pair in text.split("&") if pair]
    spelt = [(_spelt(name, _IN_QUERY), _spelt(value, _IN_QUERY)) for name, _, value in pairs]
    own = _tracking(host) if spelt else frozenset()
    kept = [one for one in spelt if one[0] not in own and not _TRACKING.fullmatch(one[0])]
    # By name only: the order of several values of one name may mean something.
    return tuple(sorted(kept, key=lambda one: one[0]))


def _tracking(host: str) -> frozenset[str]:
    """The tracking parameters of the host or of the nearest domain above it that has some."""
    while host and host not in _NAMES_OF:
        host = host.partition(".")[2]
    return _NAMES_OF.get(host, frozenset())


def _spelt(text: str, safe: str) -> str:
    """The text percent-encoded where it must be, and nowhere else."""
    if _PLAIN.fullmatch(text):
        return text
    return quote(unquote_to_bytes(text.encode("utf-8", "surrogatepass")), safe)
