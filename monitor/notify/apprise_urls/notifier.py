"""The sender of the Apprise channel. Apprise is an optional package: it is looked for when a channel asks for it."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from types import ModuleType

from monitor.notify.own_thread import begin
from monitor.notify.secret import Revealable
from monitor.notify.sendable import make_sendable, make_sendable_line
from monitor.records import Message, Recipient, SendAnswer

DEADLINE_SECONDS = 60.0
"""How long Apprise may take for all its addresses. Judgement: its own limits are 4 seconds a connection."""

EXTRA = "newsroom-monitor[apprise]"

_LOGGERS = ("apprise", "requests", "urllib3")
"""Who logs addresses, or the paths in them, when Apprise sends."""

_CALL = re.compile("@(?=\\w)")
_DEAD_CALL = "@\u2060"


class AppriseNotifier:
    """Hands each message to Apprise for all its addresses, once an attempt.

    Apprise opens its own connections, by its own rules. It says of a message only whether every address took it, so
    that a repeat after one of them failed reaches the others twice: an address that matters needs its own channel.
    """

    def __init__(self, name: str, addresses: Sequence[Revealable], deadline_seconds: float = DEADLINE_SECONDS) -> None:
        """Send to ``addresses``, which are secrets: the logs of Apprise and of what it posts with are shut.

        Raises ValueError, without any address, when the package is missing, there is no address, or Apprise
        understands one of them not.
        """
        self._name = name
        self._deadline_seconds = deadline_seconds
        self._notify = _prepare(name, [one.reveal() for one in addresses])

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """At once: Apprise keeps the pace that its services ask for."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Hand over subject and text, in which no ``@name`` calls anybody.

        A yes of Apprise is weak proof, and told so. The addresses are those of the channel, whoever the recipient is.
        """
        del recipient
        subject, text = (_CALL.sub(_DEAD_CALL, one) for one in (message.subject, message.text))
        title, body = make_sendable_line(subject), make_sendable(text)
        try:
            async with asyncio.timeout(self._deadline_seconds):
                taken = await asyncio.wrap_future(begin(lambda: self._notify(title, body), "apprise"))
        except TimeoutError:
            return SendAnswer("retry_later", f"Apprise did not end within {self._deadline_seconds:g} seconds")
        except Exception as fault:  # noqa: BLE001 - plugins by a hundred hands; their words may hold the address
            return SendAnswer("retry_later", f"Apprise failed ({type(fault).__name__})")
        if taken:
            return SendAnswer("sent", "handed to Apprise, which reports no more")
        return SendAnswer("retry_later", "Apprise reports that one of its addresses failed, and not which or why")


def _prepare(name: str, addresses: Sequence[str]) -> Callable[[str, str], bool]:
    apprise = _import_apprise(name)
    _shut_logs()
    if not addresses:
        msg = f"channel {name!r}: no address is given; give one that Apprise understands"
        raise ValueError(msg)
    sender = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False))
    for number, address in enumerate(addresses, 1):
        if not sender.add(address):
            msg = f"channel {name!r}: Apprise does not understand address {number} (not repeated)"
            raise ValueError(msg)
    return lambda title, body: bool(sender.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))


def _import_apprise(name: str) -> ModuleType:
    try:
        import apprise  # noqa: PLC0415 - an optional package
    except ImportError as missing:
        msg = f"channel {name!r}: Apprise is not installed; install {EXTRA}"
        raise ValueError(msg) from missing
    return apprise


def _shut_logs() -> None:
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
