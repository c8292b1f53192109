"""The play of the demo: the real pipeline polls the bundled site, moment by moment, and its alerts really arrive."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.assemble import make_lease, open_workshop
from monitor.clock import HandClock
from monitor.demo.config import DemoChannels, write_demo_config
from monitor.demo.receivers import MailReceiver, SlackReceiver
from monitor.demo.server import DemoServer
from monitor.demo.story import Edition
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, moments
from monitor.errors import InputError
from monitor.pipeline.cycle import run_cycle
from monitor.records import Alert, CycleReport
from monitor.settings import Settings, load_settings

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
        for part in (self.config, self.mails, self.slack_payloads, self.database.parent):
            shutil.rmtree(part, ignore_errors=True)
        self.alerts.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Scene:
    """One cycle of the play: when it was, what it did, and what it told."""

    at: datetime
    report: CycleReport
    alerts: tuple[Alert, ...]


async def play(stage: Stage, editions: Sequence[Edition]) -> AsyncIterator[tuple[Settings, Scene]]:
    """Run a cycle at the first poll, after everything that the outlets publish or edit, and at the end: a scene each.

    Nothing but loopback is used. Raises InputError for a folder that no demo made, OSError for one that cannot be
    written.
    """
    stage.set_up()
    clock = HandClock(FIRST_POLL_AT)
    with ExitStack() as servers:
        site = servers.enter_context(DemoServer(editions, clock))
        slack = servers.enter_context(SlackReceiver(stage.slack_payloads))
        mail = servers.enter_context(MailReceiver(stage.mails))
        channels = DemoChannels(slack_url=slack.url, mail_port=mail.port)
        settings = load_settings(write_demo_config(stage.config, site.url, editions, channels))
        servers.enter_context(make_lease(settings.state_folder, "monitor demo").hold())
        told: set[str] = set()
        for at in polling_moments(editions):
            clock.put(at)
            async with open_workshop(settings, clock) as workshop:
                report = await run_cycle(workshop)
                fresh = [alert for alert in reversed(workshop.store.alerts()) if alert.alert_id not in told]
            told.update(alert.alert_id for alert in fresh)
            yield settings, Scene(at, report, tuple(fresh))


def polling_moments(editions: Sequence[Edition]) -> tuple[datetime, ...]:
    """When the play runs a cycle, in order: what was published before the first poll is its baseline."""
    later = (at for at in moments(tuple(editions)) if at > FIRST_POLL_AT)
    return (FIRST_POLL_AT, *later, LAST_MOMENT_AT)
