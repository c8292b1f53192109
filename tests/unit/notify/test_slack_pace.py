"""The pace towards Slack goes on from one run to the next."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from slack_channels import DESK, InsidePoster, bot_at, webhook_to
from slack_server import WEBHOOK_PATH, SlackServer
from told_message import told_message
from virtual_loop import VirtualLoop

BEGAN_AT = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
CHANNELS = {
    "webhook": lambda poster, **parts: webhook_to(f"https://hooks.slack.example{WEBHOOK_PATH}", poster, **parts),
    "bot": lambda poster, **parts: bot_at("http://127.0.0.1/api", poster, **parts),
}


class LoopClock:
    """A clock that goes with the loop's time."""

    def now(self) -> datetime:
        """So long after the beginning as the loop has run."""
        return BEGAN_AT + timedelta(seconds=asyncio.get_running_loop().time())


def post_in_runs(channel, runs, seconds_between):
    """The stand-in after so many runs of one message each, every one with a notifier of its own."""
    slack = SlackServer()

    async def post() -> None:
        slack.clock = asyncio.get_running_loop().time
        sent_at = None
        for number in range(runs):
            notifier = channel(InsidePoster(slack), clock=LoopClock(), sent_at=sent_at)
            await notifier.turn()
            await notifier.send(told_message(message_id=f"alert-{number:03d}"), DESK)
            sent_at = LoopClock().now()
            await asyncio.sleep(seconds_between)

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(post())
    return slack


@pytest.mark.parametrize("kind", CHANNELS)
def test_runs_close_upon_each_other_keep_one_pace(kind):
    """Twenty runs of one message each, a tenth of a second apart, are never faster than one a second and a burst."""
    slack = post_in_runs(CHANNELS[kind], runs=20, seconds_between=0.1)
    moments = [arrival.at for arrival in slack.arrivals]
    most = [sum(start <= at < start + 10 - 1e-6 for at in moments) for start in moments]

    assert [200] * 20 == [arrival.status for arrival in slack.arrivals]
    assert max(most) <= 10 + 3


def test_run_long_after_the_last_one_waits_for_nothing():
    """What was sent some seconds ago holds nobody up."""
    slack = post_in_runs(CHANNELS["webhook"], runs=3, seconds_between=5)
    moments = [arrival.at for arrival in slack.arrivals]

    assert [0, 5, 10] == pytest.approx([at - moments[0] for at in moments])


def test_clock_that_was_put_back_makes_nobody_wait_long():
    """A last message of a moment that is still to come costs a second, no more."""

    async def wait() -> float:
        sent_at = LoopClock().now() + timedelta(days=1)
        notifier = CHANNELS["webhook"](InsidePoster(SlackServer()), clock=LoopClock(), sent_at=sent_at)
        began = asyncio.get_running_loop().time()
        await notifier.turn()
        return asyncio.get_running_loop().time() - began

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert pytest.approx(1) == runner.run(wait())
