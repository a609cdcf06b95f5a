"""A web of many hosts on loopback whose pages take as long as their address says.

`python links_web.py FILE` serves until its input ends; FILE then holds the counts of requests.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path

HOSTS = 200
NET = "127.2.0.0/16"
MEDIAN, SPREAD, LONGEST = 0.15, 1.27, 3.0
"""Seconds; the logarithm's deviation makes the 95th percentile 1.2 s."""
SEED = 20261122
TOPICS = (
    "learning gradient matrix kernel network layer token sample weight error proof graph "
    "lecture exercise chapter notes teacher student course reading project week answer"
)
WORDS = TOPICS.split()


def host(number: int) -> str:
    """The address of one of the hosts."""
    return f"127.2.{number // 100}.{1 + number % 100}"


@dataclass(frozen=True)
class Link:
    """A page: on which host, and after how many seconds it answers."""

    number: int
    host: str
    seconds: float

    def url(self, port: int) -> str:
        """Its address; the milliseconds stand in it, so the server keeps no table."""
        return f"http://{self.host}:{port}/page-{self.number}/{round(self.seconds * 1000)}"


def links(count: int, *, latency: bool, web: int = 0) -> list[Link]:
    """So many pages over all hosts, in an order that mixes them; the same for the same web."""
    choose = random.Random(SEED + web)  # noqa: S311  the same webs in every run
    waits = (choose.lognormvariate(log(MEDIAN), SPREAD) if latency else 0 for _ in range(count))
    found = [
        Link(number, host(number % HOSTS), min(wait, LONGEST))
        for number, wait in enumerate(waits)
    ]
    choose.shuffle(found)
    return found


def floor(pages: list[Link], *, at_once: int, per_host: int) -> float:
    """Seconds below which no polite run can end: the slowest host, or all over the slots."""
    hosts: Counter[str] = Counter()
    for page in pages:
        hosts[page.host] += page.seconds  # type: ignore[assignment]
    longest = max(page.seconds for page in pages)
    return max(max(hosts.values()) / per_host, sum(hosts.values()) / at_once, longest)


def _page(number: int) -> bytes:
    """About 10 KiB of HTML, as a course page has it: styles, a menu, text, code, links."""
    choose = random.Random(number)  # noqa: S311  the same page in every run
    text = [" ".join(choose.choices(WORDS, k=60)).capitalize() + "." for _ in range(14)]
    parts = "".join(
        f'<section id="part-{at}"><h2>{one.split()[0]} {at}</h2><p>{one}</p>'
        f"<pre><code>for step in range({at}):\n    print(step)</code></pre></section>\n"
        for at, one in enumerate(text)
    )
    menu = "".join(f'<li><a href="/{word}/{number}">{word}</a></li>' for word in WORDS)
    style = "body{font:16px/1.5 serif;max-width:40em}" * 20
    title = f"Chapter {number}: {text[0][:30]}"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<style>{style}</style></head><body><nav><ul>{menu}</ul></nav><h1>{title}</h1>{parts}"
        "<footer>Written by a teacher.</footer></body></html>\n"
    ).encode()


def _whole(status: str, body: bytes) -> bytes:
    kind = "Content-Type: text/html; charset=utf-8"
    return f"HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


PAGES = [_whole("200 OK", _page(number)) for number in range(50)]
LOST = _whole("404 Not Found", b"<!doctype html><title>Not found</title>")


class _Visit(asyncio.Protocol):
    """One connection; requests come one after another."""

    def __init__(self, asked: Counter[str]) -> None:
        self._asked = asked
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            line = self._read[: self._read.index(b"\r\n")].decode("latin-1")
            self._read = self._read[end + 4 :]
            self._answer(*line.split(" ")[:2])

    def _answer(self, method: str, path: str) -> None:
        page = path.startswith("/page-")
        self._asked[f"{method} {'pages' if page else path[:20]}"] += 1
        number, _, wait = path.removeprefix("/page-").partition("/")
        whole = PAGES[int(number) % len(PAGES)] if page else LOST
        sent = whole[: whole.index(b"\r\n\r\n") + 4] if method == "HEAD" else whole
        loop = asyncio.get_running_loop()
        loop.call_later(int(wait) / 1000 if page else 0, self._send, sent)

    def _send(self, text: bytes) -> None:
        assert isinstance(self._out, asyncio.Transport)
        if not self._out.is_closing():
            self._out.write(text)


async def _serve(asked: Counter[str]) -> None:
    loop = asyncio.get_running_loop()
    make = partial(_Visit, asked)
    first = await loop.create_server(make, host(0), 0, backlog=1024)
    port = first.sockets[0].getsockname()[1]
    for number in range(1, HOSTS):
        await loop.create_server(make, host(number), port, backlog=1024)
    print(port, flush=True)  # noqa: T201  who started us reads it
    await loop.run_in_executor(None, sys.stdin.read)


@dataclass(frozen=True)
class Served:
    """The web under way; `asked` fills when it ends."""

    port: int
    asked: dict[str, int]


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The web in a process of its own, so that its work is not counted as a checker's."""
    into = folder / f"asked-{time.monotonic_ns()}.json"
    server = subprocess.Popen(
        [sys.executable, __file__, str(into)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    served = Served(int(server.stdout.readline()), {})
    try:
        yield served
    finally:
        server.communicate(timeout=20)
        asked: Mapping[str, int] = json.loads(into.read_text(encoding="utf-8"))
        served.asked.update(asked)


if __name__ == "__main__":
    requests: Counter[str] = Counter()
    asyncio.run(_serve(requests))
    Path(sys.argv[1]).write_text(json.dumps(requests), encoding="utf-8")
