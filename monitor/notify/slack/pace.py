"""How often Slack may be given a message."""

from __future__ import annotations

from aiolimiter import AsyncLimiter

BURST = 3
"""Messages that may go out at once. Judgement: Slack allows short bursts and says no number."""

SECONDS_A_MESSAGE = 1.0
"""Source: docs.slack.dev/apis/web-api/rate-limits: one message a second to a channel, and by a webhook."""


def make_pace() -> AsyncLimiter:
    """A limiter of one message a second, with bursts of ``BURST``, by the time of the event loop that it is used in."""
    return AsyncLimiter(BURST, BURST * SECONDS_A_MESSAGE)
