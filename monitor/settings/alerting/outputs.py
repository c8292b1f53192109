"""What is made beside messages: ``[publish]``, alerts as files, and ``[heartbeat]``, signs that the monitor works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from monitor.records import Lang
from monitor.settings.alerting.times import ClockTime
from monitor.settings.findings import refusal
from monitor.settings.routes import WebAddress
from monitor.settings.secret import Secret, SecretAddress
from monitor.settings.tables import Flag, LocalPath, Table, Text, Whole, ZoneName

_DAY_MINUTES = 1_440


class PublishTable(Table):
    """``[publish]``: alerts as feeds and a calendar, written as files for a web server or a reader."""

    enabled: Flag = Field(
        default=False, description="true: the files are written after every cycle that told something"
    )
    folder: LocalPath = Field(
        default=Path("published"), description="the folder for the files; a relative path counts like that of [state]"
    )
    languages: tuple[Lang, ...] = Field(
        default=("en",), min_length=1, description="the languages in which alerts are worded, each in files of its own"
    )
    entries: Whole = Field(default=100, ge=1, le=1000, description="how many alerts a feed holds, the newest first")
    title: Text = Field(default="Newsroom monitor", description="the title of feeds and calendar")
    link: WebAddress | None = Field(
        default=None, description="the web address at which the folder can be read, if it can; feeds name it"
    )


class HeartbeatTable(Table):
    """``[heartbeat]``: signs that the monitor works, for a service that tells when they stop, and for people."""

    url: SecretAddress | None = Field(
        default=None, description="where the address is kept that is asked after every cycle that went well"
    )
    every_minutes: Whole = Field(
        default=5, ge=1, le=_DAY_MINUTES, description="minutes between two such requests, at least"
    )
    daily_at: ClockTime | None = Field(
        default=None, description='when the system route is told each day that all is well, like "09:00"'
    )
    zone: ZoneName | None = Field(default=None, description="the time zone of daily_at; the newsroom's if left out")

    @model_validator(mode="after")
    def _zone_is_of_something(self) -> Self:
        if self.zone is not None and self.daily_at is None:
            found = "zone is given without daily_at"
            raise refusal(found, 'give daily_at = "09:00", or take zone out', "zone")
        return self

    def record(self, newsroom_zone: str) -> Heartbeat:
        """The heartbeat with its zone."""
        daily_at = time.fromisoformat(self.daily_at) if self.daily_at else None
        return Heartbeat(self.url, self.every_minutes, daily_at, self.zone or newsroom_zone)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """``url`` is asked after a cycle that went well, ``every_minutes`` apart at least; None: nothing is asked.

    ``daily_at`` is a local time of ``zone``, an IANA name, at which the system route is told that all is well; None for
    no such notice.
    """

    url: Secret | None = None
    every_minutes: int = 5
    daily_at: time | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Alerting:
    """What ``alerts.toml`` says beside routing. ``publish`` is None while it is off; ``people`` are their names."""

    publish: PublishTable | None = None
    heartbeat: Heartbeat = Heartbeat()
    people: tuple[str, ...] = ()
