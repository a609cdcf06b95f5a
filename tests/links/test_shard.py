from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_site.links import shard
from roadmap_site.links.observation import Observation, Reason, Verdict
from roadmap_site.links.shard import ShardError, merge, shard_of, site_of

NIGHT = datetime(2026, 11, 22, 2, 17, tzinfo=UTC)
URLS = [f"https://host-{number}.example/" for number in range(12)]
REPAIR = "run this shard again, or leave its file out"


def seen(url: str, verdict: Verdict = Verdict.OK, minutes: int = 0) -> Observation:
    """What a visit at this minute of the night showed."""
    return Observation(url, verdict, Reason.ANSWERED, NIGHT + timedelta(minutes=minutes))


def stored(folder: Path, part: int, parts: int, observations: list[Observation]) -> Path:
    """The file of one shard, with those of the observations that are its own."""
    path = folder / f"{part}-{len(list(folder.iterdir()))}.jsonl"
    own = [one for one in observations if shard_of(one.url, parts) == part]
    shard.write(path, (part, parts), NIGHT, URLS, own)
    return path


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://docs.example.org:8443/a", "example.org"),
        ("https://WWW.Example.ORG./", "example.org"),
        ("https://a.b.example.co.uk/", "example.co.uk"),
        ("https://someone.github.io/", "someone.github.io"),
        ("https://例子.中国/", "xn--fsqu00a.xn--fiqs8s"),
        ("https://xn--fsqu00a.xn--fiqs8s/", "xn--fsqu00a.xn--fiqs8s"),
        ("http://192.0.2.7/", "192.0.2.7"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("http://localhost/", "localhost"),
        ("http://[broken/", "http://[broken/"),
        ("mailto:me", "mailto:me"),
        ("https://a..b/", "a..b"),
    ],
)
def test_a_site_is_what_one_can_register(url: str, site: str) -> None:
    """Hosts of one owner are one site; an address and a broken URL are their own."""
    assert site_of(url) == site


@given(st.text(), st.integers(1, 256))
def test_every_url_has_one_shard(url: str, shards: int) -> None:
    """Any text at all falls to one of the shards, and again to the same one."""
    assert 1 <= shard_of(url, shards) <= shards
    assert shard_of(url, shards) == shard_of(url, shards)


@given(st.text())
def test_any_host_has_a_site(host: str) -> None:
    """A hostile host name is a site like any other."""
    assert isinstance(site_of(f"https://{host}/"), str)


def test_the_shard_never_changes() -> None:
    """Machines of all kinds agree on whose a URL is."""
    assert [shard_of(url, 4) for url in URLS[:6]] == [4, 4, 3, 2, 3, 3]


@given(st.data())
def test_the_order_of_shards_is_irrelevant(data: st.DataObject) -> None:
    """However shards are cut, repeated and ordered, the merge is the same."""
    parts = data.draw(st.integers(1, 4))
    visits = st.builds(seen, st.sampled_from(URLS), st.sampled_from(Verdict), st.integers(0, 3))
    runs = data.draw(st.lists(st.lists(visits, max_size=6), min_size=1, max_size=3))
    with TemporaryDirectory() as folder:
        paths = [
            stored(Path(folder), part, parts, run)
            for run in runs
            for part in range(1, parts + 1)
        ]
        shuffled = data.draw(st.permutations(paths))

        one, other = merge(paths, URLS), merge(shuffled, list(reversed(URLS)))

    assert one == other
    assert set(one.observations) | set(one.unasked) == set(URLS)
    assert list(one.observations) == sorted(one.observations)


def test_a_missing_shard_s_links_are_unasked(tmp_path: Path) -> None:
    """Links of a shard that brought nothing are neither well nor ill."""
    merged = merge([stored(tmp_path, 1, 2, [seen(url) for url in URLS])], URLS)

    assert merged.night == NIGHT
    assert list(merged.unasked) == sorted(url for url in URLS if shard_of(url, 2) == 2)


def test_no_shard_at_all_asked_nothing() -> None:
    """Without a file nothing was seen."""
    merged = merge([], URLS)

    assert (merged.night, merged.observations, merged.unasked) == (
        None,
        {},
        tuple(sorted(URLS)),
    )


def test_a_night_may_pass_midnight(tmp_path: Path) -> None:
    """A machine that began hours after the first is of the same night, on whichever date."""
    early, late = datetime(2026, 11, 22, 18, tzinfo=UTC), datetime(2026, 11, 23, 5, tzinfo=UTC)
    for part, night in ((1, late), (2, early)):
        shard.write(tmp_path / f"{part}.jsonl", (part, 2), night, URLS, [])

    assert merge(tmp_path.iterdir(), URLS).night == early


@pytest.mark.parametrize("turn", [1, -1])
def test_a_link_that_answered_is_alive(turn: int) -> None:
    """Of two visits the good one counts, whichever comes first."""
    ones = [seen(URLS[0], minutes=1), seen(URLS[0], Verdict.GONE, 9)][::turn]

    assert shard.joined(*ones).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("change", "line", "what"),
    [
        (("2026-11-22", "2026-11-23"), 1, "is of another night than the other shards"),
        (('"1/2"', '"1/3"'), 1, "is of another night than the other shards"),
        (('"1/2"', '"3/2"'), 1, "names no shard such as '2/4'"),
        (('"1/2"', '"½"'), 1, "names no shard such as '2/4'"),
        (('"plan":"', '"plan":"0'), 1, "is of another plan"),
        (('"night"', '"knight"'), 1, "names no night"),
        (("example/", "evil.example/"), 2, "has a URL that is not this shard's"),
        (("gone", "gnoe"), 2, "verdict: expected a known word, got 'gnoe'"),
    ],
    ids=["date", "count", "number", "fraction", "plan", "no night", "foreign URL", "word"],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, change: tuple[str, str], line: int, what: str
) -> None:
    """A file of another night, plan or shard is named instead of mixed in."""
    visits = [seen(url, Verdict.GONE) for url in URLS]
    two, one = stored(tmp_path, 2, 2, visits), stored(tmp_path, 1, 2, visits)
    other, two = tmp_path / "9.jsonl", two.rename(tmp_path / "0.jsonl")
    text = one.read_text("utf-8")
    other.write_text(text.replace(*change), encoding="utf-8")

    with pytest.raises(ShardError) as caught:
        merge([two, other], URLS)

    assert str(caught.value) == f"{other}:{line}: {what}; {REPAIR}"


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    """A file that is named but not there is no missing shard, but a mistake."""
    path = tmp_path / "gone.jsonl"

    with pytest.raises(ShardError) as caught:
        merge([path], URLS)

    assert str(caught.value) == (
        f"{path}:1: can't be read (No such file or directory); {REPAIR}"
    )
