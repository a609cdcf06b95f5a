"""PyPI's JSON interface, in the format of its replies."""

import pytest

from links.adapters.recorded import ask, requests, said_json
from roadmap_site.links.adapters.pypi import PYPI
from roadmap_site.links.answer import ProviderSaid

LINK = "https://pypi.org/project/Scikit_Learn/"
VERSION = "https://pypi.org/project/scikit-learn/1.5.0/"
ALIVE = ProviderSaid("pypi", alive=True, evidence="PyPI has the project")


def record(*, yanked: bool = False) -> dict[str, object]:
    info = {"name": "scikit-learn", "version": "1.5.0", "summary": "…", "yanked": yanked}
    return {"info": info, "last_serial": 1, "urls": [], "vulnerabilities": []}


def test_a_project() -> None:
    """A project whose record comes is alive, however the link spells its name."""
    assert ask(PYPI, [LINK], said_json(record())) == {LINK: ALIVE}


def test_a_free_name() -> None:
    """A JSON 404 is a project that is not there."""
    seen = "PyPI has no such project or version"

    assert ask(PYPI, [LINK], said_json({"message": "Not Found"}, 404)) == {
        LINK: ProviderSaid("pypi", alive=False, evidence=seen)
    }


def test_a_yanked_version() -> None:
    """A link to one version says where that version was yanked; a link to all does not."""
    said = ask(PYPI, [LINK, VERSION], said_json(record(yanked=True)))

    assert {url: it.note for url, it in said.items()} == {LINK: "", VERSION: "yanked"}


def test_another_project_says_nothing() -> None:
    """A record of some other project leaves the link to HTTP."""
    assert ask(PYPI, ["https://pypi.org/project/numpy/"], said_json(record())) == {}


def test_addresses() -> None:
    """Names are sent in PyPI's own spelling, versions encoded."""
    asked = requests(PYPI, [LINK, "https://pypi.org/project/a/1!2+c"], said_json({}))

    assert [it.url for it in asked] == [
        "https://pypi.org/pypi/scikit-learn/json",
        "https://pypi.org/pypi/a/1%212%2Bc/json",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://pypi.org/",
        "https://pypi.org/project/-x/",
        "https://pypi.org/project/a%2Fb/",
        "https://pypi.org/project/a/1/2",
        "https://pypi.org/user/guido/",
        "https://test.pypi.org/project/numpy/",
    ],
)
def test_other_pages_are_left_to_http(url: str) -> None:
    """Only projects and their versions are claimed."""
    assert not PYPI.claims(url)
