"""What an HTML body says to a reader, read in one pass and within bounds.

What it means is decided in `walls.py` and `soft_gone.py`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from roadmap_site.links.answer import Page
from roadmap_site.links.charset import decoded
from roadmap_site.links.likeness import fingerprint

LONGEST = 524_288  # bytes read of a body
_WORDS = 4000  # characters kept of the text
_NAME = 300  # characters kept of a title, a heading, an anchor, an address of a script
_ADDRESS = 2048
_SCRIPTS = 50
_ANCHORS = 20_000
_TIDY = 65_536  # characters; below, no markup takes long
_TAGS = 15_000
_HIDDEN_ELEMENTS = 50
_SHELL_TEXT = 300  # characters; what an application shows before its scripts have run
_LOGIN_TEXT = 800

# lexbor needs quadratic time for unclosed tags (27 s for 512 KiB of `<ul><li>`) and attributes.
_LONG_TAG = re.compile(r"<[^<>]{32768,}")
_TELLING = "base[href], title, h1, link[rel][href], meta[http-equiv][content]"
_UNSEEN = ["script", "style", "noscript", "template", "svg"]
_HIDDEN = "body [hidden], body [style*='display:none'], body [style*='display: none']"
_NAMED_HEADING = ", ".join(f"{h}[id], {h} [id], {h} a[name]" for h in ("h2", "h3", "h4"))
_REFRESH = re.compile(
    r"\s*(\d{1,6}|\d{0,6}\.\d{1,6})\s*[;,\s]\s*(?:url\s*=\s*)?+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_CODE = re.compile(
    r"application/(?:\w+\+)?json|importmap|speculationrules|text/template", re.IGNORECASE
)
_GITHUB = "user-content-"


def read_page(
    body: bytes, content_type: str, url: str, *, anchored: bool = True, marked: bool = True
) -> Page:
    """What the page at `url` shows and says of itself; empty fields where it says nothing.

    Only `anchored` gathers anchors, only `marked` takes the fingerprint: a third of the work,
    and few visits need both. At most 512 KiB are read. Never raises, whatever the bytes.
    """
    html = decoded(body[:LONGEST], content_type)
    kept = _bounded(html)
    tree = LexborHTMLParser(kept)
    scripts = _scripts(tree)
    _drop_unseen(tree)
    text = _folded(tree.body.text(separator=" ")) if tree.body else ""
    is_whole = kept is html and len(body) < LONGEST
    told = _telling(tree)
    base = _base(told["base"], url)
    return Page(
        title=_first_text(told["title"]),
        heading=_first_text(told["h1"]),
        words=text[:_WORDS],
        length=len(text),
        canonical=_canonical(told["link"], base),
        refresh=_refresh(told["meta"], base),
        anchors=(
            _anchors(tree, wanted=anchored)
            if is_whole and not (scripts and _is_made(tree, len(text)))
            else None
        ),
        scripts=tuple(source[:_NAME] for source in scripts if source)[:_SCRIPTS],
        login=len(text) < _LOGIN_TEXT and _has_password(tree),
        fingerprint=fingerprint(text) if marked else "",
    )


def _bounded(html: str) -> str:
    """The text itself where it is tidy, else as much as is parsed within half a second."""
    if len(html) <= _TIDY:
        return html
    # What is that long is a picture written into its tag, or an attack; neither has words.
    shorter = _LONG_TAG.sub("<x", html)
    tags = shorter.split("<", _TAGS)
    cut = tags[-1] if len(tags) > _TAGS else ""
    return shorter[: len(shorter) - len(cut)]


def _scripts(tree: LexborHTMLParser) -> list[str]:
    """The source of every script that runs, empty for one written into the page."""
    found = (node.attributes for node in tree.css("script"))
    return [
        attributes.get("src") or ""
        for attributes in found
        if not _NOT_CODE.match(attributes.get("type") or "")
    ]


def _drop_unseen(tree: LexborHTMLParser) -> None:
    tree.strip_tags(_UNSEEN)
    for _ in range(_HIDDEN_ELEMENTS):
        # One at a time: to remove an element inside a removed one is not safe.
        node = tree.css_first(_HIDDEN)
        if node is None:
            return
        node.decompose()


def _telling(tree: LexborHTMLParser) -> Mapping[str, list[LexborNode]]:
    """What tells of the page, by tag and in the order of the page: found in one walk."""
    found: defaultdict[str, list[LexborNode]] = defaultdict(list)
    for node in tree.css(_TELLING):
        found[node.tag or ""].append(node)
    return found


def _base(nodes: list[LexborNode], url: str) -> str:
    return (nodes and _absolute(url, nodes[0].attributes["href"])) or url


def _canonical(nodes: list[LexborNode], base: str) -> str:
    for node in nodes:
        if "canonical" in (node.attributes["rel"] or "").lower().split():
            return _absolute(base, node.attributes["href"])
    return ""


def _refresh(nodes: list[LexborNode], base: str) -> tuple[float, str] | None:
    """Seconds and target (HTML §4.2.5.3); None for a page that only reloads itself."""
    for node in nodes:
        if (node.attributes["http-equiv"] or "").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(node.attributes["content"] or "")
        target = _absolute(base, _unquoted(found[2])) if found else ""
        if found and target:
            return float(found[1]), target
    return None


def _unquoted(text: str) -> str:
    mark = text[0]
    return text[1:].partition(mark)[0] if mark in "\"'" else text


def _has_password(tree: LexborHTMLParser) -> bool:
    kinds = (node.attributes["type"] or "" for node in tree.css("input[type]"))
    return any(kind.lower() == "password" for kind in kinds)


def _anchors(tree: LexborHTMLParser, *, wanted: bool) -> frozenset[str]:
    """Ids and names, also without the prefix that GitHub gives them."""
    if not wanted:
        return frozenset()
    nodes = tree.css("[id], [name]")[:_ANCHORS]
    values = (node.attributes.get(key) for node in nodes for key in ("id", "name"))
    found = {value[:_NAME] for value in values if value}
    return frozenset(found | {name.removeprefix(_GITHUB) for name in found})


def _is_made(tree: LexborHTMLParser, length: int) -> bool:
    """Whether scripts may add more: to a shell, or to headings without ids."""
    return length < _SHELL_TEXT or _lacks_ids(tree)


def _lacks_ids(tree: LexborHTMLParser) -> bool:
    if tree.css_first("[id]") is None:
        return True
    return tree.css_first("h2, h3, h4") is not None and tree.css_first(_NAMED_HEADING) is None


def _first_text(nodes: list[LexborNode]) -> str:
    return _folded(nodes[0].text(separator=" "))[:_NAME] if nodes else ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _absolute(base: str, target: str | None) -> str:
    """The address that `target` means on a page; empty where it is none, or absurdly long."""
    try:
        joined = urljoin(base, (target or "").strip())
    except ValueError:
        return ""
    return joined if len(joined) <= _ADDRESS else ""
