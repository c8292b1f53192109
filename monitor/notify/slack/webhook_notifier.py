"""Slack by an incoming webhook: one address, one channel, no threads."""

from __future__ import annotations

import json
from datetime import datetime

from monitor.clock import Clock
from monitor.notify.redaction import Redaction
from monitor.notify.secret import Revealable
from monitor.notify.slack.answers import answer_webhook
from monitor.notify.slack.blocks import build_payload
from monitor.notify.slack.pace import SlackPace
from monitor.notify.web_address import check_web_address
from monitor.ports import Fetcher
from monitor.records import Message, PostRequest, Recipient, SendAnswer


class SlackWebhookNotifier:
    """Posts each message to an incoming webhook, once an attempt. Belongs to one event loop."""

    def __init__(
        self, name: str, webhook: Revealable, poster: Fetcher, clock: Clock, *, sent_at: datetime | None = None
    ) -> None:
        """Post through ``poster``; ``clock`` tells how far away a date in Retry-After is.

        ``sent_at`` is when the channel was last sent a message by an earlier run: its pace goes on from there.

        Raises ValueError, without the address, when the webhook is no web address.
        """
        check_web_address(name, "the webhook", webhook.reveal(), "give the one that Slack shows")
        self._name = name
        self._webhook = webhook
        self._poster = poster
        self._clock = clock
        self._pace = SlackPace(clock, sent_at)

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """Wait until another message may go out: one a second, three at once."""
        await self._pace.turn()

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Post the message. Slack's own words stand in the answer's reason, the webhook's address never does.

        A webhook leads to one place: the recipient's address is not looked at.
        """
        del recipient
        webhook = self._webhook.reveal()
        result = await self._poster.post(PostRequest(webhook, json.dumps(build_payload(message)).encode()))
        return answer_webhook(result, self._clock.now(), Redaction(webhook))
