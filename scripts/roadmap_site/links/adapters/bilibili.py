"""Bilibili videos, by `x/web-interface/view`: the page is 200 for deleted videos, too.

Codes (SocialSisterYi/bilibili-API-collect, docs/video/info.md): 0 there, -404 no such video,
62002 withdrawn, 62012 for its uploader only; 62004 under review, -400 and -403 say nothing
sure, nor do -352 and -412, which turn robots away. Limits are not documented and are strict:
one request at a time, a second apart.
"""

import re
from http import HTTPStatus

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object, object_of, words_of
from roadmap_site.links.answer import ProviderSaid

_HOSTS = {"bilibili.com", "m.bilibili.com"}
_VIDEO = re.compile(r"(BV1[A-Za-z0-9]{9})|av(\d{1,16})", re.IGNORECASE | re.ASCII)
_VIEW = "https://api.bilibili.com/x/web-interface/view"
_GONE = {
    -404: "Bilibili has no such video",
    62002: "Bilibili no longer shows the video",
    62012: "Bilibili shows the video to its uploader only",
}


def address(link: PlainLink) -> str:
    """What to ask about the video, else the empty string."""
    if link.host not in _HOSTS or link.path[:1] != ("video",):
        return ""
    found = _VIDEO.fullmatch("/".join(link.path[1:]))
    if found is None:
        return ""
    # The letters B and V may be small in an address, the rest tells videos apart.
    return f"{_VIEW}?bvid=BV{found[1][2:]}" if found[1] else f"{_VIEW}?aid={found[2]}"


def read(_link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive for code 0 with a title, gone for the codes that say so."""
    answer = (json_object(reply) or {}) if reply.status == HTTPStatus.OK else {}
    code = answer.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        return None
    if code in _GONE:
        return ProviderSaid("bilibili", alive=False, evidence=f"{_GONE[code]} (code {code})")
    title = words_of((object_of(answer.get("data")) or {}).get("title"))
    if code != 0 or not title:
        return None
    return ProviderSaid("bilibili", alive=True, title=title, evidence="Bilibili has the video")


BILIBILI = OneByOne("bilibili", address, read, at_once=1, pause=1.0)
