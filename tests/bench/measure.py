"""Runs a command as a child and says what it cost."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from roadmap_site.project import TOOL


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds, and the largest process's memory in MiB."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        """One row of a table."""
        return f"{self.cpu:6.2f} CPU s  {self.wall:6.2f} s  {self.memory:5.0f} MiB"


def run(*command: str, cwd: Path) -> Cost:
    """The cost of one run of a command with all its children; raises if it fails."""
    log = cwd / "bench.log"
    begun = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(TOOL / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    wall = time.perf_counter() - begun
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def python(*arguments: str, cwd: Path) -> Cost:
    """The cost of this Python with these arguments."""
    return run(sys.executable, *arguments, cwd=cwd)


def median(costs: list[Cost]) -> Cost:
    """The run in the middle by CPU time."""
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]
