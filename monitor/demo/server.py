"""The demo's news site on a real HTTP server on loopback, showing the moment of a clock that is handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from monitor.clock import Clock
from monitor.demo.loopback import LOOPBACK, LoopbackServer
from monitor.demo.site import Answer, DemoSite
from monitor.demo.story import Edition

_TIMEOUT_SECONDS = 10


class DemoServer(LoopbackServer):
    """Serves the editions within a ``with`` block, each request as of the clock's moment.

    Answers carry an ETag and honour If-None-Match. What the site does not have is 404.
    """

    def __init__(self, editions: Iterable[Edition], clock: Clock, *, port: int = 0) -> None:
        """Bind to a port of 127.0.0.1, a free one for 0. Raises OSError where the port is taken."""
        server = _SiteServer((LOOPBACK, port), _SiteHandler)
        super().__init__(server)
        self.url = f"http://{LOOPBACK}:{self.port}"
        server.site = DemoSite(editions, self.url)
        server.clock = clock


class _SiteServer(ThreadingHTTPServer):
    site: DemoSite
    clock: Clock


class _SiteHandler(BaseHTTPRequestHandler):
    server: _SiteServer
    timeout = _TIMEOUT_SECONDS

    def do_GET(self) -> None:
        """Answer with headers and body."""
        answer = self._answer_head()
        if answer is not None:
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """Answer with headers alone."""
        self._answer_head()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives
        """Say nothing: the demo's own output tells what happens."""

    def _answer_head(self) -> Answer | None:
        """Send the status and the headers; the answer whose body is owed, or None where none is."""
        path = unquote(urlsplit(self.path).path)
        answer = self.server.site.answer(path, self.server.clock.now())
        if answer is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        known = self.headers.get("If-None-Match", "")
        unchanged = etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        self.send_header("ETag", etag)
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        return None if unchanged else answer
