"""``monitor.toml``: when, how politely, how far back, where state is kept, and who is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from monitor.settings.channels import TaggedChannel
from monitor.settings.fetching import Fetch
from monitor.settings.findings import Finding, refusal
from monitor.settings.health import HealthTable, health_findings
from monitor.settings.repeats import repeated
from monitor.settings.tables import Flag, LocalPath, Number, Table, Whole, ZoneName


class Newsroom(Table):
    """``[newsroom]``: whose clock the messages show."""

    zone: ZoneName = Field(
        default="UTC", description="the newsroom's time zone by its IANA name; messages give times in it"
    )


class Schedule(Table):
    """``[schedule]``: the daemon's rhythm."""

    tick_minutes: Whole = Field(
        default=5, ge=1, le=1440, description="minutes between two looks at what is due; each source has its own rhythm"
    )
    slowest_minutes: Whole = Field(
        default=120,
        ge=1,
        le=10_080,
        description="minutes between two polls of a source at most, however rarely it brings something; sources that "
        "fail, or ask to be left alone, wait longer",
    )


class State(Table):
    """``[state]``: where the database is kept."""

    folder: LocalPath = Field(
        default=Path("state"),
        description="the folder for state; a relative path counts from the folder that holds the configuration folder",
    )


class Reading(Table):
    """``[reading]``: which feed entries are still worth reading, and what reading a page may cost."""

    look_back_days: Whole = Field(
        default=7, ge=1, description="days: an entry published longer ago is kept but its page is not read"
    )
    article_attempts: Whole = Field(
        default=5, ge=1, le=100, description="times that a page is tried before its entry is given up"
    )
    page_seconds: Number = Field(
        default=10,
        gt=0,
        le=600,
        description="seconds that the reading of one page may take; a feed or other list has five in any case",
    )
    workers: Whole = Field(default=2, ge=1, le=64, description="processes that read pages and feeds side by side")
    memory_megabytes: Whole = Field(default=1000, ge=200, description="megabytes of memory that each of them may take")
    keep_pages: Flag = Field(
        default=True, description="true: the page of each version that claims something is kept as it came, compressed"
    )


class Retry(Table):
    """``[delivery.retry]``: how often and how long a message that failed is tried again."""

    first_seconds: Number = Field(
        default=2, gt=0, description="seconds before the second attempt; each later wait is twice as long"
    )
    ceiling_seconds: Number = Field(
        default=300, gt=0, le=3600, description="seconds that no wait exceeds, unless the channel asks for a longer one"
    )
    hours: Number = Field(
        default=72, gt=0, le=720, description="hours after which a message that nobody takes is given up"
    )

    @model_validator(mode="after")
    def _ceiling_is_above(self) -> Self:
        if self.ceiling_seconds < self.first_seconds:
            found = f"ceiling_seconds is {self.ceiling_seconds:g}, less than first_seconds, {self.first_seconds:g}"
            raise refusal(found, "give first_seconds or more", "ceiling_seconds")
        return self


class DeliveryRules(Table):
    """``[delivery]``: how messages are sent."""

    retry: Retry = Field(default=Retry(), description="how a message that failed is tried again")


class General(Table):
    """The whole of ``monitor.toml``. Every table may be left out; then its defaults hold."""

    newsroom: Newsroom = Field(default=Newsroom(), description="whose clock the messages show")
    schedule: Schedule = Field(default=Schedule(), description="the daemon's rhythm")
    state: State = Field(default=State(), description="where the database is kept")
    fetch: Fetch = Field(default=Fetch(), description="manners and limits on the web")
    reading: Reading = Field(default=Reading(), description="what is still worth reading, and at what cost")
    health: HealthTable = Field(default=HealthTable(), description="who is told of sick sources, and when")
    delivery: DeliveryRules = Field(default=DeliveryRules(), description="how messages are sent")
    channels: tuple[TaggedChannel, ...] = Field(default=(), description="where alerts go, one table a channel")


def general_findings(document: Mapping[str, Any], notice_channels: Collection[str] = ()) -> Iterator[Finding]:
    """What no single table shows: two channels of one name, and health notices that lead nowhere.

    ``notice_channels`` are those that ``alerts.toml`` names for notices beside ``[health]``.
    """
    yield from repeated(document, "channels", "name", 'give every channel a name of its own, like "mail-night"')
    yield from health_findings(document, notice_channels)
