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
from monitor.demo.story_files import FIRST_POLL_AT, moments
from monitor.pipeline.cycle import run_cycle
from monitor.records import Alert, CycleReport
from monitor.settings import Settings, load_settings


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
    def database(self) -> Path:
        """The database."""
        return self.folder / "state" / "monitor.sqlite3"

    def clear(self) -> None:
        """Remove what an earlier demo left, and nothing else."""
        for part in (self.config, self.mails, self.slack_payloads, self.database.parent):
            shutil.rmtree(part, ignore_errors=True)
        (self.folder / "alerts.jsonl").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Scene:
    """One cycle of the play: when it was, what it did, and what it told."""

    at: datetime
    report: CycleReport
    alerts: tuple[Alert, ...]


async def play(stage: Stage, editions: Sequence[Edition]) -> AsyncIterator[tuple[Settings, Scene]]:
    """Run a cycle at the first poll and after everything that the outlets publish or edit; a scene for each.

    Nothing but loopback is used. Raises OSError where ``stage.folder`` cannot be written.
    """
    stage.clear()
    clock = HandClock(FIRST_POLL_AT)
    with ExitStack() as servers:
        site = servers.enter_context(DemoServer(editions, clock))
        slack = servers.enter_context(SlackReceiver(stage.slack_payloads))
        mail = servers.enter_context(MailReceiver(stage.mails))
        channels = DemoChannels(slack_url=slack.url, mail_port=mail.port)
        settings = load_settings(write_demo_config(stage.config, site.url, editions, channels))
        servers.enter_context(make_lease(settings.state_folder, "monitor demo").hold())
        told: set[str] = set()
        for at in (FIRST_POLL_AT, *moments(tuple(editions))):
            clock.put(at)
            async with open_workshop(settings, clock) as workshop:
                report = await run_cycle(workshop)
                fresh = [alert for alert in reversed(workshop.store.alerts()) if alert.alert_id not in told]
            told.update(alert.alert_id for alert in fresh)
            yield settings, Scene(at, report, tuple(fresh))
