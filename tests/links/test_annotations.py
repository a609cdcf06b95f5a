"""Annotations on the lines of a pull request."""

from datetime import UTC, datetime

from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.place import Place
from roadmap_site.links.reports.annotations import MOST, annotations
from roadmap_site.problem import Where

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def seen(url: str, verdict: Verdict, evidence: str = "", moved_to: str = "") -> Observation:
    return Observation(url, verdict, Reason.ANSWERED, NOW, evidence, moved_to=moved_to)


def told(*observations: Observation, path: str = "roadmap/a.yml") -> list[str]:
    places = {
        one.url: (Place(Where(path, number, 6), one.url),)
        for number, one in enumerate(observations, 1)
    }
    return annotations({one.url: one for one in observations}, places).splitlines()


def test_each_verdict_has_its_level() -> None:
    """What is certain is an error and stands first; outages warn; the rest are notices."""
    assert told(
        seen("https://a.example/1", Verdict.OK),
        seen("https://a.example/2", Verdict.MOVED, moved_to="https://b.example/"),
        seen("https://a.example/3", Verdict.BLOCKED, "403 Forbidden"),
        seen("https://a.example/4", Verdict.UNREACHABLE, "no answer in 20 seconds"),
        seen("https://a.example/5", Verdict.GONE, "404 Not Found"),
    ) == [
        (
            "::error file=roadmap/a.yml,line=5,col=6::https://a.example/5: 404 Not Found; "
            "mend the address, or leave the resource out"
        ),
        (
            "::notice file=roadmap/a.yml,line=2,col=6::https://a.example/2 has moved for good; "
            "write https://b.example/"
        ),
        (
            "::notice file=roadmap/a.yml,line=3,col=6::https://a.example/3 turns robots away "
            "(403 Forbidden); open it yourself"
        ),
        (
            "::warning file=roadmap/a.yml,line=4,col=6::https://a.example/4: no answer in "
            "20 seconds; maybe only today, so look again later"
        ),
    ]


def test_text_from_outside_begins_no_command() -> None:
    """Line breaks, percent signs, colons and commas cannot end an annotation or its fields."""
    assert told(
        seen("https://a.example/%0A", Verdict.GONE, "404 x\n::set-output name=a::b\r"),
        path="roadmap/a,line=9::b.yml",
    ) == [
        (
            "::error file=roadmap/a%2Cline=9%3A%3Ab.yml,line=1,col=6::https://a.example/%250A: "
            "404 x\\n::set-output name=a::b\\r; mend the address, or leave the resource out"
        )
    ]


def test_text_from_outside_steers_no_terminal() -> None:
    """Control characters are shown escaped: a log shows an annotation's text too."""
    (line,) = told(seen("https://a.example/\x1b[2J\u202e", Verdict.BLOCKED, "\x07"))

    assert line.isprintable()
    assert "https://a.example/\\x1b[2J\\u202e turns robots away (\\x07)" in line


def test_a_path_steers_no_terminal() -> None:
    """So are those of a path, and what is no text in it."""
    (line,) = told(
        seen("https://a.example/", Verdict.GONE), path="a\x1b\u202e\n##[b]\udcff.yml"
    )

    assert line.startswith("::error file=a\\x1b\\u202e\\n## [b]\\udcff.yml,line=1,col=6::")


def test_no_more_than_the_platform_shows() -> None:
    """Ten errors and ten others are told; the summary has them all."""
    many = [seen(f"https://a.example/{n}", Verdict.GONE) for n in range(MOST + 5)]
    more = [seen(f"https://b.example/{n}", Verdict.BLOCKED) for n in range(MOST + 5)]

    lines = told(*many, *more)

    assert [line.split(" ")[0] for line in lines] == ["::error"] * MOST + ["::notice"] * MOST
