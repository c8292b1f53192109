"""The wiring: ports are given their adapters as the configuration says."""

from __future__ import annotations

import math
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TextIO

from monitor import __version__
from monitor.clock import Clock, SystemClock
from monitor.health import HealthRules
from monitor.http_client import FetchLimits, PacedFetcher, Pacer, RobotsGate, WebFetcher
from monitor.notify import (
    AppriseNotifier,
    ConsoleNotifier,
    EmailAccount,
    EmailNotifier,
    FileNotifier,
    SlackBotNotifier,
    SlackWebhookNotifier,
    WebhookNotifier,
)
from monitor.parsing import ParsingLimits, WorkerParser
from monitor.pipeline.outputs import Heartbeats, Publication
from monitor.pipeline.posting.hearing import hear_people
from monitor.pipeline.posting.rules import PostRules
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import NoProgress, Progress, Rules, Workshop
from monitor.ports import Fetcher, Lease, Notifier, Parser, Store
from monitor.records import ChannelState
from monitor.routing import surroundings_of
from monitor.settings import (
    AppriseChannel,
    Channel,
    ConsoleChannel,
    EmailChannel,
    FileChannel,
    Settings,
    SlackChannel,
    WebhookChannel,
)
from monitor.store import FolderLease, SqliteStore
from monitor.store.acts import ACTS_NAME, ActFolder
from monitor.store.connection import DATABASE_NAME

_CONNECTIONS_A_CLIENT = 10
"""httpx looks through all its connections at every request: above ten, two clients cost less than one."""


@asynccontextmanager
async def open_workshop(
    settings: Settings, clock: Clock, progress: Progress | None = None, console: TextIO | None = None
) -> AsyncIterator[Workshop]:
    """Everything that a cycle works with, for a ``with`` block; store and connections are closed behind it.

    ``console`` is where console channels write, standard output if not given. Raises StoreError where the state folder
    cannot be used.
    """
    topics = settings.topics
    stream = console or console_output()
    pacer = make_pacer(settings)
    with closing(SqliteStore.open(settings.state_folder)) as store:
        fared = store.channel_states()
        async with (
            open_fetcher(settings, clock=clock, memory=store, pacer=pacer) as fetcher,
            open_parser(settings) as parser,
        ):
            yield Workshop(
                store=store,
                fetcher=fetcher,
                parser=parser,
                notifiers={
                    channel.name: make_notifier(channel, fetcher, clock, stream, fared.get(channel.name))
                    for channel in settings.enabled_channels
                },
                routing=settings.routing,
                surroundings=surroundings_of(topics, settings.sources),
                sources=settings.sources,
                topics={topic.name: topic for topic in topics},
                reader=Reader(topics),
                clock=clock,
                rules=make_rules(settings),
                progress=progress or NoProgress(),
                end_waits=pacer.close,
                desk=partial(hear_people, ActFolder(settings.state_folder), store),
                heartbeats=make_heartbeats(settings),
                publication=make_publication(settings),
            )


@asynccontextmanager
async def open_fetcher(
    settings: Settings,
    *,
    clock: Clock | None = None,
    memory: Store | None = None,
    agent: str | None = None,
    pacer: Pacer | None = None,
) -> AsyncIterator[Fetcher]:
    """The one door to the web, with its manners, for a ``with`` block.

    ``memory`` keeps what hosts say in robots.txt and until when they are left alone; without one it is asked for anew.
    ``agent`` is what the monitor calls itself in place of its own name and contact. ``pacer`` is one that other
    fetchers share.
    """
    called, now, paces = agent or user_agent(settings), clock or SystemClock(), pacer or make_pacer(settings)
    async with WebFetcher(make_limits(settings, called)) as fetcher:
        yield RobotsGate(PacedFetcher(fetcher, paces, now, memory), called, now, memory, paces)


def console_output() -> TextIO | None:
    """Where console channels write; None where the process was started without standard output.

    The command line puts a stand-in there that leads nowhere: a message printed to that would count as sent.
    """
    return sys.stdout if sys.__stdout__ is not None else None


def make_pacer(settings: Settings) -> Pacer:
    """The giver of turns at hosts, with the configured gap."""
    return Pacer(settings.general.fetch.gap_seconds)


def make_limits(settings: Settings, agent: str) -> FetchLimits:
    """The bounds of every fetch as configured: the connections at once are spread over pools of at most ten."""
    fetch = settings.general.fetch
    clients = math.ceil(fetch.at_once / _CONNECTIONS_A_CLIENT)
    return FetchLimits(
        user_agent=agent,
        total_seconds=fetch.total_seconds,
        connect_seconds=fetch.connect_seconds,
        least_bytes_per_second=fetch.least_bytes_per_second,
        max_raw_bytes=fetch.max_bytes,
        max_decoded_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        per_host=fetch.per_host,
        clients=clients,
        per_client=math.ceil(fetch.at_once / clients),
        reach=fetch.reach,
        allow_networks=fetch.allow_networks,
        ports=fetch.ports,
    )


@asynccontextmanager
async def open_parser(settings: Settings) -> AsyncIterator[Parser]:
    """The workers that read pages and feeds apart from the run, for a ``with`` block; none starts unless needed."""
    reading = settings.general.reading
    limits = ParsingLimits(
        workers=reading.workers,
        page_deadline_seconds=reading.page_seconds,
        max_page_bytes=settings.general.fetch.max_bytes,
        memory_bytes=reading.memory_megabytes * 1_000_000,
    )
    async with WorkerParser(limits) as parser:
        yield parser


