"""What the page "suggest a resource" is made of: the form's choices and its words."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, get_args
from urllib.parse import urlsplit

from roadmap_site.curriculum import Curriculum
from roadmap_site.render.hand_written import HandWritten
from roadmap_site.render.links import language_root
from roadmap_site.render.reader import Reader
from roadmap_site.values import Cost, Kind, Level, Need

ADD_PAGE = "add/"
BY_HAND = "contribute/"  # explains the file by hand, where somebody wrote that page
_SAID = {
    "one": "add.one",
    "other": "add.other",
    "missing": "add.missing",
    "untold": "add.untold",
    "choose": "add.choose_one",
    "scheme": "add.scheme",
    "forbidden": "add.forbidden",
    "ending": "add.ending",
    "address": "add.address",
    "section_id": "add.section_id",
    "long": "add.long",
    "tag": "add.tag",
    "minutes": "add.minutes_wrong",
    "id": "add.id_wrong",
    "taken": "add.taken",
    "unloaded": "add.unloaded",
    "copied": "add.copied",
    "copy_failed": "add.copy_failed",
}
_HOSTED = {
    False: {"ready": "add.whole"},
    True: {
        "ready": "add.ready",
        "open": "add.open",
        "open_empty": "add.open_empty",
        "too_long": "add.too_long",
    },
}


def add_page(reader: Reader, pages: Iterable[HandWritten]) -> dict[str, Any]:
    """The values of the page's template."""
    about = reader.curriculum.about
    up = "../" * (2 if language_root(reader.curriculum, reader.language) else 1)
    host = host_name(about.repository)
    return {
        "kinds": _kinds(reader.curriculum),
        "needs": get_args(Need),
        "levels": get_args(Level),
        "costs": get_args(Cost),
        "data": f"{up}api/curriculum.json",
        "host": host,
        "start": f"{about.repository.rstrip('/')}/new/{about.branch}"
        if about.repository
        else "",
        "words": json.dumps(_words(reader, host), ensure_ascii=False, separators=(",", ":")),
        "by_hand": next((page for page in pages if page.url == BY_HAND), None),
    }


def _kinds(curriculum: Curriculum) -> list[str]:
    """Every kind, the most frequent of this course first; in one order for all languages."""
    count = Counter(resource.kind for resource in curriculum.resources)
    return sorted(get_args(Kind), key=lambda kind: (-count[kind], kind))


def host_name(repository: str | None) -> str:
    """What people call the site where the sources lie; empty without one."""
    host = urlsplit(repository or "").hostname or ""
    return "GitHub" if host == "github.com" else host


def _words(reader: Reader, host: str) -> dict[str, str]:
    """What the form's script says; its {places} are filled in there, but for the host."""
    words = {name: reader.labels[key] for name, key in _SAID.items()}
    words["listed"] = reader.labels["add.listed" if host else "add.listed_copy"]
    return words | {
        name: reader.label(key, host=host) for name, key in _HOSTED[bool(host)].items()
    }
