"""The network of a night: what it reaches, what it says of us, and whom it trusts."""

import asyncio
import ssl
import tomllib
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest

from links.loopback import reply, serving, settings
from links.probing import fetched
from roadmap_site.links.adapters.provider import AskError, Reply
from roadmap_site.links.answer import Trouble
from roadmap_site.links.fetch import Exchange
from roadmap_site.links.pool import tls_context
from roadmap_site.links.settings import VERSION
from roadmap_site.links.web import Web
from roadmap_site.project import TOOL

CERTIFICATES = Path(__file__).parent / "hostile" / "certificates"


@pytest.mark.parametrize(
    ("url", "lookup"),
    [
        ("http://127.66.66.66:{port}/", {}),
        ("http://2135048770:{port}/", {}),
        ("http://0x7f.0x424242:{port}/", {}),
        ("http://[::ffff:127.66.66.66]:{port}/", {}),
        ("http://a.org:{port}/", {"a.org": ["127.66.66.66"]}),
        ("http://a.org:{port}/", {"a.org": ["127.0.0.1", "127.66.66.66"]}),
    ],
    ids=["plain", "decimal", "hexadecimal", "mapped", "name", "one of two"],
)
def test_closed_nets_are_never_reached(url: str, lookup: Mapping[str, list[str]]) -> None:
    """No spelling and no name leads to an address outside the opened nets."""

    async def run() -> tuple[Exchange, int]:
        async with (
            serving({"/": reply(200)}, "127.66.66.66") as canary,
            Web(settings(), lookup=lambda host: lookup[host]) as web,
        ):
            got = await fetched(web, url.format(port=canary.port))
            return got, canary.connections

    got, connections = asyncio.run(run())

    assert (got.trouble, connections) == (Trouble.PRIVATE_ADDRESS, 0)


def test_a_name_is_resolved_once() -> None:
    """A name that changes its address between check and connection gains nothing by it."""
    answers = iter([["127.0.0.1"], ["127.66.66.66"]])

    async def run() -> list[int | None]:
        async with (
            serving({"/": reply(200, connection="close")}) as there,
            Web(settings(), lookup=lambda _: next(answers)) as web,
        ):
            url = f"http://a.org:{there.port}/"
            return [(await fetched(web, url)).status for _ in range(3)]

    assert asyncio.run(run()) == [200, 200, 200]


def test_connections_are_kept() -> None:
    """Requests to one host share a connection, and a closed one is replaced unseen."""

    async def run() -> tuple[list[int | None], int]:
        async with serving({"/": reply(200)}) as there, Web(settings()) as web:
            got = [(await fetched(web, there.url())).status for _ in range(3)]
            return got, there.connections

    assert asyncio.run(run()) == ([200, 200, 200], 1)


def test_we_say_who_we_are() -> None:
    """Every request tells our name and where to find us, and nothing about anybody else."""

    async def run() -> Mapping[str, str]:
        limits = settings(contact="https://example.org/repository")
        async with serving({"/": reply(200)}) as there, Web(limits) as web:
            await fetched(web, there.url().replace("http://", "http://me:secret@"))
            return there.asked[0].headers

    headers = asyncio.run(run())

    assert headers["user-agent"] == "roadmap-linkcheck/0.1 (+https://example.org/repository)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers.keys() & {"authorization", "cookie", "referer", "range"} == set()


def test_our_version_is_the_packages() -> None:
    """The user agent does not lag behind the package."""
    project = tomllib.loads((TOOL / "pyproject.toml").read_text("utf-8"))["project"]

    assert f"{VERSION}." in project["version"]


def test_routes_keep_the_host_name() -> None:
    """A route leads a real name to loopback, where the server still sees the name."""

    async def run() -> tuple[int | None, str]:
        async with serving({"/x": reply(200)}) as there:
            routes = {"https://api.example.org": there.url("")}
            async with Web(settings(), routes=routes) as web:
                got = await fetched(web, "https://api.example.org/x")
                return got.status, there.asked[0].headers["host"]

    assert asyncio.run(run()) == (200, "api.example.org")


