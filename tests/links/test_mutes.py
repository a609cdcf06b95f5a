from datetime import date
from pathlib import Path

import pytest

import made
from roadmap_site.links import mutes
from roadmap_site.links.night_report import Mute
from roadmap_site.links.place import Place
from roadmap_site.load import load
from roadmap_site.problem import BrokenCurriculumError, Where
from roadmap_site.project import built_in_labels

TODAY = date(2026, 11, 22)
URL = "https://example.org/a"
SOUND = """\
# Known trouble
mutes:
  - url: https://example.org/a  # asked the author
    reason: the author is moving house
    until: 2026-12-31
  - {url: "https://slow.example/*", reason: slow, until: 2027-01-31}
"""
PATH = "roadmap/mutes.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound project without mutes."""
    return made.curriculum(tmp_path)


def put(root: Path, text: str) -> Path:
    """The file of mutes with this text."""
    path = root / PATH
    path.write_bytes(text.encode())
    return path


def mute(url: str, until: date, line: int = 1) -> Mute:
    """A mute, and where it stands."""
    return Mute(url, "known", until, Place(Where(PATH, line, 5), url, "mute"))


def complaints(caught: pytest.ExceptionInfo[BrokenCurriculumError]) -> list[str]:
    """The problems as a person reads them."""
    return [str(problem) for problem in caught.value.problems]


def test_mutes_know_their_places(root: Path) -> None:
    """Each entry comes with its reason, its last day and the place of its URL."""
    put(root, SOUND)
    glob = "https://slow.example/*"

    assert mutes.load(root) == (
        Mute(
            URL,
            "the author is moving house",
            date(2026, 12, 31),
            Place(Where(PATH, 3, 10), URL, "mute"),
        ),
        Mute(glob, "slow", date(2027, 1, 31), Place(Where(PATH, 6, 11), glob, "mute")),
    )
    load(root, built_in_labels())


def test_no_file_is_no_mute(root: Path) -> None:
    """A project need not have mutes."""
    assert mutes.load(root) == ()


def test_a_link_elsewhere_is_refused(root: Path) -> None:
    """The file itself must lie in the project."""
    (root / "elsewhere.yml").write_text(SOUND, encoding="utf-8")
    (root / PATH).symlink_to(root / "elsewhere.yml")

    with pytest.raises(BrokenCurriculumError) as caught:
        mutes.load(root)

    assert complaints(caught) == [f"{PATH}:1:1: is a symbolic link; put the file itself here"]


WRONG = [
    ("mutes:\n", "1:7", "'mutes'"),
    ("mutes: &a []\n", "1:8", "sets the anchor '&a'"),
    ("other: 1\n", "1:1", "'mutes'"),
    (SOUND.replace("2026-12-31", "tomorrow"), "5:12", "expected a date, got 'tomorrow'"),
    (SOUND.replace("2026-12-31", "2026-02-30"), "5:12", "'2026-02-30' is no day"),
    (SOUND.replace("2026-12-31", "20261231"), "5:12", "expected a date, got '20261231'"),
    (SOUND.replace("house", "h" * 200), "4:13", "reason'"),
    (SOUND.replace("the a", "\u202ethe a"), "4:13", "the invisible character U+202E"),
    (SOUND.replace("/a  #", "*  #"), "3:10", "'https://example.org*' names no links"),
    (SOUND.replace("https:", "javascript:"), "3:10", "names no links"),
    (SOUND.replace("    reason: the author is moving house\n", ""), "3:5", "reason'"),
    (SOUND.replace("until: 2026", "url: 2026"), "5:5", "stands"),
]


@pytest.mark.parametrize(("text", "place", "what"), WRONG)
def test_broken_files_are_told(root: Path, text: str, place: str, what: str) -> None:
    """`roadmap lint` and the link check see the same mistakes, at the same places."""
    put(root, text)

    with pytest.raises(BrokenCurriculumError) as caught:
        mutes.load(root)
    with pytest.raises(BrokenCurriculumError) as linted:
        load(root, built_in_labels())

    for found in (complaints(caught), complaints(linted)):
        assert any(line.startswith(f"{PATH}:{place}: ") for line in found), found
        assert any(what in line for line in found), found


def test_all_problems_are_told_at_once(root: Path) -> None:
    """Every mistake of the file is in one report."""
    put(root, "mutes:\n- url: x\n  until: y\n  more: z\n")

    with pytest.raises(BrokenCurriculumError) as caught:
        mutes.load(root)

    fields = "write 'url', 'reason' and 'until' for each mute"
    assert complaints(caught) == [
        f"{PATH}:2:3: 'mutes.0.reason': field required; {fields}",
        (
            f"{PATH}:2:8: 'mutes.0.url' 'x' names no links; "
            "write a URL, or https://host/ and * for all that begins so"
        ),
        f"{PATH}:3:10: 'mutes.0.until' expected a date, got 'y'; write it like 2026-12-31",
        f"{PATH}:4:9: 'mutes.0.more': extra inputs are not permitted; {fields}",
    ]


