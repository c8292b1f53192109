"""``[[people]]`` of ``alerts.toml``: those who are told by an address of their own."""

from __future__ import annotations

from pydantic import Field

from monitor.records import Lang
from monitor.settings.tables import Slug, Table, Text


class WayTable(Table):
    """One entry of a person's ``by``."""

    channel: Slug = Field(description="the name of a channel of monitor.toml")
    address: Text | None = Field(
        default=None,
        description='a mail address, or with a Slack bot a member\'s id like "U0123ABCD"; other channels take none',
    )


class PersonTable(Table):
    """One ``[[people]]`` table."""

    name: Slug = Field(description="the person's name in routes; no channel may have it")
    lang: Lang = Field(default="en", description="the language in which messages are worded: ar, en or ckb")
    by: tuple[WayTable, ...] = Field(
        min_length=1, description='how the person is told: [{ channel = "desk-mail", address = "sara@example.org" }]'
    )
    quiet: Slug | None = Field(
        default=None, description="the name of quiet hours that hold for this person beside those of routes"
    )
