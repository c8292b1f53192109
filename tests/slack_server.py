"""A stand-in for Slack: incoming webhooks and chat.postMessage on loopback, with the documented limits and pace."""

from __future__ import annotations

import json
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_limits import find_faults, find_live, find_method_faults, links_of, visible_text

__all__ = ["find_faults", "find_live", "find_method_faults", "links_of", "running_slack", "visible_text"]

WEBHOOK_PATH = "/services/T0INVENTED/B0INVENTED/not-a-real-token-0123456789"
METHOD_PATH = "/api/chat.postMessage"
BOT_TOKEN = "xoxb-not-a-real-token-9876543210-abcdefghij"  # noqa: S105 - invented
CHANNEL = "C0HARBOUR"
OTHER_CHANNEL = "C0QUAY"

Answer = tuple[int, str, Mapping[str, str]]


@dataclass(frozen=True)
class Pace:
    """One message a second in the long run to a webhook or channel, so many at once.

    The burst is one above what the monitor makes use of: on a real network messages crowd together on their way.
    """

    a_second: float = 1.0
    burst: int = 4


@dataclass(frozen=True)
class Arrival:
    """A posting: when it came by the stand-in's clock, where to, under which message's id, and the answer's status."""

    at: float
    target: str
    status: int
    message_id: str = ""


@dataclass(frozen=True)
class Posted:
    """A message in a channel, as people see it."""

    ts: str
    channel: str
    payload: Mapping[str, Any]
    thread_ts: str = ""
    in_channel: bool = True


@dataclass
class SlackServer:
    """What was posted and accepted, and what is answered next. ``answers`` are used up first, then limits decide.

    ``channels`` are those of the workspace by their id, with the word by which Slack refuses to post there, empty for
    those that take messages. Without ``pace`` any number is taken. All of it may be used from several threads.
    """

    url: str = ""
    api: str = ""
    accepted: list[dict[str, Any]] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    channels: dict[str, str] = field(default_factory=lambda: {CHANNEL: "", OTHER_CHANNEL: ""})
    pace: Pace | None = field(default_factory=Pace)
    clock: Callable[[], float] = time.monotonic
    _levels: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def answer_next(self, status: int, words: str, **headers: str) -> None:
        """Answer the next posting so; ``Retry_After="3"`` gives the header ``Retry-After: 3``."""
        self.answers.append((status, words, {name.replace("_", "-"): value for name, value in headers.items()}))

    def refuse_next(self, error: str, status: int = 200, **headers: str) -> None:
        """Answer the next call of chat.postMessage with this word."""
        self.answer_next(status, json.dumps({"ok": False, "error": error}), **headers)

    def receive(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Slack's answer to a posting."""
        with self._lock:
            payload = _read(body)
            target = path if path != METHOD_PATH else str((payload or {}).get("channel", ""))
            answer = self._judge(path, headers, payload, target)
            self.arrivals.append(Arrival(self.clock(), target, answer[0], _message_id(payload)))
            return answer

    def _judge(self, path: str, headers: Mapping[str, str], payload: dict[str, Any] | None, target: str) -> Answer:
        if path not in {WEBHOOK_PATH, METHOD_PATH}:
            return 404, "no_service", {}
        if self.answers:
            return self.answers.pop(0)
        wait = self._wait(target)
        if wait:
            return self._refusal(path, 429, "ratelimited" if path == METHOD_PATH else "rate_limited", wait)
        return self._webhook(payload) if path == WEBHOOK_PATH else self._method(headers, payload)

    def _refusal(self, path: str, status: int, error: str, wait: int) -> Answer:
        words = json.dumps({"ok": False, "error": error}) if path == METHOD_PATH else error
        return status, words, {"Retry-After": str(wait)}

    def _wait(self, target: str) -> int:
        """Whole seconds until the target takes another message; 0 where it takes this one."""
        if self.pace is None:
            return 0
        level, since = self._levels.get(target, (0.0, self.clock()))
        level = max(level - (self.clock() - since) * self.pace.a_second, 0.0)
        over = level + 1 - self.pace.burst
        self._levels[target] = (level if over > 1e-6 else level + 1, self.clock())
        return math.ceil(over / self.pace.a_second) if over > 1e-6 else 0

    def _webhook(self, payload: dict[str, Any] | None) -> Answer:
        if payload is None:
            return 400, "invalid_payload", {}
        faults = find_faults(payload)
        if faults:
            return 400, f"invalid_blocks: {'; '.join(faults)}", {}
        self.accepted.append(payload)
        return 200, "ok", {}

    def _method(self, headers: Mapping[str, str], payload: dict[str, Any] | None) -> Answer:
        error = self._method_error(headers, payload)
        if error or payload is None:
            return 200, json.dumps({"ok": False, "error": error}), {}
        number = len(self.posted) + 1
        ts, thread = f"{1_773_036_000 + number}.{number:06d}", payload.get("thread_ts", "")
        shown = not thread or payload.get("reply_broadcast", False)
        self.posted.append(Posted(ts, payload["channel"], payload, thread, shown))
        self.accepted.append(payload)
        return 200, json.dumps({"ok": True, "channel": payload["channel"], "ts": ts}), {}

    def _method_error(self, headers: Mapping[str, str], payload: dict[str, Any] | None) -> str:
        given = {name.lower(): value for name, value in headers.items()}
        if given.get("authorization") != f"Bearer {BOT_TOKEN}":
            return "invalid_auth" if "authorization" in given else "not_authed"
        if payload is None or not given.get("content-type", "").startswith("application/json"):
            return "invalid_json"
        refusal = self.channels.get(payload.get("channel", ""), "channel_not_found")
        if refusal:
            return refusal
        known = {one.ts for one in self.posted if one.channel == payload["channel"] and not one.thread_ts}
        if payload.get("thread_ts", "") not in {"", *known}:
            return "thread_not_found"
        faults = find_method_faults(payload)
        return f"invalid_blocks: {'; '.join(faults)}" if faults else ""


class _Listener(ThreadingHTTPServer):
    """Takes a client that dies before its answer as nothing to speak of."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def running_slack(pace: Pace | None = Pace()) -> Iterator[SlackServer]:
    """A server on a free port of 127.0.0.1 for a ``with`` block."""
    slack = SlackServer(pace=pace)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, words, headers = slack.receive(self.path, dict(self.headers), body)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(words.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the test speaks."""

    server = _Listener(("127.0.0.1", 0), Handler)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    slack.url, slack.api = f"{origin}{WEBHOOK_PATH}", f"{origin}/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        payload = json.loads(body)
    except ValueError:
        return None
    return payload if isinstance(payload, dict) else None


def _message_id(payload: dict[str, Any] | None) -> str:
    """The id at the end of a message of the monitor's."""
    try:
        return str(payload["blocks"][-1]["elements"][-1]["text"]) if payload else ""
    except (KeyError, IndexError, TypeError):
        return ""
