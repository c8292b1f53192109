"""The argument check of the mail channel: whose account, on which server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from monitor.notify.email.addresses import find_address_fault
from monitor.notify.secret import Revealable

Security = Literal["starttls", "tls", "none"]
"""``starttls``: plain at first, then TLS or nothing; ``tls``: TLS from the first byte; ``none``: turned off by name."""

_LAST_PORT = 65535
_LIST_ID = re.compile(r"[A-Za-z0-9.-]{1,255}")


@dataclass(frozen=True, slots=True)
class EmailAccount:
    """How letters are handed in. ``timeout_seconds`` bounds one whole sending, from the connection to the acceptance.

    ``sender`` is a bare ASCII address (``monitor@example.org``), the only one that letters come from; whom they go to
    is not the account's matter. ``list_id`` is a name like ``monitor.example.org``, None for that of the sender's
    domain. Raises ValueError when something cannot be right.
    """

    host: str
    port: int
    security: Security
    username: str | None
    password: Revealable | None = field(repr=False)
    sender: str
    timeout_seconds: float = 30
    list_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no server could take, and what would let a header or a command be forged."""
        for fits, found in (
            (bool(self.host) and self.host.isascii() and self.host.isprintable(), f"the host is {self.host!r}"),
            (0 < self.port <= _LAST_PORT, f"the port is {self.port}"),
            (self.security in get_args(Security), f"the security is {self.security!r}"),
            ((self.username is None) == (self.password is None), "a username needs a password, and a password a name"),
            (self.timeout_seconds > 0, f"the timeout is {self.timeout_seconds} seconds"),
            (self.list_id is None or _LIST_ID.fullmatch(self.list_id), f"the list id is {self.list_id!r}"),
            (find_address_fault(self.sender) is None, f"the sender is {self.sender!r}"),
        ):
            if not fits:
                msg = f"a mail account cannot work: {found}"
                raise ValueError(msg)

    @property
    def domain(self) -> str:
        """The domain of the sender's address."""
        return self.sender.rpartition("@")[2]

    @property
    def list_name(self) -> str:
        """The name in the List-Id header: that which was given, or ``alerts.`` before the sender's domain."""
        return self.list_id or f"alerts.{self.domain}"
