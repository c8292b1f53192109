from __future__ import annotations

from datetime import UTC, datetime

import pytest
from plain_fetcher import PlainFetcher
from slack_server import WEBHOOK_PATH, find_faults, running_slack
from told_message import told_item, told_message

from monitor.clock import HandClock
from monitor.notify.slack import SlackNotifier
from monitor.records import SendAnswer

CLOCK = HandClock(datetime(2026, 3, 9, 6, 5, tzinfo=UTC))


class Kept:
    """A secret in the clear."""

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """The value."""
        return self._value


@pytest.fixture
def slack():
    """A webhook on loopback that keeps Slack's limits."""
    with running_slack() as server:
        yield server


def notifier_of(url: str) -> SlackNotifier:
    """The channel that posts to an address."""
    return SlackNotifier("desk", Kept(url), PlainFetcher(), CLOCK)


async def test_a_message_arrives(slack):
    """Slack takes the blocks, and the answer says so."""
    answer = await notifier_of(slack.url).send(told_message())

    assert answer == SendAnswer("sent", "accepted by Slack")
    assert [payload["blocks"][0]["text"]["text"] for payload in slack.accepted] == [told_message().subject]


async def test_sending_again_carries_the_same_id(slack):
    """A repeat can be told from news by the id at its end."""
    for _ in range(2):
        await notifier_of(slack.url).send(told_message())

    ids = [payload["blocks"][-1]["elements"][0]["text"] for payload in slack.accepted]

    assert ids == [told_message().message_id] * 2


@pytest.mark.parametrize(
    ("status", "words", "outcome"),
    [
        (400, "invalid_payload", "give_up"),
        (403, "action_prohibited", "give_up"),
        (404, "channel_not_found", "give_up"),
        (410, "channel_is_archived", "give_up"),
        (429, "rate_limited", "retry_later"),
        (500, "rollup_error", "retry_later"),
    ],
)
async def test_slacks_refusals_are_answers(slack, status, words, outcome):
    """What a webhook answers decides over the next attempt; its words reach the operator, its address does not."""
    slack.answer_next(status, words)

    answer = await notifier_of(slack.url).send(told_message())

    assert (answer.outcome, answer.reason) == (outcome, f"Slack answered {status}: {words}")


async def test_the_wait_that_slack_asks_for_is_passed_on(slack):
    """A Retry-After in seconds and one with a date both become seconds from now."""
    slack.answer_next(429, "rate_limited", Retry_After="7")
    slack.answer_next(429, "rate_limited", Retry_After="Mon, 09 Mar 2026 06:06:00 GMT")

    answers = [await notifier_of(slack.url).send(told_message()) for _ in range(2)]

    assert [answer.retry_after_seconds for answer in answers] == [7.0, 60.0]


async def test_nobody_listening_is_tried_again():
    """Where nothing answers, the alert stays owed, and the reason keeps the address to itself."""
    with running_slack() as gone:
        url = gone.url

    answer = await notifier_of(url).send(told_message())

    assert answer.outcome == "retry_later"
    assert "token" not in answer.reason


@pytest.mark.parametrize(
    "address", ["", "hooks.slack.example/x", "ftp://x.example/secret", "https://", "https://a b/secret"]
)
def test_a_webhook_that_is_no_web_address_is_refused(address):
    """The check names the channel and never repeats what may be the secret."""
    with pytest.raises(ValueError, match="channel 'desk'") as raised:
        notifier_of(address)

    assert "secret" not in str(raised.value)


def test_the_channel_shows_its_name_and_not_its_secret():
    """Printing the notifier gives nothing away."""
    notifier = notifier_of(f"https://hooks.slack.example{WEBHOOK_PATH}")

    assert notifier.name == "desk"
    assert "token" not in repr(notifier)


def test_the_stand_in_refuses_what_slack_refuses():
    """The limits that the other tests rely on are kept by the stand-in."""
    header = {"type": "header", "text": {"type": "plain_text", "text": "h" * 151}}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": ""}, "fields": [{}] * 11}
    payload = {"text": "t" * 40_001, "blocks": [header, section, {"type": "poem"}, *[{"type": "poem"}] * 50]}

    faults = find_faults(payload)

    assert {
        "text: 40001 characters, at most 40000",
        "53 blocks, at most 50",
        "blocks[0]: 151 characters, at most 150",
        "blocks[1]: needs a text that is not empty",
        "blocks[1]: 11 fields, at most 10",
        "blocks[2]: unsupported type poem",
    } <= set(faults)


async def test_the_stand_in_answers_with_its_reason(slack):
    """A payload over a limit is refused as invalid_blocks, so that a broken layout cannot pass here."""
    result = await PlainFetcher().post_json(slack.url, {"text": "t", "blocks": [{"type": "poem"}]})

    assert (result.status, result.body) == (400, b"invalid_blocks: blocks[0]: unsupported type poem")


async def test_a_long_article_is_taken_by_a_real_server(slack):
    """Twenty kilobytes of quote, and more changes than blocks, arrive as one message."""
    items = tuple(told_item(quote="ب" * 20_000, mark_start=9_000, mark_end=9_010) for _ in range(60))

    answer = await notifier_of(slack.url).send(told_message(*items))

    assert answer.outcome == "sent"
