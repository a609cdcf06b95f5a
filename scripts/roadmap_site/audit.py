"""Follows every internal link and anchor of a built site; external ones are not its task."""

import html
import re
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|link|script|img|use)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="?([^"\s>]+)')


def audit(site: Path) -> list[str]:
    """`page: broken link 'x'` for every internal link that leads nowhere, in page order."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    links: dict[str, list[str]] = {}
    ids: dict[str, set[str]] = {}
    for page in sorted(name for name in files if name.endswith(".html")):
        text = (site / page).read_text(encoding="utf-8")
        ids[page] = set(map(html.unescape, _ID.findall(text)))
        found = sorted(set(_LINK.findall(text)))
        links[page] = [link for link in found if not link.startswith(("https:", "http:"))]
    return [
        f"{page}: broken link {link!r}"
        for page, found in links.items()
        if not page.endswith("404.html")  # served for any address, so its links are absolute
        for link in found
        if not _leads_somewhere(page, html.unescape(link), files, ids)
    ]


def _leads_somewhere(page: str, link: str, files: set[str], ids: dict[str, set[str]]) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return True
    folder = page.rpartition("/")[0]
    path = normpath(f"{folder}/{unquote(parts.path)}".lstrip("/")) if parts.path else page
    if path == ".":
        path = "index.html"
    elif path not in files:
        path = f"{path}/index.html"
    if path not in files:
        return False
    return not parts.fragment or path not in ids or unquote(parts.fragment) in ids[path]
