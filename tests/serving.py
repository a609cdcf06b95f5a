"""Builds a project into a temporary folder and serves it on loopback."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from roadmap_site.build import build
from roadmap_site.project import Project


@dataclass(frozen=True)
class Site:
    """A site that is served: its folder and its address, with a slash at the end."""

    folder: Path
    url: str


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder silently, with 404.html for what is missing, as hosts do."""

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        # With it LinkChecker asks as fast as it can; without it, ten times a second.
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def send_error(self, code: int, *_: object, **__: object) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)


def served(folder: Path) -> Iterator[Site]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


def built(root: Path, base: Path) -> Path:
    project = Project(root, base)
    build(project, lambda _: None)
    return project.site
