import math
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links.answers import HOME, LONG, SEEN, URL, answered, page_html
from roadmap_site.links.answer import Answer, Hop, ProviderSaid, Sibling, Trouble
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.page import read_page
from roadmap_site.links.record import Record
from roadmap_site.links.verdict import judge, wants_retry, wants_sibling

TODAY = SEEN.date()
PAGE = page_html("Algebra", "<p>A short lesson on rings.</p>")
OTHER = page_html("Shop", f"<p>{'Bread and flour and salt. ' * 40}</p>")
V, R = Verdict, Reason


def judged(answer: Answer, known: Record | None = None) -> Observation:
    return judge(answer, known, SEEN)


def known(html: str = PAGE, **other: object) -> Record:
    page = read_page(html.encode(), "text/html", URL)
    record = Record(URL, date(2026, 1, 1), judged=date(2026, 2, 1), last_ok=SEEN)
    record = replace(record, title=page.title, fingerprint=page.fingerprint, length=page.length)
    return replace(record, **other)  # type: ignore[arg-type]


def test_a_redirect_to_a_bad_address_is_no_invalid_link() -> None:
    """What is certain of the link as typed is not certain of where it leads."""
    answer = Answer(URL, URL, status=301, trouble=Trouble.BAD_HOST)

    assert judged(answer).reason is Reason.BAD_REDIRECT


def test_redirects_round_a_login_are_a_wall() -> None:
    """A visitor without cookies may be sent round for ever."""
    hops = (Hop(URL, 302), Hop(f"{HOME}login?next=/", 302))

    seen = judged(Answer(URL, URL, hops, 302, trouble=Trouble.TOO_MANY_REDIRECTS))

    assert (seen.verdict, seen.reason) == (Verdict.BLOCKED, Reason.LOGIN)


@pytest.mark.parametrize(
    ("answer", "verdict", "reason", "evidence"),
    [
        (answered(PAGE), V.OK, R.ANSWERED, "200 OK"),
        (answered(PAGE, via=[302], final=f"{HOME}b"), V.OK, R.ANSWERED, "200 OK"),
        (
            answered(PAGE, via=[301], final=f"{HOME}b"),
            V.MOVED,
            R.REDIRECT,
            f"moved for good to {HOME}b",
        ),
        (
            answered("", via=[301], final=f"{HOME}b", status=304),
            V.MOVED,
            R.NOT_MODIFIED,
            f"moved for good to {HOME}b",
        ),
        (answered("", status=304), V.OK, R.NOT_MODIFIED, "304 Not Modified"),
        (answered(PAGE, status=404), V.GONE, R.NOT_FOUND, "404 Not Found"),
        (
            answered("", status=799),
            V.SERVER_ERROR,
            R.SERVER_ERROR,
            "status 799, which no standard knows",
        ),
        (answered("", status=521), V.SERVER_ERROR, R.SERVER_ERROR, "521 web server is down"),
        (
            answered("{}", status=403, headers={"x-ratelimit-remaining": "0"}),
            V.BLOCKED,
            R.RATE_LIMITED,
            "403 Forbidden, rate limit used up",
        ),
        (
            answered(page_html("Just a moment..."), status=503),
            V.BLOCKED,
            R.CHALLENGE,
            "a page titled “Just a moment...” keeps robots out",
        ),
        (
            answered(PAGE, via=[301], final=f"{HOME}login?next=x", status=404),
            V.BLOCKED,
            R.LOGIN,
            "sent to a login page at school.example",
        ),
        (
            answered(PAGE, via=[301], final=HOME),
            V.SOFT_GONE,
            R.SENT_HOME,
            "sent to the front page of school.example",
        ),
        (
            answered(page_html("Page\n not found")),
            V.SOFT_GONE,
            R.ERROR_WORDS,
            "the page says “page not found”",
        ),
        (
            Answer(URL, stopped="asked for an hour"),
            V.BLOCKED,
            R.HOST_STOPPED,
            "asked for an hour",
        ),
        (
            Answer(URL, stopped="robots.txt says no"),
            V.BLOCKED,
            R.ROBOTS_TXT,
            "robots.txt says no",
        ),
        (Answer(URL), V.UNREACHABLE, R.NOT_HTTP, "no answer that can be read"),
    ],
)
def test_verdicts(answer: Answer, verdict: Verdict, reason: Reason, evidence: str) -> None:
    """Provider, trouble, wall, status, content: the first that speaks decides."""
    seen = judged(answer)

    assert (seen.verdict, seen.reason) == (verdict, reason)
    assert seen.evidence == evidence


SAID = ProviderSaid("github", alive=True, evidence="the repository is there", title="o/r")


@pytest.mark.parametrize(
    ("said", "verdict", "reason", "moved_to"),
    [
        (SAID, V.OK, R.PROVIDER, ""),
        (replace(SAID, moved_to=URL.upper()), V.OK, R.PROVIDER, ""),
        (replace(SAID, moved_to=f"{HOME}new"), V.MOVED, R.RENAMED, f"{HOME}new#a"),
        (replace(SAID, alive=False), V.GONE, R.DELETED, ""),
        (replace(SAID, alive=None), V.UNREACHABLE, R.NOT_HTTP, ""),
    ],
)
def test_providers(said: ProviderSaid, verdict: Verdict, reason: Reason, moved_to: str) -> None:
    """What a site's own interface says counts before all else, unless it says nothing."""
    seen = judged(Answer(f"{URL}#a" if moved_to else URL, said=said))

    assert (seen.verdict, seen.reason, seen.moved_to) == (verdict, reason, moved_to)


