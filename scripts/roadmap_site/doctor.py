"""What this machine lacks for the work on a course. `Machine` is all that it looks at."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

import yaml

NEWEST_UNSUPPORTED = (3, 10)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class State(StrEnum):
    """How good a finding is; only `fail` keeps anybody from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One thing looked at, and how to mend it where it is not as it should be."""

    state: State
    what: str
    repair: str = ""

    def __str__(self) -> str:
        """`ok    Python 3.13.1`, `warn  no git; install it`."""
        tail = f"; {self.repair}" if self.repair else ""
        return f"{self.state:<5} {self.what}{tail}"


@dataclass(frozen=True)
class Machine:
    """The machine as the checks see it."""

    python: tuple[int, int, int]
    has_libyaml: bool
    program: Callable[[str], str | None]  # name → path
    git: Callable[[Path, str], str | None]  # folder, `rev-parse` option → words, None for error
    installed: Callable[[str], str | None]  # distribution → version
    may_write: Callable[[Path], bool]
    browsers: tuple[Path, ...]  # folders with downloaded browsers
    environment: dict[str, str]


def findings(root: Path, tool: Path, machine: Machine) -> Iterator[Finding]:
    """What was found, in the order in which one would mend it."""
    yield python(machine)
    yield libyaml(machine)
    yield packages(tool, machine)
    yield project(root)
    yield writing(root, machine)
    yield git(root, machine)
    yield browser(machine)


def python(machine: Machine) -> Finding:
    """Whether this Python is new enough."""
    what = f"Python {'.'.join(map(str, machine.python))}"
    if machine.python[:2] <= NEWEST_UNSUPPORTED:
        return Finding(State.FAIL, what, "install Python 3.11 or newer")
    return Finding(State.OK, what)


def libyaml(machine: Machine) -> Finding:
    """Whether YAML is read by C code; without it all works, many times slower."""
    if machine.has_libyaml:
        return Finding(State.OK, "PyYAML has libyaml")
    repair = "install a wheel of it: pip install --force-reinstall --only-binary :all: pyyaml"
    return Finding(
        State.WARN, "PyYAML has no libyaml: checking takes many times longer", repair
    )


def packages(tool: Path, machine: Machine) -> Finding:
    """Whether what the program imports itself is installed as the lock file says."""
    locked = _locked(tool / "requirements.lock")
    wrong = []
    for name in _declared(tool / "pyproject.toml"):
        have, want = machine.installed(name), locked.get(name)
        if want is None:
            wrong.append(f"{name} is not in the lock file")
        elif have != want:
            wrong.append(f"{name} {have or 'missing'}, not {want}")
    if wrong:
        repair = "run: python -m pip install --require-hashes -r requirements.lock"
        return Finding(State.WARN, f"packages differ: {', '.join(wrong)}", repair)
    return Finding(State.OK, "packages are those of requirements.lock")


def project(root: Path) -> Finding:
    """Whether there is a course here."""
    if (root / "roadmap" / "curriculum.yml").is_file():
        return Finding(State.OK, f"a course lies in {root / 'roadmap'}")
    repair = "run this where that folder lies, or give --root"
    return Finding(State.FAIL, f"no roadmap/curriculum.yml in {root}", repair)


def writing(root: Path, machine: Machine) -> Finding:
    """Whether entries can be written and the site be built."""
    folders = [one for one in (root, root / "roadmap") if one.is_dir()]
    shut = [str(one) for one in folders if not machine.may_write(one)]
    if shut:
        repair = "make yourself its owner"
        return Finding(State.FAIL, f"may not write into {', '.join(shut)}", repair)
    return Finding(State.OK, "may write here")


def git(root: Path, machine: Machine) -> Finding:
    """Whether changes can be compared with what was: git, a repository, its whole history."""
    if machine.program("git") is None:
        return Finding(State.WARN, "no git: changes can't be compared or sent", "install it")
    shallow = machine.git(root, "--is-shallow-repository")
    if shallow is None:
        return Finding(State.WARN, "this is no git repository", "run: git clone, or git init")
    if shallow == "true":
        what = "git has only the latest commits: comparing with a base may fail"
        return Finding(State.WARN, what, "run: git fetch --unshallow")
    return Finding(State.OK, "git with the whole history")


def browser(machine: Machine) -> Finding:
    """Whether the browser tests have a Chromium; nothing else needs one."""
    named = machine.environment.get("CHROMIUM")
    names = [named] if named else _BROWSERS
    if path := next(filter(None, map(machine.program, names)), None):
        return Finding(State.OK, f"Chromium for the browser tests: {path}")
    for folder in machine.browsers:
        if any(folder.glob("chromium*")):
            return Finding(State.OK, f"Chromium for the browser tests: {folder}")
    what = "no Chromium: the browser tests can't run, all else can"
    return Finding(State.WARN, what, "run: sh tests/chromium.sh")


def this_machine() -> Machine:
    """The machine that this runs on."""
    downloads = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    return Machine(
        python=sys.version_info[:3],
        has_libyaml=hasattr(yaml, "CSafeLoader"),
        program=shutil.which,
        git=_ask_git,
        installed=_version,
        may_write=lambda path: os.access(path, os.W_OK | os.X_OK),
        browsers=(Path(downloads).expanduser(),),
        environment=dict(os.environ),
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _ask_git(root: Path, option: str) -> str | None:
    """What `git rev-parse` says of this option, one line; None where it fails."""
    found = shutil.which("git")
    if found is None:
        return None
    command = [found, "-C", str(root), "rev-parse", option]
    try:
        ran = subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if ran.returncode else ran.stdout.decode(errors="replace").strip()


def _declared(path: Path) -> list[str]:
    """The names of the program's own dependencies."""
    if not path.is_file():
        return []
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_normal(text) for text in told.get("project", {}).get("dependencies", [])]


def _locked(path: Path) -> dict[str, str]:
    """`{name: version}` of a lock file."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return {_normal(name): version for name, version in found}


def _normal(requirement: str) -> str:
    """A distribution's name as PEP 503 spells it."""
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else requirement
