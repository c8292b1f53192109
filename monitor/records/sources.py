"""What is polled: sources, and the ways that lead to what an outlet publishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.records.values import Lang

Certainty = Literal["A", "B", "C"]

RouteKind = Literal[
    "feed",  # RSS, RDF or Atom
    "sitemap",  # a news sitemap: titles and moments, no summaries
    "section",  # a page of the outlet that links to its articles
    "news-query",  # a search of Google News: says what was published, never leads to the page
]
"""How an outlet's articles are found at an address."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to an outlet's articles.

    ``link_pattern`` is a regular expression that the path of an article's address (with its query) matches from its
    start; entries whose address does not match are no articles. A section page needs one; empty takes every entry.
    """

    url: str
    kind: RouteKind = "feed"
    link_pattern: str = ""


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors by which an outlet's pages are read where the general extraction fails; each may be empty.

    ``text`` is the element whose paragraphs are the article, ``title`` and ``date`` those that hold headline and
    moment (``datetime`` or ``content`` attribute, else the words); what ``remove`` selects is dropped first.
    """

    text: str = ""
    title: str = ""
    date: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Canary:
    """An old article of an outlet that is read again each day: while its ``words`` are found, pages are read well."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's news in one language, and the ways to them.

    ``url``, ``kind`` and ``link_pattern`` are the first route; ``fallbacks`` are tried in order where it fails.
    ``zone`` is the IANA name of the outlet's time zone. ``every_minutes`` is the shortest polling interval; the
    source's own pace and the server's words may lengthen it. ``probed`` is the verdict of the last probe, with its day.
    ``tier`` is the outlet's weight to the desk: 1 (agencies, officials), 2 (the usual), 3 (whatever repeats others).
    """

    name: str
    outlet: str
    url: str
    lang: Lang
    zone: str
    every_minutes: int = 15
    enabled: bool = True
    certainty: Certainty = "C"
    note: str = ""
    kind: RouteKind = "feed"
    link_pattern: str = ""
    fallbacks: tuple[Route, ...] = ()
    selectors: Selectors | None = None
    canary: Canary | None = None
    probed: str = ""
    tier: int = 2

    @property
    def routes(self) -> tuple[Route, ...]:
        """All routes, the preferred one first."""
        return (Route(self.url, self.kind, self.link_pattern), *self.fallbacks)


@dataclass(frozen=True, slots=True)
class RouteState:
    """What is remembered of one route between polls; ``url`` is the address in the configuration.

    ``conditional_polls`` counts the polls since the last one without validators. ``moved_to`` is where permanent
    redirects led the last ``moved_polls`` times in a row. ``gone_at`` is when the server said that there is no such
    thing any more (410): the route is left alone from then on. ``failures`` counts in a row; until ``retry_at`` a
    failing route is not tried. ``succeeded_at`` is its last good poll. ``read_as`` says how its lists were read, by
    kind and pattern: under another configuration, the same bytes list other articles.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    conditional_polls: int = 0
    moved_to: str = ""
    moved_polls: int = 0
    gone_at: datetime | None = None
    failures: int = 0
    retry_at: datetime | None = None
    succeeded_at: datetime | None = None
    problem: str = ""
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source brings something new, as seen so far.

    ``arrivals`` are the moments of its latest new entries as published, else as first seen, oldest first, a bounded
    number; ``newest_at`` is the latest moment that any entry named (in UTC, none of the future).
    ``asked_seconds`` is the interval that the feed itself asks for (``ttl``, ``sy:updatePeriod``), if any.
    """

    arrivals: tuple[datetime, ...] = ()
    newest_at: datetime | None = None
    asked_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between polls. ``baseline_at`` is when its first good poll was.

    ``route`` is the address of the route that served last. ``failures`` counts polls in a row in which every route
    failed; ``problem`` is the last failure in words, empty after a good poll.
    """

    source: str
    routes: tuple[RouteState, ...] = ()
    route: str = ""
    pace: Pace = Pace()
    polled_at: datetime | None = None
    due_at: datetime | None = None
    succeeded_at: datetime | None = None
    baseline_at: datetime | None = None
    failures: int = 0
    problem: str = ""

    def route_state(self, url: str) -> RouteState:
        """What is remembered of a route; a fresh state for one that was never tried."""
        return next((state for state in self.routes if state.url == url), RouteState(url))
