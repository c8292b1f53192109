"""``sources.toml``: what is polled, and the ways to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from monitor.records import Certainty, Lang, RouteKind, Source
from monitor.settings.findings import Finding, findings_of, refusal, shown
from monitor.settings.page_reading import CanaryTable, SelectorsTable
from monitor.settings.repeats import repeated
from monitor.settings.routes import LinkPattern, RouteTable, WebAddress, refuse_section_without_pattern
from monitor.settings.tables import Flag, Slug, Table, Text, Tier, Whole, ZoneName

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_USUAL_MINUTES = 15


def _host(outlet: str) -> str:
    if not _HOST.fullmatch(outlet):
        found = f"outlet is {shown(outlet)}"
        raise refusal(found, 'give the host of its articles, in small letters and without https://, like "shafaq.com"')
    return outlet


class SourceTable(Table):
    """One ``[[sources]]`` table."""

    name: Slug = Field(description="a name of its own for this source, like bbc-arabic; what was read is kept under it")
    outlet: Annotated[str, AfterValidator(_host)] = Field(description="the host of the outlet's articles: shafaq.com")
    url: WebAddress = Field(description="the address of the feed, sitemap, section page or news query")
    lang: Lang = Field(description="the language of the feed: ar Arabic, en English, ckb Sorani Kurdish")
    zone: ZoneName = Field(
        description='the IANA name of the outlet\'s time zone, like Asia/Baghdad: "Monday" is resolved in it'
    )
    kind: RouteKind = Field(
        default="feed",
        description="feed (RSS or Atom), sitemap (of news), section (a page that links to articles) or news-query (a "
        "search of Google News, which says what was published and leads to no page)",
    )
    link_pattern: LinkPattern | None = Field(
        default=None,
        description="a regular expression for the path of an article's address, from its start; what does not match "
        "is no article; a section needs one",
    )
    every_minutes: Whole = Field(default=_USUAL_MINUTES, ge=1, description="minutes between two polls, at least")
    enabled: Flag = Field(default=True, description="true, or false to keep the source in the file without polling it")
    certainty: Certainty = Field(
        default="C", description="A seen working by somebody this year, B plausible, C conflicting or blocked"
    )
    tier: Tier = Field(
        default=2,
        description="the outlet's weight to the desk: 1 agencies, officials and state media, 2 the usual, 3 whatever "
        "repeats others; routes of alerts.toml may ask for it",
    )
    note: Text | None = Field(default=None, description="what a colleague should know of this source")
    probed: Text | None = Field(default=None, description="the last verdict; `monitor sources probe` writes it")
    fallbacks: tuple[RouteTable, ...] = Field(
        default=(), description="further ways to the same articles, tried in order where the ones before fail"
    )
    selectors: SelectorsTable | None = Field(
        default=None, description="CSS selectors for pages that come out wrong without them"
    )
    canary: CanaryTable | None = Field(default=None, description="an old article that is read again each day")

    @model_validator(mode="after")
    def _section_has_pattern(self) -> Self:
        refuse_section_without_pattern(self.kind, self.link_pattern)
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
            kind=self.kind,
            link_pattern=self.link_pattern or "",
            fallbacks=tuple(fallback.record() for fallback in self.fallbacks),
            selectors=self.selectors.record() if self.selectors else None,
            canary=self.canary.record() if self.canary else None,
            probed=self.probed or "",
            tier=self.tier,
        )


class SourcesFile(Table):
    """The whole of ``sources.toml``."""

    sources: tuple[SourceTable, ...] = Field(min_length=1, description="what is polled, one [[sources]] table each")


class StartedSourcesFile(SourcesFile):
    """``sources.toml`` as it may stand before the first source is added: empty, or with comments alone."""

    sources: tuple[SourceTable, ...] = Field(default=(), description="what is polled, one [[sources]] table each")


def check_source(keys: Mapping[str, Any]) -> tuple[str, ...]:
    """What is wrong with the keys of a source that is to be added, each fault in words; nothing where all is right.

    A refused address is not repeated, as it may hold a password or a token.
    """
    try:
        SourceTable.model_validate(keys)
    except ValidationError as error:
        return tuple(f"{_without_address(one)}; {one.cure}" for one in findings_of(error, SourceTable))
    return ()


def _without_address(finding: Finding) -> str:
    return "the address cannot be used (not repeated)" if finding.path[-1:] == ("url",) else finding.found


def source_findings(document: Mapping[str, Any], slowest_minutes: int | None = None) -> Iterator[Finding]:
    """What no single table shows: two sources of one name, two routes of one address, a source slower than the slowest.

    Two sources may share an address where link patterns tell their articles apart; two routes of one source may not.
    ``slowest_minutes`` is that of ``monitor.toml``; None where it is not known.
    """
    yield from repeated(document, "sources", "name", 'give every source a name of its own, like "outlet-language"')
    yield from _repeated_routes(document)
    for position, source in enumerate(_tables(document, "sources")):
        minutes = source.get("every_minutes", _USUAL_MINUTES)
        if slowest_minutes is not None and source and isinstance(minutes, int) and minutes > slowest_minutes:
            given = "" if "every_minutes" in source else " where it is left out"
            found = f"every_minutes is {minutes}{given}, more than slowest_minutes of monitor.toml, {slowest_minutes}"
            yield Finding(
                ("sources", position, "every_minutes"), found, "give no more, or raise [schedule] slowest_minutes"
            )


_ONCE = "keep one of the two: a source asks an address once"
_ONCE_OR_BY_PATTERN = (
    "keep one of the two; or give them link patterns that differ, by which their articles are told apart"
)


def _repeated_routes(document: Mapping[str, Any]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for position, source in enumerate(_tables(document, "sources")):
        own: set[str] = set()
        name = source.get("name", position + 1)
        fallbacks = enumerate(_tables(source, "fallbacks"))
        routes = [(("url",), source), *((("fallbacks", at, "url"), fallback) for at, fallback in fallbacks)]
        for path, route in routes:
            url, pattern = route.get("url"), str(route.get("link_pattern", ""))
            if not isinstance(url, str):
                continue
            first = f'"{name}"' if url in own else seen.get((url, pattern))
            if first is not None:
                found = f"url {shown(url)} is given a second time, after source {first}"
                cure = _ONCE if url in own else _ONCE_OR_BY_PATTERN
                yield Finding(("sources", position, *path), found, cure)
            own.add(url)
            seen.setdefault((url, pattern), f'"{name}"')


def _tables(holder: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables of a list; entries of a wrong shape stand as empty ones, as the file's model tells of them."""
    entries = holder.get(key)
    return [entry if isinstance(entry, dict) else {} for entry in (entries if isinstance(entries, list) else ())]
