"""A page of the built site → its article, fit to stand with others in one file.

Everything that could load, run or send goes; the file's Content-Security-Policy forbids it
besides. Links to pages that stand in the same file lead there, other internal ones nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HERE = "https://here.invalid/"
_LOADING = [
    *("script", "style", "link", "meta", "base", "template", "noscript", "dialog"),
    *("iframe", "frame", "object", "embed", "audio", "video", "source", "track", "canvas"),
    *("form", "input", "button", "select", "textarea"),
]
_SENDING = {
    "action",
    "background",
    "data",
    "download",
    "formaction",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "target",
    "xlink:href",
}
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass(frozen=True)
class Mark:
    """A word to stand at a place of the page, such as 'added'."""

    fate: str
    word: str


@dataclass(frozen=True)
class Place:
    """Where an article comes from and goes to.

    `path` is its folder in the site; `names` maps the folder of each page of the file to the
    name that its anchors begin with there.
    """

    path: str
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        """What its own anchors begin with."""
        return self.names[self.path]


def article(page: str, place: Place, marks: Mapping[str, Mark]) -> str:
    """The article of an HTML page, its anchors renamed and its marks (`{anchor: mark}`) set.

    The empty anchor is the page's heading. Empty where the page has no article.
    """
    found = LexborHTMLParser(page).css_first("article")
    if found is None:
        return ""
    _bare(found)
    for anchor, mark in marks.items():
        spot = found.css_first(f'[id="{anchor}"]' if anchor else "h1")
        if spot is not None:
            _set(spot, mark)
    for node in found.traverse():
        _rewrite(node, place)
    return found.html or ""


def _bare(found: LexborNode) -> None:
    """Drop what loads and runs, and what changes the sources: here is nothing to be changed."""
    found.strip_tags(_LOADING, recursive=True)
    for image in found.css("img"):
        image.replace_with(image.attributes.get("alt") or "")
    for link in found.css("a.rm-edit"):
        before = link.prev
        if before is not None and before.tag == "-text":
            before.replace_with((before.text_content or "").rstrip(" ·"))
        link.decompose()
    for line in found.css("p.rm-edit, p.rm-edit-page"):
        line.decompose()


def _set(spot: LexborNode, mark: Mark) -> None:
    made = LexborHTMLParser("<span></span>").css_first("span")
    assert made is not None
    made.attrs["class"], made.attrs["data-fate"] = "pv-mark", mark.fate
    made.insert_child(str(mark.word))  # labels of a course know their place, too
    spot.attrs["data-fate"] = mark.fate
    if spot.child is not None:
        spot.child.insert_before(made)


def _rewrite(node: LexborNode, place: Place) -> None:
    for name, value in dict(node.attributes).items():
        if name in _NAMING:
            node.attrs[name] = " ".join(place.name + one for one in (value or "").split())
        elif name == "href" and (target := _target(value or "", place)):
            node.attrs[name] = target
            if not target.startswith("#"):
                node.attrs["rel"] = "noopener noreferrer"
        elif name == "href" or name in _SENDING or name.startswith("on"):
            del node.attrs[name]


def _target(link: str, place: Place) -> str:
    """Where a link leads in the new file; empty where it leads nowhere."""
    try:
        url = urljoin(_HERE + place.path, link)
        parts = urlsplit(url)
    except ValueError:
        return ""
    if not url.startswith(_HERE):
        return url if parts.scheme in {"http", "https"} else ""
    name = place.names.get(parts.path.lstrip("/"))
    return "" if name is None else f"#{name}{parts.fragment}"
