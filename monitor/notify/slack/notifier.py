"""The sender of the Slack channel."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.clock import Clock
from monitor.notify.secret import Revealable
from monitor.notify.slack.answers import answer_result
from monitor.notify.slack.blocks import build_payload
from monitor.ports import Fetcher
from monitor.records import Message, SendAnswer


class SlackNotifier:
    """Posts each message to an incoming webhook, once an attempt."""

    def __init__(self, name: str, webhook: Revealable, poster: Fetcher, clock: Clock) -> None:
        """Post through ``poster``; ``clock`` tells how far away a date in Retry-After is.

        Raises ValueError, without the address, when the webhook is no web address.
        """
        _check(name, webhook.reveal())
        self._name = name
        self._webhook = webhook
        self._poster = poster
        self._clock = clock

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def send(self, message: Message) -> SendAnswer:
        """Post the message. Slack's own words stand in the answer's reason, the webhook's address never does."""
        webhook = self._webhook.reveal()
        result = await self._poster.post_json(webhook, build_payload(message))
        return answer_result(result, webhook, self._clock.now())


def _check(name: str, webhook: str) -> None:
    try:
        parts = urlsplit(webhook)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, webhook))
    except ValueError:
        fits = False
    if not fits:
        msg = f"channel {name!r}: the webhook is no web address (not repeated); give the one that Slack shows"
        raise ValueError(msg)
