"""A real SMTP server on loopback (aiosmtpd) that can be told to refuse, to drop the line, and to want TLS."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "an invented pass phrase"  # noqa: S105 - opens nothing but this server

Point = Literal["greeting", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "letter", "acceptance"]
"""Where a dialogue stands: a command came, or the whole ``letter``, and was not answered; or its 250 was just given."""

_UNSAID = "250 never heard"
"""What aiosmtpd is given as the answer to a letter where it shall say nothing."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER: on, for no time


@dataclass
class Mailbox:
    """What the server took, in the order in which it came, and how it behaves.

    ``refusals`` gives the answer to RCPT for an address, ``answers`` the answer at a point, whatever it is about;
    ``{line}`` in it stands for what the client said. At ``ends_at`` the server closes the line, at ``resets_at`` it
    resets it, at ``silent_at`` it says no more.
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    answers: dict[Point, str] = field(default_factory=dict)
    after_data: str = "250 taken"
    drops_line: bool = False
    ends_at: Point | None = None
    resets_at: Point | None = None
    silent_at: Point | None = None
    logins: int = 0
    connections: int = 0

    @property
    def message_ids(self) -> list[str]:
        """The Message-IDs of the letters, as often as they came."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Take the letter, refuse it, or drop the line before answering."""
        if self.drops_line:
            server.transport.close()
            return _UNSAID
        if await self.plays(server, "letter", ""):
            return _UNSAID
        if self.after_data.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=policy.default)
            self.letters.append(letter)
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        return self.after_data

    def check_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: object
    ) -> AuthResult:
        """Let in whoever knows the password."""
        self.logins += 1
        right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=right)

    async def plays(self, server: SMTP, point: Point, line: str) -> bool:
        """Do what was asked for at the point, and say whether anything was."""
        if point == self.silent_at:
            await asyncio.Event().wait()  # until the client leaves
        if point == self.resets_at:
            server.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            server.transport.abort()
        elif point == self.ends_at:
            server.transport.close()
        elif point in self.answers:
            await SMTP.push(server, self.answers[point].replace("{line}", line).encode())
        else:
            return False
        return True


def _played(point: Point) -> Callable[[SMTP, str], Awaitable[None]]:
    """The command of aiosmtpd, unless the mailbox has another wish."""
    usual = getattr(SMTP, f"smtp_{point}")

    async def command(server: _Server, arg: str) -> None:
        if not await server.mailbox.plays(server, point, arg or ""):
            await usual(server, arg)

    return command


class _Server(SMTP):
    """One connection."""

    mailbox: Mailbox
    _greeted = False

    smtp_EHLO = _played("EHLO")  # noqa: N815 - the names are aiosmtpd's
    smtp_HELO = _played("HELO")  # noqa: N815
    smtp_STARTTLS = _played("STARTTLS")  # noqa: N815
    smtp_AUTH = _played("AUTH")  # noqa: N815
    smtp_MAIL = _played("MAIL")  # noqa: N815
    smtp_RCPT = _played("RCPT")  # noqa: N815
    smtp_DATA = _played("DATA")  # noqa: N815

    async def push(self, status: str | bytes) -> None:
        """Answer; the first answer is the greeting."""
        if not self._greeted:
            self._greeted = True
            self.mailbox.connections += 1
            if await self.mailbox.plays(self, "greeting", ""):
                return
        if status == _UNSAID or self.transport is None or self.transport.is_closing():
            return
        await super().push(status)
        if status == self.mailbox.after_data:
            await self.mailbox.plays(self, "acceptance", "")


@asynccontextmanager
async def running_mailbox(
    tls: ssl.SSLContext | None = None,
    *,
    implicit_tls: bool = False,
    login: bool = False,
    max_letter_bytes: int | None = None,
) -> AsyncIterator[Mailbox]:
    """A server on a free port of 127.0.0.1; with ``tls`` it offers STARTTLS, or speaks TLS from the first byte."""
    mailbox, connections = Mailbox(), []

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Requiring AUTH while not requiring TLS"
            )  # here we want just that
            server = _Server(
                mailbox,
                data_size_limit=max_letter_bytes,
                hostname="mail.invalid",
                tls_context=None if implicit_tls else tls,
                auth_required=login,
                auth_require_tls=login and tls is not None and not implicit_tls,
                authenticator=mailbox.check_login if login else None,
            )
        server.mailbox = mailbox
        connections.append(server)
        return server

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls if implicit_tls else None)
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await _end(connections)
        await server.wait_closed()


async def _end(connections: list[_Server]) -> None:
    """Close what clients, or a server that fell silent, left open."""
    tasks = [one._handler_coroutine for one in connections if one._handler_coroutine is not None]
    for one in connections:
        if one.transport is not None:
            one.transport.abort()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
