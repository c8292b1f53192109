from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from slack_channels import DESK, Answering, InsidePoster, bot_at
from slack_server import BOT_TOKEN, CHANNEL, OTHER_CHANNEL, SlackServer, running_slack
from told_message import told_item, told_message
from virtual_loop import VirtualLoop

from monitor.notify.slack.bot_notifier import API
from monitor.notify.slack.threads import QUIET_KINDS
from monitor.records import Notice, Recipient, SendAnswer

SINCE = datetime(2026, 3, 9, 5, 0, tzinfo=UTC)


@pytest.fixture
def slack():
    """A workspace on loopback that keeps Slack's limits."""
    with running_slack() as server:
        yield server


async def test_a_message_arrives_in_the_channel_configured(slack):
    """Slack takes it, and the answer gives what Slack calls it."""
    answer = await bot_at(slack.api).send(told_message(), DESK)

    (posted,) = slack.posted
    assert SendAnswer("sent", "accepted by Slack", status=200, reference=posted.ts) == answer
    assert (CHANNEL, "", True) == (posted.channel, posted.thread_ts, posted.in_channel)


async def test_a_recipient_with_an_address_is_reached_there(slack):
    """The address is another channel's id; it goes before the one configured."""
    await bot_at(slack.api).send(told_message(), Recipient("quay", "desk", OTHER_CHANNEL))

    assert [OTHER_CHANNEL] == [posted.channel for posted in slack.posted]


async def test_the_token_stands_in_the_header_alone():
    """Neither address nor body holds it."""
    poster = Answering(status=200, body=b'{"ok": true, "ts": "1.2"}')

    await bot_at(API, poster).send(told_message(), DESK)

    (request,) = poster.requests
    assert "https://slack.com/api/chat.postMessage" == request.url
    assert {"Authorization": f"Bearer {BOT_TOKEN}"} == request.headers
    assert BOT_TOKEN not in request.body.decode()
    assert "none" == json.loads(request.body)["parse"]


async def test_a_change_in_an_old_thread_is_shown_to_the_channel(slack):
    """The first message begins a thread; what contradicts it stands in the thread and in the channel."""
    bot = bot_at(slack.api)
    first = await bot.send(told_message(told_item(kind="new")), DESK)
    await bot.send(told_message(told_item(kind="refined"), replies_to=first.reference), DESK)
    await bot.send(told_message(told_item(kind="changed"), replies_to=first.reference), DESK)

    assert [("", True), (first.reference, False), (first.reference, True)] == [
        (posted.thread_ts, posted.in_channel) for posted in slack.posted
    ]


@pytest.mark.parametrize(("healed", "shown"), [(False, True), (True, False)])
async def test_a_notice_is_shown_when_something_ails(slack, healed, shown):
    """That a source fell ill again is shown; that it is well stays in the thread."""
    bot = bot_at(slack.api)
    first = await bot.send(told_message(), DESK)
    notice = Notice("quay-ar", "failing", healed=healed, since=SINCE)

    await bot.send(replace(told_message(), items=(), notice=notice, replies_to=first.reference), DESK)

    assert shown == slack.posted[-1].in_channel


async def test_a_group_is_shown_for_its_loudest_part(slack):
    """One contradiction among restatements is enough."""
    bot = bot_at(slack.api)
    first = await bot.send(told_message(), DESK)
    parts = tuple(told_message(told_item(kind=kind)) for kind in (*sorted(QUIET_KINDS), "denied"))

    await bot.send(replace(told_message(), items=(), parts=parts, replies_to=first.reference), DESK)

    assert slack.posted[-1].in_channel


async def test_what_has_lost_its_thread_stands_by_itself(slack):
    """The first message was deleted: the answer to it is not lost, it is posted into the channel."""
    answer = await bot_at(slack.api).send(told_message(replies_to="1700000000.000001"), DESK)

    assert ("sent", [""]) == (answer.outcome, [posted.thread_ts for posted in slack.posted])


