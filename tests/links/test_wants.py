from dataclasses import replace
from datetime import date, timedelta

import pytest

from links.answers import HOME, LONG, SEEN, URL, answered, page_html
from roadmap_site.links.answer import Answer, ProviderSaid, Trouble
from roadmap_site.links.page import read_page
from roadmap_site.links.record import Record
from roadmap_site.links.verdict import is_wall, wants_retry, wants_sibling

TODAY = SEEN.date()
PAGE = page_html("Algebra", "<p>A short lesson on rings.</p>")
OTHER = page_html("Shop", f"<p>{'Bread and flour and salt. ' * 40}</p>")
SAID = ProviderSaid("github", alive=True)
RETRIED = (404, 408, 425, 500, 502, 503, 504, 520, 522, 524)
NOT_RETRIED = (200, 304, 400, 401, 403, 405, 410, 429, 451, 501, 521, 523, 525, 530, 999)
PASSING = {Trouble.RESET, Trouble.TIMEOUT, Trouble.REFUSED, Trouble.DNS_FAILED}


@pytest.mark.parametrize("status", [*RETRIED, *NOT_RETRIED])
def test_retried_statuses(status: int) -> None:
    """What may pass within minutes is asked again, a refusal never."""
    assert wants_retry(answered("", status=status)) is (status in RETRIED)


@pytest.mark.parametrize("trouble", Trouble)
def test_retried_troubles(trouble: Trouble) -> None:
    """Connections that failed are tried again, certificates and bad addresses are not."""
    assert wants_retry(Answer(URL, trouble=trouble)) is (trouble in PASSING)


def test_walls_are_not_retried() -> None:
    """A wall is a wall, whatever its status."""
    walled = answered(page_html("Just a moment..."), status=503)

    assert is_wall(walled)
    assert not wants_retry(walled)
    assert not wants_retry(Answer(URL, stopped="asked for an hour"))


ALGEBRA = read_page(PAGE.encode(), "text/html", URL)
NEW = Record(URL, TODAY)
KNOWN = replace(NEW, judged=date(2026, 2, 1), fingerprint=ALGEBRA.fingerprint, title="Algebra")


def honest(record: Record, days: int = 29) -> Record:
    """The record where the directory was honest so many days ago."""
    seen = TODAY - timedelta(days=days)
    return replace(record, sibling="https://school.example/courses/", sibling_seen=seen)


ASKED: dict[str, tuple[Answer, Record | None]] = {
    "first night": (answered(PAGE), None),
    "new": (answered(PAGE), NEW),
    "changed": (answered(page_html("Algebra", "<p>Rings, fields, groups and more.")), KNOWN),
    "honest long ago": (answered(PAGE), honest(NEW, 31)),
    "another page": (answered(OTHER), honest(KNOWN)),
}
SPARED: dict[str, tuple[Answer, Record | None]] = {
    "unchanged": (answered(PAGE), KNOWN),
    "long": (answered(page_html("Rings", LONG)), None),
    "judged": (answered(page_html("Page not found")), None),
    "wall": (answered(page_html("Just a moment...")), None),
    "home": (answered(PAGE, url=HOME), None),
    "missing": (answered(PAGE, status=404), None),
    "text": (answered("notes", headers={"content-type": "text/plain"}), None),
    "honest folder": (answered(PAGE), honest(NEW)),
    "provider": (replace(answered(PAGE), said=SAID), None),
}


@pytest.mark.parametrize("name", ASKED)
def test_siblings_asked_for(name: str) -> None:
    """An invented address is asked for beside thin pages that are new or changed."""
    assert wants_sibling(*ASKED[name], TODAY)


@pytest.mark.parametrize("name", SPARED)
def test_siblings_not_asked_for(name: str) -> None:
    """Where the answer is known, or would say nothing, a request is spared."""
    assert not wants_sibling(*SPARED[name], TODAY)
