"""How often Slack may be given a message."""

from __future__ import annotations

from datetime import datetime

from aiolimiter import AsyncLimiter

from monitor.clock import Clock

BURST = 3
"""Messages that may go out at once. Judgement: Slack allows short bursts and says no number."""

SECONDS_A_MESSAGE = 1.0
"""Source: docs.slack.dev/apis/web-api/rate-limits: one message a second to a channel, and by a webhook."""


class SlackPace:
    """One message a second, with bursts of ``BURST``, by the time of the event loop that it is used in.

    It goes on where an earlier run left off, a moment ago perhaps: that is taken to have used the whole burst with the
    message that it sent last.
    """

    def __init__(self, clock: Clock, sent_at: datetime | None) -> None:
        """``sent_at`` is when the channel was last sent a message, by ``clock``; None for never."""
        self._clock = clock
        self._sent_at = sent_at
        self._limiter = AsyncLimiter(BURST, BURST * SECONDS_A_MESSAGE)

    async def turn(self) -> None:
        """Wait until another message may go out."""
        used = self._used_before()
        if used > 0:
            await self._limiter.acquire(used)  # at once: nothing else was taken yet
        await self._limiter.acquire()

    def _used_before(self) -> float:
        """How much of a burst is used up when the first message is about to go out; nothing of it ever after.

        A clock that was put back counts as no time passed.
        """
        sent_at, self._sent_at = self._sent_at, None
        if sent_at is None:
            return 0.0
        passed = max((self._clock.now() - sent_at).total_seconds(), 0.0)
        return max(BURST - passed / SECONDS_A_MESSAGE, 0.0)