def user_agent(settings: Settings) -> str:
    """What the monitor calls itself to outlets, with the configured contact."""
    contact = settings.general.fetch.contact
    return f"newsroom-monitor/{__version__}" + (f" (+{contact})" if contact else "")


def make_notifier(
    channel: Channel, poster: Fetcher, clock: Clock, console: TextIO | None, fared: ChannelState | None = None
) -> Notifier:
    """The sender of a configured channel. Raises ValueError, without any secret, for one that cannot work.

    ``fared`` is how the channel fared in earlier runs, if it was used: one that keeps a pace goes on from there.
    """
    match channel:
        case ConsoleChannel():
            return ConsoleNotifier(channel.name, console)
        case FileChannel():
            return FileNotifier(channel.name, channel.path)
        case EmailChannel():
            return EmailNotifier(channel.name, _mail_account(channel), clock)
        case SlackChannel():
            return _slack_notifier(channel, poster, clock, fared.sent_at if fared is not None else None)
        case WebhookChannel():
            return WebhookNotifier(channel.name, channel.url, poster, clock, channel.key)
        case AppriseChannel():
            return AppriseNotifier(channel.name, [channel.url], channel.timeout_seconds)


def _mail_account(channel: EmailChannel) -> EmailAccount:
    return EmailAccount(
        host=channel.host,
        port=channel.port,
        security=channel.security,
        username=channel.username,
        password=channel.password,
        sender=channel.sender,
        timeout_seconds=channel.timeout_seconds,
        list_id=channel.list_id,
    )


def _slack_notifier(channel: SlackChannel, poster: Fetcher, clock: Clock, sent_at: datetime | None) -> Notifier:
    if channel.webhook is not None:
        return SlackWebhookNotifier(channel.name, channel.webhook, poster, clock, sent_at=sent_at)
    if channel.token is None or channel.to is None:
        msg = f"channel {channel.name!r} has neither a webhook nor a token with a place to post to"
        raise ValueError(msg)
    return SlackBotNotifier(channel.name, channel.token, channel.to, poster, clock, api=channel.api, sent_at=sent_at)


def make_heartbeats(settings: Settings) -> Heartbeats:
    """The signs of life as configured."""
    beats = settings.alerting.heartbeat
    return Heartbeats(beats.url, timedelta(minutes=beats.every_minutes), beats.daily_at, beats.zone)


def make_publication(settings: Settings) -> Publication | None:
    """Where alerts are written as files, if they are."""
    publish = settings.alerting.publish
    if publish is None:
        return None
    return Publication(publish.folder, publish.languages, publish.entries, publish.title, publish.link or "")


def people_wait(settings: Settings) -> bool:
    """Whether somebody said something that no run has kept yet, or left what no run can read."""
    return any((settings.state_folder / ACTS_NAME).glob("*.json"))


def make_rules(settings: Settings) -> Rules:
    """The limits of the order of work as configured."""
    general = settings.general
    return Rules(
        look_back_days=general.reading.look_back_days,
        article_attempts=general.reading.article_attempts,
        slowest_minutes=general.schedule.slowest_minutes,
        polls_per_host=polls_per_host(settings),
        host_share=timedelta(minutes=general.schedule.tick_minutes) / 2,
        keeps_pages=general.reading.keep_pages,
        health=HealthRules(general.health.down_after, timedelta(days=general.health.stale_days)),
        post=PostRules(
            first_seconds=general.delivery.retry.first_seconds,
            ceiling_seconds=general.delivery.retry.ceiling_seconds,
            patience=timedelta(hours=general.delivery.retry.hours),
        ),
        post_share=timedelta(minutes=general.schedule.tick_minutes) / 2,
        zone=general.newsroom.zone,
    )


def polls_per_host(settings: Settings) -> int:
    """How many polls one host gets in a cycle: so many as fit into half of a tick, so that its articles have room, too.

    Without a gap between requests, there is no such bound.
    """
    gap, tick = settings.general.fetch.gap_seconds, settings.general.schedule.tick_minutes * 60
    return max(1, int(tick / gap / 2)) if gap > 0 else sys.maxsize


def make_lease(folder: Path, who: str) -> Lease:
    """The lease on a state folder, for the run that calls itself ``who``."""
    return FolderLease(folder, who)


def has_store(settings: Settings) -> bool:
    """Whether any run ever kept something in the state folder."""
    return (settings.state_folder / DATABASE_NAME).exists()


def check_store(settings: Settings) -> None:
    """Make the store, or bring it up to date, before the first cycle. Raises StoreError where it cannot be used."""
    SqliteStore.open(settings.state_folder).close()


def open_store_for_work(settings: Settings) -> SqliteStore:
    """The store for a run that holds the lease; its tables are brought up to date. Raises StoreError as ``open``."""
    return SqliteStore.open(settings.state_folder)


def open_store_for_reading(settings: Settings) -> SqliteStore:
    """The store beside a run that may be writing. Raises StoreError where there is none yet."""
    return SqliteStore.open_for_reading(settings.state_folder)
