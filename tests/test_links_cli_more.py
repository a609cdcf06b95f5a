"""What `roadmap links …` says where something is in its way, and what it leaves alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from links.small_web import SmallWeb, small_web
from roadmap_site.links import ledger
from roadmap_site.links.record import State
from test_links_cli import HERE, git, pages, run


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    """Some pages, and one that is not there."""
    with small_web({"/gone": 404}) as web:
        yield web


@pytest.fixture
def urls(web: SmallWeb, tmp_path: Path) -> Path:
    """A list of two links."""
    path = tmp_path / "list.txt"
    path.write_text(f"{web.url('/fine')}\n{web.url('/gone')}\n", encoding="utf-8")
    return path


def last_words(capsys: pytest.CaptureFixture[str]) -> str:
    """What the program said at the end, on one line."""
    return re.sub(r"\s+", " ", capsys.readouterr().err.rpartition("Error: ")[2]).strip()


def test_a_place_that_cannot_be_written_is_told(
    urls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ledger in a folder that is a file ends in words, not in a traceback."""
    code = run("check", "--urls", str(urls), "--ledger", str(urls / "ledger.jsonl"), *HERE)

    assert code == 2
    assert last_words(capsys) == f"{urls}: File exists; mend that, then run it again"
    assert [path.name for path in tmp_path.iterdir()] == ["list.txt"]


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("fix",), ("mute", "https://a.example/", "--reason=x", "--until=2027-01-01")],
    ids=["check", "fix", "mute"],
)
def test_a_folder_without_a_curriculum_is_told(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run in the wrong folder, the commands say so and make nothing there."""
    code = run(*arguments, "--root", str(tmp_path))

    words = f"no folder 'roadmap' in {tmp_path}; run this where it lies, or give --root"
    assert (code, last_words(capsys)) == (2, words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [b"\xff\n", b"[" * 100_000, b'{"url": 1}', b"\xe2\x80\xa8"],
    ids=["no text", "deep", "half", "no JSON"],
)
def test_a_spoilt_report_is_told(
    urls: Path, text: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """--recheck and issue refuse a file that is not what they wrote, and name it."""
    report = urls.with_name("issue.json")
    report.write_bytes(text)

    codes = (
        run("check", "--urls", str(urls), "--recheck", str(report)),
        run("issue", str(urls.parent)),
    )

    said = re.sub(r"\s+", " ", capsys.readouterr().err)
    assert codes == (2, 2)
    assert f"{report}:1: is no line of a report; give the output of --format json" in said
    assert f"{report}:1: does not say what the issue says; let roadmap links" in said


def test_a_spoilt_feed_begins_anew(urls: Path, tmp_path: Path) -> None:
    """A feed beside the ledger that is no text costs its old news and nothing else."""
    file = tmp_path / "nights" / "ledger.jsonl"
    feed = file.with_name("transitions.atom")
    feed.parent.mkdir()
    feed.write_bytes(b"\xff\xfe\x00")

    code = run("check", "--urls", str(urls), "--ledger", str(file), *HERE)

    assert code == 0
    assert feed.read_text(encoding="utf-8").startswith("<?xml")


def test_one_look_writes_no_news(web: SmallWeb, tmp_path: Path) -> None:
    """--reports of one look leaves the project's own feed and ledger as they are."""
    course = made.curriculum(tmp_path / "course", tiers=1, sections=1, resources=1)
    feed = course / ".links" / "transitions.atom"
    made.write(feed, "the former news")
    before = feed.read_bytes()
    listed = tmp_path / "list.txt"
    listed.write_text("https://[/\n", encoding="utf-8")
    told = tmp_path / "told"

    code = run("check", "--root", str(course), "--urls", str(listed), "--reports", str(told))

    assert (code, feed.read_bytes()) == (1, before)
    assert [path.name for path in feed.parent.iterdir()] == ["transitions.atom"]
    assert (told / "transitions.atom").is_file()
    assert web.asked.total() == 0


def test_a_part_of_nothing_is_wrong_usage(
    urls: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--shard is refused where there is no night that a merge could conclude."""
    code = run("check", "--urls", str(urls), "--shard", "1/2")

    words = "--shard is a part of a night; with --urls name a --ledger too"
    assert (code, last_words(capsys)) == (2, words)


def test_shards_of_a_list_are_merged(web: SmallWeb, urls: Path, tmp_path: Path) -> None:
    """A list of links can be split over machines as a curriculum can."""
    file = tmp_path / "nights" / "ledger.jsonl"
    options = ("--urls", str(urls), "--ledger", str(file))
    for shard in ("1/2", "2/2"):
        run("check", *options, "--shard", shard, *HERE)

    code = run("merge", str(file.parent / "shards"), *options)

    states = {url: record.state for url, record in ledger.load(file).items()}
    assert states == {web.url("/fine"): State.OK, web.url("/gone"): State.SUSPECT}
    assert code == 0


def test_whoever_mends_a_broken_base_is_asked_for_his_own_links(
    web: SmallWeb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links that stand in a base that cannot be read are not taken for new ones."""
    course = made.curriculum(tmp_path / "course", tiers=1, sections=1, resources=1)
    pages(course, web.url("/gone"))
    about = course / "roadmap" / "curriculum.yml"
    sound = about.read_text(encoding="utf-8")
    about.write_text(f"{sound}]", encoding="utf-8")
    git(course, "init", "--quiet", "--initial-branch=main")
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message=Begin")
    about.write_text(sound, encoding="utf-8")
    page = course / "docs" / "en" / "about.md"
    page.write_text(page.read_text("utf-8") + f"[one]({web.url('/more')})\n", encoding="utf-8")

    code = run("check", "--root", str(course), "--base", "main", *HERE)

    assert (code, set(web.asked)) == (0, {"/more"})
    assert capsys.readouterr().out == "1 link: 1 ok\n"


def test_a_dry_run_shows_hostile_links_escaped(
    web: SmallWeb, urls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run lists only what is left of the night, and no text can steer the terminal."""
    file = tmp_path / "nights" / "ledger.jsonl"
    options = ("--urls", str(urls), "--ledger", str(file))
    run("check", *options, *HERE)
    with urls.open("a", encoding="utf-8") as listed:
        listed.write("http://127.0.0.1/\x1b[31m\n")
    capsys.readouterr()

    run("check", *options, "--dry-run")

    assert capsys.readouterr().out.splitlines() == [
        "http://127.0.0.1/\\x1b[31m",
        "1 link, at least 0:00 minutes",
    ]
    assert json.loads((file.parent / "history.jsonl").read_text("utf-8"))["ok"] == 1
    assert web.asked["/fine"] == 1


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_pull_request_does_not_suffer_for_a_lost_network(
    web: SmallWeb,
    tmp_path: Path,
    form: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where no control answers either, --base says so and accuses no link."""
    silent = f"http://127.0.1.1:{web.port}/"
    monkeypatch.setattr("roadmap_site.links.run.CONTROLS", [silent])
    course = made.curriculum(tmp_path / "course", tiers=1, sections=1, resources=1)
    git(course, "init", "--quiet", "--initial-branch=main")
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message=Begin")
    pages(course, silent)

    code = run("check", "--root", str(course), "--base", "main", "--format", form, *HERE)

    said = capsys.readouterr()
    what = "night void: the network: 0 of 1 control sites answer; nothing was written\n"
    assert (code, said.err) == (3, what)
    assert "::" not in said.out
