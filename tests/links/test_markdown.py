import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links.night_report import Mute
from roadmap_site.links.reports.gfm import Part, code, document, link
from roadmap_site.links.reports.markdown import LIMIT, render
from told_night import HOSTILE, dead, fine, report, usual, walled

FILE = "roadmap/core/basics/resources/first.yml"
USUAL = f"""\
# Link health, 2026-11-22

6 links asked, 1 due but not asked.

| state | links | since last night |
|---|---:|---:|
| new | 0 |  |
| ok | 3 | +1 |
| suspect | 1 | -1 |
| dead | 1 | +1 |
| recovering | 0 | -1 |
| turning robots away | 1 |  |
| insecure | 0 |  |
| invalid | 0 |  |

## Newly dead (1)

- `{FILE}:3:6` [`https://example.org/gone`](<https://example.org/gone>): \
failed 3 nights: `404 Not Found` (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026; \
replace it, or point readers to the archived copy \
`https://web.archive.org/web/20261112000000/https://example.org/gone`

## Newly back (1)

- [`https://example.org/back`](<https://example.org/back>)

## Moved (1)

- `{FILE}:4:6` [`https://example.org/old`](<https://example.org/old>): \
permanently redirected; write `https://example.org/new` instead ('roadmap links fix' does)

## Incidents (1)

- host-down: `down.example`: `connection refused` (2 links, 3 nights in a row)

<details><summary>Suspect (1)</summary>

- `{FILE}:5:6` [`https://slow.example/page`](<https://slow.example/page>): \
2/5, failed 2 nights: `no answer` (21, 22 Nov 2026); nothing to do yet: more nights will tell

</details>

<details><summary>Hosts turning robots away (1)</summary>

- `walled.example`: 1 link, last seen alive 20 Nov 2026

</details>
"""


def test_a_usual_night() -> None:
    """The summary counts, tells the news first, and folds what nobody must act on."""
    assert render(usual()) == USUAL


def test_a_void_night() -> None:
    """A void night says so above the counts."""
    text = render(report(fine(), void="the `network`"))

    assert (
        "\n\n**Night void:** `` the `network` ``. Nothing was written.\n\n1 link asked." in text
    )


def test_walled_hosts_have_one_line() -> None:
    """Links of one host that turn robots away are counted, not listed."""
    many = [walled(f"https://walled.example/{number}") for number in range(30)]

    assert "\n- `walled.example`: 30 links, last seen alive 20 Nov 2026\n" in render(
        report(*many)
    )


def test_stale_mutes_are_told() -> None:
    """An expired mute and one that silences nothing are findings; a good one is silent."""
    mutes = (
        Mute("https://example.org/gone", "known", date(2026, 12, 1)),
        Mute("https://example.org/fine", "was known", date(2026, 11, 1)),
        Mute("https://nobody.example/", "never there", date(2026, 12, 1)),
    )
    night = report(dead(), fine())

    text = render(replace(night, mutes=mutes))

    assert text.partition("## Mutes to look at")[2] == (
        " (2)\n\n"
        "- `roadmap/mutes.yml:1:1: mute of 'https://example.org/fine' ended on 2026-11-01; "
        "delete it, or set a later day`\n"
        "- `roadmap/mutes.yml:1:1: mute of 'https://nobody.example/' silences no link; "
        "delete it`\n"
    )
    assert "gone" not in text


def test_the_greatest_night_fits() -> None:
    """However many links died, the summary keeps its limit and counts what is left out."""
    many = [dead(f"https://example.org/{'x' * 900}{number}") for number in range(3000)]

    text = render(report(*many))

    assert LIMIT - 2000 < len(text.encode()) <= LIMIT
    shown = text.count("\n- `roadmap")
    assert text.endswith(f"- … and {3000 - shown} more, in the artifact of this run\n")


def test_folds_are_closed_where_cut() -> None:
    """A folded part that does not fit is closed all the same."""
    parts = [Part("Few", ["- a\n"]), Part("Many", ["- b\n"] * 99, folded=True)]

    text = document("intro\n", parts, 300)

    assert len(text.encode()) <= 300
    assert text.endswith(" more, in the artifact of this run\n\n</details>\n")


@given(st.text(alphabet=st.sampled_from(list("`` \n@#<>[]|\\x1\u202e\ud800")), max_size=30))
def test_nothing_leaves_a_code_span(text: str) -> None:
    """By CommonMark's rule the span opened first ends at the very end, on the same line."""
    span = code(text)
    fence = re.match("`+", span)

    assert fence is not None
    inside = span[len(fence[0]) : -len(fence[0])]
    assert span == f"{fence[0]}{inside}{fence[0]}"
    assert fence[0] not in re.findall("`+", inside)
    assert not inside.startswith("`")
    assert not inside.endswith("`")
    assert span.isprintable()


@pytest.mark.parametrize(
    ("url", "clickable"),
    [
        ("https://example.org/a?b=1&copy=2", True),
        ("https://例子.example/路", True),
        ("javascript:alert(1)", False),
        ("https://user@example.org/", False),
        ("https://example.org/a>b", False),
        ("https://example.org/\u202egpj", False),
        ("https://github.com/owner/name/issues/1", False),
        ("https://gist.github.com/owner/1", False),
        (f"https://example.org/{'x' * 500}", False),
    ],
)
def test_only_harmless_links_are_clickable(url: str, clickable: bool) -> None:  # noqa: FBT001
    """A link is clickable where it is a web address that mentions nobody."""
    text = link(url)

    assert (text == f"[`{url}`](<{url.replace('&', '&amp;')}>)") is clickable
    assert clickable or text == code(url)


def test_hostile_text_stays_in_code() -> None:
    """Outside of code spans nothing of what others wrote is left."""
    bad = "`x`` @octocat <img src=x>"
    text = render(report(dead(HOSTILE, evidence=bad)))

    line = next(one for one in text.splitlines() if one.startswith("- "))
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
    assert outside == (
        "-  : failed 3 nights:  (19, 21, 22 Nov 2026), last seen alive 12 Nov 2026; "
        "replace it, or point readers to the archived copy "
    )
