"""``monitor alerts``: what was told and whether it arrived; and a test of the channels."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from datetime import date, timedelta
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
from monitor.records import Article, Claim, ClaimKey, DateValue, Delivery, Judgement, Message, Said, SendAnswer, Topic
from monitor.settings import Channel, Settings


@click.group()
def alerts() -> None:
    """What was told."""


@alerts.command("list")
@config_option
@click.option("--last", default=20, show_default=True, help="How many alerts, newest first.")
def list_alerts(config: Path | None, last: int) -> None:
    """List alerts with their deliveries."""
    settings = settings_of(config)
    topics = {topic.name: topic for topic in settings.topics}
    zone = settings.general.newsroom.zone
    table = Table("alert", "created", "what", "deliveries", box=None)
    with closing(open_store_for_reading(settings)) as store:
        for alert in store.alerts(last):
            topic = topics.get(alert.topic)
            subject = word_alert(alert, topic, zone).subject if topic else alert.title
            states = ", ".join(_delivery_words(one) for one in store.deliveries(alert.alert_id))
            table.add_row(alert.alert_id[:10], moment_words(alert.created_at, zone), subject, states)
    make_console().print(table)


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
    """An invented alert of a topic, worded: its first date frame slips by three months, and the text says TEST."""
    now = clock.now()
    before = _sample_said(topic, date(now.year + 1, 6, 30), "June", clock)
    after = _sample_said(topic, date(now.year + 1, 9, 30), "September", clock)
    judgement = judge_claims([before, after], {})
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
    alert = compose_alert(topic, article, Judgement(judgement.changes[1:]), now, edited=False)
    if alert is None:
        msg = "the sample must make an alert"
        raise AssertionError(msg)
    return word_alert(alert, topic, zone)


def _sample_said(topic: Topic, day: date, month: str, clock: Clock) -> Said:
    quote = f"TEST: this sentence is invented; it says {month} and means nothing."
    frame = next(frame for frame in topic.frames if frame.kind == "date")
    key = ClaimKey(topic.name, frame.name, topic.home)
    start = quote.index(month)
    value = DateValue(day - timedelta(days=29), day)
    claim = Claim(
        claim_id=stable_id("sample", str(day)),
        article_id=stable_id("sample", quote),
        key=key,
        value=value,
        quote=quote,
        start=0,
        end=len(quote),
        value_text=month,
        value_start=start,
        value_end=start + len(month),
        speaker="an invented speaker",
    )
    return Said(claim, "example.org", "https://example.org/test", "en", clock.now(), "TEST: a test of the channels")
