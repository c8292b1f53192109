"""Servers on loopback that repeat the secrets of those who post to them, in every disguise and wherever they can.

A path begins with the manner in which it is answered: ``/redirects/slack/…``.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from urllib.parse import quote

from http_server import Exchange, LoopbackServer, Route, answer, answer_raw, hang_after, redirect
from secret_search import DISGUISES
from smtp_server import Mailbox, running_mailbox

Manner = Callable[[str], Route]
"""Makes the answer of a server that knows these secrets."""


def _in_the_head(secret: str) -> Route:
    """The secret for the status line's words and for the values of headers."""
    head = f"HTTP/1.1 503 {secret}\r\nX-Echo: {secret}\r\nRetry-After: {secret}\r\nContent-Type: text/plain;a={secret}"
    return answer_raw(f"{head}\r\nContent-Length: 0\r\n\r\n".encode())


MANNERS: Mapping[str, Manner] = {
    "head": _in_the_head,
    "quoted-head": lambda secret: _in_the_head(quote(secret)),
    "redirects": lambda secret: redirect(f"/moved/{quote(secret)}"),
    "no-http": lambda secret: answer_raw(f"{secret} {secret}\r\n{secret}\r\n\r\n".encode()),
    "coding": lambda secret: answer(b"x", headers={"Content-Encoding": quote(secret)}),
    "charset": lambda secret: answer(secret.encode("utf-16"), status=500, content_type="text/plain; charset=utf-16"),
    "silence": lambda secret: hang_after(secret.encode()),
    "json": lambda secret: answer(_slack_form(secret), status=400),
    "taken": lambda secret: answer(f'{{"ok": true, "ts": "{quote(secret)}"}}'.encode()),
}
"""Manners that have to do with HTTP, beside one for each disguise, which tells the secret in the body."""


def disguised_manners() -> tuple[str, ...]:
    """The names of the manners that tell the secret in the body, fit for a path and for the name of a channel."""
    return tuple(map(_slug, DISGUISES))


class _Manners(dict[str, Route]):
    """Routes by the first part of the path; ``known`` gives what the server knows of each kind of channel."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__()
        self._known = known
        disguised = {_slug(name): _in_body(disguise) for name, disguise in DISGUISES.items()}
        self._manners: dict[str, Manner] = {**MANNERS, **disguised}

    def get(self, path: str, otherwise: Route) -> Route:
        _, manner, kind, *_ = f"{path}//".split("/")
        if manner not in self._manners:
            return otherwise
        return self._manners[manner](self._known[kind])


def _in_body(disguise: Callable[[str], str]) -> Manner:
    """The secret in the body of a refusal: what a bot's method answers is read, whatever its status."""

    def manner(secret: str) -> Route:
        def route(exchange: Exchange) -> None:
            said = disguise(secret)
            if exchange.asked.path.endswith("chat.postMessage"):
                answer(_slack_form(said))(exchange)
            else:
                answer(said.encode(), status=400)(exchange)

        return route

    return manner


def _slack_form(secret: str) -> bytes:
    escaped = secret.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{{"ok": false, "error": "{escaped}", "needed": "{escaped}"}}'.encode()


@contextmanager
def echoing_web(known: Mapping[str, str]) -> Iterator[LoopbackServer]:
    """A web server that knows the secret of each kind of channel."""
    with LoopbackServer(routes=_Manners(known)) as server:
        yield server


@contextmanager
def echoing_mail(password: str) -> Iterator[Mapping[str, int]]:
    """Mail servers that know the password: the port of each, by how it repeats it. They run beside the block."""
    loop, started, ports = asyncio.new_event_loop(), threading.Event(), dict[str, int]()
    ended = asyncio.Event()

    async def serve() -> None:
        async with AsyncExitStack() as stack:
            for name, answers in _dialogues(password).items():
                mailbox: Mailbox = await stack.enter_async_context(running_mailbox(login=True))
                mailbox.answers.update(answers)
                ports[name] = mailbox.port
            silent = await stack.enter_async_context(running_mailbox(login=True))
            silent.silent_at, ports["silence"] = "AUTH", silent.port
            broken = await stack.enter_async_context(running_mailbox(login=True))
            broken.resets_at, ports["reset"] = "AUTH", broken.port
            started.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        started.wait()
        yield ports
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


def _dialogues(password: str) -> dict[str, dict[str, str]]:
    """What the servers answer at which points."""
    dialogues: dict[str, dict[str, str]] = {
        "login-line": {"AUTH": "535 no: {line}"},
        "login": {"AUTH": f"535 {password}"},
        "greeting": {"greeting": f"554 {password}"},
        "no-smtp": {"greeting": f"{password} {password}"},
        "hello": {"EHLO": f"550 {password}", "HELO": f"550 {password}"},
    }
    for name, disguise in DISGUISES.items():
        lines = disguise(password).splitlines()
        words = [*(f"{{code}}-{line}" for line in lines), f"{{code}} {lines[-1]}"]
        refusal = "\r\n".join(words)
        taken = {"AUTH": refusal.replace("{code}", "235"), "MAIL": refusal.replace("{code}", "250")}
        dialogues[f"recipient-{_slug(name)}"] = taken | {"RCPT": refusal.replace("{code}", "550")}
    return dialogues


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