@pytest.mark.parametrize(
    ("error", "outcome", "scope"),
    [
        ("channel_not_found", "give_up", "channel"),
        ("not_in_channel", "give_up", "channel"),
        ("is_archived", "give_up", "channel"),
        ("invalid_auth", "give_up", "channel"),
        ("account_inactive", "give_up", "channel"),
        ("token_revoked", "give_up", "channel"),
        ("missing_scope", "give_up", "channel"),
        ("restricted_action", "give_up", "channel"),
        ("msg_too_long", "give_up", "message"),
        ("msg_blocks_too_long", "give_up", "message"),
        ("invalid_blocks", "give_up", "message"),
        ("no_text", "give_up", "message"),
        ("fatal_error", "retry_later", "channel"),
        ("internal_error", "retry_later", "channel"),
        ("service_unavailable", "retry_later", "channel"),
        ("request_timeout", "retry_later", "channel"),
        ("brand_new_error", "retry_later", "message"),
    ],
)
async def test_slacks_words_for_a_refusal_decide(slack, error, outcome, scope):
    """The status is 200 even for refusals; a word that nobody knows is tried again and holds up no other message."""
    slack.refuse_next(error)

    answer = await bot_at(slack.api).send(told_message(), DESK)

    assert SendAnswer(outcome, f"Slack answered: {error}", None, scope, 200) == answer


@pytest.mark.parametrize(
    ("status", "header", "wait"), [(429, "3", 3.0), (429, None, 30.0), (429, "abc", 30.0), (200, None, 30.0)]
)
async def test_a_pace_that_is_too_fast_is_waited_for(slack, status, header, wait):
    """By Retry-After, and half a minute without one that can be read."""
    slack.refuse_next("ratelimited", status, **({"Retry_After": header} if header else {}))

    answer = await bot_at(slack.api).send(told_message(), DESK)

    assert ("retry_later", "channel", wait) == (answer.outcome, answer.scope, answer.retry_after_seconds)


@pytest.mark.parametrize(
    ("status", "body", "outcome", "scope"),
    [
        (200, "<html>Sign in to the guests' network", "retry_later", "message"),
        (200, "[]", "retry_later", "message"),
        (200, "[" * 100_000, "retry_later", "message"),
        (200, '{"ok": "yes"}', "retry_later", "message"),
        (404, "<html>", "give_up", "channel"),
        (503, "<html>", "retry_later", "channel"),
        (503, '{"ok": false, "error": "invalid_auth"}', "retry_later", "channel"),
    ],
)
async def test_an_answer_that_is_not_slacks_proves_nothing(slack, status, body, outcome, scope):
    """Only Slack's own word says that a message was taken."""
    slack.answer_next(status, body)

    answer = await bot_at(slack.api).send(told_message(), DESK)

    assert (outcome, scope) == (answer.outcome, answer.scope)


async def test_a_wrong_token_is_told_and_not_shown(slack):
    """Slack says invalid_auth; the channel waits for somebody to mend it."""
    answer = await bot_at(slack.api, token="xoxb-wrong-0123456789").send(told_message(), DESK)  # noqa: S106 - invented

    assert ("give_up", "channel", "Slack answered: invalid_auth") == (answer.outcome, answer.scope, answer.reason)


@pytest.mark.parametrize(
    "parts",
    [{"token": ""}, {"token": "xoxb-secret\r\nX-Other: 1"}, {"token": "xoxb secret"}, {"channel_id": " "}],
)
def test_a_bot_that_cannot_be_used_is_refused(parts):
    """The check names the channel and never repeats the token."""
    with pytest.raises(ValueError, match="channel 'desk'") as raised:
        bot_at(API, **parts)

    assert "secret" not in str(raised.value)


def test_an_address_of_the_api_that_is_none_is_refused():
    """A stand-in's address is checked as well."""
    with pytest.raises(ValueError, match="api is no web address"):
        bot_at("slack")


def test_three_hundred_messages_at_once_keep_the_pace():
    """One a second with bursts of three, all of them taken."""
    slack = SlackServer()

    async def send_all() -> list[SendAnswer]:
        slack.clock = asyncio.get_running_loop().time
        bot = bot_at("http://127.0.0.1/api", InsidePoster(slack))

        async def send() -> SendAnswer:
            await bot.turn()
            return await bot.send(told_message(), DESK)

        return await asyncio.gather(*[send() for _ in range(300)])

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        answers = runner.run(send_all())

    moments = [arrival.at for arrival in slack.arrivals]
    assert ({"sent"}, 300) == ({answer.outcome for answer in answers}, len(slack.posted))
    assert all(later - earlier >= 0.999 for earlier, later in pairwise(moments[2:]))


async def test_a_place_that_is_not_there_is_the_fault_of_one_recipient(slack):
    """Where the bot writes to somebody else than configured, a refusal of that place says nothing of the bot."""
    bot = bot_at(slack.api)

    gone = await bot.send(told_message(), Recipient("quay", "desk", "C0NOWHERE"))
    slack.channels[CHANNEL] = "is_archived"
    own = await bot.send(told_message(), Recipient("desk", "desk", CHANNEL))

    assert ("give_up", "message") == (gone.outcome, gone.scope)
    assert ("give_up", "channel") == (own.outcome, own.scope)
