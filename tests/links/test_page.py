import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.answers import HTML, LONG, URL, page_html
from roadmap_site.links.answer import Page
from roadmap_site.links.likeness import distance, fingerprint, is_like, similarity
from roadmap_site.links.page import read_page

SCRIPT = '<script src="/main.js"></script>'


def read(text: str, url: str = URL) -> Page:
    return read_page(text.encode(), HTML, url)


def test_what_a_reader_sees() -> None:
    """Title, heading and visible text are read; scripts, styles and hidden parts are not."""
    page = read(
        "<title> A \n page </title><style>b{}</style><h1>Hello <b>you</b></h1>"
        "<script>var x = 'no'</script><noscript>no</noscript><template>no</template>"
        "<svg><title>no</title></svg><p HIDDEN>no</p><p style='display:none'>no</p><p>yes"
    )

    assert page == Page(
        title="A page",
        heading="Hello you",
        words="Hello you yes",
        length=13,
        anchors=None,
        fingerprint=fingerprint("Hello you yes"),
    )


@pytest.mark.parametrize(
    ("codec", "content_type", "declared"),
    [
        ("utf-8", HTML, ""),
        ("utf-8", "text/html", ""),
        ("gb18030", "text/html; charset=gb2312", ""),
        ("gb18030", "text/html", '<meta charset="gbk">'),
        (
            "big5",
            "text/html",
            '<meta http-equiv="Content-Type" content="text/html; charset=Big5">',
        ),
        ("shift_jis", "text/html; charset=Shift_JIS", ""),
        ("euc_jp", 'text/html; charset="x-euc-jp"', ""),
        ("utf-16", "text/html", ""),
        ("utf-16-le", "text/html; charset=utf-16", ""),
        ("utf-8", "text/html; charset=punycode", ""),
        ("utf-8", "text/html; charset=nonsense", '<meta charset="utf-8">'),
    ],
)
def test_charsets(codec: str, content_type: str, declared: str) -> None:
    """A page is decoded by its mark, its header, its own declaration, else as UTF-8."""
    body = f"{declared}<title>中文</title>".encode(codec)

    assert read_page(body, content_type, URL).title == "中文"


def test_a_mark_beats_a_wrong_header() -> None:
    """A byte order mark wins over what the header claims."""
    body = codecs.BOM_UTF8 + "<title>Übung</title>".encode()

    assert read_page(body, "text/html; charset=latin-1", URL).title == "Übung"


def test_old_pages_without_a_charset() -> None:
    """Bytes that are not UTF-8 are read as Windows-1252 where nothing is declared."""
    assert read_page("<title>Übung</title>".encode("cp1252"), "text/html", URL).title == "Übung"


@pytest.mark.parametrize(
    ("meta", "refresh"),
    [
        ("0; url=/next", (0.0, "https://school.example/next")),
        ("3;URL='https://a.example/x'", (3.0, "https://a.example/x")),
        ("1.5, next", (1.5, "https://school.example/courses/next")),
        ("5", None),
        ("0; url=", None),
        ("soon; url=/next", None),
        ("0; url=http://[", None),
    ],
)
def test_meta_refresh(meta: str, refresh: tuple[float, str] | None) -> None:
    """A refresh is its seconds and its target; one that only reloads is none."""
    assert read(f'<meta http-equiv="Refresh" content="{meta}">').refresh == refresh


def test_a_refresh_for_readers_without_scripts_is_none() -> None:
    """What stands in a noscript element is not for browsers."""
    page = read('<noscript><meta http-equiv="refresh" content="0; url=/no"></noscript>')

    assert page.refresh is None


def test_canonical_address() -> None:
    """The canonical address is absolute, and follows the base of the page."""
    head = '<base href="https://b.example/x/"><link rel="canonical" href="y">'

    assert read(head).canonical == "https://b.example/x/y"


@pytest.mark.parametrize(
    ("body", "anchors"),
    [
        ('<h2 id="a">A</h2><a name="b"></a>', {"a", "b"}),
        ('<h2 id="user-content-a">A</h2>', {"user-content-a", "a"}),
        ('<h2 id="第一">A</h2>', {"第一"}),
        (f'<div id="root"></div>{SCRIPT}', None),
        (f"<h2>Made an anchor by a script</h2><p>{LONG}{SCRIPT}", None),
        (f'<h2 id="a">A</h2><p>{LONG}{SCRIPT}', {"a"}),
        ('<h2 id="a">A</h2><script type="application/ld+json">{}</script>', {"a"}),
    ],
)
def test_anchors(body: str, anchors: set[str] | None) -> None:
    """Ids and names are anchors; where scripts may make more, none are known."""
    assert read(body).anchors == (None if anchors is None else frozenset(anchors))


