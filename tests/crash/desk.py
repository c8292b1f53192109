"""The stand-ins of the desk: what arrived, in its order, and the lives that are ended while they are at work."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_server import BOT_TOKEN, CHANNEL, METHOD_PATH, running_slack
from smtp_server import Mailbox, running_mailbox

from crash.town import Channels

MESSAGE = re.compile(r"alert-[0-9a-f]{20}")

Name = tuple[str, str]
"""What a message is known by: to whom it went (an address, "hook" or "bot"), and its id."""

POINTS = (
    "mail half sent",  # the letter was announced, not given
    "mail taken",  # and not answered
    "webhook posting not taken yet",
    "webhook posting taken",
    "bot posting not taken yet",
    "bot posting taken",
)
"""Points that the desk sees and no other."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that was taken: what it is known by, its words, and when it came."""

    name: Name
    words: str
    seconds: float


@dataclass
class Desk:
    """Everything that arrived. While a life is ``armed``, it is killed when its point comes for the ``nth`` time."""

    channels: Channels
    arrivals: list[Arrival] = field(default_factory=list)
    pid: int = 0
    point: str = ""
    nth: int = 0
    died_at: str = ""
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    def arm(self, point: str, nth: int) -> None:
        """End the next life there, if it is a point of the desk's."""
        self.pid, self.died_at = 0, ""
        self.point, self.nth = (point, nth) if point in POINTS else ("", 0)

    def disarm(self) -> None:
        """Let whoever has this process's number now live."""
        self.pid, self.point = 0, ""

    def at(self, point: str) -> None:
        """A stand-in is at a point."""
        if point != self.point or not self.pid:
            return
        self.nth -= 1
        if self.nth == 0:
            self.died_at = point
            os.kill(self.pid, signal.SIGKILL)

    def take(self, to: str, message_id: str, words: str) -> None:
        """A message was taken."""
        self.arrivals.append(Arrival((to, message_id), words, time.monotonic()))
        self._loop.call_soon_threadsafe(self._arrived.set)

    async def next_arrival(self) -> None:
        """Wait until another message is taken."""
        self._arrived.clear()
        await self._arrived.wait()


@asynccontextmanager
async def running_desk() -> AsyncIterator[Desk]:
    """A mail server and Slack, for the block; Slack takes any number of messages."""
    async with running_mailbox() as mailbox:
        with running_slack(pace=None) as slack:
            desk = Desk(Channels(mailbox.port, slack.url, slack.api, BOT_TOKEN, CHANNEL))
            _watch_mail(mailbox, desk)
            _watch_slack(slack, desk)
            yield desk


def _watch_mail(mailbox: Mailbox, desk: Desk) -> None:
    plays, take_letter = mailbox.plays, mailbox.handle_DATA

    async def watched_plays(server, point, line):
        if point == "DATA":
            desk.at("mail half sent")
        return await plays(server, point, line)

    async def watched_letter(server, session, envelope):
        answer = await take_letter(server, session, envelope)
        letter = mailbox.letters.pop()
        words = letter.get_body(("plain",)).get_content()
        desk.take(envelope.rcpt_tos[0], MESSAGE.search(letter["Message-ID"])[0], words)
        desk.at("mail taken")
        return answer

    mailbox.plays, mailbox.handle_DATA = watched_plays, watched_letter


def _watch_slack(slack, desk: Desk) -> None:
    receive = slack.receive

    def watched(path, headers, body):
        name = "bot" if path == METHOD_PATH else "hook"
        posting = "bot posting" if name == "bot" else "webhook posting"
        desk.at(f"{posting} not taken yet")
        if desk.died_at == f"{posting} not taken yet":
            return 503, "gone", {}  # it came, and was never taken
        answer = receive(path, headers, body)
        if slack.accepted:
            desk.take(name, slack.arrivals[-1].message_id, str(slack.accepted.pop()))
        desk.at(f"{posting} taken")
        return answer

    slack.receive = watched
