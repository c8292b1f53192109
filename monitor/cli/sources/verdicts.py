"""Verdicts of a probe: what came from an address, judged by content and not by status. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor.headers import REFUSALS
from monitor.records import FeedProblem, FeedReading, FetchProblem, FetchResult, Route, RouteKind

Quality = Literal[
    "ok",  # it parses, and its newest dated entry is young enough
    "old",  # it parses, and its newest entry is older than asked for
    "undated",  # it lists entries, and none has a date that is not of the future
    "nothing",  # it lists nothing
    "unreadable",  # a page, another kind of file, or something that cannot be read within bounds
    "blocked",  # the outlet refuses: 401, 403, 429, 451, a wall against robots, robots.txt, or a pause it wants
    "gone",  # 410: there is no such thing any more
    "unreachable",  # no answer, or another status
    "unasked",  # the host rests or its turn is too far away: nothing was learned
]
"""What an address is worth as a route. ``ok`` alone is good."""

NameTrial = Literal[
    "may help",  # the outlet refuses this reader
    "no help",  # it refuses nobody, or robots.txt forbids the address to every name
    "pause wanted",  # 429, or an answer with Retry-After: to ask again at once would be rude
]
"""Whether an address is asked once more under a plain name."""

AgentName = Literal["own", "plain"]
"""Under which name an answer was got: the monitor's own with its contact, or a plain one without."""

_GONE, _TOO_MANY = 410, 429
"""Source: RFC 9110, 15.5.11; RFC 6585, 4."""

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
        """The first good route; else the first that was not asked, as it may be good; else the preferred one."""
        by_quality = {route.quality: route for route in reversed(self.routes)}
        return by_quality.get("ok") or by_quality.get("unasked") or self.routes[0]


def judge_failure(route: Route, result: FetchResult) -> RouteVerdict:
    """The verdict on a fetch that brought nothing to read."""
    return RouteVerdict(
        url=route.url,
        kind=route.kind,
        quality=_quality_of_failure(result),
        size_bytes=len(result.body),
        content_type=result.content_type,
        final_url=result.final_url,
        moved_to=result.moved_to,
        detail=f"{result.problem}: {result.detail}",
    )


def _quality_of_failure(result: FetchResult) -> Quality:
    if result.problem == "resting":
        return "unasked"
    if result.problem == "robots":
        return "blocked"
    if result.problem == "http_status" and result.status == _GONE:
        return "gone"
    return "blocked" if result.problem == "http_status" and result.status in REFUSALS else "unreachable"


def name_trial(verdict: RouteVerdict, result: FetchResult) -> NameTrial:
    """Whether a plain name may get an answer where the monitor's own name got this one."""
    if verdict.quality != "blocked" or result.problem == "robots":
        return "no help"
    return "pause wanted" if result.status == _TOO_MANY or result.retry_after else "may help"


@dataclass(frozen=True, slots=True)
class Listing:
    """What came from a route, read as a list.

    ``moments`` are those of its entries, or of the article that a section page is judged by; ``article_problem`` is why
    that article was not fetched.
    """

    route: Route
    result: FetchResult
    listed: FeedReading
    moments: tuple[datetime, ...] = ()
    article_problem: FetchProblem | None = None


def judge_listing(listing: Listing, now: datetime, fresh: timedelta) -> RouteVerdict:
    """The verdict on a list; ``fresh`` is how old its newest entry may be."""
    route, result, listed, moments = listing.route, listing.result, listing.listed, listing.moments
    newest = max((moment for moment in moments if moment <= now), default=None)
    quality = _quality_of_listing(listing, newest, now, fresh)
    remarks = [listed.detail, listed.warning, result.detail]
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


def _quality_of_listing(listing: Listing, newest: datetime | None, now: datetime, fresh: timedelta) -> Quality:
    if listing.listed.problem:
        return _QUALITIES[listing.listed.problem]
    return "unasked" if listing.article_problem == "resting" else _quality_of_age(newest, now, fresh)


def _quality_of_age(newest: datetime | None, now: datetime, fresh: timedelta) -> Quality:
    if newest is None:
        return "undated"
    return "ok" if now - newest <= fresh else "old"


def _validators(result: FetchResult) -> str:
    given = {"ETag": result.etag, "Last-Modified": result.last_modified}
    return ", ".join(name for name, value in given.items() if value)
