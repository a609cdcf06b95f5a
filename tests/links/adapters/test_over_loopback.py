"""All adapters over real connections: the interfaces stand on loopback under their names."""

import asyncio
import gzip
import json
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass, field
from ipaddress import IPv4Network

import pytest

from links.adapters.test_provider import LINKS
from roadmap_site.links.adapters.registry import providers
from roadmap_site.links.answer import ProviderSaid
from roadmap_site.links.settings import Settings
from roadmap_site.links.web import Web

ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1706.03762v7</id>'
    "<title>Attention Is All You Need</title></entry></feed>"
)
REPOSITORY = {"nameWithOwner": "torvalds/linux", "isArchived": False}
REPLIES = {
    "POST api.github.com/graphql": {"data": {"r0": REPOSITORY, "w0": {"login": "torvalds"}}},
    "GET www.youtube.com/oembed?format=json&url="
    "https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaircAruvnKk": {"title": "Neural networks"},
    "POST en.wikipedia.org/w/api.php": {
        "query": {"pages": [{"pageid": 1360091, "ns": 0, "title": "Backpropagation"}]}
    },
    "GET export.arxiv.org/api/query?id_list=1706.03762&start=0&max_results=100": ATOM,
    "GET doi.org/api/handles/10.1038/nature14539?type=URL": {
        "responseCode": 1,
        "handle": "10.1038/nature14539",
    },
    "GET pypi.org/pypi/numpy/json": {"info": {"name": "numpy"}},
    "GET registry.npmjs.org/react/latest": {"name": "react", "version": "19.0.0"},
    "GET huggingface.co/api/models/openai/whisper-large-v3": {"id": "openai/whisper-large-v3"},
    "GET api.bilibili.com/x/web-interface/view?bvid=BV1xx411c7mD": {
        "code": 0,
        "data": {"title": "字幕君交流场所"},
    },
    "GET api.stackexchange.com/2.3/questions/11227809?pagesize=100&site=stackoverflow.com": {
        "items": [{"question_id": 11227809, "title": "Why?"}]
    },
}


@dataclass
class Interfaces:
    """A server for all hosts; it keeps what it was asked, and answers the unknown with 404."""

    asked: list[str] = field(default_factory=list)

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Answer one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        await reader.readexactly(int(headers.get("content-length", 0)))
        self.asked.append(f"{method} {headers['host']}{path}")
        known = REPLIES.get(self.asked[-1], "")
        text = known if isinstance(known, str) else json.dumps(known)
        body = gzip.compress(text.encode())
        writer.write(
            b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n" % (200 if text else 404, len(body))
            + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n"
            + body
        )
        await writer.drain()
        writer.close()


async def ask_all(interfaces: Interfaces) -> dict[str, ProviderSaid]:
    """What all adapters say of their links: {url: what was said}."""
    settings = Settings(allow_nets=(IPv4Network("127.0.0.0/8"),))
    async with await asyncio.start_server(interfaces.serve, "127.0.0.1", 0) as server:
        here = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        routes = {f"https://{asked.split(' ')[1].split('/')[0]}": here for asked in REPLIES}
        said: dict[str, ProviderSaid] = {}
        async with Web(settings, routes=routes) as web:
            for provider in providers("ghs_abc"):
                said |= await provider.ask([LINKS[provider.name]], web.get)
        return said


@pytest.fixture(scope="module")
def night() -> tuple[Interfaces, dict[str, ProviderSaid]]:
    interfaces = Interfaces()
    return interfaces, asyncio.run(ask_all(interfaces))


def test_each_interface_is_asked_once(
    night: tuple[Interfaces, dict[str, ProviderSaid]],
) -> None:
    """Each address arrives as written, encoded slashes and all, at the right host."""
    assert sorted(night[0].asked) == sorted(REPLIES)


@pytest.mark.parametrize("name", LINKS)
def test_each_link_is_alive(
    night: tuple[Interfaces, dict[str, ProviderSaid]], name: str
) -> None:
    """Every adapter reads its interface's reply as life."""
    said = night[1][LINKS[name]]

    assert (said.provider, said.alive) == (name, True)
