"""What an HTML body says to a reader, read in one pass and within bounds.

What it means is decided in `walls.py` and `soft_gone.py`.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from roadmap_site.links.answer import Page
from roadmap_site.links.charset import decoded
from roadmap_site.links.likeness import fingerprint

LONGEST = 524_288  # bytes read of a body
_TEXT = 131_072  # characters read of the text; the words of more would fill the memory
_WORDS = 4000  # characters kept of it; no error page has more
_GLANCE = 4500  # characters; with few blanks among them they are enough
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
_UNSEEN = ["script", "style", "noscript", "template", "svg"]
_HIDING = ("hidden", "display:")  # in lower case; most pages need no slow search for more
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

    Only `anchored` gathers anchors; only `marked` reads a long text to its end and takes its
    fingerprint: a third of the work, and few visits need both. At most 512 KiB are read. Never
    raises, whatever the bytes.
    """
    tree, is_whole, hides = _tree(body, content_type)
    scripts = _scripts(tree)
    _drop_unseen(tree, hides=hides)
    text = _text(tree, whole=marked)
    base = _base(tree, url)
    return Page(
        title=_first_text(tree, "title"),
        heading=_first_text(tree, "h1"),
        words=text[:_WORDS],
        length=len(text),
        canonical=_canonical(tree, base),
        refresh=_refresh(tree, base),
        anchors=(
            _anchors(tree, wanted=anchored)
            if is_whole and not (scripts and _is_made(tree, len(text)))
            else None
        ),
        scripts=tuple(source[:_NAME] for source in scripts if source)[:_SCRIPTS],
        login=len(text) < _LOGIN_TEXT and _has_password(tree),
        fingerprint=fingerprint(text) if marked else "",
    )


def _tree(body: bytes, content_type: str) -> tuple[LexborHTMLParser, bool, bool]:
    """The tree, whether it holds the whole page, and whether it may hide something."""
    html = decoded(body[:LONGEST], content_type)
    kept = _bounded(html)
    markup = kept.lower()
    hides = any(mark in markup for mark in _HIDING)
    return LexborHTMLParser(kept), kept is html and len(body) < LONGEST, hides


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
    found = (node.attributes for node in tree.tags("script"))
    return [
        attributes.get("src") or ""
        for attributes in found
        if not _NOT_CODE.match(attributes.get("type") or "")
    ]


def _drop_unseen(tree: LexborHTMLParser, *, hides: bool) -> None:
    tree.strip_tags(_UNSEEN)
    for _ in range(_HIDDEN_ELEMENTS if hides else 0):
        # One at a time: to remove an element inside a removed one is not safe.
        node = tree.css_first(_HIDDEN)
        if node is None:
            return
        node.decompose()


def _text(tree: LexborHTMLParser, *, whole: bool) -> str:
    """What is visible, white space folded; or no less than `_WORDS` characters of it."""
    shown = tree.body.text(separator=" ")[:_TEXT] if tree.body else ""
    start = shown if whole else shown[:_GLANCE]
    text = _folded(start)
    return text if len(text) >= _WORDS or start is shown else _folded(shown)


def _said(tree: LexborHTMLParser, tag: str, *names: str) -> Iterator[Mapping[str, str]]:
    """The attributes of every element of that tag which has all the named ones."""
    for node in tree.tags(tag):
        attributes = node.attributes
        if all(name in attributes for name in names):
            yield {name: attributes[name] or "" for name in names}


def _base(tree: LexborHTMLParser, url: str) -> str:
    said = next(_said(tree, "base", "href"), None)
    return (said and _absolute(url, said["href"])) or url


def _canonical(tree: LexborHTMLParser, base: str) -> str:
    for said in _said(tree, "link", "rel", "href"):
        if "canonical" in said["rel"].lower().split():
            return _absolute(base, said["href"])
    return ""


def _refresh(tree: LexborHTMLParser, base: str) -> tuple[float, str] | None:
    """Seconds and target (HTML §4.2.5.3); None for a page that only reloads itself."""
    for said in _said(tree, "meta", "http-equiv", "content"):
        if said["http-equiv"].strip().lower() != "refresh":
            continue
        found = _REFRESH.match(said["content"])
        target = _absolute(base, _unquoted(found[2])) if found else ""
        if found and target:
            return float(found[1]), target
    return None


def _unquoted(text: str) -> str:
    mark = text[0]
    return text[1:].partition(mark)[0] if mark in "\"'" else text


def _has_password(tree: LexborHTMLParser) -> bool:
    kinds = (said["type"].lower() for said in _said(tree, "input", "type"))
    return "password" in kinds


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


def _first_text(tree: LexborHTMLParser, tag: str) -> str:
    nodes = tree.tags(tag)
    return _folded(nodes[0].text(separator=" "))[:_NAME] if nodes else ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _absolute(base: str, target: str) -> str:
    """The address that `target` means on a page; empty where it is none, or absurdly long."""
    try:
        joined = urljoin(base, target.strip())
    except ValueError:
        return ""
    return joined if len(joined) <= _ADDRESS else ""
