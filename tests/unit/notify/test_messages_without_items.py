"""Notices about sources have no changes to lay out: every channel tells them whole."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_channel import DESK, mail_notifier
from plain_fetcher import PlainFetcher
from slack_server import find_faults, running_slack, visible_text
from smtp_server import running_mailbox

from monitor.alerts import compose_notice, word_alert
from monitor.clock import HandClock
from monitor.notify import ConsoleNotifier, FileNotifier, SlackWebhookNotifier
from monitor.notify.slack.blocks import build_payload
from monitor.records import Message, Notice, Recipient, Source

CLOCK = HandClock(datetime(2026, 3, 9, 7, 0, tzinfo=UTC))
ZONE = "Asia/Baghdad"
NOTICE = Notice("quay-ar", "failing", healed=False, since=datetime(2026, 3, 9, 6, 10, tzinfo=UTC), detail="connect: no")
SOURCE = Source("quay-ar", "Quay Radio", "https://quay.example/feed.xml", "ar", ZONE)

any_text = st.text(st.characters(exclude_categories=()), max_size=300)


class Kept:
    """A secret in the clear."""

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """The value."""
        return self._value


def notice(**parts) -> Message:
    """A notice as it is worded; ``parts`` replace fields."""
    return replace(word_alert(compose_notice(NOTICE, SOURCE, CLOCK.now()), None, ZONE), **parts)


async def test_slack_takes_it_and_shows_it_whole():
    """Subject, advice, sentence, outlet with address and id stand in blocks that keep every limit."""
    with running_slack() as slack:
        answer = await SlackWebhookNotifier("ops", Kept(slack.url), PlainFetcher(), CLOCK).send(
            notice(), Recipient("ops", "ops")
        )

    told = notice()
    assert answer.outcome == "sent"
    assert visible_text(slack.accepted[0]) == (
        f"{told.subject}{told.note}{told.lead}Quay Radio, told on 9 March 2026, 10:00 Baghdad time\n"
        f"Reference:{told.message_id}"
    )


@pytest.mark.parametrize("parts", [{"lead": ""}, {"note": ""}, {"url": ""}, {"outlet": ""}, {"lead": "ب" * 9_000}])
def test_slacks_limits_hold_whatever_is_missing(parts):
    """A notice without one of its parts, or with a very long one, is still taken."""
    assert find_faults(build_payload(notice(**parts))) == []


@given(words=any_text)
def test_slack_takes_any_words(words):
    """Whatever a server wrote into the detail, the message keeps the limits."""
    assert find_faults(build_payload(notice(subject=words, lead=words, note=words, outlet=words))) == []


async def test_a_letter_carries_it():
    """Subject, text and HTML arrive as they were worded."""
    async with running_mailbox() as mailbox:
        answer = await mail_notifier(mailbox.port).send(notice(), DESK)

    (letter,) = mailbox.letters
    assert (answer.outcome, str(letter["Subject"])) == ("sent", notice().subject)
    assert letter.get_body(("plain",)).get_content().splitlines() == notice().text.splitlines()
    assert letter.get_body(("html",)).get_content().splitlines() == notice().html.splitlines()


async def test_the_console_prints_it():
    """The plain layout stands on the stream."""
    stream = io.StringIO()

    await ConsoleNotifier("screen", stream).send(notice(), Recipient("screen", "screen"))

    assert stream.getvalue() == f"{notice().text}\n\n"


async def test_the_file_keeps_it(tmp_path):
    """One line of JSON, with a list of changes that is empty."""
    path = tmp_path / "alerts.jsonl"

    await FileNotifier("log", path).send(notice(), Recipient("log", "log"))

    (line,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = notice()
    assert (line["subject"], line["lead"], line["note"], line["changes"]) == (told.subject, told.lead, told.note, [])
