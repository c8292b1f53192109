"""The play of the demo: the real pipeline polls the bundled site, moment by moment, and its alerts really arrive."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from monitor.assemble import make_lease, open_workshop
from monitor.clock import HandClock
from monitor.demo.config import DemoChannels, write_demo_config
from monitor.demo.receivers import MailReceiver, SlackReceiver
from monitor.demo.sayings import read_sayings
from monitor.demo.server import DemoServer
from monitor.demo.story import Edition
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, moments
from monitor.errors import InputError
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.posting.letters import Letters
from monitor.pipeline.workshop import Workshop
from monitor.records import Ack, Alert, CycleReport, Delivery, Message, Recipient
from monitor.settings import Settings, load_settings

EVENING_HOUR = 21
"""When the play looks in the evening, on the clock of Baghdad: the moment of the digest in ``desk/alerts.toml``."""

_MARK = ".monitor-demo"
"""The file that tells a folder made by a demo from any other."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders of a demo: everything that it leaves behind lies in ``folder``."""

    folder: Path

    @property
    def config(self) -> Path:
        """The configuration that was written for it."""
        return self.folder / "config"

    @property
    def mails(self) -> Path:
        """One ``.eml`` file a mail."""
        return self.folder / "mail"

    @property
    def slack_payloads(self) -> Path:
        """One ``.json`` file a message to Slack."""
        return self.folder / "slack"

    @property
    def alerts(self) -> Path:
        """The alerts as JSON Lines."""
        return self.folder / "alerts.jsonl"

    @property
    def published(self) -> Path:
        """Feeds for a newsreader and the calendar of promised days."""
        return self.folder / "published"

    @property
    def database(self) -> Path:
        """The database."""
        return self.folder / "state" / "monitor.sqlite3"

    def set_up(self) -> None:
        """Make the folder, or remove what an earlier demo left in it.

        Raises InputError for a folder that holds anything and was not made by a demo: it may be a newsroom's own, with
        its configuration and its database.
        """
        mark = self.folder / _MARK
        if self.folder.exists() and any(self.folder.iterdir()) and not mark.exists():
            found = "the folder is not empty, and no demo made it"
            raise InputError(str(self.folder), found, "name a new folder, which the demo makes, or an empty one")
        self.folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
        for part in (self.config, self.mails, self.slack_payloads, self.published, self.database.parent):
            shutil.rmtree(part, ignore_errors=True)
        self.alerts.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Told:
    """An alert of the play: the message as the desk reads it, whom it was owed to, and who took it in hand."""

    alert: Alert
    message: Message
    deliveries: tuple[Delivery, ...]
    acks: tuple[Ack, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A message that was sent, in which several alerts or a whole day's stand."""

    recipient: Recipient
    message: Message


@dataclass(frozen=True, slots=True)
class Scene:
    """One cycle of the play: when it was, what it did, what it told, and the digests that went out."""

    at: datetime
    report: CycleReport
    told: tuple[Told, ...]
    digests: tuple[Gathered, ...]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What it told, in order."""
        return tuple(one.alert for one in self.told)


async def play(stage: Stage, editions: Sequence[Edition]) -> AsyncIterator[tuple[Settings, Scene]]:
    """Run a cycle at every moment of ``polling_moments``: a scene each.

    Nothing but loopback is used. Raises InputError for a folder that no demo made, OSError for one that cannot be
    written.
    """
    stage.set_up()
    clock = HandClock(FIRST_POLL_AT)
    desk = _Desk({story.path: story.story_id for edition in editions for story in edition.stories})
    with ExitStack() as servers:
        site = servers.enter_context(DemoServer(editions, clock))
        slack = servers.enter_context(SlackReceiver(stage.slack_payloads))
        mail = servers.enter_context(MailReceiver(stage.mails))
        channels = DemoChannels(slack_url=slack.url, mail_port=mail.port)
        settings = load_settings(write_demo_config(stage.config, site.url, editions, channels))
        servers.enter_context(make_lease(settings.state_folder, "monitor demo").hold())
        for at in polling_moments(editions):
            clock.put(at)
            async with open_workshop(settings, clock) as workshop:
                report = await run_cycle(workshop)
                yield settings, Scene(at, report, desk.hear(workshop), _digests(workshop, at))


class _Desk:
    """What the desk has heard so far. ``stories`` are ids of stories by the paths of their pages."""

    def __init__(self, stories: Mapping[str, str]) -> None:
        self._stories = stories
        self._sayings = {saying.story_id: saying for saying in read_sayings()}
        self._heard: set[str] = set()

    def hear(self, workshop: Workshop) -> tuple[Told, ...]:
        """What was told since the last look, in order; somebody takes in hand what the bundled sayings say."""
        fresh = [alert for alert in reversed(workshop.store.alerts()) if alert.alert_id not in self._heard]
        self._heard.update(alert.alert_id for alert in fresh)
        return tuple(self._told(alert, workshop) for alert in fresh)

    def _told(self, alert: Alert, workshop: Workshop) -> Told:
        deliveries = tuple(workshop.store.deliveries(alert.alert_id))
        # A channel by itself is the desk's; people have names of their own.
        of_desk = next(one for one in deliveries if one.recipient.name == one.channel)
        message = _letters(workshop).word_delivery(of_desk)
        saying = self._sayings.pop(self._stories.get(unquote(urlsplit(alert.url).path), ""), None)
        acks = () if saying is None else (saying.ack(of_desk),)
        for ack in acks:
            workshop.store.keep_act(ack)
        return Told(alert, message, deliveries, acks)


def _digests(workshop: Workshop, at: datetime) -> tuple[Gathered, ...]:
    """The digests that were made at a moment."""
    store, letters = workshop.store, _letters(workshop)
    made = [one for one in store.envelopes(since=at) if one.form == "digest"]
    worded = ((one.recipient, letters.word_envelope(one, store.enclosed(one.envelope_id))) for one in made)
    return tuple(Gathered(recipient, message) for recipient, message in worded if message is not None)


def _letters(workshop: Workshop) -> Letters:
    return Letters(workshop.store, workshop.topics, workshop.rules.zone)


def polling_moments(editions: Sequence[Edition]) -> tuple[datetime, ...]:
    """When the play runs a cycle, in order: at the first poll, after everything that comes online later, at the end.

    And every evening, when the digest is due. What was published before the first poll is its baseline.
    """
    later = {at for at in moments(tuple(editions)) if at > FIRST_POLL_AT}
    days = (LAST_MOMENT_AT.date() - FIRST_POLL_AT.date()).days + 1
    evenings = {(FIRST_POLL_AT + timedelta(days=day)).replace(hour=EVENING_HOUR) for day in range(days)}
    return (FIRST_POLL_AT, *sorted(later | evenings), LAST_MOMENT_AT)
