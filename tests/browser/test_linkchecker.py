"""A crawler that we did not write audits the built site: pages, anchors, assets.

LinkChecker is GPL: it is run as a program of its own and never imported.
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from serving import Site, served

# As root it would become `nobody`, who may not be able to read this interpreter; on loopback
# there is nothing to be protected from.
RUN = """
import os, runpy, sys
os.geteuid = lambda: 1
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
# It parses the page anew for every anchor, and the page of rules has hundreds of them; the
# build's own audit looks at those.
SETTINGS = """
[checking]
threads=4
maxrequestspersecond=1000
[filtering]
checkextern=0
ignore=
  /rules/[^#]*#
[output]
status=0
[AnchorCheck]
"""


def crawled(site: Site, work: Path, *begin: str) -> dict[str, list[dict[str, str]]]:
    """`{URL: its rows}` of LinkChecker's CSV: these pages and all that they lead to."""
    (work / "settings").write_text(SETTINGS, encoding="utf-8")
    program = Path(sys.executable).with_name("linkchecker")
    starts = [site.url + page for page in begin]
    flags = ["-f", str(work / "settings"), "--no-robots", "--verbose", "-o", "csv/utf-8"]
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(program), *flags, *starts],
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": "C.UTF-8", "HOME": str(work)},
        timeout=600,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    rows: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(lines, delimiter=";"):
        rows.setdefault(row["url"].partition("#")[0], []).append(row)
    return rows


def pages(site: Site) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def faults(rows: dict[str, list[dict[str, str]]]) -> list[tuple[str, str, str]]:
    """(parent, link, what is wrong) of everything that LinkChecker did not like."""
    return sorted(
        (row["parentname"], row["urlname"], row["warningstring"] or row["result"])
        for group in rows.values()
        for row in group
        if row["valid"] != "True" or row["warningstring"]
    )


def test_the_site_has_no_broken_link(site: Site, tmp_path: Path) -> None:
    """LinkChecker visits every page of the real course and finds nothing broken."""
    names = (page.relative_to(site.folder).as_posix() for page in pages(site))
    every = [name.removesuffix("index.html") for name in names]  # as links lead to them
    rows = crawled(site, tmp_path, *every)

    visited = {url.removeprefix(site.url) for url in rows}
    assert [name for name in every if name not in visited] == []
    assert faults(rows) == []


@pytest.mark.parametrize("page", ["index.html"])
def test_a_planted_broken_anchor_is_caught(baking: Site, tmp_path: Path, page: str) -> None:
    """A link to an anchor that is not on another page does not escape LinkChecker."""
    copy = tmp_path / "site"
    shutil.copytree(baking.folder, copy)
    text = (copy / page).read_text(encoding="utf-8")
    planted = text.replace("</main>", '<a href="about/#no-such-anchor">planted</a></main>', 1)
    (copy / page).write_text(planted, encoding="utf-8")

    for site in served(copy):
        # Not from 404.html: its links begin with the folder that this course will lie in.
        found = faults(crawled(site, tmp_path, page))

    assert planted != text
    assert [(link, what.partition(". ")[0]) for _, link, what in found] == [
        (
            "about/#no-such-anchor",
            "Anchor `no-such-anchor' (decoded: `no-such-anchor') not found",
        )
    ]
