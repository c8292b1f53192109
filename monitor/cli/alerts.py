"""``monitor alerts``: what was told and whether it arrived; and a test of the channels."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import click
from rich.table import Table

from monitor.alerts import compose_alert, word_alert
from monitor.assemble import make_notifier, open_fetcher, open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words
from monitor.clock import Clock, SystemClock
from monitor.errors import InputError
from monitor.identity import stable_id
from monitor.ledger import judge_claims
from monitor.records import (
    Alert,
    Article,
    Claim,
    ClaimKey,
    DateValue,
    Delivery,
    FigureValue,
    Frame,
    Judgement,
    Message,
    Said,
    SendAnswer,
    Topic,
    Value,
)
from monitor.settings import Channel, Settings


@click.group()
def alerts() -> None:
    """What was told."""


@alerts.command("list")
@config_option
@click.option(
    "--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many alerts, newest first."
)
def list_alerts(config: Path | None, last: int) -> None:
    """List alerts with their deliveries."""
    settings = settings_of(config)
    topics = {topic.name: topic for topic in settings.topics}
    zone = settings.general.newsroom.zone
    table = Table("alert", "created", "what", "deliveries", box=None)
    with closing(open_store_for_reading(settings)) as store:
        for alert in store.alerts(last):
            subject = subject_of(alert, topics, zone)
            states = ", ".join(_delivery_words(one) for one in store.deliveries(alert.alert_id))
            table.add_row(alert.alert_id[:10], moment_words(alert.created_at, zone), subject, states)
    make_console().print(table)


def subject_of(alert: Alert, topics: Mapping[str, Topic], zone: str) -> str:
    """The line that tells an alert or a notice; the headline where the topic is no longer configured."""
    topic = topics.get(alert.topic)
    return word_alert(alert, topic, zone).subject if topic or alert.notice else alert.title


def _delivery_words(delivery: Delivery) -> str:
    words = f"{delivery.channel} {delivery.state.replace('_', ' ')}"
    return f"{words} ({delivery.answer})" if delivery.answer and delivery.state != "sent" else words


@alerts.command("test")
@config_option
@click.option("--channel", help="Only this channel.")
def test_channels(config: Path | None, channel: str | None) -> None:
    """Send an invented alert through each enabled channel and show what the channel answered.

    Exit status 1 when one of them did not take it.
    """
    settings = settings_of(config)
    chosen = [one for one in settings.enabled_channels if channel in {None, one.name}]
    if not chosen:
        names = ", ".join(one.name for one in settings.enabled_channels) or "none"
        raise InputError(channel or "channels", "no enabled channel has this name", f"enabled are: {names}")
    message = sample_message(settings.topics[0], settings.general.newsroom.zone, SystemClock())
    answers = asyncio.run(_send_all(chosen, message, settings))
    for one, answer in zip(chosen, answers, strict=True):
        click.echo(f"{one.name} ({one.kind}): {answer.outcome.replace('_', ' ')}: {answer.reason}")
    sys.exit(0 if all(answer.outcome == "sent" for answer in answers) else 1)


async def _send_all(chosen: list[Channel], message: Message, settings: Settings) -> list[SendAnswer]:
    async with open_fetcher(settings) as fetcher:
        return [await make_notifier(channel, fetcher, SystemClock(), sys.stdout).send(message) for channel in chosen]


def sample_message(topic: Topic, zone: str, clock: Clock) -> Message:
    """An invented alert of a topic, worded: the value of its first frame moves, and the text says TEST."""
    now = clock.now()
    frame = topic.frames[0]
    before, after = (_sample_said(topic, frame, *sample, clock) for sample in _sample_values(frame, now.year + 1))
    judgement = judge_claims([before, after], {}, _recall_none)
    article = Article(
        article_id=after.claim.article_id,
        url=after.url,
        outlet=after.outlet,
        lang="en",
        title=after.title,
        text=after.claim.quote,
        published_at=now,
        published_on=now.date(),
        content_hash=stable_id("sample", now.isoformat()),
    )
    alert = compose_alert(topic, article, Judgement(judgement.changes[1:]), now)
    if alert is None:
        msg = "the sample must make an alert"
        raise AssertionError(msg)
    return word_alert(alert, topic, zone)


def _recall_none(claim_id: str) -> Said:
    msg = f"the sample stands against nothing that is kept, asked for {claim_id}"
    raise LookupError(msg)


def _sample_values(frame: Frame, year: int) -> tuple[tuple[Value, str], tuple[Value, str]]:
    """Two values of the frame's kind that differ, each with its words."""
    if frame.kind == "quantity":
        return (FigureValue(2500, 2500), "2,500"), (FigureValue(2000, 2000), "2,000")
    june = DateValue(date(year, 6, 1), date(year, 6, 30))
    september = DateValue(date(year, 9, 1), date(year, 9, 30))
    return (june, "June"), (september, "September")


def _sample_said(topic: Topic, frame: Frame, value: Value, words: str, clock: Clock) -> Said:
    quote = f"TEST: this sentence is invented; it says {words} and means nothing."
    key = ClaimKey(topic.name, frame.name, topic.home)
    start = quote.index(words)
    claim = Claim(
        claim_id=stable_id("sample", words),
        article_id=stable_id("sample", quote),
        key=key,
        value=value,
        quote=quote,
        start=0,
        end=len(quote),
        value_text=words,
        value_start=start,
        value_end=start + len(words),
        speaker="an invented speaker",
    )
    return Said(claim, "example.org", "https://example.org/test", "en", clock.now(), "TEST: a test of the channels")
