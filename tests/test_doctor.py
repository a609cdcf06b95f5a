from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import course
from roadmap_site import doctor
from roadmap_site.doctor import Finding, Machine, State
from roadmap_site.project import TOOL

Change = dict[str, object]
LOCK = """\
click==8.4.0 \\
    --hash=sha256:00
    # via mkdocs
jinja2[i18n]==3.1.6 ; python_version > "3" \\
    --hash=sha256:00
mkdocs-material==9.7.8
"""
PROJECT = """\
[project]
dependencies = ["click>=8.2", "Jinja2>=3.1.6", "mkdocs_material>=9.7.7"]
"""
VERSIONS = {"click": "8.4.0", "jinja2": "3.1.6", "mkdocs-material": "9.7.8"}
WELL = Machine(
    python=(3, 13, 1),
    has_libyaml=True,
    program=lambda name: f"/bin/{name}",
    git=lambda _, __: "false",
    installed=VERSIONS.get,
    may_write=lambda _: True,
    browsers=(),
    environment={},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course."""
    return course.write(tmp_path / "course")


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """The program's own folder, with a lock file."""
    folder = tmp_path / "tool"
    folder.mkdir()
    (folder / "requirements.lock").write_text(LOCK, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    return folder


def test_a_machine_in_order_is_told_so(root: Path, tool: Path) -> None:
    """Where nothing is amiss every line is ok."""
    assert list(map(str, doctor.findings(root, tool, WELL))) == [
        "ok    Python 3.13.1",
        "ok    PyYAML has libyaml",
        "ok    packages are those of requirements.lock",
        f"ok    a course lies in {root / 'roadmap'}",
        "ok    may write here",
        "ok    git with the whole history",
        "ok    Chromium for the browser tests: /bin/chromium",
    ]


@pytest.mark.parametrize(
    ("check", "change", "said"),
    [
        (
            doctor.python,
            {"python": (3, 10, 9)},
            "fail  Python 3.10.9; install Python 3.11 or newer",
        ),
        (
            doctor.libyaml,
            {"has_libyaml": False},
            (
                "warn  PyYAML has no libyaml: checking takes many times longer; install a "
                "wheel of it: pip install --force-reinstall --only-binary :all: pyyaml"
            ),
        ),
        (
            doctor.browser,
            {"program": lambda _: None},
            (
                "warn  no Chromium: the browser tests can't run, all else can; "
                "run: sh tests/chromium.sh"
            ),
        ),
        (
            doctor.browser,
            {"environment": {"CHROMIUM": "mine"}},
            "ok    Chromium for the browser tests: /bin/mine",
        ),
    ],
    ids=["python", "libyaml", "browser", "named-browser"],
)
def test_what_the_machine_lacks_is_told(
    check: Callable[[Machine], Finding], change: Change, said: str
) -> None:
    """Each lack has its weight and its repair."""
    assert str(check(replace(WELL, **change))) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"program": lambda _: None},
            "warn  no git: changes can't be compared or sent; install it",
        ),
        (
            {"git": lambda _, __: None},
            "warn  this is no git repository; run: git clone, or git init",
        ),
        (
            {"git": lambda _, __: "true"},
            (
                "warn  git has only the latest commits: comparing with a base may fail; "
                "run: git fetch --unshallow"
            ),
        ),
    ],
    ids=["none", "no-repository", "shallow"],
)
def test_git_is_a_warning(root: Path, change: Change, said: str) -> None:
    """Without git, or without its history, entries can still be written."""
    assert str(doctor.git(root, replace(WELL, **change))) == said


def test_packages_that_differ_are_named(tool: Path) -> None:
    """What is older, missing, or not locked at all is named with both versions."""
    have = {"click": "8.1.0", "mkdocs-material": "9.7.8"}
    with (tool / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('# \n[project.optional-dependencies]\nx = ["y"]\n')
    (tool / "requirements.lock").write_text(LOCK.replace("mkdocs-", "mk"), encoding="utf-8")

    found = doctor.packages(tool, replace(WELL, installed=have.get))

    assert str(found) == (
        "warn  packages differ: click 8.1.0, not 8.4.0, jinja2 missing, not 3.1.6, "
        "mkdocs-material is not in the lock file; "
        "run: python -m pip install --require-hashes -r requirements.lock"
    )


def test_a_folder_without_course_fails(tmp_path: Path) -> None:
    """Where there is no course, no command can work."""
    found = doctor.project(tmp_path)

    assert found.state is State.FAIL
    assert str(found) == (
        f"fail  no roadmap/curriculum.yml in {tmp_path}; "
        "run this where that folder lies, or give --root"
    )


def test_a_folder_that_is_shut_fails(root: Path) -> None:
    """Where nothing can be written the folder is named."""
    shut = replace(WELL, may_write=lambda path: path.name != "roadmap")

    assert str(doctor.writing(root, shut)) == (
        f"fail  may not write into {root / 'roadmap'}; make yourself its owner"
    )


def test_a_downloaded_browser_counts(tmp_path: Path) -> None:
    """The Chromium that the test tool fetched is one."""
    (tmp_path / "chromium-1187").mkdir()
    machine = replace(WELL, program=lambda _: None, browsers=(tmp_path / "no", tmp_path))

    assert str(doctor.browser(machine)) == (f"ok    Chromium for the browser tests: {tmp_path}")


def test_this_machine_can_be_looked_at(root: Path) -> None:
    """The real checks run here, and the program's own dependencies are all locked."""
    found = list(doctor.findings(root, TOOL, doctor.this_machine()))

    assert [one.state for one in found][:2] == [State.OK, State.OK]
    assert "not in the lock file" not in str(found[2])
    assert len(found) == 7
