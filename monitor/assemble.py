"""The wiring: ports are given their adapters as the configuration says."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TextIO

from monitor import __version__
from monitor.clock import Clock
from monitor.http_client import FetchLimits, RobotsGate, WebFetcher
from monitor.notify import ConsoleNotifier, EmailAccount, EmailNotifier, FileNotifier, SlackNotifier
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import NoProgress, Progress, Rules, Workshop
from monitor.ports import Fetcher, Lease, Notifier
from monitor.settings import Channel, ConsoleChannel, EmailChannel, FileChannel, Settings, SlackChannel
from monitor.store import FolderLease, SqliteStore
from monitor.store.connection import DATABASE_NAME


@asynccontextmanager
async def open_workshop(
    settings: Settings, clock: Clock, progress: Progress | None = None, console: TextIO | None = None
) -> AsyncIterator[Workshop]:
    """Everything that a cycle works with, for a ``with`` block; store and connections are closed behind it.

    ``console`` is where console channels write, standard output if not given. Raises StoreError where the state folder
    cannot be used.
    """
    topics = settings.topics
    stream = console or sys.stdout
    with closing(SqliteStore.open(settings.state_folder)) as store:
        async with open_fetcher(settings) as fetcher:
            yield Workshop(
                store=store,
                fetcher=fetcher,
                notifiers={
                    channel.name: make_notifier(channel, fetcher, clock, stream)
                    for channel in settings.enabled_channels
                },
                sources=settings.sources,
                topics={topic.name: topic for topic in topics},
                reader=Reader(topics),
                clock=clock,
                rules=make_rules(settings),
                progress=progress or NoProgress(),
            )


@asynccontextmanager
async def open_fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    """The one door to the web, with its robots.txt gate, for a ``with`` block."""
    agent = user_agent(settings)
    fetch = settings.general.fetch
    limits = FetchLimits(
        user_agent=agent,
        total_seconds=fetch.total_seconds,
        connect_seconds=fetch.connect_seconds,
        max_raw_bytes=fetch.max_bytes,
        max_decoded_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        per_host=fetch.per_host,
        reach=fetch.reach,
    )
    async with WebFetcher(limits) as fetcher:
        yield RobotsGate(fetcher, agent)


def user_agent(settings: Settings) -> str:
    """What the monitor calls itself to outlets, with the configured contact."""
    contact = settings.general.fetch.contact
    return f"newsroom-monitor/{__version__}" + (f" (+{contact})" if contact else "")


def make_notifier(channel: Channel, poster: Fetcher, clock: Clock, console: TextIO) -> Notifier:
    """The sender of a configured channel."""
    match channel:
        case ConsoleChannel():
            return ConsoleNotifier(channel.name, console)
        case FileChannel():
            return FileNotifier(channel.name, channel.path)
        case EmailChannel():
            account = EmailAccount(
                host=channel.host,
                port=channel.port,
                security=channel.security,
                username=channel.username,
                password=channel.password,
                sender=channel.sender,
                recipients=channel.recipients,
                timeout_seconds=channel.timeout_seconds,
                list_id=channel.list_id,
            )
            return EmailNotifier(channel.name, account, clock)
        case SlackChannel():
            return SlackNotifier(channel.name, channel.webhook, poster, clock)


def make_rules(settings: Settings) -> Rules:
    """The limits of the order of work as configured."""
    general = settings.general
    return Rules(
        look_back_days=general.reading.look_back_days,
        article_attempts=general.reading.article_attempts,
        at_once=general.fetch.at_once,
        retry_first_seconds=general.delivery.retry.first_seconds,
        retry_ceiling_seconds=general.delivery.retry.ceiling_seconds,
        retry_attempts=general.delivery.retry.attempts,
        zone=general.newsroom.zone,
    )


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
