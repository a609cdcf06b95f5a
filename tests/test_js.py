"""Every `tests/js/*.test.mjs` passes under the node that comes with Playwright."""

import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent / "js"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_javascript(path: Path) -> None:
    """The module's own tests pass."""
    node = compute_driver_executable()[0]
    command = [node, "--no-warnings", "--test", "--test-reporter=spec", str(path)]

    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr
