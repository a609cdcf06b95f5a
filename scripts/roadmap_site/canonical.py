"""When two URLs are the same page: the keys of sites that have many addresses for one thing.

Where the key names a whole video or paper, place and time within it do not count; anywhere
else the fragment does: a section of a long page may well be a resource of its own.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from roadmap_site.url_parts import Page, as_path, page_of

_ID = re.compile(r"[A-Za-z0-9_-]+")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/.+")
# Both schemes (info.arxiv.org/help/arxiv_identifier.html); `math.GT` is `math`, its class
# being no part of the id, and no version another paper.
_PAPER = re.compile(
    r"(?:arxiv:)?(?:(?P<new>\d{4}\.\d{4,5})|(?P<archive>[a-z-]+)(?:\.[a-z]{2})?/(?P<old>\d{7}))"
    r"(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
_BILIBILI = re.compile(r"bv(1[a-z0-9]{9})|av([1-9][0-9]{0,15})", re.IGNORECASE)
# How BV numbers hide av numbers (SocialSisterYi/bilibili-API-collect, docs/misc/bvid_desc.md).
_BV_DIGITS = "FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf"
_BV_PLACES = (8, 7, 0, 5, 1, 3, 2, 4, 6)  # of the digits, the lowest first
_BV_MASK = 23442827791579
_BV_LIMIT = 1 << 51
_GIST = re.compile(r"(?:[0-9a-f]{20}|[0-9a-f]{32}|[0-9]+)(?:\.git)?")
_FRONT = {("tree", "main"), ("tree", "master"), ("tree", "HEAD")}
_SPACES = re.compile(r"(?:_|%20)+")


def canonical(url: str) -> str:
    """The key under which a page is the same page: `youtube:ID`, `arxiv:ID`, else its address.

    Scheme, `www.`, tracking parameters, their order and a trailing slash do not count;
    fragments do. Raises `ValueError` for a text that is no URL.
    """
    page = page_of(url)
    site = _SITES.get(page.host) or _SITES.get(f"*.{page.host.partition('.')[2]}")
    return (site(page) if site else None) or page.key


def _youtube(page: Page) -> str | None:
    """Videos by id, whatever player or list they are seen in; playlists by theirs."""
    match page.path:
        case ("playlist",) | ("embed", "videoseries"):
            return _named("youtube:list", page.value("list"))
        case ("watch",):
            return _named("youtube", page.value("v"))
        case ("shorts" | "live" | "embed" | "v", video) if video != "live_stream":
            return _named("youtube", video)
        case _:
            return None


def _youtu_be(page: Page) -> str | None:
    return _named("youtube", "/".join(page.path))


def _named(site: str, name: str) -> str | None:
    return f"{site}:{name}" if _ID.fullmatch(name) else None


def _bilibili(page: Page) -> str | None:
    """Videos by BV number, and part, where it is not the first."""
    match page.path:
        case ("video", number):
            return _bilibili_video(number, page.value("p"))
        case _:
            return None


def _bilibili_player(page: Page) -> str | None:
    number = page.value("bvid") or f"av{page.value('aid')}"
    part = page.value("p") or page.value("page")
    return _bilibili_video(number, part) if page.path == ("player.html",) else None


def _bilibili_video(number: str, part: str) -> str | None:
    found = _BILIBILI.fullmatch(number)
    if found is None:
        return None
    name = f"BV{found[1]}" if found[1] else _bv(int(found[2]))
    return f"bilibili:{name}" if part in {"", "0", "1"} else f"bilibili:{name}?p={part}"


def _bv(av: int) -> str:
    """The BV number of an av number."""
    if av >= _BV_LIMIT:
        return f"av{av}"
    rest = (_BV_LIMIT | av) ^ _BV_MASK
    digits = [""] * len(_BV_PLACES)
    for place in _BV_PLACES:
        rest, digit = divmod(rest, len(_BV_DIGITS))
        digits[place] = _BV_DIGITS[digit]
    return f"BV1{''.join(digits)}"


def _arxiv(page: Page) -> str | None:
    """Papers by id, whichever version, form or mirror."""
    match page.path:
        case ("abs" | "pdf" | "html" | "format" | "ps" | "overview", *number):
            return _paper("/".join(number))
        case _:
            return None


def _paper(number: str) -> str | None:
    found = _PAPER.fullmatch(number)
    if found is None:
        return None
    return f"arxiv:{found['new'] or '/'.join((found['archive'].lower(), found['old']))}"


def _doi(page: Page) -> str | None:
    """DOIs do not distinguish case (DOI Handbook §2.4); arXiv gives its papers one each."""
    name = "/".join(page.path).replace("%2F", "/").lower()
    if not _DOI.fullmatch(name):
        return None
    prefix, _, number = name.partition("/arxiv.")
    paper = _paper(number) if prefix == "10.48550" else None
    return paper or f"doi:{name}{page.tail}"


def _openreview(page: Page) -> str | None:
    """Submissions by id: the discussion and the text."""
    if page.path in {("forum",), ("pdf",)}:
        return _named("openreview", page.value("id"))
    return None


def _github(page: Page) -> str:
    """Owner and repository without case; the front page of a repository in all its forms."""
    path = tuple(step.lower().removesuffix(".git") for step in page.path[:2])
    query = tuple(pair for pair in page.query if pair != ("tab", "readme-ov-file"))
    if page.path[2:] not in {(), *_FRONT}:
        return replace(page, path=(*path, *page.path[2:]), query=query).key
    fragment = "" if page.fragment in {"readme", "readme-ov-file"} else page.fragment
    return replace(page, path=path, query=query, fragment=fragment).key


def _gist(page: Page) -> str | None:
    """Gists by id: the owner's name before it is an ornament."""
    number = page.path[-1] if len(page.path) in {1, 2} else ""
    name = number.removesuffix(".git")
    return f"gist:{name}{page.tail}" if _GIST.fullmatch(number) else None