@pytest.mark.parametrize(
    ("url", "today", "silent"),
    [
        (URL, TODAY, True),
        (URL, date(2026, 12, 31), True),
        (URL, date(2027, 1, 1), False),
        (f"{URL}b", TODAY, False),
        ("https://slow.example/", TODAY, True),
        ("https://slow.example/deep/page?a=b", TODAY, True),
        ("https://slow.example.evil.example/", TODAY, False),
    ],
)
def test_a_mute_is_exact_or_a_beginning(
    root: Path, url: str, today: date, *, silent: bool
) -> None:
    """A URL is silenced by its own entry or one with a star, through the last day."""
    put(root, SOUND)

    assert (mutes.silenced(mutes.load(root), url, today) is not None) is silent


def test_idle_mutes_are_findings() -> None:
    """What is over, silences nothing or lasts for years is told."""
    ones = [
        mute(URL, date(2026, 11, 21), 1),
        mute("https://example.org/gone", date(2026, 12, 1), 2),
        mute("https://example.org/*", date(2030, 1, 1), 3),
        mute(URL, TODAY, 4),
    ]

    assert [str(one) for one in mutes.findings(ones, {URL}, TODAY)] == [
        (
            f"{PATH}:1:5: mute of 'https://example.org/a' ended on 2026-11-21; "
            "delete it, or set a later day"
        ),
        f"{PATH}:2:5: mute of 'https://example.org/gone' silences no link; delete it",
        (
            f"{PATH}:3:5: mute of 'https://example.org/*' lasts until 2030-01-01; "
            "set a day within a year"
        ),
    ]


def add(root: Path, url: str = URL, reason: str = "known", until: str = "2026-12-31") -> Mute:
    """Mute a link today."""
    return mutes.add(root, url, reason, date.fromisoformat(until), today=TODAY)


def test_the_first_mute_makes_the_file(root: Path) -> None:
    """Muting a link in a project without mutes writes a file that lint accepts."""
    made_mute = add(root, reason='says "no": 说 # not')

    assert (root / PATH).read_text("utf-8") == (
        "# Findings of the link check that are known. Each ends by itself.\n"
        "mutes:\n"
        '  - url: "https://example.org/a"\n'
        '    reason: "says \\"no\\": 说 # not"\n'
        "    until: 2026-12-31\n"
    )
    assert mutes.load(root) == (made_mute,)
    load(root, built_in_labels())


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.rstrip(),
        SOUND.replace("\n", "\r\n"),
        "\ufeff" + SOUND,
        "mutes:\n- {url: https://b.example/, reason: b, until: 2026-12-01}\n\n# the end\n",
    ],
    ids=["sound", "no line end", "CRLF", "BOM", "not indented"],
)
def test_more_mutes_keep_what_is_there(root: Path, text: str) -> None:
    """An entry is appended; every byte before it stays."""
    path = put(root, text)
    before = mutes.load(root)

    after = add(root, "https://new.example/*")

    assert path.read_bytes().startswith(text.encode())
    assert mutes.load(root) == (*before, after)


def refused(root: Path, **how: str) -> list[str]:
    """The problems of a mute that can't be added; the file must stay as it is."""
    path = root / PATH
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(BrokenCurriculumError) as caught:
        add(root, **how)
    assert (path.read_bytes() if path.exists() else None) == before
    return complaints(caught)


@pytest.mark.parametrize("until", ["2026-11-22", "2020-01-01", "2027-11-24"])
def test_a_mute_ends_within_a_year(root: Path, until: str) -> None:
    """A day that is over or too far is refused."""
    assert refused(root, until=until) == [
        f"{PATH}:1:1: {until} is not within the next year; take a day after 2026-11-22"
    ]


def test_a_link_is_muted_once(root: Path) -> None:
    """A URL that has its entry is refused, with the place of that entry."""
    put(root, SOUND)

    assert refused(root) == [
        f"{PATH}:1:1: 'https://example.org/a' is muted at {PATH}:3:10; change that entry"
    ]


@pytest.mark.parametrize(
    "how",
    [{"reason": "a\n- b"}, {"reason": ""}, {"reason": "r" * 201}, {"url": "file:///etc"}],
    ids=["line break", "empty", "long", "no web address"],
)
def test_unsound_mutes_are_refused(root: Path, how: dict[str, str]) -> None:
    """What lint would refuse is not written."""
    assert len(refused(root, **how)) == 1


def test_a_file_in_one_line_is_left_alone(root: Path) -> None:
    """Where an entry can't be appended, a person must."""
    put(root, "{mutes: [{url: https://b.example/, reason: b, until: 2026-12-01}]}\n")

    assert refused(root) == [
        f"{PATH}:1:1: can't be added to by this program; write the entry by hand"
    ]
