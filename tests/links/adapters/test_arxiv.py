"""arXiv's query interface, in the format of its feeds."""

import pytest

from links.adapters.recorded import ask, requests
from roadmap_site.links.adapters.arxiv import ARXIV, Paper, paper_of
from roadmap_site.links.adapters.provider import Reply
from roadmap_site.links.answer import ProviderSaid

LINK = "https://arxiv.org/abs/1706.03762"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
BODY = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><title>arXiv Query</title>'
    "<opensearch:totalResults>2</opensearch:totalResults>{}</feed>"
)


def entry(
    number: str,
    title: str = "Attention Is\n  All You Need",
    *,
    summary: str = "The dominant models …",
    comment: str = "15 pages",
) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>{title}</title>"
        f"<summary>{summary}</summary><arxiv:comment>{comment}</arxiv:comment></entry>"
    )


def feed(*entries: str, head: str = HEAD, encoding: str = "utf-8") -> Reply:
    text = head + BODY.format("".join(entries))
    return Reply(200, {"content-type": "application/atom+xml"}, text.encode(encoding))


def alive(number: str = "1706.03762", note: str = "") -> ProviderSaid:
    title, seen = "Attention Is All You Need", f"arXiv has the paper {number}"
    return ProviderSaid("arxiv", alive=True, note=note, title=title, evidence=seen)


def test_papers_are_matched_by_number() -> None:
    """Each link finds its paper whatever the order, the version and the subject class."""
    old = "https://arxiv.org/pdf/math.GT/0309136.pdf"

    said = ask(ARXIV, [LINK, old], feed(entry("math/0309136v1"), entry("1706.03762v7")))

    assert said == {LINK: alive(), old: alive("math/0309136")}


@pytest.mark.parametrize(
    "reply",
    [
        feed(),
        feed(entry("1706.03763v1")),
        feed("<entry><title>no id</title></entry>"),
        feed(entry("1706.03762v7", title="")),
        feed("<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title></entry>"),
        Reply(400, {}, feed(entry("1706.03762v7")).body),
    ],
    ids=["empty", "another", "no-id", "no-title", "error", "status"],
)
def test_an_absent_paper_says_nothing(reply: Reply) -> None:
    """Feeds come short for reasons of their own; HTTP has the honest 404."""
    assert ask(ARXIV, [LINK], reply) == {}


@pytest.mark.parametrize(("version", "known"), [(7, True), (8, False)])
def test_versions(version: int, known: bool) -> None:  # noqa: FBT001
    """A version up to the latest is alive; a later one is left to HTTP."""
    url = f"{LINK}v{version}"

    assert ask(ARXIV, [url], feed(entry("1706.03762v7"))) == ({url: alive()} if known else {})


@pytest.mark.parametrize(
    ("summary", "comment", "note"),
    [
        ("…", "Withdrawn by the authors", "withdrawn"),
        ("…", "6 pages. This submission has been withdrawn by arXiv admins", "withdrawn"),
        ("This paper has been withdrawn due to an error", "", "withdrawn"),
        ("When the work is withdrawn from the market, prices …", "", ""),
        ("We study how this paper has been withdrawn", "accepted, not withdrawn", ""),
    ],
)
def test_withdrawn_papers(summary: str, comment: str, note: str) -> None:
    """A withdrawal is noted on the abstract, and leaves the PDF, which is gone, to HTTP."""
    pdf = LINK.replace("abs", "pdf")
    reply = feed(entry("1706.03762v7", summary=summary, comment=comment))

    said = ask(ARXIV, [LINK, pdf], reply)

    assert said == ({LINK: alive(note=note)} if note else {LINK: alive(), pdf: alive()})


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "reply",
    [
        feed(entry("1706.03762v7", title="&b;"), head=HEAD + BOMB),
        feed(entry("1706.03762v7"), head='<!DOCTYPE x SYSTEM "http://127.0.0.1/">'),
        feed(entry("1706.03762v7"), head=BOMB.replace("DOCTYPE", "doctype")),
        feed(entry("1706.03762v7"), head=BOMB, encoding="utf-16"),
        feed(entry("1706.03762v7"), head=BOMB, encoding="utf-7"),
        feed(entry("1706.03762v7"), "<a/>" * 100_000),
        feed("<entry>"),
        Reply(200, {}, b"<rss>not Atom</rss>"),
    ],
    ids=[
        "entities",
        "document-type",
        "small-letters",
        "utf-16",
        "utf-7",
        "many-tags",
        "broken",
        "other-xml",
    ],
)
def test_hostile_xml_says_nothing(reply: Reply) -> None:
    """A feed with a document type, in any encoding, is not parsed."""
    assert ask(ARXIV, [LINK], reply) == {}


def test_one_request_for_all() -> None:
    """All numbers go out once, without versions, in one request."""
    urls = [f"{LINK}v2", "https://arxiv.org/pdf/1706.03762", "https://arxiv.org/abs/cs/9901001"]

    asked = requests(ARXIV, urls, feed())

    query = "id_list=1706.03762,cs/9901001&start=0&max_results=100"
    assert [it.url for it in asked] == [f"https://export.arxiv.org/api/query?{query}"]


@pytest.mark.parametrize(
    ("url", "paper"),
    [
        ("http://www.arxiv.org/abs/0704.0001v2/", Paper("0704.0001", 2)),
        ("https://export.arxiv.org/pdf/2501.12948.pdf#page=3", Paper("2501.12948", 0)),
        ("https://arxiv.org/abs/cond-mat/0102536v1", Paper("cond-mat/0102536", 1)),
        ("https://arxiv.org/abs/1706.3762", None),
        ("https://arxiv.org/abs/1413.12345", None),
        ("https://arxiv.org/abs/1706.03762,1", None),
        ("https://arxiv.org/html/1706.03762", None),
        ("https://arxiv.org/list/cs.LG/recent", None),
        ("https://info.arxiv.org/abs/1706.03762", None),
    ],
)
def test_claimed(url: str, paper: Paper | None) -> None:
    """Abstracts and PDFs with a sound number are claimed, nothing else."""
    assert paper_of(url) == paper
    assert ARXIV.claims(url) == (paper is not None)
