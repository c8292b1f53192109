"""``monitor alerts test``: an invented alert through each channel, and what the channel answered."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from monitor.alerts.inert import make_inert
from monitor.assemble import console_output, make_notifier, open_fetcher
from monitor.cli.alerts.sample import sample_message
from monitor.cli.options import config_option, settings_of
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.ports import Notifier
from monitor.records import Lang, Recipient, RoutingTable, SendAnswer
from monitor.settings import Channel, Settings


@click.command("test")
@config_option
@click.option("--channel", help="Only this channel.")
@click.option("--lang", type=click.Choice(get_args(Lang)), help="In this language, not in that of each recipient.")
def test_channels(config: Path | None, channel: str | None, lang: Lang | None) -> None:
    """Send an invented alert to every recipient of each enabled channel and show what was answered.

    Exit status 1 when one of them did not take it.
    """
    settings = settings_of(config)
    chosen = [one for one in settings.enabled_channels if channel in {None, one.name}]
    if not chosen:
        names = ", ".join(one.name for one in settings.enabled_channels) or "none"
        raise InputError(channel or "channels", "no enabled channel has this name", f"enabled are: {names}")
    taken = asyncio.run(_send_all(chosen, settings, lang))
    sys.exit(0 if all(taken) else 1)


def recipients_of(channel: str, table: RoutingTable) -> tuple[Recipient, ...]:
    """Whom a channel leads to: each address once, in the language of the first who has it.

    Where no recipient is configured, the channel itself.
    """
    found: dict[str, Recipient] = {}
    for each in table.recipients.values():
        for one in each:
            if one.channel == channel:
                found.setdefault(one.address, one)
    return tuple(found.values()) or (Recipient(channel, channel),)


async def _send_all(chosen: Sequence[Channel], settings: Settings, lang: Lang | None) -> list[bool]:
    """Whether each message was taken; each answer is printed as it comes."""
    taken: list[bool] = []
    async with open_fetcher(settings) as fetcher:
        for channel in chosen:
            recipients = recipients_of(channel.name, settings.routing)
            try:
                notifier = make_notifier(channel, fetcher, SystemClock(), console_output())
            except ValueError as error:
                click.echo(f"{channel.name} ({channel.kind}): cannot work: {error}")
                taken.append(False)
                continue
            for one in recipients:
                answer = await _send(notifier, one, settings, lang or one.lang)
                to = f" to {one.address or one.name}" if len(recipients) > 1 else ""
                said = f"{answer.outcome.replace('_', ' ')}: {make_inert(answer.reason)}"
                click.echo(f"{channel.name} ({channel.kind}){to}: {said}")
                taken.append(answer.outcome == "sent")
    return taken


async def _send(notifier: Notifier, recipient: Recipient, settings: Settings, lang: Lang) -> SendAnswer:
    message = sample_message(settings.topics[0], settings.general.newsroom.zone, SystemClock(), lang)
    await notifier.turn()
    return await notifier.send(message, recipient)
