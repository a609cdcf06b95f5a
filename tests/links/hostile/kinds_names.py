"""Host names: those that do not exist, those whose servers fail, and those that lead inside."""

import os
import socket
import threading
from collections import Counter

from links.hostile.case import (
    DNS,
    MOVED,
    NO_HOST,
    OK,
    UNREACHABLE,
    UNSAFE,
    Case,
    either,
    on,
)
from links.hostile.replies import FINE, redirect
from links.hostile.web import CANARIES, CLOSED, FIXED
from roadmap_site.links.observation import Verdict

HERE, GOOD, CANARY = FIXED["names"], FIXED["good"], CANARIES[0]
NEVER = "never"
Turn = tuple[str, ...] | int | str
"""What one question for a name brings: addresses, an error of getaddrinfo, or silence."""

ANSWERS: dict[str, tuple[Turn, ...]] = {
    "fine.test": ((HERE,),),
    "gone.test": (socket.EAI_NONAME,),
    "empty.test": ((),),
    "no-data.test": (socket.EAI_NODATA,),
    "servfail.test": (socket.EAI_FAIL,),
    "again.test": (socket.EAI_AGAIN,),
    "never.test": (NEVER,),
    "flaky.test": (socket.EAI_AGAIN, (HERE,)),
    "xn--bcher-kva.test": ((HERE,),),
    "xn--fiq228c.test": ((HERE,),),
    "my_course.test": ((HERE,),),
    "two.test": ((CLOSED, HERE),),
    "two-dead.test": ((CLOSED, CLOSED),),
    "good.test": ((GOOD,),),
    "other.test": ((GOOD,),),
    "canary.test": ((CANARY,),),
    "mixed.test": ((HERE, CANARY),),
    "rebind.test": ((HERE,), (CANARY,)),
    "mapped.test": ((f"::ffff:{CANARY}",),),
    "nat64.test": (("64:ff9b::7f42:4242",),),
    "sixtofour.test": (("2002:7f42:4242::1",),),
    "loopback.test": (("127.0.0.1",),),
    "zero.test": (("0.0.0.0",),),  # noqa: S104  an answer, not a server
    "metadata.test": (("169.254.169.254",),),
    "inside.test": (("10.1.2.3",),),
    "inside-v6.test": (("fd00::1",),),
}


class NameServer:
    """Looks names up as told above; `close` lets go of whoever still waits for an answer."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._closed = threading.Event()

    def __call__(self, host: str) -> list[str]:
        """The addresses of a host; raises `socket.gaierror`."""
        name = host.rstrip(".").lower()
        self.asked[name] += 1
        turns = ANSWERS.get(name, (socket.EAI_NONAME,))
        turn = turns[min(self.asked[name], len(turns)) - 1]
        if turn == NEVER:
            self._closed.wait(60)
            return []
        if isinstance(turn, int):
            raise socket.gaierror(turn, os.strerror(turn) if turn > 0 else "failed")
        return list(turn)

    def close(self) -> None:
        """Answer all that is still open."""
        self._closed.set()


def _named(name: str, truth: Verdict, why: str, host: str) -> Case:
    return Case(name, truth, why, url=f"http://{host}:{{port}}/")


def _inside(host: str) -> Case:
    name = f"name_{host.partition('.')[0]}"
    return Case(name, UNSAFE, "a name for an address inside", url=f"http://{host}:{{port}}/")


INSIDE = [
    "canary",
    "mixed",
    "mapped",
    "nat64",
    "sixtofour",
    "loopback",
    "zero",
    "metadata",
    "inside",
    "inside-v6",
]
NAMES = (
    _named("name_fine", OK, "exists", "fine.test"),
    _named("name_upper", OK, "names have no case", "FINE.Test"),
    _named("name_dot", OK, "names may end with a dot", "fine.test."),
    _named("name_letters", OK, "names may have letters of all scripts", "bücher.test"),
    _named("name_letters_upper", OK, "those have no case either", "BÜCHER.test"),
    _named("name_chinese", OK, "names may have letters of all scripts", "中文.test"),
    _named("name_encoded", OK, "the same name as servers know it", "xn--bcher-kva.test"),
    _named("name_percent", OK, "browsers decode it", "f%69ne.test"),
    _named("name_underscore", OK, "browsers do not mind", "my_course.test"),
    _named("name_ideographic_dot", OK, "a dot as Chinese keyboards write it", "fine。test"),
    _named("name_gone", NO_HOST, "does not exist", "gone.test"),
    _named("name_empty", NO_HOST, "has no address", "empty.test"),
    _named("name_no_data", NO_HOST, "has no address", "no-data.test"),
    _named("name_servfail", DNS, "its name servers fail", "servfail.test"),
    _named("name_again", DNS, "no answer for now", "again.test"),
    _named("name_never", DNS, "its name servers are silent", "never.test"),
    _named("name_flaky", OK, "the second question is answered", "flaky.test"),
    _named("name_two", OK, "one of two addresses answers", "two.test"),
    _named("name_two_dead", UNREACHABLE, "none of two addresses answers", "two-dead.test"),
    _named("name_rebind", OK, "asked once, its second answer does no harm", "rebind.test"),
    *(_inside(f"{name}.test") for name in INSIDE),
    Case("name_tls", OK, "the certificate's name", url="https://good.test:{port}/"),
    Case("name_tls_other", UNREACHABLE, "not the name", url="https://other.test:{port}/"),
    Case(
        "hop_gone",
        NO_HOST,
        "sent to a name that does not exist",
        redirect(302, "http://gone.test:{port}/x"),
    ),
    Case(
        "hop_gone_301",
        NO_HOST,
        "moved to a name that does not exist any more",
        redirect(301, "http://gone.test:{port}/y"),
    ),
    Case(
        "hop_servfail",
        DNS,
        "sent to a name whose servers fail",
        redirect(302, "http://servfail.test:{port}/x"),
    ),
    Case(
        "hop_name_inside",
        UNSAFE,
        "sent to a name for an address inside",
        redirect(302, "http://canary.test:{port}/"),
    ),
    Case(
        "hop_name",
        MOVED,
        "moved to a name",
        redirect(301, "http://fine.test:{port}/hop_name/target"),
        more={"/hop_name/target": FINE},
    ),
    Case(
        "name_unknown_label",
        NO_HOST,
        "a name in the top level; browsers look it up",
        url="http://nowhere:{port}/",
        also=either(UNSAFE),
    ),
)

CASES = on("names", NAMES)
