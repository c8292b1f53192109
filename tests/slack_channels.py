"""Channels that lead to the stand-in for Slack, over a real connection or inside the process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from plain_fetcher import PlainFetcher
from slack_server import BOT_TOKEN, CHANNEL, SlackServer

from monitor.clock import HandClock
from monitor.notify import SlackBotNotifier, SlackWebhookNotifier
from monitor.records import FetchResult, PostRequest, Recipient

CLOCK = HandClock(datetime(2026, 3, 9, 6, 5, tzinfo=UTC))
DESK = Recipient("desk", "desk")


class Kept:
    """A secret in the clear."""

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """The value."""
        return self._value


class InsidePoster:
    """Hands each posting to the stand-in at once: for time that is not real, in which no socket can be waited for."""

    def __init__(self, slack: SlackServer) -> None:
        """Post to this one."""
        self._slack = slack

    async def post(self, request: PostRequest) -> FetchResult:
        """The stand-in's answer."""
        headers = {"Content-Type": request.content_type, **request.headers}
        status, words, given = self._slack.receive(urlsplit(request.url).path, headers, request.body)
        return FetchResult(
            request.url,
            request.url,
            status=status,
            body=words.encode(),
            retry_after=given.get("Retry-After"),
            problem=None if status == 200 else "http_status",
        )


class Answering:
    """Answers every posting with the same result, and keeps what was posted."""

    def __init__(self, **parts: Any) -> None:
        """``parts`` are those of the result."""
        self.requests: list[PostRequest] = []
        self._parts = parts

    async def post(self, request: PostRequest) -> FetchResult:
        """The result."""
        self.requests.append(request)
        return FetchResult(request.url, request.url, **self._parts)


def webhook_to(url: str, poster: Any = None, **parts: Any) -> SlackWebhookNotifier:
    """The channel that posts to a webhook's address; ``parts`` are further ones of the notifier."""
    return SlackWebhookNotifier("desk", Kept(url), poster or PlainFetcher(), **{"clock": CLOCK} | parts)


def bot_at(
    api: str, poster: Any = None, *, token: str = BOT_TOKEN, channel_id: str = CHANNEL, **parts: Any
) -> SlackBotNotifier:
    """The channel that posts as a bot; ``parts`` are further ones of the notifier."""
    given = {"clock": CLOCK, "api": api} | parts
    return SlackBotNotifier("desk", Kept(token), channel_id, poster or PlainFetcher(), **given)
