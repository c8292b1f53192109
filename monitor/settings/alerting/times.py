"""Times of the day in ``alerts.toml``: quiet hours and digests."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from monitor.records import Ailment, Digest, QuietHours
from monitor.settings.alerting.matching import ToldKind
from monitor.settings.findings import refusal, shown
from monitor.settings.tables import Slug, Table, ZoneName

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_DAYS: tuple[Day, ...] = get_args(Day)
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_MINUTE = re.compile(r":[0-5][0-9]")


def _clock(written: str) -> str:
    if not _CLOCK.fullmatch(written):
        found = f"{shown(written)} is no time of the day"
        raise refusal(found, 'write it from "00:00" to "23:59"')
    return written


ClockTime = Annotated[str, AfterValidator(_clock), Field(json_schema_extra={"pattern": f"^{_CLOCK.pattern}$"})]
"""A time of the day, like ``23:00``."""


class QuietTable(Table):
    """One ``[[quiet]]`` table."""

    name: Slug = Field(description="a name of its own for these quiet hours, like nights")
    start: ClockTime = Field(alias="from", description='when they begin, like "23:00"')
    until: ClockTime = Field(description='when they end, like "07:00"; over midnight where that is earlier')
    zone: ZoneName | None = Field(default=None, description="the time zone of both; the newsroom's if left out")
    days: tuple[Day, ...] = Field(
        default=_DAYS, min_length=1, description="the days on which they begin: mon, tue, wed, thu, fri, sat, sun"
    )
    passing: tuple[ToldKind, ...] = Field(
        default=(), description="kinds of change that are told all the same, like source_reversed"
    )
    passing_ailments: tuple[Ailment, ...] = Field(
        default=(), description="ailments that are told all the same, like network"
    )

    @model_validator(mode="after")
    def _takes_some_time(self) -> Self:
        if self.start == self.until:
            found = f'from and until are both "{self.start}", which could mean no time at all, or the whole day'
            raise refusal(found, "give two different times; to keep a route quiet for good, take it out", "until")
        return self

    def record(self, newsroom_zone: str) -> QuietHours:
        """The quiet hours as the rest of the monitor knows them."""
        return QuietHours(
            name=self.name,
            start=time.fromisoformat(self.start),
            end=time.fromisoformat(self.until),
            zone=self.zone or newsroom_zone,
            days=frozenset(_DAYS.index(day) for day in self.days),
            passing=frozenset(self.passing),
            passing_ailments=frozenset(self.passing_ailments),
        )


class DigestTable(Table):
    """One ``[[digests]]`` table."""

    name: Slug = Field(description="a name of its own for this digest, like evening")
    every: Literal["hour", "day"] = Field(description="hour or day")
    at: str = Field(description='when it is sent: "18:00" for one of every day, ":05" for one of every hour')
    zone: ZoneName | None = Field(default=None, description="the time zone of that time; the newsroom's if left out")

    @model_validator(mode="after")
    def _at_fits_every(self) -> Self:
        pattern, example = (_CLOCK, "18:00") if self.every == "day" else (_MINUTE, ":05")
        if not pattern.fullmatch(self.at):
            found = f"at is {shown(self.at)}, which is no time of every {self.every}"
            raise refusal(found, f'write it like "{example}"', "at")
        return self

    def record(self, newsroom_zone: str) -> Digest:
        """The digest as the rest of the monitor knows it; an hourly one has its minute in ``at``."""
        written = self.at if self.every == "day" else f"00{self.at}"
        return Digest(self.name, self.every, time.fromisoformat(written), self.zone or newsroom_zone)
