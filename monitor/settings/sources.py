"""``sources.toml``: the feeds to poll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, model_validator

from monitor.records import Certainty, Lang, Source
from monitor.settings.findings import Finding, refusal, shown
from monitor.settings.repeats import repeated
from monitor.settings.tables import Flag, Slug, Table, Text, Whole, ZoneName

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def _host(outlet: str) -> str:
    if not _HOST.fullmatch(outlet):
        found = f"outlet is {shown(outlet)}"
        raise refusal(found, 'give the host of its articles, in small letters and without https://, like "shafaq.com"')
    return outlet


def _web_address(url: str) -> str:
    """The address as written: its letters are never changed, as outlets tell look-alike letters apart."""
    found = f"url is {shown(url)}"
    parts = _split(url)
    if "@" in (parts.netloc if parts else url):
        found = "url holds a name or a password (not repeated)"
        raise refusal(found, "take out what stands before the @")
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refusal(found, "give a whole address that begins with https:// or http://")
    if any(sign.isspace() for sign in url):
        raise refusal(found, "write a space in an address as %20")
    return url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port out of range is only found when it is asked for
    except ValueError:
        return None
    return parts


class SourceTable(Table):
    """One ``[[sources]]`` table."""

    name: Slug = Field(description="a name of its own for this source, like bbc-arabic; what was read is kept under it")
    outlet: Annotated[str, AfterValidator(_host)] = Field(description="the host of the outlet's articles: shafaq.com")
    url: Annotated[str, AfterValidator(_web_address)] = Field(description="the address of the feed")
    lang: Lang = Field(description="the language of the feed: ar Arabic, en English, ckb Sorani Kurdish")
    zone: ZoneName = Field(
        description='the IANA name of the outlet\'s time zone, like Asia/Baghdad: "Monday" is resolved in it'
    )
    kind: Literal["feed", "sitemap", "news-query"] = Field(
        default="feed", description="feed (RSS or Atom), sitemap or news-query; only a feed can be enabled"
    )
    every_minutes: Whole = Field(default=15, ge=1, description="minutes between two polls")
    enabled: Flag = Field(default=True, description="true, or false to keep the source in the file without polling it")
    certainty: Certainty = Field(
        default="C", description="A seen working by somebody this year, B plausible, C conflicting or blocked"
    )
    note: Text | None = Field(default=None, description="what a colleague should know of this source")

    @model_validator(mode="after")
    def _enabled_ones_are_feeds(self) -> Self:
        if self.enabled and self.kind != "feed":
            found = f"a source of kind {shown(self.kind)} is enabled, and only feeds can be read"
            raise refusal(found, "set enabled = false", "enabled")
        return self

    def record(self) -> Source:
        """The source as the rest of the monitor knows it."""
        return Source(
            name=self.name,
            outlet=self.outlet,
            url=self.url,
            lang=self.lang,
            zone=self.zone,
            every_minutes=self.every_minutes,
            enabled=self.enabled,
            certainty=self.certainty,
            note=self.note or "",
        )


class SourcesFile(Table):
    """The whole of ``sources.toml``."""

    sources: tuple[SourceTable, ...] = Field(min_length=1, description="the feeds to poll, one [[sources]] table each")


def source_findings(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What no single table shows: two sources of one name or one address."""
    yield from repeated(document, "sources", "name", 'give every source a name of its own, like "outlet-language"')
    yield from repeated(document, "sources", "url", "keep one of the two: a feed is polled once")
