"""Addresses that cannot exist, and what robots.txt says of them."""

import pytest

from links.loopback import Do, hang_up, reply, then_silence
from links.probing import good, probe


def test_invented_addresses_tell_error_pages() -> None:
    """A page that the site shows at any address is not there; each folder is tried once."""
    missing = reply(200, b"<title>Course</title><p>Please choose from the menu.")
    answers = {"/": good("/"), "/robots.txt": reply(404), "*": missing}

    night = probe(answers, ["/lost/a", "/lost/b"])

    assert set(night.verdicts.values()) == {"soft-gone like-any-address"}
    invented = [path for path in night.there.paths if path not in answers]
    assert len(invented) == 3
    assert night.asked["/"] == night.asked["/robots.txt"] == 1


def test_robots_txt_guards_invented_addresses() -> None:
    """Where robots are not wanted, only the link itself is asked."""
    rules = reply(200, b"User-agent: *\nDisallow: /", content_type="text/plain")
    thin = reply(200, b"<title>Course</title><p>Please choose from the menu.")

    night = probe({"/robots.txt": rules, "*": thin}, ["/a/b"])

    assert night.verdicts == {"/a/b": "ok answered"}
    assert night.there.paths == ["/a/b", "/robots.txt"]


@pytest.mark.parametrize("robots", [reply(500), then_silence(), hang_up, reply(200, b"\xff\0")])
def test_a_broken_robots_txt_allows(robots: bytes | Do) -> None:
    """A robots.txt that fails, hangs or makes no sense keeps nobody from asking."""
    thin = reply(200, b"<title>Course</title><p>Please choose from the menu.")

    night = probe({"/robots.txt": robots, "/a/b": thin}, ["/a/b"])

    assert night.verdicts == {"/a/b": "ok answered"}
    assert night.there.paths[:2] == ["/a/b", "/robots.txt"]
    assert night.there.paths[-1].startswith("/a/")
