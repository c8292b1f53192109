"""``monitor.toml``: when, how politely, how far back, where state is kept, and who is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from monitor.settings.channels import TaggedChannel
from monitor.settings.findings import Finding, refusal, shown
from monitor.settings.repeats import repeated
from monitor.settings.tables import LocalPath, Number, Table, Whole, ZoneName


def _reachable(contact: str) -> str:
    contact = contact.strip()
    if contact and "@" not in contact and not contact.startswith(("https://", "http://")):
        found = f"contact is {shown(contact)}"
        raise refusal(found, "give a mail address or a web address, where an outlet's operator can reach you")
    if not contact.isascii() or not contact.isprintable():
        found = "contact has signs that a request header cannot carry"
        raise refusal(found, "use plain Latin letters on one line")
    return contact


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


class State(Table):
    """``[state]``: where the database is kept."""

    folder: LocalPath = Field(
        default=Path("state"),
        description="the folder for state; a relative path counts from the folder that holds the configuration folder",
    )


class Fetch(Table):
    """``[fetch]``: manners and limits on the web."""

    contact: Annotated[str, AfterValidator(_reachable)] = Field(
        default="",
        description="a mail or web address that is sent in the User-Agent, so that an outlet can reach you",
    )
    total_seconds: Number = Field(default=20, gt=0, description="seconds that one fetch may take, redirects included")
    connect_seconds: Number = Field(default=10, gt=0, description="seconds that a connection may take to stand")
    max_bytes: Whole = Field(
        default=5_000_000,
        ge=10_000,
        description="bytes of one answer, as sent and as unpacked, above which it is refused",
    )
    reach: Literal["public", "anywhere"] = Field(
        default="public",
        description="public: only addresses of the public Internet, so that no feed or page leads the monitor into the "
        "newsroom's own network; anywhere: that network too",
    )
    max_redirects: Whole = Field(default=5, ge=0, le=20, description="redirects that one fetch may follow")
    per_host: Whole = Field(default=2, ge=1, description="fetches from one host at the same time")
    at_once: Whole = Field(default=8, ge=1, description="fetches at the same time, all hosts together")

    @model_validator(mode="after")
    def _limits_agree(self) -> Self:
        if self.connect_seconds > self.total_seconds:
            found = f"connect_seconds is {self.connect_seconds:g}, more than total_seconds, {self.total_seconds:g}"
            raise refusal(found, "give a connection no more time than the whole fetch", "connect_seconds")
        if self.per_host > self.at_once:
            found = f"per_host is {self.per_host}, more than at_once, {self.at_once}"
            raise refusal(found, "give one host no more than all hosts together", "per_host")
        return self


class Reading(Table):
    """``[reading]``: which feed entries are still worth reading."""

    look_back_days: Whole = Field(
        default=7, ge=1, description="days: an entry published longer ago is kept but its page is not read"
    )
    article_attempts: Whole = Field(
        default=5, ge=1, le=100, description="times that a page is tried before its entry is given up"
    )


class Retry(Table):
    """``[delivery.retry]``: how often and how long a message that failed is tried again."""

    first_seconds: Number = Field(
        default=60, gt=0, description="seconds before the second attempt; each later wait is twice as long"
    )
    ceiling_seconds: Number = Field(default=3600, gt=0, description="seconds that no wait exceeds")
    attempts: Whole = Field(default=20, ge=1, description="attempts after which a message is given up")

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
    reading: Reading = Field(default=Reading(), description="which feed entries are still worth reading")
    delivery: DeliveryRules = Field(default=DeliveryRules(), description="how messages are sent")
    channels: tuple[TaggedChannel, ...] = Field(default=(), description="where alerts go, one table a channel")


def general_findings(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What no single table shows: two channels of one name."""
    yield from repeated(document, "channels", "name", 'give every channel a name of its own, like "mail-night"')
