"""`roadmap links …` as a maintainer runs it, against a small web on loopback."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from links.small_web import SmallWeb, small_web
from roadmap_site.cli import main
from roadmap_site.links import ledger
from roadmap_site.links.record import State

HERE = ("--allow-net", "127.0.0.0/8")


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    """Some pages, one that has moved, one that is not there."""
    with small_web({"/old": "/new", "/gone": 404}) as web:
        yield web


@pytest.fixture
def urls(web: SmallWeb, tmp_path: Path) -> Path:
    """A list of three links."""
    path = tmp_path / "list.txt"
    lines = [web.url("/fine"), web.url("/old"), web.url("/gone")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["links", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_one_look_is_told_line_by_line(
    web: SmallWeb, urls: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not simply ok has a line with its place, and a missing page ends with 1."""
    code = run("check", "--urls", str(urls), *HERE)

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{urls}:2:1: moved: {web.url('/old')} has moved for good; write {web.url('/new')}",
        (
            f"{urls}:3:1: gone: {web.url('/gone')}: 404 Not Found; "
            "mend the address, or leave the resource out"
        ),
        "3 links: 1 ok, 1 moved, 1 gone",
    ]


def test_json_has_one_object_a_url(
    web: SmallWeb, urls: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line of --format json is an object with the documented keys."""
    run("check", "--urls", str(urls), "--format", "json", *HERE)

    seen = {one["url"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    moved = seen[web.url("/old")]
    assert {url: one["verdict"] for url, one in seen.items()} == {
        web.url("/fine"): "ok",
        web.url("/old"): "moved",
        web.url("/gone"): "gone",
    }
    keys = {"url", "verdict", "reason", "status", "final_url", "chain", "attempts", "seconds"}
    assert keys <= moved.keys()
    assert (moved["status"], moved["final_url"]) == (200, web.url("/new"))


def test_a_look_leaves_nothing_behind(urls: Path, tmp_path: Path) -> None:
    """Without a ledger of its own a list of URLs is not remembered."""
    run("check", "--urls", str(urls), *HERE)

    assert [path.name for path in tmp_path.iterdir()] == ["list.txt"]


def test_a_night_is_remembered(
    web: SmallWeb, urls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A night writes ledger, history and feed; one failure only makes a suspect."""
    file = tmp_path / "nights" / "ledger.jsonl"

    code = run("check", "--urls", str(urls), "--ledger", str(file), *HERE)

    states = {url: record.state for url, record in ledger.load(file).items()}
    assert states == {
        web.url("/fine"): State.OK,
        web.url("/old"): State.OK,
        web.url("/gone"): State.SUSPECT,
    }
    assert sorted(path.name for path in file.parent.iterdir() if path.suffix != ".lock") == [
        "history.jsonl",
        "ledger.jsonl",
        "transitions.atom",
    ]
    history = json.loads((file.parent / "history.jsonl").read_text(encoding="utf-8"))
    assert (history["ok"], history["suspect"], history["dead"]) == (2, 1, 0)
    assert "3 links, 3 asked tonight" in capsys.readouterr().out
    assert code == 0


def test_a_dry_run_asks_nothing(
    web: SmallWeb, urls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run lists what would be asked, and neither asks nor writes."""
    file = tmp_path / "ledger.jsonl"

    code = run("check", "--urls", str(urls), "--ledger", str(file), "--dry-run", *HERE)

    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines[:-1]) == sorted(urls.read_text(encoding="utf-8").splitlines())
    assert lines[-1] == "3 links, at least 0:00 minutes"
    assert (code, web.asked.total(), file.exists()) == (0, 0, False)


def test_only_what_failed_is_asked_again(web: SmallWeb, urls: Path, tmp_path: Path) -> None:
    """--recheck takes an earlier report and leaves out what was sound in it."""
    report = tmp_path / "report.jsonl"
    lines = [
        {"url": web.url("/fine"), "verdict": "ok"},
        {"url": web.url("/gone"), "verdict": "gone"},
    ]
    report.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")

    run("check", "--urls", str(urls), "--recheck", str(report), *HERE)

    assert set(web.asked) == {"/gone"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--shard", "5/4"), "there is no part 5 of 4"),
        (("--shard", "half"), "expected for instance 2/4, got 'half'"),
        (
            ("--allow-net", "127.0.0.1/8"),
            "127.0.0.1/8 has host bits set; expected for",
        ),
        (("--only", "example.org"), "no link is called example.org"),
        (("--recheck", "LIST"), "list.txt:1: is no line of a report; give the output of"),
    ],
    ids=["no such shard", "no shard", "no network", "no such link", "no report"],
)
def test_wrong_usage_is_told(
    urls: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options that ask for what cannot be end with 2 and say what was expected."""
    given = [str(urls) if one == "LIST" else one for one in arguments]

    code = run("check", "--urls", str(urls), *given)

    assert code == 2
    assert words in re.sub(r"\s+", " ", capsys.readouterr().err)


def test_shards_make_the_same_night(web: SmallWeb, tmp_path: Path) -> None:
    """Three shards and a merge remember what one run would."""
    links = [*(web.url(f"/{number}", number) for number in range(1, 6)), web.url("/gone", 3)]
    listed = listing(tmp_path, links)
    whole = tmp_path / "whole.jsonl"
    parts = tmp_path / "parts" / "ledger.jsonl"
    shards = parts.parent / "shards"

    run("check", *listed, "--ledger", str(whole), *HERE)
    for number in (1, 2, 3):
        run("check", *listed, "--ledger", str(parts), "--shard", f"{number}/3", *HERE)
    code = run("merge", str(shards), *listed, "--ledger", str(parts))

    names = sorted(path.name for path in shards.glob("*.jsonl"))
    states = [
        {url: (one.state, one.streak) for url, one in ledger.load(path).items()}
        for path in (whole, parts)
    ]
    assert names == ["1-of-3.jsonl", "2-of-3.jsonl", "3-of-3.jsonl"]
    assert states[0] == states[1]
    assert states[0][web.url("/gone", 3)] == (State.SUSPECT, 1)
    assert (len(states[0]), code) == (6, 0)


def listing(folder: Path, links: list[str]) -> tuple[str, str]:
    """The option that names a file with these links."""
    path = folder / "links.txt"
    path.write_text("\n".join(links), encoding="utf-8")
    return "--urls", str(path)


def test_the_same_night_again_asks_nothing(
    web: SmallWeb, urls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link is asked once a night, unless it is named; the report is still whole."""
    file = tmp_path / "nights" / "ledger.jsonl"
    options = ("--urls", str(urls), "--ledger", str(file), *HERE)
    run("check", *options)
    asked, before = web.asked.copy(), file.read_bytes()
    capsys.readouterr()

    run("check", *options)

    assert "3 links, 0 asked tonight" in capsys.readouterr().out
    assert (web.asked, file.read_bytes()) == (asked, before)
    run("check", *options, "--only", "127.0.0.1")
    assert web.asked["/fine"] == 2
    assert file.read_bytes() == before


def test_a_missing_shard_changes_nothing(web: SmallWeb, tmp_path: Path) -> None:
    """Links of a shard that never came stay as they were, and are told as not asked."""
    listed = listing(tmp_path, [web.url("/", number) for number in range(1, 6)])
    file = tmp_path / "nights" / "ledger.jsonl"
    options = (*listed, "--ledger", str(file))
    run("check", *options, *HERE, "--shard", "2/2")

    run("merge", str(file.parent / "shards"), *options, "--reports", str(tmp_path / "told"))

    summary = (tmp_path / "told" / "report.txt").read_text(encoding="utf-8")
    assert set(ledger.load(file)) == {web.url("/", number) for number in (2, 3, 4, 5)}
    assert "1 link due, but not asked tonight" in summary


def pages(course: Path, *urls: str) -> None:
    """Give the course a hand-written page in each language that links there."""
    for tag in made.LANGUAGES:
        page = course / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        head = "---\ntitle: About\ndescription: About it\n---\n"
        links = "".join(f"See [it]({url}).\n" for url in urls)
        page.write_text(head + links, encoding="utf-8")


def test_a_pull_request_is_asked_for_its_own_links(
    web: SmallWeb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--base asks the links that were not there before, and annotates their lines."""
    course = made.curriculum(tmp_path / "course")
    git(course, "init", "--quiet", "--initial-branch=main")
    git(course, "add", ".")
    git(course, "commit", "--quiet", "--message=Begin")
    git(course, "checkout", "--quiet", "-b", "more")
    pages(course, web.url("/gone"))

    code = run("check", "--root", str(course), "--base", "main", "--format", "github", *HERE)

    said = capsys.readouterr().out
    what = f"{web.url('/gone')}: 404 Not Found; mend the address, or leave the resource out"
    assert said.splitlines() == [
        f"::error file=docs/{tag}/about.md,line=5,col=10::{what}" for tag in ("en", "zh")
    ]
    assert (code, set(web.asked)) == (1, {"/gone"})


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command has an example in its help, line by line as it was written."""
    for command in ("check", "merge", "fix", "mute", "issue", "simulate"):
        run(command, "--help")

        said = capsys.readouterr().out
        assert re.search(rf"Examples?:\n    roadmap links {command}", said), said
