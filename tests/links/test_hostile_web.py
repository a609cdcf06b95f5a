"""The hostile web: every case judged as a person would, in time, in little memory, safely."""

import asyncio
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest

from links.hostile import kinds_names, watched
from links.hostile.case import Case
from links.hostile.cases import CASES
from links.hostile.kinds_names import NameServer
from links.hostile.web import CERTIFICATES, NET, Web, serving
from roadmap_site.links.observation import Verdict
from roadmap_site.links.probe import probe_all
from roadmap_site.links.settings import Settings
from roadmap_site.links.web import Web as Network
from roadmap_site.project import TOOL

NETS = (NET, "::1/128")
SECONDS, MIB = 70, 80


@dataclass(frozen=True)
class Run:
    """A run of the command: its lines, and what it cost (`watched.py`)."""

    lines: tuple[Mapping[str, object], ...]
    cost: Mapping[str, float]

    @property
    def verdicts(self) -> dict[str, str]:
        """Of each URL, as it was printed."""
        return {str(line["url"]): str(line["verdict"]) for line in self.lines}


@pytest.fixture
def web() -> Iterator[Web]:
    with serving((*CASES, *kinds_names.CASES)) as web:
        yield web


def check(urls: Sequence[str], folder: Path) -> Run:
    """`roadmap links check --urls`, in a process whose memory is its own."""
    (folder / "urls.txt").write_text("\n".join(urls), encoding="utf-8")
    command = [sys.executable, "-m", "roadmap_site", "links", "check", "--urls", "urls.txt"]
    command += ["--format", "json", *(f"--allow-net={net}" for net in NETS)]
    watch = [sys.executable, watched.__file__, "cost.json", str(SECONDS), *command]
    environment = {name: text for name, text in os.environ.items() if name != "GITHUB_TOKEN"}
    environment["PYTHONPATH"] = str(TOOL / "scripts")
    environment["SSL_CERT_FILE"] = str(CERTIFICATES / "root.pem")
    ran = subprocess.run(
        watch,
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=SECONDS + 20,
        check=True,
    )
    lines = tuple(json.loads(line) for line in ran.stdout.splitlines())
    return Run(lines, json.loads((folder / "cost.json").read_text(encoding="utf-8")))


def wrong(cases: Sequence[Case], web: Web, verdicts: Mapping[str, str]) -> str:
    """Each decidable case, a line, whose verdict is neither true nor defensible."""
    urls = web.urls()
    return "\n".join(
        f"{case.name}: {case.truth}, got {said}; {case.why}"
        for case in cases
        if not case.undecidable
        and (said := verdicts.get(urls[case.name].strip(), "nothing")) != case.truth
        and said not in case.also
    )


def test_the_web_is_hostile_enough() -> None:
    """There are cases for every verdict, each with a name of its own and a reason."""
    cases = (*CASES, *kinds_names.CASES)

    assert len(cases) >= 130
    assert len({case.name for case in cases}) == len(cases)
    assert {case.truth for case in cases} == set(Verdict)
    assert all(case.why for case in cases)


def test_names_are_judged_right(web: Web) -> None:
    """Hosts that do not exist, that nobody can tell, and that lead inside are told apart."""
    cases = kinds_names.CASES
    addresses = web.urls()
    urls = [addresses[case.name] for case in cases]
    names = NameServer()
    settings = Settings(allow_nets=tuple(ip_network(net) for net in NETS), lookup=3)
    tls = ssl.create_default_context(cafile=CERTIFICATES / "root.pem")

    async def ask() -> dict[str, str]:
        async with Network(settings, lookup=names, tls=tls) as network:
            asked = probe_all(urls, {}, settings, web=network)
            return {one.url: str(one.verdict) async for one in asked}

    try:
        verdicts = asyncio.run(ask())
    finally:
        names.close()

    assert web.touched == []
    assert wrong(cases, web, verdicts) == ""
    assert names.asked["rebind.test"] == 1


# One test, so that the minute is spent once, however many workers there are.
def test_the_whole_list_is_judged_right(web: Web, tmp_path: Path) -> None:
    """Each URL gets a person's verdict, in time, in little memory; the canary lives."""
    addresses = web.urls()
    urls = [addresses[case.name] for case in CASES]

    run = check(urls, tmp_path)

    assert web.touched == []
    assert wrong(CASES, web, run.verdicts) == ""
    assert sorted(str(line["url"]) for line in run.lines) == sorted(u.strip() for u in urls)
    assert run.cost["code"] == 1
    assert run.cost["seconds"] <= SECONDS
    assert run.cost["memory"] <= MIB