def test_the_anchors_of_a_cut_page_are_unknown() -> None:
    """A page that is read in part says nothing of its anchors."""
    assert read_page(b"<p id=a>" + b"x" * 600_000, HTML, URL).anchors is None


@pytest.mark.parametrize(
    ("text", "login"),
    [("Welcome back.", True), (LONG, False)],
    ids=["form", "page with a form"],
)
def test_login(text: str, *, login: bool) -> None:
    """A login is a page whose password field is most of what it shows."""
    assert read(f'{text}<form><input type="Password"></form>').login is login


@pytest.mark.parametrize(
    "unit", ["<div>", "<ul><li>", "<b></div>", "<b></p>", "<body a=1>", "<table><tr><td>"]
)
def test_markup_that_parsers_choke_on(unit: str) -> None:
    """Half a megabyte of unclosed tags is read in part; without the limit it takes minutes."""
    page = read(f"<title>Deep</title>{unit * (500_000 // len(unit))}")

    assert page.title == "Deep"
    assert page.anchors is None


def test_a_tag_with_endless_attributes() -> None:
    """A tag of half a megabyte is left out, the rest of the page is read."""
    attributes = " ".join(f"a{number}" for number in range(60_000))

    assert read(f"<p>before</p><div {attributes}></div><p>after</p>").words == "before after"


@given(st.binary(max_size=300), st.text(max_size=30), st.text(max_size=30))
def test_any_bytes_are_a_page(body: bytes, content_type: str, url: str) -> None:
    """Reading never raises, whatever the bytes, the header or the address."""
    assert read_page(body, content_type, url).length >= 0


@given(st.text(alphabet="<>/=\"' abhid!-metnlkr&#;0", max_size=200))
def test_any_markup_is_a_page(text: str) -> None:
    """Reading never raises, whatever the tags."""
    assert len(read(text).words) <= 4000


def test_fingerprints_of_alike_texts_are_near() -> None:
    """A word more changes few bits of a fingerprint, another text many."""
    text = (
        "To the ring of integers belongs a theorem on unique factors, and its proof by descent"
    )

    near = distance(fingerprint(text), fingerprint(f"{text} today"))
    far = distance(
        fingerprint(text), fingerprint("Bread needs flour, water, salt and a long rest")
    )

    assert near <= 12 < far
    assert distance("", fingerprint(text)) == distance("x" * 16, "y" * 16) == 64
    assert len(fingerprint(text)) == 16


@given(st.text(max_size=100), st.text(max_size=100))
def test_similarity_is_symmetric(one: str, other: str) -> None:
    """Two texts are as alike as the other way round, and each is like itself."""
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1


TEMPLATE = "<p>Search our courses, or look at what is popular: knitting, chess, bread.</p>"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (page_html("Shop", TEMPLATE), page_html("Shop", TEMPLATE), True),
        (page_html("Shop", f"{TEMPLATE} algebra"), page_html("Shop", f"{TEMPLATE} 5f3a"), True),
        (page_html("Shop", f"{TEMPLATE} 12:04"), page_html("Shop", f"{TEMPLATE} 12:05"), True),
        (page_html("Algebra", TEMPLATE), page_html("Shop", TEMPLATE), False),
        (page_html("Shop", "<p>Rings and fields"), page_html("Shop", TEMPLATE), False),
    ],
    ids=["same", "echo of the address", "clock", "other title", "other text"],
)
def test_pages_that_are_the_same_page(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    """Clocks and the page's own address make no difference, a title or a text does."""
    beside = "https://school.example/courses/5f3a"

    assert is_like(read(one), URL, read(other), beside) is alike


@pytest.mark.parametrize("blanks", [1, 40])
def test_one_look_reads_no_more_of_a_long_text_than_it_needs(blanks: int) -> None:
    """Without a fingerprint a long page is long, however its text is spaced."""
    body = ("word" + " " * blanks).encode() * 2000

    glance = read_page(b"<p>" + body, "text/html", "https://a.org/", marked=False)
    whole = read_page(b"<p>" + body, "text/html", "https://a.org/")

    assert glance.words == whole.words
    assert 4000 <= glance.length <= whole.length == 9999


def test_one_look_measures_a_short_text() -> None:
    """Blanks make no page long: of a short text the length is told whatever is asked for."""
    body = b"<p>" + (b"word" + b" " * 400) * 100

    assert read_page(body, "text/html", "https://a.org/", marked=False).length == 499
