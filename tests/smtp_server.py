"""A real SMTP server on loopback (aiosmtpd) that can be told to refuse, to drop the line, and to want TLS."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "an invented pass phrase"  # noqa: S105 - opens nothing but this server


@dataclass
class Mailbox:
    """What the server took, and how it behaves. ``refusals`` gives the answer to RCPT for an address."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 taken"
    drops_line: bool = False
    logins: int = 0

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
            return "250 never heard"
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


@asynccontextmanager
async def running_mailbox(
    tls: ssl.SSLContext | None = None, *, implicit_tls: bool = False, login: bool = False
) -> AsyncIterator[Mailbox]:
    """A server on a free port of 127.0.0.1; with ``tls`` it offers STARTTLS, or speaks TLS from the first byte."""
    mailbox = Mailbox()

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Requiring AUTH while not requiring TLS"
            )  # here we want just that
            return SMTP(
                mailbox,
                hostname="mail.invalid",
                tls_context=None if implicit_tls else tls,
                auth_required=login,
                auth_require_tls=login and tls is not None and not implicit_tls,
                authenticator=mailbox.check_login if login else None,
            )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls if implicit_tls else None)
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
