"""A page of the built site → its article, fit to stand with others in one file.

Only what `safe.py` lists is left, and nothing of it loads, runs or sends. Links to pages that
stand in the same file lead there, other internal ones nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from roadmap_site.preview.safe import safe, settled

_HERE = "https://here.invalid/"
_NAMING = ("id", "headers", "aria-labelledby", "aria-describedby")


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
    spots = [(found.css_first(_spot(anchor)), mark) for anchor, mark in marks.items()]
    for node in found.traverse():
        _rewrite(node, place)
    for spot, mark in spots:
        if spot is not None:
            _set(spot, mark)
    return settled(safe(found))


def _spot(anchor: str) -> str:
    return f'[id="{anchor}"]' if anchor else "h1"


def _bare(found: LexborNode) -> None:
    """Drop the ways to change the sources: here is nothing to be changed."""
    for link in found.css("a.rm-edit"):
        before = link.prev
        if before is not None and before.tag == "-text":
            before.replace_with((before.text_content or "").rstrip(" ·"))
    # One by one: what lies in another one goes with it.
    while line := found.css_first("a.rm-edit, p.rm-edit, p.rm-edit-page"):
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
    """Give the names of the node their new form, and its link; marks are ours alone to set."""
    for name, value in dict(node.attributes).items():
        words = (value or "").split()
        if name in _NAMING:
            node.attrs[name] = " ".join(place.name + one for one in words)
        elif name == "class":
            node.attrs[name] = " ".join(one for one in words if not one.startswith("pv-"))
        elif name == "data-fate":
            del node.attrs[name]
        elif name == "href" and node.tag == "a" and (target := _target(value or "", place)):
            node.attrs[name] = target
            if not target.startswith("#"):
                node.attrs["rel"] = "noopener noreferrer"
        elif name == "href":
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
