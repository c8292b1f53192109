"""A stand-in for Slack's incoming webhooks: a real HTTP server on loopback that keeps the documented limits.

Limits from api.slack.com/reference/block-kit: blocks 50, header 150, section text 3,000, fields 10 of 2,000, context
elements 10, block_id 255, link address 3,000; message text 40,000. No text may be empty. Lengths in UTF-16 code units.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WEBHOOK_PATH = "/services/T0INVENTED/B0INVENTED/not-a-real-token-0123456789"

_TEXT_KINDS = {"plain_text", "mrkdwn"}
_STYLES = {"bold", "italic", "strike", "code"}
_RICH_CONTAINERS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}


@dataclass
class SlackServer:
    """What was posted and accepted, and what is answered next. ``answers`` are used up first, then limits decide."""

    url: str = ""
    accepted: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, str, Mapping[str, str]]] = field(default_factory=list)

    def answer_next(self, status: int, words: str, **headers: str) -> None:
        """Answer the next posting so; ``Retry_After="3"`` gives the header ``Retry-After: 3``."""
        self.answers.append((status, words, {name.replace("_", "-"): value for name, value in headers.items()}))

    def judge(self, body: bytes) -> tuple[int, str, Mapping[str, str]]:
        """Slack's answer to a posting."""
        if self.answers:
            return self.answers.pop(0)
        try:
            payload = json.loads(body)
        except ValueError:
            return 400, "invalid_payload", {}
        faults = find_faults(payload)
        if faults:
            return 400, f"invalid_blocks: {'; '.join(faults)}", {}
        self.accepted.append(payload)
        return 200, "ok", {}


@contextmanager
def running_slack() -> Iterator[SlackServer]:
    """A server on a free port of 127.0.0.1 for a ``with`` block."""
    slack = SlackServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known = self.path == WEBHOOK_PATH
            status, words, headers = slack.judge(body) if known else (404, "no_service", {})
            self.send_response(status)
            for name, value in {"Content-Length": str(len(words.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the test speaks."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    slack.url = f"http://127.0.0.1:{server.server_address[1]}{WEBHOOK_PATH}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def find_faults(payload: Mapping[str, Any]) -> list[str]:
    """Every limit that the payload breaks; empty for one that Slack takes."""
    blocks = payload.get("blocks", [])
    faults = list(_text_faults("text", payload.get("text"), 40_000))
    if len(blocks) > 50:
        faults.append(f"{len(blocks)} blocks, at most 50")
    for number, block in enumerate(blocks):
        where = f"blocks[{number}]"
        if _units(block.get("block_id", "")) > 255:
            faults.append(f"{where}: block_id too long")
        faults.extend(_block_faults(where, block))
    return faults


def visible_text(payload: Mapping[str, Any]) -> str:
    """Everything that a reader of the blocks sees, in order."""
    return "".join(_texts(payload["blocks"]))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, Mapping):
        text = node.get("text")
        if isinstance(text, str):
            yield text
        for key in ("text", "fields", "elements"):
            yield from _texts(node.get(key) if not isinstance(node.get(key), str) else None)


def _block_faults(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield from _object_faults(where, block.get("text"), 150, {"plain_text"})
        case "section":
            fields = block.get("fields", [])
            if "text" in block or not fields:
                yield from _object_faults(where, block.get("text"), 3_000, _TEXT_KINDS)
            if len(fields) > 10:
                yield f"{where}: {len(fields)} fields, at most 10"
            for one in fields:
                yield from _object_faults(f"{where}.fields", one, 2_000, _TEXT_KINDS)
        case "context":
            elements = block.get("elements", [])
            if not 1 <= len(elements) <= 10:
                yield f"{where}: {len(elements)} elements, from 1 to 10"
            for one in elements:
                yield from _object_faults(f"{where}.elements", one, 3_000, _TEXT_KINDS)
        case "rich_text":
            yield from _rich_faults(where, block.get("elements", []))
        case other:
            yield f"{where}: unsupported type {other}"


def _rich_faults(where: str, containers: list[Mapping[str, Any]]) -> Iterator[str]:
    if not containers:
        yield f"{where}: no elements"
    for container in containers:
        if container.get("type") not in _RICH_CONTAINERS:
            yield f"{where}: unsupported type {container.get('type')}"
        for one in container.get("elements", []):
            yield from _leaf_faults(where, one)


def _leaf_faults(where: str, leaf: Mapping[str, Any]) -> Iterator[str]:
    style = leaf.get("style", {})
    if not set(style) <= _STYLES or not all(value is True for value in style.values()):
        yield f"{where}: bad style {style}"
    match leaf.get("type"):
        case "text":
            yield from _text_faults(where, leaf.get("text"), 3_000)
        case "link":
            url = leaf.get("url", "")
            if not url.startswith(("http://", "https://")) or _units(url) > 3_000:
                yield f"{where}: bad url"
            if "text" in leaf:
                yield from _text_faults(where, leaf["text"], 3_000)
        case other:
            yield f"{where}: unsupported element {other}"


def _object_faults(where: str, text: object, limit: int, kinds: set[str]) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        yield f"{where}: needs a text object of {sorted(kinds)}"
    else:
        yield from _text_faults(where, text.get("text"), limit)


def _text_faults(where: str, text: object, limit: int) -> Iterator[str]:
    if not isinstance(text, str) or not text:
        yield f"{where}: needs a text that is not empty"
    elif any("\ud800" <= character <= "\udfff" for character in text):
        yield f"{where}: half a character"
    elif _units(text) > limit:
        yield f"{where}: {_units(text)} characters, at most {limit}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
