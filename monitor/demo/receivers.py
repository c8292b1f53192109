"""Where the demo's alerts arrive: stand-ins for Slack and for a mail server, which keep what they get in a folder.

For the demo and on loopback only: they take everything from everybody, check no account and pass nothing on.
"""

from __future__ import annotations

import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from monitor.demo.loopback import LOOPBACK, LoopbackServer

MAX_MESSAGE_BYTES = 5_000_000
"""A message above this is refused."""

_MAX_LINE_BYTES = 1_000
"""Source: RFC 5321, 4.5.3.1.6: a line of text has at most 1,000 octets, its CRLF included."""

_TIMEOUT_SECONDS = 10


class ReceivedFiles:
    """A folder of numbered files, one a message: ``0001.eml``, ``0002.eml``. Goes on after those that are there."""

    def __init__(self, folder: Path, suffix: str) -> None:
        """Keep files in ``folder``, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._suffix = folder, suffix
        self._lock = threading.Lock()
        self._last = max((int(path.stem) for path in folder.glob(f"*{suffix}") if path.stem.isdecimal()), default=0)

    def keep(self, message: bytes) -> Path:
        """Write a message under the next number; the path of its file."""
        with self._lock:
            self._last += 1
            path = self._folder / f"{self._last:04}{self._suffix}"
            path.write_bytes(message)
        return path


class SlackReceiver(LoopbackServer):
    """A stand-in for a Slack webhook: keeps each JSON payload as ``NNNN.json`` and answers ``ok``.

    What is no JSON object is answered with 400 ``invalid_payload``, as Slack does.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        """Bind to a port of 127.0.0.1, a free one for 0. Raises OSError where the port is taken."""
        server = _SlackServer((LOOPBACK, port), _SlackHandler)
        super().__init__(server)
        self.url = f"http://{LOOPBACK}:{self.port}/services/demo"
        server.received = ReceivedFiles(folder, ".json")


class _SlackServer(ThreadingHTTPServer):
    received: ReceivedFiles


class _SlackHandler(BaseHTTPRequestHandler):
    server: _SlackServer
    timeout = _TIMEOUT_SECONDS

    def do_POST(self) -> None:
        """Keep the payload."""
        payload = self._payload()
        if payload is None:
            self._answer(HTTPStatus.BAD_REQUEST, b"invalid_payload")
            return
        self.server.received.keep(json.dumps(payload, ensure_ascii=False, indent=2).encode())
        self._answer(HTTPStatus.OK, b"ok")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives
        """Say nothing: the demo's own output tells what happens."""

    def _payload(self) -> dict[str, object] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_MESSAGE_BYTES:
            return None
        try:
            payload = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        return payload if isinstance(payload, dict) else None

    def _answer(self, status: HTTPStatus, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class MailReceiver(LoopbackServer):
    """A stand-in for a mail server: keeps each message as ``NNNN.eml``, exactly as it was sent.

    It knows HELO, EHLO, MAIL, RCPT, DATA, RSET, NOOP and QUIT, and neither TLS nor accounts.
    """

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        """Bind to a port of 127.0.0.1, a free one for 0. Raises OSError where the port is taken."""
        server = _MailServer((LOOPBACK, port), _MailHandler)
        super().__init__(server)
        self.host = LOOPBACK
        server.received = ReceivedFiles(folder, ".eml")


class _MailServer(ThreadingTCPServer):
    received: ReceivedFiles
    allow_reuse_address = True
    daemon_threads = True


class _MailHandler(StreamRequestHandler):
    """One SMTP session. Source of commands and reply codes: RFC 5321, 4.1 and 4.2."""

    server: _MailServer
    timeout = _TIMEOUT_SECONDS

    def setup(self) -> None:
        """Begin without an envelope."""
        super().setup()
        self._sender_given = False
        self._recipients = 0

    def handle(self) -> None:
        """Greet, then answer one command a line until QUIT, silence or a lost connection."""
        self._reply("220 demo mail receiver")
        try:
            while (line := self.rfile.readline(_MAX_LINE_BYTES + 1)) and self._obey(line):
                pass
        except (TimeoutError, ConnectionError):
            return

    def _obey(self, line: bytes) -> bool:
        """Carry out a command line; whether the session goes on."""
        command = line.decode("ascii", "replace").strip().upper()
        verb = command.partition(" ")[0]
        if verb == "DATA" and self._sender_given and self._recipients:
            return self._take_message()
        if verb == "EHLO":
            self._reply(f"250-demo\r\n250-8BITMIME\r\n250 SIZE {MAX_MESSAGE_BYTES}")
        elif command.startswith("MAIL FROM:"):
            self._sender_given, self._recipients = True, 0
            self._reply("250 sender taken")
        elif command.startswith("RCPT TO:") and self._sender_given:
            self._recipients += 1
            self._reply("250 recipient taken")
        elif verb in {"RSET", "HELO"}:
            self._forget_envelope()
            self._reply("250 demo")
        elif verb in _PLAIN_REPLIES:
            self._reply(_PLAIN_REPLIES[verb])
        else:
            self._reply("502 not known to the demo")
        return verb != "QUIT"

    def _take_message(self) -> bool:
        """Read a message up to the line with a dot alone and keep it; False where the connection ended before."""
        self._reply("354 go on, end with a dot alone on a line")
        message = bytearray()
        size = 0
        while (line := self.rfile.readline(MAX_MESSAGE_BYTES)) != b".\r\n":
            if not line:
                return False
            size += len(line)
            if size <= MAX_MESSAGE_BYTES:
                message += line.removeprefix(b".")
        if size > MAX_MESSAGE_BYTES:
            self._reply("552 the message is too large")
        else:
            kept = self.server.received.keep(bytes(message))
            self._reply(f"250 kept as {kept.name}")
        self._forget_envelope()
        return True

    def _forget_envelope(self) -> None:
        self._sender_given, self._recipients = False, 0

    def _reply(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


_PLAIN_REPLIES = {
    "NOOP": "250 demo",
    "QUIT": "221 goodbye",
    "RCPT": "503 first MAIL, then RCPT",
    "DATA": "503 first MAIL, then RCPT, then DATA",
}
