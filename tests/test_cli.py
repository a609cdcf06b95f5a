"""The command line as people use it: words on the terminal, exit codes, and Ctrl+C."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import made
from roadmap_site.cli import main
from roadmap_site.project import TOOL


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small sound project."""
    return made.curriculum(tmp_path)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_project_is_found_from_inside(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder of the project every command finds it; paths count from that folder."""
    monkeypatch.chdir(course / "roadmap" / "tier-0" / "section-0-0")
    sound = "no problems in 4 sections and 8 resources\n"

    assert run("lint") == 0
    assert capsys.readouterr().out == sound
    assert run("lint", "section.yml") == 0
    assert capsys.readouterr().out == (
        "no problems in roadmap/tier-0/section-0-0/section.yml\n"
    )
    assert run("fmt", "--check", "resources/resource-0-0-0.yml") == 1
    assert capsys.readouterr().out.endswith("1 of 1 file would be formatted\n")
    assert run("show", "section-0-0") == 0


def test_no_project_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no folder above is a project either, that is wrong usage."""
    monkeypatch.chdir(tmp_path)

    assert run("lint") == 2
    assert capsys.readouterr().err.endswith(
        "no folder 'roadmap' in .; run this where it lies, or give --root\n"
    )


def test_build_says_what_it_did(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step is told with its time, and the site's address is the one asked for."""
    code = run("build", "--root", str(course), "--url", "https://example.net/x")

    said = re.sub(r"\d+\.\d s", "N s", capsys.readouterr().err)
    assert code == 0
    assert said.splitlines() == [
        "checked     4 sections, 8 resources  N s",
        "en          built  N s",
        "zh          built  N s",
        f"site        24 pages in {course / 'site'}  N s",
    ]
    home = (course / "site" / "zh" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.net/x/zh/">' in home


def test_a_failed_build_says_so(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that cannot be published ends with 1 and keeps the last good one."""
    for tag in made.LANGUAGES:
        page = course / "docs" / tag / "about.md"
        page.parent.mkdir(parents=True)
        page.write_text("---\ntitle: A\ndescription: B\n---\n[x](#no)\n", encoding="utf-8")

    code = run("build", "--root", str(course))

    assert code == 1
    assert capsys.readouterr().err.endswith(
        "about/index.html: broken link '#no'\nzh/about/index.html: broken link '#no'\n"
        "the site was not built; the last good one is untouched\n"
    )


def test_schemas_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """`schema --check` is silent while the committed schemas are those of the models."""
    assert run("schema", "--check") == 0
    assert capsys.readouterr().out == ""


def test_a_taken_port_is_told(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two servers on one port are a matter of usage, with a way out."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        code = run("serve", "--root", str(course), "--port", port)

    message = f"port {port}: taken by another program; give another one with --port"
    assert code == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def server(course: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`roadmap serve` on that project, in a process of its own."""
    command = [sys.executable, "-m", "roadmap_site", "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(TOOL / "scripts"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--root", str(course)], stderr=subprocess.PIPE, bufsize=0, env=environment
    ) as process:
        yield process
        process.kill()


def said(process: subprocess.Popen[bytes], pattern: str, seconds: int) -> re.Match[str] | None:
    """The next line that matches; None if none comes for so long."""
    assert process.stderr
    while select.select([process.stderr], [], [], seconds)[0]:
        line = process.stderr.readline().decode()
        if found := re.search(pattern, line):
            return found
        if not line:
            break
    return None


def test_serve_follows_an_edit_and_stops(course: Path, server: subprocess.Popen[bytes]) -> None:
    """A page shows an edit once the server says so; Ctrl+C ends it with 130."""
    serving = said(server, r"serving +(\S+)", 60)
    assert serving
    path = course / "roadmap/tier-0/section-0-0/section.yml"
    # The watcher's first look comes a moment after the greeting: an edit may be too early.
    for attempt in range(5):
        edited = re.sub(r'"(Text|Edited\d)"', f'"Edited{attempt}"', path.read_text("utf-8"))
        path.write_text(edited, encoding="utf-8")
        if said(server, "up to date", 5):
            break
    with urllib.request.urlopen(f"{serving[1]}tier-0/section-0-0/", timeout=10) as page:
        text = page.read().decode()
    server.send_signal(signal.SIGINT)

    assert f"Edited{attempt}" in text
    assert server.wait(30) == 130