def _forge(page: Page) -> str:
    return replace(page, path=tuple(step.removesuffix(".git") for step in page.path)).key


def _huggingface(page: Page) -> str | None:
    """Repositories without case (huggingface/datasets issue 5421); its paper pages by paper."""
    match page.path:
        case ("papers", number):
            return _paper(number)
        case (("datasets" | "spaces") as kind, owner, name, *rest):
            path = (kind, owner.lower(), name.lower(), *rest)
        case (owner, name, *rest):
            path = (owner.lower(), name.lower(), *rest)
        case _:
            return None
    return replace(page, path=path[:-2] if tuple(rest) == ("tree", "main") else path).key


def _wechat(page: Page) -> str | None:
    """Articles by account, message and place in it, or by short name; no fragment means."""
    match page.path:
        case ("s",):
            names = [page.value(name) for name in ("__biz", "mid", "idx")]
            found = "/".join(names) if all(names) else ""
        case ("s", found):
            pass
        case _:
            return None
    return f"wechat:{found}" if found else replace(page, fragment="").key


def _wikipedia(page: Page) -> str | None:
    """Articles by title, whichever device, script or spelling; sections count."""
    language = page.host.partition(".")[0]
    title = _SPACES.sub("_", as_path(_title(page, language))).strip("_")
    if not title:
        return None
    path = ("wiki", title[:1].upper() + title[1:])
    query = tuple(pair for pair in page.query if pair[0] != "title")
    fragment = page.fragment.replace("%20", "_")
    return Page(f"{language}.wikipedia.org", path, query, fragment).key


def _title(page: Page, language: str) -> str:
    match page.path:
        case ("w", "index.php"):
            return page.value("title")
        # `zh-cn`, `zh-hant`, `sr-ec`: the same articles in some script.
        case (folder, *title) if f"{folder}-".startswith(("wiki-", f"{language}-")):
            return "/".join(title)
        case _:
            return ""


def _zhihu(page: Page) -> str | None:
    """Articles, answers and questions by number, the answer's question being an ornament."""
    match page.path:
        case ("p", number):
            found = f"p:{number}"
        case ("question", _, "answer", number) | ("answer", number):
            found = f"answer:{number}"
        case ("question", number):
            found = f"question:{number}"
        case _:
            return None
    return f"zhihu:{found}{replace(page, query=()).tail}"


def _colab(page: Page) -> str:
    """Notebooks, whichever cell was last clicked: that is what the fragment tells there."""
    is_cell = page.fragment.startswith("scrollTo=")
    return replace(page, fragment="" if is_cell else page.fragment).key


# `*.` stands for one name in front.
_SITES: dict[str, Callable[[Page], str | None]] = {
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
    "bilibili.com": _bilibili,
    "player.bilibili.com": _bilibili_player,
    "arxiv.org": _arxiv,
    "*.arxiv.org": _arxiv,
    "ar5iv.labs.arxiv.org": _arxiv,
    "ar5iv.org": _arxiv,
    "alphaxiv.org": _arxiv,
    "doi.org": _doi,
    "openreview.net": _openreview,
    "github.com": _github,
    "gist.github.com": _gist,
    "gitlab.com": _forge,
    "gitee.com": _forge,
    "codeberg.org": _forge,
    "bitbucket.org": _forge,
    "huggingface.co": _huggingface,
    "mp.weixin.qq.com": _wechat,
    "*.wikipedia.org": _wikipedia,
    "*.m.wikipedia.org": _wikipedia,
    "zhihu.com": _zhihu,
    "zhuanlan.zhihu.com": _zhihu,
    "colab.research.google.com": _colab,
}
