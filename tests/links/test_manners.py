"""How hosts that refuse or want a pause are treated."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from links.loopback import Asked, in_turn, reply
from links.probing import NIGHT, good, probe
from roadmap_site.links.observation import Reason, Verdict


@pytest.mark.parametrize(("value", "waited"), [("1", True), ("-1", False), ("x", False)])
def test_a_short_retry_after_is_waited_for(value: str, *, waited: bool) -> None:
    """A host that wants a second has it, all its links with it, and is asked once more."""
    busy = in_turn(reply(429, retry_after=value), good("/"))

    night = probe({"/": busy, "/a": good("/a")}, per_host=1)

    assert night.seen["/"].verdict is (Verdict.OK if waited else Verdict.BLOCKED)
    first = night.there.paths.index("/")
    later = night.there.at[first + 1] if first + 1 < len(night.there.at) else None
    assert not waited or later is None or later - night.there.at[first] >= 0.95


def test_a_long_retry_after_is_kept_for_tomorrow() -> None:
    """A host that wants an hour is asked once for that link, and it is remembered."""
    night = probe({"/": reply(429, retry_after="3600")})

    assert night.asked["/"] == 1
    assert night.seen["/"].not_before == NIGHT + timedelta(hours=1)


def test_a_host_that_refuses_is_left_alone() -> None:
    """Three refusals of one kind in a row stop a host; what is left is told as blocked."""
    paths = [f"/{n}" for n in range(30)]

    night = probe(dict.fromkeys(paths, reply(429, retry_after="3600")), per_host=1)

    assert len(night.there.asked) == 3
    reasons = Counter(one.reason for one in night.seen.values())
    assert reasons == {Reason.RATE_LIMITED: 3, Reason.HOST_STOPPED: 27}
    left = next(one for one in night.seen.values() if one.reason is Reason.HOST_STOPPED)
    assert left.not_before == NIGHT + timedelta(hours=1)
    assert left.evidence == (
        f"127.0.0.1:{night.there.port} answered 3 times in a row with 429 Too Many Requests"
    )


def test_refusals_of_many_kinds_stop_nobody() -> None:
    """A host with one page behind each kind of wall goes on being asked."""
    walls = {
        f"/{n}": reply(403, b"<title>Wall %d</title>" % n, cf_mitigated="challenge")
        for n in range(9)
    }

    night = probe(walls)

    assert night.asked == Counter(walls.keys())
    assert {one.reason for one in night.seen.values()} == {Reason.CHALLENGE}


def test_good_answers_between_refusals_count() -> None:
    """A host that talks to us now and then is not stopped."""

    async def every_second(writer: asyncio.StreamWriter, asked: Asked) -> None:
        asks[0] += 1
        writer.write(reply(429) if asks[0] % 2 else good(asked.path))

    asks = [0]
    night = probe({"*": every_second}, [f"/{n}" for n in range(12)], per_host=1)

    assert {one.verdict for one in night.seen.values()} == {Verdict.OK, Verdict.BLOCKED}
    assert len(night.there.asked) == 12