@pytest.mark.parametrize(
    ("name", "number", "trouble", "detail"),
    [
        ("good", 1, None, ""),
        ("expired", 2, Trouble.CERTIFICATE_EXPIRED, "the certificate has expired"),
        ("other_name", 3, Trouble.CERTIFICATE_NAME, "the certificate is another host's"),
        ("self_signed", 4, Trouble.CERTIFICATE_UNTRUSTED, "the certificate is self-signed"),
        (
            "unknown_authority",
            5,
            Trouble.CERTIFICATE_UNTRUSTED,
            "the certificate comes from an unknown authority",
        ),
        (
            "incomplete",
            6,
            Trouble.CERTIFICATE_INCOMPLETE,
            "an intermediate certificate is missing",
        ),
        ("not_yet", 7, Trouble.CERTIFICATE_EXPIRED, "the certificate is not valid yet"),
    ],
)
def test_certificates(name: str, number: int, trouble: Trouble | None, detail: str) -> None:
    """What is wrong with a certificate is told apart."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(CERTIFICATES / f"{name}.pem", CERTIFICATES / "key.pem")
    trusted = tls_context()
    trusted.load_verify_locations(CERTIFICATES / "root.pem")
    limits = settings(allow_nets=(ip_network("127.1.9.0/24"),))

    async def run() -> Exchange:
        async with (
            serving({"/": reply(200)}, f"127.1.9.{number}", ssl=shown) as there,
            Web(limits, tls=trusted) as web,
        ):
            return await fetched(web, there.url().replace("http:", "https:"))

    got = asyncio.run(run())

    assert (got.trouble, got.detail) == (trouble, detail)


def test_plain_text_where_tls_was_promised() -> None:
    """A server that does not speak TLS is told apart from a bad certificate."""

    async def run() -> Exchange:
        async with serving({"*": reply(200)}) as there, Web(settings()) as web:
            return await fetched(web, there.url().replace("http:", "https:"))

    # The test server waits for the end of a request that never comes in its language.
    assert asyncio.run(run()).trouble in {Trouble.TLS, Trouble.TIMEOUT}


def got(answers: Mapping[str, bytes], path: str = "/", **limits: object) -> Reply:
    """What an adapter gets for a path."""

    async def run() -> Reply:
        async with serving(answers) as there, Web(settings(**limits)) as web:
            return await web.get(there.url(path), headers={"Authorization": "bearer x"})

    return asyncio.run(run())


def test_adapters_get_replies() -> None:
    """An interface's reply comes whole, whatever its type and status."""
    body = b"{}" * 3000

    found = got({"/": reply(404, body, content_type="application/json", x_name="y")})

    assert (found.status, found.body, found.headers["x-name"]) == (404, body, "y")


def test_adapters_follow_redirects_within_a_host() -> None:
    """An interface may move its own paths, but never send a token to another host."""
    elsewhere = "http://127.66.66.66:8080/"
    answers = {
        "/": reply(301, b"", location="/new"),
        "/new": reply(200, b"here"),
        "/away": reply(302, b"", location=elsewhere),
    }

    assert got(answers).body == b"here"
    assert got(answers, "/away").headers["location"] == elsewhere


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "redirected too often"),
        ("/long", "the reply is too long, or in an encoding that was not asked for"),
        ("/coded", "the reply is too long, or in an encoding that was not asked for"),
    ],
)
def test_adapters_have_one_error(path: str, words: str) -> None:
    """Whatever goes wrong on the way is one kind of error."""
    answers = {
        "/": reply(302, b"", location="/"),
        "/long": reply(200, bytes(5000)),
        "/coded": reply(200, b"x", content_encoding="br"),
    }

    with pytest.raises(AskError, match=f"^{words}$"):
        got(answers, path, reply_bytes=1000)
