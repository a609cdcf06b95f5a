"""A night that is killed loses nothing and asks nothing twice."""

import json
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from links.small_web import SmallWeb, small_web
from roadmap_site.links import ledger
from roadmap_site.project import TOOL

KILLS = 100
LINKS = 60


def begun(list_: Path, file: Path, said: Path) -> "subprocess.Popen[bytes]":
    """A night in a process of its own, whose observations go to the file `said`."""
    options = ["--allow-net", "127.0.0.0/8", "--per-host", "8", "--format", "json"]
    command = ["links", "check", "--urls", str(list_), "--ledger", str(file), *options]
    start = f"import sys; sys.path.insert(0, {str(TOOL / 'scripts')!r}); "
    start += f"from roadmap_site.cli import main; main({command!r})"
    with said.open("ab") as out:
        return subprocess.Popen([sys.executable, "-c", start], stdout=out, stderr=out)


def told(said: Path) -> set[str]:
    """The paths of the URLs that the night has told; a line cut by the kill does not count."""
    lines = said.read_text(encoding="utf-8").split("\n")[:-1] if said.exists() else []
    return {"/" + json.loads(line)["url"].rpartition("/")[2] for line in lines}


def killed_at(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Whether the process had to be killed after that time; it may have ended by itself."""
    with suppress(subprocess.TimeoutExpired):
        assert process.wait(timeout=seconds) == 0
        return False
    process.send_signal(signal.SIGKILL)
    process.wait()
    return True


def test_kill_at_any_moment(tmp_path: Path) -> None:
    """After a hundred kills every ledger was whole, and what was told was never asked again."""
    chance = random.Random(20261122)  # noqa: S311  which moments, not a secret
    kills = nights = 0
    with small_web() as web:
        while kills < KILLS:
            kills += one_night(web, tmp_path / str(nights), chance)
            nights += 1

    assert nights > 1


def one_night(web: SmallWeb, folder: Path, chance: random.Random) -> int:
    """How many kills the night took until it was over."""
    folder.mkdir()
    names = [f"/{folder.name}-{number}" for number in range(LINKS)]
    (folder / "list.txt").write_text("\n".join(map(web.url, names)), encoding="utf-8")
    file, said, kills = folder / "ledger.jsonl", folder / "said.jsonl", 0
    while True:
        known, before = told(said), web.asked.copy()
        process = begun(folder / "list.txt", file, said)
        killed = killed_at(process, chance.uniform(0.3, 1.5))
        ledger.load(file)
        again = {name for name in known if web.asked[name] > before[name]}
        assert again == set()
        if not killed:
            break
        kills += 1
    remembered = {url.rpartition("/")[2] for url in ledger.load(file)}
    assert remembered == {name.strip("/") for name in names}
    return kills
