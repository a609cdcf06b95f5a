from dataclasses import replace
from datetime import date, timedelta

import pytest

from roadmap_site.links.health import following
from roadmap_site.links.night_report import Mute
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.record import Record, State
from roadmap_site.links.reports.issue import (
    LIMIT,
    MARKER,
    body,
    comment,
    digest_of,
    has_findings,
)
from told_night import (
    GONE,
    MOVED_TO,
    TONIGHT,
    dead,
    failing,
    fine,
    moved,
    placed,
    plain,
    report,
    suspect,
    usual,
    walled,
)

SITE = "https://course.example/learn/"
FILE = "roadmap/core/basics/resources/first.yml"
COPY = "https://web.archive.org/web/20261112000000/https://example.org/gone"
USUAL = f"""\
2 links to mend. Each was watched over several nights; one bad night is never reported.
This text renews itself when something changes, and the issue closes itself when all is well.

What each state means is told on the page on link health of [`{SITE}`](<{SITE}>)

## Dead (1)

- [ ] [`{GONE}`](<{GONE}>)
  - `{FILE}:3:6`
  - failed 3 nights: `404 Not Found` (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026
  - mend: replace it, or point readers to the archived copy [`{COPY}`](<{COPY}>)

## Moved (1)

- [ ] [`https://example.org/old`](<https://example.org/old>)
  - `{FILE}:4:6`
  - permanently redirected
  - mend: write [`{MOVED_TO}`](<{MOVED_TO}>) instead ('roadmap links fix' does)
"""


def after(record: Record, nights: int, verdict: Verdict, reason: Reason) -> Record:
    """The record after so many more nights that all showed the same."""
    for night in range(1, nights + 1):
        seen = TONIGHT + timedelta(days=night)
        record = following(record, Observation(record.url, verdict, reason, seen))
    return record


def test_a_usual_night() -> None:
    """The issue lists what a person can mend, after marker and digest."""
    marker, digest, rest = body(usual(), SITE).split("\n", 2)

    assert marker == MARKER
    assert digest == f"<!-- digest:{digest_of(digest)} -->"
    assert len(digest_of(digest)) == 64
    assert rest == USUAL


def test_all_is_well() -> None:
    """Without findings the issue says so, and should be closed."""
    night = report(fine(), suspect(), walled())

    assert body(night, SITE).split("\n", 2)[2] == (
        "Every link is well. This issue opens again by itself when one needs mending.\n"
    )
    assert not has_findings(night)
    assert has_findings(report(dead()))


def test_a_void_night_has_no_text() -> None:
    """A void night has neither text nor comment, so that nothing can be written."""
    night = replace(usual(), void="the network")

    assert body(night, SITE) == ""
    assert comment(night) == ""


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict.GONE, Reason.NOT_FOUND),
        (Verdict.UNREACHABLE, Reason.TIMEOUT),
        (Verdict.BLOCKED, Reason.CHALLENGE),
    ],
    ids=["still gone", "no answer", "blocked"],
)
@pytest.mark.parametrize("nights", [1, 5])
def test_nothing_new_changes_no_byte(verdict: Verdict, reason: Reason, nights: int) -> None:
    """Later nights that change no state leave the text as it is, to the letter."""
    later = report(after(dead(), nights, verdict, reason), moved())
    later = replace(later, night=TONIGHT + timedelta(days=nights))

    assert body(later, SITE) == body(report(dead(), moved()), SITE)


def test_forgotten_nights_are_no_news() -> None:
    """When the ledger forgets the nights before a death the digest stays."""
    later = after(dead(), 12, Verdict.GONE, Reason.NOT_FOUND)

    assert failing(0)[0] not in later.nights
    assert digest_of(body(report(later), SITE)) == digest_of(body(report(dead()), SITE))


def test_one_bad_night_of_a_moved_link() -> None:
    """A moved link that fails once, or is walled, stays on the list."""
    bad = after(moved(), 1, Verdict.UNREACHABLE, Reason.TIMEOUT)

    assert bad.state is State.SUSPECT
    assert body(report(bad), SITE) == body(report(moved()), SITE)


