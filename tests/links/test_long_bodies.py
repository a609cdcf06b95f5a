"""Long bodies: read a few at a time, so that all of them together fit into memory."""

import asyncio
import json
import os
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from links.hostile import watched
from links.loopback import Do, endless, reply, serving, settings
from links.probing import fetched
from roadmap_site.links.fetch import Exchange
from roadmap_site.links.web import Web
from roadmap_site.project import TOOL

SHORT, LONG = b"<p>Some words.", b"<p>Many words follow each other. " * 2000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
GREEDY: tuple[Do, ...] = (
    endless(HEAD, b"lorem ipsum <p>" * 4000),
    endless(HEAD, "😀 <p>漢字 ".encode() * 4000),
)
HOSTS, MIB = 120, 80


def fetch_while_others_read(body: bytes) -> Exchange:
    """What a body brings whose turn comes later than its own time would last."""

    async def run() -> Exchange:
        limits = settings(long_bodies=1, body=0.2)
        async with serving({"/": reply(200, body)}) as there, Web(limits) as web:
            await web.long_bodies.acquire()
            asyncio.get_running_loop().call_later(0.3, web.long_bodies.release)
            return await fetched(web, there.url())

    return asyncio.run(run())


def test_the_wait_for_a_turn_is_not_the_servers() -> None:
    """A long body that had to wait for others is read to its end, however long it took."""
    got = fetch_while_others_read(LONG)

    assert (got.body, got.stalled) == (LONG, False)


def test_short_bodies_need_no_turn() -> None:
    """A short body is read while long ones are waiting."""
    assert fetch_while_others_read(SHORT).body == SHORT


def test_a_greedy_web_fits_into_memory(tmp_path: Path) -> None:
    """Endless pages of 120 hosts at once are read within 80 MiB."""

    async def run() -> None:
        async with AsyncExitStack() as stack:
            urls = [
                (await stack.enter_async_context(serving({"/": do}, f"127.0.2.{at}"))).url()
                for at in range(1, HOSTS + 1)
                for do in [GREEDY[at % len(GREEDY)]]
            ]
            (tmp_path / "urls.txt").write_text("\n".join(urls), encoding="utf-8")
            await check(tmp_path)

    asyncio.run(run())
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    cost = json.loads((tmp_path / "cost.json").read_text(encoding="utf-8"))

    assert [json.loads(line)["verdict"] for line in lines] == ["ok"] * HOSTS
    assert cost["memory"] <= MIB


async def check(folder: Path) -> None:
    """`roadmap links check`, in a process whose memory is its own."""
    watch = [sys.executable, watched.__file__, "cost.json", "60", sys.executable, "-m"]
    command = ["roadmap_site", "links", "check", "--urls", "urls.txt", "--format", "json"]
    with (folder / "out.txt").open("w") as out:
        ran = await asyncio.create_subprocess_exec(
            *watch,
            *command,
            "--allow-net=127.0.0.0/8",
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(TOOL / "scripts")},
            stdout=out,
        )
        assert await ran.wait() == 0
