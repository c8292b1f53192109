from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from slack_channels import CLOCK, DESK, InsidePoster, webhook_to
from slack_server import WEBHOOK_PATH, SlackServer, find_faults, running_slack
from told_message import told_item, told_message
from virtual_loop import VirtualLoop

from monitor.records import Message, Recipient, SendAnswer


@pytest.fixture
def slack():
    """A webhook on loopback that keeps Slack's limits."""
    with running_slack() as server:
        yield server


def numbered(count: int) -> list[Message]:
    """So many messages, each with its own id."""
    return [told_message(message_id=f"alert-{number:03d}") for number in range(count)]


def most_within(moments: list[float], seconds: float) -> int:
    """The most arrivals of any span that long."""
    return max(sum(start <= at < start + seconds - 1e-6 for at in moments) for start in moments)


async def test_a_message_arrives(slack):
    """Slack takes the blocks, and the answer says so."""
    answer = await webhook_to(slack.url).send(told_message(), DESK)

    assert answer == SendAnswer("sent", "accepted by Slack", status=200)
    assert [payload["blocks"][0]["text"]["text"] for payload in slack.accepted] == [told_message().subject]


async def test_sending_again_carries_the_same_id(slack):
    """A repeat can be told from news by the id at its end."""
    for _ in range(2):
        await webhook_to(slack.url).send(told_message(), DESK)

    assert [told_message().message_id] * 2 == [arrival.message_id for arrival in slack.arrivals]


async def test_a_webhook_leads_to_one_place(slack):
    """The address of a recipient is not looked at: the message goes where the webhook leads."""
    answer = await webhook_to(slack.url).send(told_message(), Recipient("desk", "desk", "C0ELSEWHERE"))

    assert "sent" == answer.outcome


@pytest.mark.parametrize(
    ("status", "words", "outcome", "scope"),
    [
        (400, "invalid_payload", "give_up", "message"),
        (400, "user_not_found", "give_up", "channel"),
        (400, "invalid_blocks: blocks[0]", "give_up", "message"),
        (403, "action_prohibited", "give_up", "channel"),
        (404, "channel_not_found", "give_up", "channel"),
        (404, "no_service", "give_up", "channel"),
        (410, "channel_is_archived", "give_up", "channel"),
        (429, "rate_limited", "retry_later", "channel"),
        (429, "invalid_payload", "retry_later", "channel"),
        (500, "rollup_error", "retry_later", "channel"),
    ],
)
async def test_slacks_refusals_are_answers(slack, status, words, outcome, scope):
    """What a webhook answers decides over the next attempt; its words reach the operator, its address does not."""
    slack.answer_next(status, words)

    answer = await webhook_to(slack.url).send(told_message(), DESK)

    assert (outcome, scope, status) == (answer.outcome, answer.scope, answer.status)
    assert f"Slack answered {status}: {words}" == answer.reason


