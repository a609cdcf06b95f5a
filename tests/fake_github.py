"""A GitHub that knows issues, comments and labels of one repository, on loopback."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-of-the-night"  # noqa: S105  of a server that lives for one test
BOT = {"user": {"login": "github-actions[bot]", "type": "Bot"}, "author_association": "NONE"}


@dataclass
class GitHub:
    """What the repository holds, each request that wrote, and what it answers instead."""

    issues: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    failure: tuple[int, object] | None = None
    url: str = ""

    def holds(self, body: str, **about: Any) -> dict[str, Any]:
        """Add an issue with our label; what `about` says of it wins."""
        issue = {
            "number": len(self.issues) + 1,
            "body": body,
            "state": "open",
            "labels": ["link-health"],
            **BOT,
            **about,
        }
        self.issues.append(issue)
        return issue

    def answer(self, method: str, target: str, sent: dict[str, Any]) -> tuple[int, Any]:
        """Status and JSON of a request below the repository."""
        if method != "GET":
            self.writes.append(f"{method} {target}")
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if method == "GET":
            return 200, self._page(self._found(path, query), query)
        if path == "/issues":
            return 201, self.holds(sent["body"], title=sent["title"], labels=sent["labels"])
        if path == "/labels":
            self.labels.append(sent["name"])
            return 201, {"name": sent["name"]}
        number = int(re.findall(r"\d+", path)[0])
        if path.endswith("/comments"):
            self.comments.append((number, sent["body"]))
            return 201, {"id": 1}
        issue = next(one for one in self.issues if one["number"] == number)
        issue.update(sent)
        return 200, issue

    def _found(self, path: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        if path == "/labels":
            return [{"name": name} for name in self.labels]
        wanted = query["labels"][0]
        return [one for one in self.issues if wanted in one["labels"]]

    @staticmethod
    def _page(found: list[dict[str, Any]], query: dict[str, list[str]]) -> list[dict[str, Any]]:
        size, page = int(query["per_page"][0]), int(query["page"][0])
        return found[(page - 1) * size : page * size]


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    """The repository `owner/course` on a port of loopback, which `github.url` names."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            sent = json.loads(self.rfile.read(length) or b"{}")
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self.reply(401, {"message": "Bad credentials"})
            elif github.failure:
                self.reply(*github.failure)
            else:
                below = self.path.removeprefix("/repos/owner/course")
                self.reply(*github.answer(self.command, below, sent))

        do_GET = do_POST = do_PATCH = do  # noqa: N815  named by http.server

        def reply(self, status: int, body: object) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{github.url}/elsewhere")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
