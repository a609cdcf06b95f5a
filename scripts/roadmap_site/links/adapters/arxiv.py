"""Papers on arXiv, a hundred ids a request, by the Atom of its query interface.

Life is believed, and a withdrawal noted (info.arxiv.org, API user manual). An id without an
entry says nothing: feeds come short for reasons of their own (arxiv.py issues 80 and 82), and
arxiv.org answers an honest 404. One malformed id spoils a batch, so only sound ones are sent.
The terms of use want one connection and three seconds between requests.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from roadmap_site.links.adapters.plain_link import plain_link
from roadmap_site.links.adapters.provider import AskError, Get, Reply
from roadmap_site.links.adapters.reading import words_of
from roadmap_site.links.answer import ProviderSaid
from roadmap_site.links.late import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NEW = late(
    r"((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})"
    r"(?:v(\d{1,3}))?",
    re.ASCII,
)
# The subject class of math.GT/0309136 is no part of the id.
_OLD = late(
    r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v(\d{1,3}))?",
    re.ASCII,
)
_MAX_TAGS = 100_000  # a hundred papers have a tenth; each costs memory
_ATOM = "{http://www.w3.org/2005/Atom}"
_COMMENT = "{http://arxiv.org/schemas/atom}comment"
_PAPER = r"(?:paper|article|submission|manuscript|preprint|work|version)"
_SAYS_WITHDRAWN = rf"(?:this|the) {_PAPER} (?:has been|was|is) withdrawn"
_IN_SUMMARY = late(rf"\W*{_SAYS_WITHDRAWN}", re.IGNORECASE)
_IN_COMMENT = late(rf"\W*withdrawn\b|.*\b{_SAYS_WITHDRAWN}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """An id without its version, and the version (0: the latest)."""

    number: str  # 1706.03762, math/0309136
    version: int


@dataclass(frozen=True, slots=True)
class _Entry:
    version: int
    title: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The provider; it has nothing to remember."""

    name: str = "arxiv"
    at_once: int = 1
    per_batch: int = 100
    pause: float = 3.0

    def claims(self, url: str) -> bool:
        """Whether the link is the abstract or the PDF of a paper."""
        return paper_of(url) is not None

    async def ask(self, urls: Sequence[str], get: Get) -> dict[str, ProviderSaid]:
        """What arXiv has of the papers, in one request."""
        papers = {url: paper for url in urls if (paper := paper_of(url))}
        if not papers:
            return {}
        numbers = ",".join(sorted({paper.number for paper in papers.values()}))
        query = f"id_list={numbers}&start=0&max_results={self.per_batch}"
        try:
            reply = await get(f"https://export.arxiv.org/api/query?{query}")
        except AskError:
            return {}
        entries = _entries(reply)
        said = {url: _said(url, paper, entries) for url, paper in papers.items()}
        return {url: word for url, word in said.items() if word}


def paper_of(url: str) -> Paper | None:
    """The paper that an `abs` or `pdf` address shows."""
    link = plain_link(url)
    if link is None or link.host not in {"arxiv.org", "export.arxiv.org"} or link.query:
        return None
    match link.path:
        case ("abs", *rest):
            return _paper("/".join(rest))
        case ("pdf", *rest):
            return _paper("/".join(rest).removesuffix(".pdf"))
        case _:
            return None


def _paper(number: str) -> Paper | None:
    if new := _NEW().fullmatch(number):
        return Paper(new[1], int(new[2] or 0))
    if old := _OLD().fullmatch(number):
        return Paper(f"{old[1]}/{old[2]}", int(old[3] or 0))
    return None


def _entries(reply: Reply) -> Mapping[str, _Entry]:
    """{number: entry} of a feed; empty for whatever is not one."""
    feed = _feed(reply.body) if reply.status == HTTPStatus.OK else None
    found = {}
    for entry in () if feed is None else feed.iter(f"{_ATOM}entry"):
        paper = paper_of((entry.findtext(f"{_ATOM}id") or "").strip())
        title = words_of(entry.findtext(f"{_ATOM}title"))
        if paper and title:
            found[paper.number] = _Entry(paper.version, title, _is_withdrawn(entry))
    return found


def _feed(body: bytes) -> "Element | None":
    """The root of an Atom feed without a document type.

    The standard library's parser expands entities without bound, and defusedxml is no
    dependency of ours: but entities can only be declared in a document type, which Atom
    does not need. Decoding first keeps one from hiding in another encoding.
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415  most runs meet no paper

    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text or text.count("<") > _MAX_TAGS:
            return None
        root = ET.fromstring(text)  # noqa: S314  no document type, no entities
    except (ValueError, ET.ParseError):
        return None
    return root if root.tag == f"{_ATOM}feed" else None


def _is_withdrawn(entry: "Element") -> bool:
    comment = words_of(entry.findtext(_COMMENT), at_most=1_000)
    summary = words_of(entry.findtext(f"{_ATOM}summary"), at_most=1_000)
    return bool(_IN_COMMENT().match(comment) or _IN_SUMMARY().match(summary))


def _said(url: str, paper: Paper, entries: Mapping[str, _Entry]) -> ProviderSaid | None:
    entry = entries.get(paper.number)
    # A version that was never made, and the PDF of a withdrawn paper, are for HTTP to judge.
    if entry is None or paper.version > entry.version:
        return None
    if entry.is_withdrawn and "/pdf/" in url:
        return None
    note = "withdrawn" if entry.is_withdrawn else ""
    seen = f"arXiv has the paper {paper.number}"
    return ProviderSaid("arxiv", alive=True, note=note, title=entry.title, evidence=seen)


ARXIV = Arxiv()