@pytest.mark.parametrize(
    "other",
    [
        report(dead("https://example.org/other")),
        report(dead(archive="")),
        report(replace(dead(), state=State.RECOVERING)),
        report(replace(dead(), since=date(2026, 11, 23))),
        replace(report(dead()), places={GONE: (placed(GONE, 7),)}),
        replace(report(dead()), mutes=(Mute("https://a.example/", "x", TONIGHT.date()),)),
    ],
    ids=["link", "archive", "state", "died again", "line", "mute"],
)
def test_every_change_is_seen(other: object) -> None:
    """Another link, state, place, copy or mute gives another digest."""
    night = report()
    assert isinstance(other, type(night))

    assert digest_of(body(other, SITE)) != digest_of(body(report(dead()), SITE))


def test_mutes() -> None:
    """A muted link is not listed; an expired mute is a finding beside its link."""
    good = Mute(GONE, "known", date(2026, 12, 1))
    over = replace(good, until=date(2026, 11, 21))

    assert not has_findings(replace(report(dead()), mutes=(good,)))
    text = body(replace(report(dead()), mutes=(over,)), SITE)
    assert "## Dead (1)" in text
    assert text.endswith(
        "## Mutes (1)\n\n- [ ] `roadmap/mutes.yml:1:1: mute of 'https://example.org/gone' "
        "ended on 2026-11-21; delete it, or set a later day`\n"
    )


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "https://example.org/a>b", "http://127.0.0.1/"]
)
def test_no_bad_rewrite_is_proposed(to: str) -> None:
    """An address that a curriculum must not hold is never proposed."""
    assert not has_findings(report(moved(to=to)))


def test_many_places_are_counted() -> None:
    """Five places of a link are named, the others counted."""
    places = tuple(placed(GONE, line) for line in range(1, 9))

    text = body(replace(report(dead()), places={GONE: places}), SITE)

    assert f"`{FILE}:5:6` and 3 more\n" in text
    assert f"{FILE}:6:6" not in text


def test_the_greatest_issue_fits() -> None:
    """However many links died, GitHub takes the text, and the rest is counted."""
    many = [dead(f"https://例子.example/{number}") for number in range(2000)]

    text = body(report(*many), SITE)

    assert LIMIT - 1000 < len(text.encode()) <= LIMIT
    shown = text.count("- [ ] ")
    assert text.endswith(f"- … and {2000 - shown} more, in the artifact of this run\n")


def test_the_comment_tells_transitions() -> None:
    """A comment tells what broke and what came back, and is empty on all other nights."""
    assert comment(usual()) == (
        "## Newly broken (1)\n\n"
        f"- [`{GONE}`](<{GONE}>): dead, "
        "failed 3 nights: `404 Not Found` (19, 21, 22 Nov 2026)\n"
        "\n## Back (1)\n\n"
        "- [`https://example.org/back`](<https://example.org/back>)\n"
    )
    assert comment(report(dead(), moved())) == ""


@pytest.mark.parametrize(
    ("before", "state", "told"),
    [
        (None, State.INVALID, True),
        (State.SUSPECT, State.DEAD, True),
        (State.SUSPECT, State.INSECURE, True),
        (State.INSECURE, State.DEAD, True),
        (State.DEAD, State.INSECURE, False),
        (State.RECOVERING, State.DEAD, False),
        (State.DEAD, State.RECOVERING, False),
        (State.OK, State.SUSPECT, False),
        (State.SUSPECT, State.OK, False),
        (State.BLOCKED, State.OK, False),
        (None, State.OK, False),
        (State.RECOVERING, State.OK, True),
        (State.INSECURE, State.OK, True),
        (State.INVALID, State.OK, True),
    ],
)
def test_what_is_worth_a_comment(before: State | None, state: State, told: bool) -> None:  # noqa: FBT001
    """Only a link that breaks, gets worse or is well again is worth a mail to everyone."""
    record = plain(GONE, state, *failing(0))

    assert bool(comment(report(record, changed=((record, before),)))) is told