async def test_the_wait_that_slack_asks_for_is_passed_on(slack):
    """A Retry-After in seconds and one with a date both become seconds from now; nonsense becomes the usual wait."""
    later = (datetime(2026, 3, 9, 6, 5, tzinfo=UTC) + timedelta(minutes=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    for header in ("7", later, "abc", "-5"):
        slack.answer_next(429, "rate_limited", Retry_After=header)

    answers = [await webhook_to(slack.url).send(told_message(), DESK) for _ in range(4)]

    assert [7.0, 60.0, 30.0, 30.0] == [answer.retry_after_seconds for answer in answers]
    assert CLOCK.now() == datetime(2026, 3, 9, 6, 5, tzinfo=UTC)


async def test_nobody_listening_is_tried_again():
    """Where nothing answers, the alert stays owed, and the reason keeps the address to itself."""
    with running_slack() as gone:
        url = gone.url

    answer = await webhook_to(url).send(told_message(), DESK)

    assert (answer.outcome, answer.scope, answer.status) == ("retry_later", "channel", None)
    assert "token" not in answer.reason


@pytest.mark.parametrize(
    "address", ["", "hooks.slack.example/x", "ftp://x.example/secret", "https://", "https://a b/secret"]
)
def test_a_webhook_that_is_no_web_address_is_refused(address):
    """The check names the channel and never repeats what may be the secret."""
    with pytest.raises(ValueError, match="channel 'desk'") as raised:
        webhook_to(address)

    assert "secret" not in str(raised.value)


def test_the_channel_shows_its_name_and_not_its_secret():
    """Printing the notifier gives nothing away."""
    notifier = webhook_to(f"https://hooks.slack.example{WEBHOOK_PATH}")

    assert notifier.name == "desk"
    assert "token" not in repr(notifier)


def test_three_hundred_messages_at_once_arrive_one_a_second():
    """All arrive; within any span there are no more than its seconds and a burst of three."""
    slack = SlackServer()

    async def send_all() -> list[SendAnswer]:
        slack.clock = asyncio.get_running_loop().time
        notifier = webhook_to(f"https://hooks.slack.example{WEBHOOK_PATH}", InsidePoster(slack))

        async def send(message: Message) -> SendAnswer:
            await notifier.turn()
            return await notifier.send(message, DESK)

        return await asyncio.gather(*map(send, numbered(300)))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        answers = runner.run(send_all())

    moments = [arrival.at for arrival in slack.arrivals]
    assert {"sent"} == {answer.outcome for answer in answers}
    assert [message.message_id for message in numbered(300)] == sorted(one.message_id for one in slack.arrivals)
    assert [3, 12, 63] == [most_within(moments, seconds) for seconds in (1, 10, 61)]
    assert pytest.approx(297) == moments[-1] - moments[0]


async def test_whoever_does_not_wait_for_a_turn_is_turned_away():
    """The stand-in counts: beyond its burst comes a 429 that says how long to wait, and the notifier passes it on."""
    slack = SlackServer(clock=lambda: 50.0)
    notifier = webhook_to(f"https://hooks.slack.example{WEBHOOK_PATH}", InsidePoster(slack))

    answers = [await notifier.send(message, DESK) for message in numbered(6)]

    assert ["sent"] * 4 + ["retry_later"] * 2 == [answer.outcome for answer in answers]
    assert [1.0, 1.0] == [answer.retry_after_seconds for answer in answers[4:]]
    assert [200] * 4 + [429] * 2 == [arrival.status for arrival in slack.arrivals]


def test_the_stand_in_refuses_what_slack_refuses():
    """The limits that the other tests rely on are kept by the stand-in."""
    header = {"type": "header", "text": {"type": "plain_text", "text": "h" * 151}}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": ""}, "fields": [{}] * 11}
    twice = [{"type": "poem", "block_id": "b" * 256}] * 2
    blocks = [header, section, {"type": "poem"}, *[{"type": "poem"}] * 50, *twice]
    payload = {"text": "t" * 40_001, "username": "x", "blocks": blocks}

    faults = find_faults(payload)

    assert {
        "unknown key username",
        "text: 40001 characters, at most 40000",
        "55 blocks, at most 50",
        "two blocks of one block_id",
        "blocks[0]: 151 characters, at most 150",
        "blocks[1]: needs a text that is not empty",
        "blocks[1]: 11 fields, at most 10",
        "blocks[2]: unsupported type poem",
        "blocks[53]: block_id too long",
    } <= set(faults)


def test_the_stand_in_refuses_too_much_text_in_all():
    """Blocks that each fit are refused where they are too long together."""
    section = {"type": "section", "text": {"type": "plain_text", "text": "s" * 3_000}}

    assert ["all blocks 15000 characters, at most 13200"] == find_faults({"text": "t", "blocks": [section] * 5})


async def test_the_stand_in_answers_with_its_reason(slack):
    """A payload over a limit is refused as invalid_blocks, so that a broken layout cannot pass here."""
    answer = slack.receive(WEBHOOK_PATH, {}, b'{"text": "t", "blocks": [{"type": "poem"}]}')

    assert answer == (400, "invalid_blocks: blocks[0]: unsupported type poem", {})


async def test_a_long_article_is_taken_by_a_real_server(slack):
    """Twenty kilobytes of quote, and more changes than blocks, arrive as one message."""
    items = tuple(told_item(quote="ب" * 20_000, mark_start=9_000, mark_end=9_010) for _ in range(60))

    answer = await webhook_to(slack.url).send(told_message(*items), DESK)

    assert answer.outcome == "sent"


async def test_a_digest_is_taken_by_a_real_server(slack):
    """A hundred alerts in one message arrive as one message."""
    part = told_message()
    digest = replace(part, items=(), parts=(part,) * 100, subject="A hundred alerts")

    answer = await webhook_to(slack.url).send(digest, DESK)

    assert answer.outcome == "sent"
