"""A small web on loopback: what each path answers is a table, and every request is counted."""

import http.server
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

PAGE = (
    "<!doctype html><title>A page about {path}</title><h1>{path}</h1><p>"
    + "Words that say something about this very page. " * 120
)


@dataclass
class SmallWeb:
    """The addresses of the web, what it answers, and what it was asked."""

    port: int
    answers: dict[str, int | str]
    """`{path: status, or the target of a permanent redirect}`; other paths are 200."""
    asked: Counter[str] = field(default_factory=Counter)

    def url(self, path: str, host: int = 1) -> str:
        """The address of this path on one of the five hosts."""
        return f"http://127.0.0.{host}:{self.port}{path}"


@contextmanager
def small_web(answers: Mapping[str, int | str] | None = None) -> Iterator[SmallWeb]:
    """A web on 127.0.0.1 and its four neighbours that stops with the block."""
    web = SmallWeb(0, dict(answers or {}))

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            web.asked[self.path] += 1
            answer = web.answers.get(self.path, 200)
            body = PAGE.format(path=self.path).encode()
            self.send_response(answer if isinstance(answer, int) else 301)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of visitors that hang up."""

    servers: list[Server] = []
    for host in range(1, 6):
        servers.append(Server((f"127.0.0.{host}", web.port), Handler))
        servers[-1].daemon_threads = True
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        web.port = servers[0].server_port
    try:
        yield web
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
