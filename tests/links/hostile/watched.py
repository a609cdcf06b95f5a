"""Runs a command and writes what it cost: `python watched.py FILE SECONDS COMMAND…`.

A small process of its own, since a child's peak memory starts at that of who started it.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path


def main(into: str, limit: str, *command: str) -> None:
    """Write seconds of wall and CPU, MiB at the peak, and the exit code, as JSON."""
    begun = time.perf_counter()
    child = subprocess.Popen(command)
    clock = threading.Timer(float(limit), child.kill)
    clock.start()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    clock.cancel()
    cost = {
        "seconds": time.perf_counter() - begun,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
        "code": child.returncode,
    }
    Path(into).write_text(json.dumps(cost), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
