"""Verdicts of a probe: what came from an address, judged by content and not by status. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.cli.sources.choosing import span_words
from monitor.json_forms import Form
from monitor.records import FeedProblem, FeedReading, FetchResult, Route, RouteKind

Quality = Literal[
    "ok",  # it parses, and its newest dated entry is young enough
    "old",  # it parses, and its newest entry is older than asked for
    "undated",  # it lists entries, and none has a date that is not of the future
    "nothing",  # it lists nothing
    "unreadable",  # a page, another kind of file, or something that cannot be read within bounds
    "blocked",  # the outlet refuses: 401, 403, 429, 451, a wall against robots, or robots.txt
    "unreachable",  # no answer, or another status
]
"""What an address is worth as a route. ``ok`` alone is good."""

AgentName = Literal["own", "plain"]
"""Under which name an answer was got: the monitor's own with its contact, or a plain one without."""

BLOCKING_STATUSES = frozenset({401, 403, 429, 451})
"""By these a server refuses a reader rather than a thing. Source: RFC 9110, 15.5; RFC 6585, 4; RFC 7725, 3."""

_LONGEST_DETAIL = 100  # judgement: what still fits on a line of the configuration

_QUALITIES: Mapping[FeedProblem, Quality] = {
    "empty": "nothing",
    "no_items": "nothing",
    "challenge": "blocked",
    "html": "unreadable",
    "not_a_feed": "unreadable",
    "quarantined": "unreadable",
}


@dataclass(frozen=True, slots=True)
class RouteVerdict:
    """What one route gave.

    ``found`` is what came: a format (``rss20``, ``atom10``, ``sitemap``, ``section``, ``news-query``) or why it is none
    (``html``, ``challenge``, ``empty`` …); empty where nothing came. ``newest_at`` is the newest moment in UTC that is
    not of the future, None where no entry has one. ``final_url`` is where the answer came from, ``moved_to`` where
    permanent redirects alone led to.
    """

    url: str
    kind: RouteKind
    quality: Quality
    found: str = ""
    entries: int = 0
    newest_at: datetime | None = None
    validators: str = ""
    size_bytes: int = 0
    content_type: str = ""
    final_url: str = ""
    moved_to: str = ""
    agent: AgentName = "own"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a source's routes gave, in their order, at one moment."""

    source: str
    probed_at: datetime
    routes: tuple[RouteVerdict, ...]

    @property
    def best(self) -> RouteVerdict:
        """The first good route, else the preferred one."""
        return next((route for route in self.routes if route.quality == "ok"), self.routes[0])


def judge_failure(route: Route, result: FetchResult) -> RouteVerdict:
    """The verdict on a fetch that brought nothing to read."""
    refused = result.problem == "robots" or (result.problem == "http_status" and result.status in BLOCKING_STATUSES)
    return RouteVerdict(
        url=route.url,
        kind=route.kind,
        quality="blocked" if refused else "unreachable",
        size_bytes=len(result.body),
        content_type=result.content_type,
        final_url=result.final_url,
        moved_to=result.moved_to,
        detail=f"{result.problem}: {result.detail}",
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """What came from a route, read as a list.

    ``moments`` are those of its entries, or of the article that a section page is judged by.
    """

    route: Route
    result: FetchResult
    listed: FeedReading
    moments: tuple[datetime, ...] = ()


def judge_listing(listing: Listing, now: datetime, fresh: timedelta) -> RouteVerdict:
    """The verdict on a list; ``fresh`` is how old its newest entry may be."""
    route, result, listed, moments = listing.route, listing.result, listing.listed, listing.moments
    newest = max((moment for moment in moments if moment <= now), default=None)
    quality = _QUALITIES[listed.problem] if listed.problem else _quality_of_age(newest, now, fresh)
    remarks = [listed.detail, listed.warning]
    if quality == "undated":
        remarks.append("all dates lie in the future" if moments else "no entry has a date")
    return RouteVerdict(
        url=route.url,
        kind=route.kind,
        quality=quality,
        found=listed.problem or listed.kind,
        entries=len(listed.entries),
        newest_at=newest,
        validators=_validators(result),
        size_bytes=len(result.body),
        content_type=result.content_type,
        final_url=result.final_url,
        moved_to=result.moved_to,
        detail="; ".join(remark for remark in remarks if remark),
    )


def _quality_of_age(newest: datetime | None, now: datetime, fresh: timedelta) -> Quality:
    if newest is None:
        return "undated"
    return "ok" if now - newest <= fresh else "old"


def _validators(result: FetchResult) -> str:
    given = {"ETag": result.etag, "Last-Modified": result.last_modified}
    return ", ".join(name for name, value in given.items() if value)


def route_remarks(route: RouteVerdict) -> str:
    """What stands beside the numbers: problems, where the answer came from, and under which name."""
    moved = f"moved for good to {route.moved_to}: put it into sources.toml" if route.moved_to else ""
    led = f"answered by {route.final_url}" if route.final_url not in {route.url, route.moved_to, ""} else ""
    named = "refuses the monitor's own name, answers a plain one" if route.agent == "plain" else ""
    return "; ".join(part for part in (route.detail, moved, led, named) if part)


def probed_line(verdict: Verdict, version: str, by: str, zone: str) -> str:
    """The verdict as it is written into a source's ``probed`` key: dated in the newsroom's zone, and signed."""
    best = verdict.best
    day = verdict.probed_at.astimezone(ZoneInfo(zone)).date()
    parts = [best.found or shorten(best.detail, _LONGEST_DETAIL, placeholder="…")]
    if best.entries:
        parts.append(f"{best.entries} {'entry' if best.entries == 1 else 'entries'}")
    if best.newest_at is not None:
        parts.append(f"newest {span_words(verdict.probed_at - best.newest_at)} old")
    parts += [best.validators] if best.validators else []
    place = verdict.routes.index(best)
    parts += [f"by fallback {place}"] if place else []
    parts += ["under a plain name"] if best.agent == "plain" else []
    return f"{day} {best.quality}: {', '.join(parts)} (newsroom-monitor {version} by {by})"


def verdict_form(verdict: Verdict, line: str) -> Form:
    """The verdict for other programs; ``line`` is what is written into the configuration."""
    return {
        "source": verdict.source,
        "quality": verdict.best.quality,
        "probed_at": verdict.probed_at.isoformat(),
        "probed": line,
        "routes": [_route_form(route) for route in verdict.routes],
    }


def _route_form(route: RouteVerdict) -> Form:
    return {
        "url": route.url,
        "kind": route.kind,
        "quality": route.quality,
        "found": route.found,
        "entries": route.entries,
        "newest_at": route.newest_at.isoformat() if route.newest_at else None,
        "validators": route.validators,
        "size_bytes": route.size_bytes,
        "content_type": route.content_type,
        "final_url": route.final_url,
        "moved_to": route.moved_to,
        "agent": route.agent,
        "detail": route.detail,
    }
