"""A newsroom whose store holds alerts and what became of them, for the commands about alerts.

Mina and Ivo are told by mail, the file channel of nothing. The story is that of ``newsroom``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from command_line import Ended, run_monitor
from config_files import write_config
from desk_said import make_envelope
from newsroom import FILE_CHANNEL, LOOPBACK, TOPIC, mail_channel
from records_made import NOON, make_alert, make_change, make_claim, make_said

from monitor.records import (
    Alert,
    Attempt,
    ClaimKey,
    Delivery,
    DeskAct,
    Envelope,
    OwedAlert,
    Recipient,
    RouteDecision,
)
from monitor.store import FolderLease, SqliteStore
from monitor.store.acts import ActFolder

KEY = ClaimKey("wardens-leaving", "departure", "rivertown")
MINA = Recipient("mina", "mail", "mina@example.org")
IVO = Recipient("ivo", "mail", "ivo@example.org")

SOURCE = """
[[sources]]
name = "herald"
outlet = "herald.example"
url = "https://herald.example/feed.xml"
lang = "en"
zone = "Asia/Baghdad"
"""

ALERTS = """
[[people]]
name = "mina"
by = [{ channel = "mail", address = "mina@example.org" }]

[[people]]
name = "ivo"
by = [{ channel = "mail", address = "ivo@example.org" }]

[[routes]]
name = "figures"
to = ["ivo"]
match = { kinds = ["occurred"] }

[[routes]]
name = "desk"
to = ["mina"]
"""
"""Mina is told of everything, but for what is done, of which Ivo is told."""

DECISIONS = (
    RouteDecision("figures", "not_matched", "kind: new is not occurred"),
    RouteDecision("desk", "taken", "takes its one change", recipients=("mina/mail/mina@example.org",)),
)


def make_told_alert(alert_id: str = "4f20c1d2e3a4b5c6d7e8", **fields) -> Alert:
    """That the wardens leave in September, made at noon."""
    change = make_change(make_said(make_claim(key=KEY)))
    return replace(make_alert(alert_id, topic="wardens-leaving", changes=(change,)), **fields)


def make_owed(alert: Alert | None = None, recipient: Recipient = MINA, **fields) -> Delivery:
    """The alert owed to Mina by the route ``desk``, since noon."""
    alert = alert or make_told_alert()
    default = Delivery(
        delivery_id=f"{alert.alert_id}/desk/{recipient.name}",
        alert=alert,
        recipient=recipient,
        route="desk",
        state="owed",
        due_at=NOON,
        thread=str(KEY),
    )
    return replace(default, **fields)


def sealed(*deliveries: Delivery, **fields) -> Envelope:
    """The envelope in which deliveries go out."""
    given = {"envelope_id": "9e8d7c6b5a4938271605", "recipient": deliveries[0].recipient} | fields
    return make_envelope(*(one.delivery_id for one in deliveries), **given)


@dataclass
class Desk:
    """The newsroom; ``config`` and ``state`` are its folders."""

    folder: Path

    @property
    def config(self) -> Path:
        """The configuration folder."""
        return self.folder / "config"

    @property
    def state(self) -> Path:
        """The state folder."""
        return self.folder / "state"

    def configure(self, alerts: str = ALERTS) -> Path:
        """Write the configuration."""
        return write_config(
            self.folder,
            general=LOOPBACK + mail_channel(2525) + FILE_CHANNEL,
            sources=SOURCE,
            topic=TOPIC,
            alerts=alerts,
        )

    def run(self, *words: str | Path) -> Ended:
        """How a command of ``monitor alerts`` ends on this configuration."""
        return run_monitor("alerts", *words, "--config", self.config)

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """The store, open for work."""
        with closing(SqliteStore.open(self.state)) as store:
            yield store

    def keep(self, *deliveries: Delivery, decisions: Sequence[RouteDecision] = DECISIONS) -> None:
        """Keep the alert of these deliveries with them."""
        with self.store() as store:
            store.save_owed([OwedAlert(deliveries[0].alert, deliveries, tuple(decisions))])

    def send(self, envelope: Envelope, *attempts: Attempt) -> None:
        """Keep an envelope, and what came of each attempt: the last leaves the envelope as it is given."""
        with self.store() as store:
            store.seal([replace(envelope, state="owed", attempts=0, answer="", sent_at=None)])
            for attempt in attempts:
                store.begin_attempt(replace(attempt, ended_at=None, outcome=None, answer="", status=None))
                store.end_attempt(attempt, envelope, None)

    def said(self) -> list[DeskAct]:
        """What waits for the run at work."""
        return [act for _, act in ActFolder(self.state).waiting()]

    @contextmanager
    def daemon(self) -> Iterator[None]:
        """A daemon at work for the block."""
        with FolderLease(self.state, "monitor daemon").hold():
            yield