def test_what_a_provider_adds() -> None:
    """Title, note and words of the provider are kept."""
    seen = judged(Answer(URL, said=replace(SAID, note="archived")))

    assert (seen.title, seen.note) == ("o/r", "archived")
    assert seen.evidence == "the repository is there"


def test_what_is_remembered_of_a_good_visit() -> None:
    """An observation holds all that the next visit is compared with."""
    headers = {"etag": 'W/"1"', "last-modified": "Sun, 01 Mar 2026 00:00:00 GMT"}
    answer = answered(PAGE, url=f"{URL}#", via=[308], final=f"{HOME}b", headers=headers)
    answer = replace(answer, sibling=Sibling(404), seconds=1.5)
    assert answer.page

    assert judged(answer) == Observation(
        f"{URL}#",
        Verdict.MOVED,
        Reason.REDIRECT,
        SEEN,
        evidence=f"moved for good to {HOME}b",
        status=200,
        final_url=f"{HOME}b",
        chain=((f"{URL}#", 308),),
        attempts=1,
        seconds=1.5,
        moved_to=f"{HOME}b",
        title="Algebra",
        fingerprint=answer.page.fingerprint,
        length=answer.page.length,
        etag='W/"1"',
        last_modified="Sun, 01 Mar 2026 00:00:00 GMT",
        sibling=HOME,
    )


def test_validators_are_kept_of_good_and_read_pages_only() -> None:
    """Neither an error page, nor 304, nor a header that steers a terminal leaves one."""
    headers = {"etag": '"1"'}

    assert judged(answered(PAGE, status=404, headers=headers)).etag == ""
    assert judged(answered("", status=304, headers=headers)).etag == ""
    assert judged(answered(PAGE, headers={"etag": '"\x1b[31m"'})).etag == ""


def test_hostile_titles_are_made_harmless() -> None:
    """Titles are printable, on one line and short."""
    seen = judged(answered(page_html("##[error] \x1b[31m\n" + "x" * 999)))

    assert seen.title.startswith("## [error] \\x1b[31m xxx")
    assert len(seen.title) == 200


@pytest.mark.parametrize(
    ("wait", "until"),
    [
        (3600.0, SEEN + timedelta(hours=1)),
        (1e30, SEEN + timedelta(days=30)),
        (0.0, None),
        (-5.0, None),
        (math.nan, None),
        (math.inf, None),
        (None, None),
    ],
)
def test_not_before(wait: float | None, until: datetime | None) -> None:
    """A host that asks to be left alone is, within reason."""
    answer = replace(answered("", status=429), retry_after=wait)

    assert judged(answer).not_before == until


@pytest.mark.parametrize(
    ("page", "note"),
    [(PAGE, ""), (page_html("Algebra", LONG), ""), (OTHER, "content-changed")],
    ids=["same", "longer", "another page"],
)
def test_drift_is_a_note(page: str, note: str) -> None:
    """A page that became another one is alive, and noted."""
    seen = judged(answered(page), known())

    assert (seen.verdict, seen.note) == (Verdict.OK, note)


def test_every_address_the_same() -> None:
    """Where the home page and an invented address look the same, the link is good, unsurely."""
    page = answered(PAGE).page

    seen = judged(answered(PAGE, sibling=Sibling(200, page, f"{HOME}courses/x", page)))

    assert (seen.verdict, seen.reason) == (Verdict.OK, Reason.UNSURE)


HOPS = st.builds(Hop, st.text(max_size=30), st.sampled_from([301, 302, 0, -1]))


@given(
    st.builds(
        Answer,
        st.text(max_size=30),
        final_url=st.text(max_size=30),
        hops=st.lists(HOPS).map(tuple),
        status=st.none() | st.integers(-1, 1100),
        headers=st.dictionaries(st.sampled_from(["etag", "content-type", "server"]), st.text()),
        body_start=st.binary(max_size=80),
        size=st.integers(0, 99),
        page=st.none() | st.binary(max_size=200).map(lambda body: read_page(body, "", URL)),
        trouble=st.none() | st.sampled_from(Trouble),
        stopped=st.sampled_from(["", "until tomorrow"]),
        retry_after=st.none() | st.floats(),
        sibling=st.none() | st.builds(Sibling, st.none() | st.integers(200, 404)),
    )
)
def test_any_answer_has_a_verdict(answer: Answer) -> None:
    """Judging never raises; whatever came back is bounded and has words."""
    seen = judged(answer, known())

    assert seen.evidence
    assert len(seen.evidence) <= 200
    assert (seen.moved_to == "") or seen.verdict is Verdict.MOVED
    assert isinstance(wants_sibling(answer, known(), TODAY), bool)
    assert isinstance(wants_retry(answer), bool)
