"""The mail channel to a server on loopback, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from monitor.clock import HandClock
from monitor.notify.email import EmailAccount, EmailNotifier
from monitor.records import Recipient

SENDER = "monitor@example.org"
DESK = Recipient("desk", "mail", "desk@example.org")
AT = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)


class Kept:
    """A secret in the clear."""

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """The value."""
        return self._value


def mail_account(**parts: Any) -> EmailAccount:
    """An account without TLS or login on this machine; ``parts`` replace what it holds."""
    given: dict[str, Any] = {
        "host": "localhost",
        "port": 25,
        "security": "none",
        "username": None,
        "password": None,
        "sender": SENDER,
        "timeout_seconds": 30,
    }
    return EmailAccount(**(given | parts))


def mail_notifier(port: int, clock: HandClock | None = None, **parts: Any) -> EmailNotifier:
    """The channel "mail" by such an account."""
    return EmailNotifier("mail", mail_account(port=port, **parts), clock or HandClock(AT))
