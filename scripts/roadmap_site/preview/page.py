"""The file that shows a change: its articles and styles in, one page out. No I/O."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import jinja2
from markupsafe import Markup

from roadmap_site.curriculum import Curriculum
from roadmap_site.preview.article import Mark, Place, article
from roadmap_site.preview.changes import REMOVED, Change, Thing, Touched
from roadmap_site.preview.safe import visible
from roadmap_site.problem import printable
from roadmap_site.render.links import language_root
from roadmap_site.render.reader import Reader

_PAGES = {"course", "tier", "section", "page"}
# What makes a style sheet fetch; what it holds itself may stay.
_FETCHING = re.compile(
    r"url\((?!\s*[\"']?data:)|(?:src|image|image-set)\(|@import", re.IGNORECASE
)
_STATEMENTS = re.compile(r"([{};])")
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\n]?|(.))", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A line of the list of changes: what, where it lies, and where it stands in this file."""

    title: str
    path: str
    anchor: str


@dataclass(frozen=True)
class Column:
    """What readers of one language see."""

    reader: Reader
    name: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """All that is shown: the change, the course as it is now, and what it was compared with."""

    curriculum: Curriculum
    things: Sequence[Thing]
    touched: Touched
    since: str

    @property
    def names(self) -> dict[str, str]:
        """`{folder in the site: what the page's anchors begin with}` of every page shown."""
        return {
            f"{language_root(self.curriculum, tag)}{page}": f"{tag}/{page}"
            for page in self.touched.pages
            for tag in self.curriculum.languages
        }

    def columns(self) -> Iterator[Column]:
        """The head of the file, in every language."""
        titles = {one.pages[0]: one.names for one in self.things if one.key[0] in _PAGES}
        for language in self.curriculum.about.languages:
            tag, changes = language.tag, self.touched.changes
            groups = tuple(
                (fate, tuple(self._entry(one, tag) for one in some))
                for fate, some in groupby(sorted(changes, key=_fate), key=_fate)
            )
            pages = tuple((f"{tag}/{page}", titles[page][tag]) for page in self.touched.pages)
            yield Column(Reader(self.curriculum, tag), language.name, groups, pages)

    def _entry(self, change: Change, tag: str) -> Entry:
        thing = change.thing
        shown = [page for page in thing.pages if page in self.touched.pages]
        anchor = f"{tag}/{shown[0]}{thing.anchor}" if shown and change.fate != REMOVED else ""
        # A page that went may have had other languages than the course has now.
        title = thing.names.get(tag) or next(iter(thing.names.values()))
        return Entry(title, printable(thing.place), anchor)

    def articles(self, read: Mapping[str, str]) -> list[dict[str, Markup]]:
        """`{language: article}` of every page; `read` holds the site's, by folder."""
        return [
            {
                tag: Markup(self._article(read, tag, page))  # noqa: S704  see `article`
                for tag in self.curriculum.languages
            }
            for page in self.touched.pages
        ]

    def _article(self, read: Mapping[str, str], tag: str, page: str) -> str:
        path = f"{language_root(self.curriculum, tag)}{page}"
        label = Reader(self.curriculum, tag).label
        marks = {
            one.thing.anchor: Mark(one.fate, label(f"preview.{one.fate}"))
            for one in self.touched.changes
            if one.fate != REMOVED and page in one.thing.pages
        }
        return article(read[path], Place(path, self.names), marks)


def _fate(change: Change) -> str:
    return change.fate


def render_preview(
    preview: Preview, read: Mapping[str, str], styles: Iterable[str], env: jinja2.Environment
) -> str:
    """The whole file: nothing in it loads, runs, sends, or steers who reads its source."""
    text = env.get_template("preview/page.html.j2").render(
        columns=tuple(preview.columns()),
        pages=preview.touched.pages,
        articles=preview.articles(read),
        elsewhere=tuple(map(printable, preview.touched.elsewhere)),
        since=printable(preview.since),
        title=preview.curriculum.about.title,
        styles=Markup(inlined(styles)),  # noqa: S704  cannot end its element
    )
    return visible(text)


def inlined(styles: Iterable[str]) -> str:
    """The style sheets as one that fetches nothing and cannot end its element."""
    return "\n".join(_unfetching(visible(text)) for text in styles).replace("</", "<\\/")


def _unfetching(sheet: str) -> str:
    """The sheet less the declarations and rules that fetch."""
    parts = _STATEMENTS.split(sheet)
    return "".join(part for part in parts if not _fetches(part))


def _fetches(css: str) -> bool:
    """Whether it would fetch when its escapes are read (CSS Syntax Level 3, §4.3.7)."""
    return _FETCHING.search(_ESCAPE.sub(_unescaped, css)) is not None


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or "0", 16)
    return found[2] or (chr(code) if code <= sys.maxunicode else "")
