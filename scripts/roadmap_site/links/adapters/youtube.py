"""YouTube videos and playlists, by oEmbed: the page itself is 200 for deleted videos, too.

Channels are left to HTTP. Replies (lychee issues 214 and 906, ruby-oembed issue 79): 200 with
JSON; 401 for a video that is there but may not be embedded; 404 or 400 for one that is gone.
403 is a private video or an unwelcome robot, and cannot tell which, so it says nothing.
No limit is documented; two requests at once, half a second apart, is our courtesy.
"""

import re
from urllib.parse import quote

from roadmap_site.links.adapters.one_by_one import OneByOne
from roadmap_site.links.adapters.plain_link import PlainLink
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.adapters.reading import json_object, words_of
from roadmap_site.links.answer import ProviderSaid

_HOSTS = {"youtube.com", "m.youtube.com", "youtube-nocookie.com"}
_PLAYERS = {"shorts", "live", "embed", "v"}
_VIDEO = re.compile(r"(?!videoseries|live_stream)[A-Za-z0-9_-]{11}")
# Mixes (RD…), "watch later" and "liked" are different for every reader.
_PLAYLIST = re.compile(r"(?:PL|UU|OLAK5uy_)[A-Za-z0-9_-]{10,60}")


def address(link: PlainLink) -> str:
    """The oEmbed address of a video or playlist, else the empty string."""
    page = _page(link)
    asked = quote(f"https://www.youtube.com/{page}", safe="")
    return f"https://www.youtube.com/oembed?format=json&url={asked}" if page else ""


def _page(link: PlainLink) -> str:
    if link.host in _HOSTS and link.path == ("playlist",):
        playlist = link.query.get("list", "")
        return f"playlist?list={playlist}" if _PLAYLIST.fullmatch(playlist) else ""
    video = _video(link)
    return f"watch?v={video}" if _VIDEO.fullmatch(video) else ""


def _video(link: PlainLink) -> str:
    match (link.host, *link.path):
        case ("youtu.be", video):
            return video
        case (host, "watch") if host in _HOSTS:
            return link.query.get("v", "")
        case (host, player, video) if host in _HOSTS and player in _PLAYERS:
            return video
        case _:
            return ""


def read(link: PlainLink, reply: Reply) -> ProviderSaid | None:
    """Alive for 200 and 401, gone for 404 and 400."""
    what = "playlist" if link.path == ("playlist",) else "video"
    match reply.status:
        case 200:
            return _alive(what, reply)
        case 401:
            seen = f"YouTube has the {what}; it may not be embedded elsewhere"
            return ProviderSaid("youtube", alive=True, evidence=seen)
        case 404 | 400:
            seen = f"YouTube has no such {what} (oEmbed: {reply.status})"
            return ProviderSaid("youtube", alive=False, evidence=seen)
        case _:
            return None


def _alive(what: str, reply: Reply) -> ProviderSaid | None:
    # A private video once came as 200 with the bare word "Forbidden".
    embed = json_object(reply)
    if embed is None or not (title := words_of(embed.get("title"))):
        return None
    return ProviderSaid("youtube", alive=True, title=title, evidence=f"YouTube has the {what}")


YOUTUBE = OneByOne("youtube", address, read)
