from dataclasses import replace

import pytest

from roadmap_site.links.observation import Reason, Verdict
from roadmap_site.links.record import State
from roadmap_site.links.reports.terminal import render
from told_night import GONE, HOSTILE, dead, failing, fine, placed, plain, report, usual

FILE = "roadmap/core/basics/resources/first.yml"
COPY = "https://web.archive.org/web/20261112000000/https://example.org/gone"
USUAL = f"""\
6 links, 6 asked tonight: 3 ok (+1), 1 suspect (-1), 1 dead (+1), 0 recovering (-1), \
1 turning robots away

newly dead
{FILE}:3:6: https://example.org/gone: failed 3 nights: 404 Not Found (19, 21, 22 Nov 2026), \
last seen alive 12 Nov 2026; replace it, or point readers to the archived copy {COPY}

moved
{FILE}:4:6: https://example.org/old: permanently redirected; \
write https://example.org/new instead ('roadmap links fix' does)
1 link on which more nights will tell
1 link turning robots away

incidents
host-down: down.example: connection refused (2 links, 3 nights in a row)

back
{FILE}:1:6: https://example.org/back
1 link due, but not asked tonight
"""


def test_a_usual_night() -> None:
    """Counts come first, then what died, what moved, and the rest in numbers."""
    assert render(usual()) == USUAL


def test_verbose_tells_all() -> None:
    """With `verbose` suspect and walled links have a line each."""
    lines = render(usual(), verbose=True).splitlines()

    assert (
        f"{FILE}:5:6: https://slow.example/page: 2/5, failed 2 nights: "
        "no answer (21, 22 Nov 2026); nothing to do yet: more nights will tell"
    ) in lines
    assert (
        f"{FILE}:6:6: https://walled.example/page: the site turns robots away, "
        "last seen alive 20 Nov 2026; open it yourself once in a while"
    ) in lines


def test_a_quiet_night() -> None:
    """Where all is well there is one line."""
    assert render(report(fine())) == "1 link, 1 asked tonight: 1 ok\n"
    assert render(report()) == "0 links, 0 asked tonight: none\n"


def test_a_void_night() -> None:
    """A void night says so first."""
    void = "the network: 2 of 5 control sites answer"

    first, *_ = render(report(fine(), void=void)).splitlines()

    assert first == f"night void: {void}; nothing was written"


def test_several_places() -> None:
    """A link that stands at several places has one line that names all of them."""
    night = report(dead(archive=""))
    night = replace(night, places={GONE: (placed(GONE, 3), placed(GONE, 9))})

    assert render(night).splitlines()[-1] == (
        f"{FILE}:3:6: https://example.org/gone: failed 3 nights: "
        "404 Not Found (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026; "
        f"replace it (also at {FILE}:9:6)"
    )


def test_hostile_text_steers_nothing() -> None:
    """Control characters are shown, and no line starts with text from outside."""
    night = report(dead(HOSTILE), dead("::error::x", evidence="\r\n::error::y"))

    text = render(replace(night, places={}))

    assert text.replace("\n", "").isprintable()
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


@pytest.mark.parametrize(
    ("reason", "verdict", "evidence", "expected"),
    [
        (Reason.NOT_A_URL, Verdict.INVALID, "", "not a URL; correct the URL"),
        (
            Reason.PRIVATE_ADDRESS,
            Verdict.UNSAFE,
            "resolves to 127.0.0.1",
            "resolves to 127.0.0.1; replace it with a public http or https URL",
        ),
    ],
    ids=["invalid", "unsafe"],
)
def test_certain_faults(reason: Reason, verdict: Verdict, evidence: str, expected: str) -> None:
    """What can never work is told at once, with what to write instead."""
    nights = failing(0, reason=reason, verdict=verdict, evidence=evidence)
    record = plain(GONE, State.INVALID, *nights, last_ok=None)

    assert render(report(record)).splitlines()[-1] == f"{FILE}:1:6: {GONE}: {expected}"


@pytest.mark.parametrize(
    ("state", "reason", "verdict", "expected"),
    [
        (
            State.INSECURE,
            Reason.CERTIFICATE_EXPIRED,
            Verdict.UNREACHABLE,
            (
                "failed 1 night: certificate expired (22 Nov 2026), "
                "last seen alive 22 Nov 2026; tell the site's owner, or link to another copy"
            ),
        ),
        (
            State.INSECURE,
            Reason.ANCHOR_MISSING,
            Verdict.SOFT_GONE,
            (
                "failed 1 night: the page has no such anchor (22 Nov 2026), "
                "last seen alive 22 Nov 2026; correct the part after '#', or leave it out"
            ),
        ),
        (
            State.RECOVERING,
            Reason.NOT_FOUND,
            Verdict.GONE,
            (
                "answers again since 22 Nov 2026; before that failed 1 night: "
                "not found (22 Nov 2026); nothing to do: a second good night settles it"
            ),
        ),
    ],
    ids=["insecure", "anchor", "recovering"],
)
def test_lesser_faults(state: State, reason: Reason, verdict: Verdict, expected: str) -> None:
    """What is less than dead says what it is and how to mend it."""
    nights = failing(0, reason=reason, verdict=verdict, evidence="")
    record = plain(GONE, state, *nights)

    assert render(report(record)).splitlines()[-1] == f"{FILE}:1:6: {GONE}: {expected}"
