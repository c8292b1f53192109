"""The whole of ``alerts.toml``."""

from __future__ import annotations

from pydantic import Field

from monitor.settings.alerting.matching import InhibitionTable
from monitor.settings.alerting.outputs import HeartbeatTable, PublishTable
from monitor.settings.alerting.people import PersonTable
from monitor.settings.alerting.routes import AlertRouteTable, SystemTable
from monitor.settings.alerting.times import DigestTable, QuietTable
from monitor.settings.tables import Table


class AlertsFile(Table):
    """The whole of ``alerts.toml``. Every table may be left out, and the file itself."""

    people: tuple[PersonTable, ...] = Field(default=(), description="those who are told by an address of their own")
    routes: tuple[AlertRouteTable, ...] = Field(
        default=(), description="who is told of which changes, tried in order; every channel of everything if left out"
    )
    system: SystemTable = Field(default=SystemTable(), description="who is told of sources, channels and the monitor")
    quiet: tuple[QuietTable, ...] = Field(default=(), description="hours in which nothing is sent, by name")
    digests: tuple[DigestTable, ...] = Field(default=(), description="messages that gather alerts, by name")
    inhibit: tuple[InhibitionTable, ...] = Field(default=(), description="which changes mute which others")
    publish: PublishTable = Field(default=PublishTable(), description="alerts as feeds and a calendar, in files")
    heartbeat: HeartbeatTable = Field(default=HeartbeatTable(), description="signs that the monitor works")
