"""What a cold lint of many resources costs, beside PyYAML's bare load of the same files."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from links.hostile import watched
from measure import Cost, run
from roadmap_site.project import TOOL

RESOURCES = 10_000
SIZES = (2_500, 5_000, 10_000, 20_000)
RUNS = 5
LIMIT = 120  # seconds for one run
BARE = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("roadmap/**/*.yml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
# A copy names its original nowhere, and no other resource is its twin.
_OWN = re.compile(r"^(?:counterpart|also|also_in|aliases):.*\n(?:[ -].*\n)*", re.MULTILINE)
_URL = re.compile(r"^url: .*$", re.MULTILINE)


def lint(folder: Path) -> Iterator[str]:
    """CPU of lint and of the bare load, the least of five turns each; memory by size."""
    for size in SIZES:
        grown(folder / str(size), size)
    root = folder / str(RESOURCES)
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(_cost(folder, "-c", BARE, str(root)))
        ours.append(_lint(folder, root))
    theirs, mine = (min(one.cpu for one in costs) for costs in (bare, ours))
    yield f"{RESOURCES:,} resources from cold, the least CPU of {RUNS} runs"
    yield f"CSafeLoader  {theirs:5.2f} CPU s"
    yield f"lint         {mine:5.2f} CPU s"
    yield f"ratio        {mine / theirs:5.2f}"
    costs = [_lint(folder, folder / str(size)) for size in SIZES]
    for size, cost in zip(SIZES, costs, strict=True):
        yield f"{size:6,} resources  {cost}"
    kib = (costs[-1].memory - costs[0].memory) * 1024 / (SIZES[-1] - SIZES[0])
    yield f"each one more takes {kib:.1f} KiB"


def grown(root: Path, size: int) -> None:
    """Make a curriculum of so many resources from the course: copies with URLs of their own."""
    for name in ("roadmap", "docs"):
        shutil.copytree(TOOL / name, root / name)
    course = sorted(root.glob("roadmap/*/*/resources/*.yml"))
    texts = [_OWN.sub("", path.read_text(encoding="utf-8")) for path in course]
    copies = (
        (path, text, number)
        for number in count(1)
        for path, text in zip(course, texts, strict=True)
    )
    for path, text, number in islice(copies, size - len(course)):
        url = f"url: https://copy-{number}.example.org/{path.stem}"
        copy = path.with_name(f"{path.stem}-c{number}.yml")
        copy.write_text(_URL.sub(url, text), encoding="utf-8")


def _lint(folder: Path, root: Path) -> Cost:
    return _cost(folder, "-m", "roadmap_site", "lint", "--root", str(root))


def _cost(folder: Path, *arguments: str) -> Cost:
    """The cost of this Python with these arguments, started by a small process."""
    told = folder / "cost.json"
    command = (sys.executable, watched.__file__, str(told), str(LIMIT), sys.executable)
    run(*command, *arguments, cwd=folder)
    cost = json.loads(told.read_text(encoding="utf-8"))
    if cost["code"]:
        sys.exit((folder / "bench.log").read_text(encoding="utf-8")[-2000:])
    return Cost(cost["cpu"], cost["seconds"], cost["memory"])
