"""What passes between the order of work, the web and the store: requests, results, states, readings, reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.records.alerts import Alert
from monitor.records.articles import Article, DueEntry, FeedEntry
from monitor.records.health import Health
from monitor.records.ledger import Claim, Judgement, Said, Standing
from monitor.records.outbox import OwedAlert
from monitor.records.pages import KeptPage
from monitor.records.revisions import Edit, Imprint, Signs, Visit
from monitor.records.sources import RouteKind, SourceState
from monitor.records.topics import TopicMatch

FetchProblem = Literal[
    "bad_url",  # not http(s), or no host
    "forbidden_address",  # an address, port or redirect that the configuration does not allow
    "connect",  # no connection: name, route, refusal
    "tls",  # the certificate or the handshake failed
    "timeout",  # the total deadline passed
    "too_slow",  # bytes came, below the least rate
    "protocol",  # the server broke HTTP, or closed early
    "redirect_loop",  # more redirects than allowed
    "too_large",  # more bytes than the cap, raw or decoded
    "bad_encoding",  # stacked, unknown or broken Content-Encoding
    "http_status",  # an answer other than 200 or 304
    "robots",  # robots.txt forbids the address
    "resting",  # the host asked to be left alone for a while, and was not asked
]
"""Why a fetch brought nothing to read."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to get. ``etag`` and ``last_modified`` make the request conditional."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PostRequest:
    """A body to post to one address, as the bytes that go out. ``headers`` go beside the Content-Type.

    Addresses and headers may hold secrets, and the body is the newsroom's: its text form shows none of them.
    """

    url: str = field(repr=False)
    body: bytes = field(repr=False)
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of a fetch: a failing server is a result, not an exception.

    ``status`` is None where no answer came. ``body`` is decoded from its Content-Encoding but not from its charset
    (``charset`` is the one declared by the header). ``problem`` is None for 200 and 304 alone; of other answers the
    body is kept where it may be the page of a wall against robots. ``cache_control``,
    ``expires``, ``served_at`` (Date) and ``retry_after`` are headers as they came. ``moved_to`` is the address that
    permanent redirects (301, 308) alone led to; empty where the answer came from the address asked for, or where a
    temporary redirect stood on the way.
    """

    url: str
    final_url: str
    status: int | None = None
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    cache_control: str | None = None
    expires: str | None = None
    served_at: str | None = None
    moved_to: str = ""
    problem: FetchProblem | None = None
    detail: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing changed since the validators were given."""
        return self.status == 304  # noqa: PLR2004 - the code of RFC 9110, 15.4.5


FeedProblem = Literal[
    "empty",  # no visible byte
    "html",  # an HTML page in place of the feed
    "challenge",  # a wall against robots in place of what was asked for
    "not_a_feed",  # JSON, an archive, another kind of XML
    "no_items",  # a feed, sitemap or section page that lists nothing
    "quarantined",  # reading it took too long, too much memory, or killed its worker, twice
]
"""Why a body is not a usable list of articles."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A list of articles as read: a feed, a sitemap, a section page or a news query.

    ``kind`` is what the body is: feedparser's name of a format (``rss20``, ``atom10``), ``sitemap``, ``section``,
    ``news-query`` or ``unknown``. ``problem`` tells why there are no entries; ``warning`` what was repaired or cut on
    the way. ``asked_seconds`` is the interval between polls that the feed asks for, if it does.
    """

    kind: str
    title: str = ""
    entries: tuple[FeedEntry, ...] = ()
    problem: FeedProblem | None = None
    detail: str = ""
    warning: str = ""
    asked_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class PollReading:
    """What one poll leaves behind: the source's new state, and the entries that are new or changed since."""

    state: SourceState
    entries: tuple[DueEntry, ...] = ()


SkipReason = Literal[
    "off_topic",  # read whole; no topic matches
    "not_likely",  # title, summary and plain text name nothing of any topic
    "already_read",  # the same text was read under this or another address
    "too_old",  # older than the newsroom wants to look back
    "fetch_failed",  # the page could not be fetched, for good
    "no_text",  # the page has no article text, for good
    "no_link",  # the entry has no usable address
    "challenge",  # a wall against robots answers in place of the page, as often as it was tried
    "quarantined",  # reading the page took too long, too much memory, or killed its worker, twice
    "discovery_only",  # a news query says that it was published; the address does not lead to the page
    "reading_failed",  # the monitor itself broke on the article: a fault of its own, logged with its trace
]
"""Why a kept feed entry made no claims: counted in every report, never silent."""


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of a due entry. ``due_at`` is set where it is to be tried again."""

    source: str
    entry_key: str
    content_hash: str
    state: Literal["pending", "read", "skipped", "failed"]
    reason: SkipReason | None = None
    detail: str = ""
    attempts: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that one reading of an article leaves behind; the store keeps all of it or nothing.

    ``judgement`` holds the new state of every ledger key touched. ``owed`` are the alerts, each with its deliveries.
    ``edit`` is what changed since the version read before, None for a first reading. ``visit`` says when the article is
    read again; ``page`` is the page as fetched, kept where the version claims something. ``origin`` is whose report the
    article as a whole is, the outlet's own where empty; ``slug`` is the part of its address that names it, by which it
    is known again under another address.
    """

    article: Article
    read_at: datetime
    matches: tuple[TopicMatch, ...]
    said: tuple[Said, ...]
    judgement: Judgement
    owed: tuple[OwedAlert, ...] = ()
    outcome: EntryOutcome | None = None
    method: str = ""
    standing: Standing = "fresh"
    rules: str = ""
    edit: Edit | None = None
    signs: Signs = field(default_factory=Signs)
    visit: Visit | None = None
    page: KeptPage | None = None
    imprint: Imprint = field(default_factory=Imprint)
    origin: str = ""
    slug: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of this version, without where and when they were said."""
        return tuple(one.claim for one in self.said)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts, without what is owed for them."""
        return tuple(one.alert for one in self.owed)


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source fared in a cycle, for its summary line and for its health.

    ``problem`` is what kind of failure it was (a FetchProblem or FeedProblem; a status refused has its number in
    ``status``), empty for a good poll of the preferred route. ``host`` is the host that was asked last. ``fallback`` is
    the kind of the route that served where the preferred one failed, None where that one served or none did.
    """

    source: str
    outcome: Literal["polled", "unchanged", "failed", "gone", "not_due"]
    seen: int = 0
    fresh: int = 0
    detail: str = ""
    problem: FetchProblem | FeedProblem | None = None
    status: int | None = None
    host: str = ""
    fallback: RouteKind | None = None


@dataclass(frozen=True, slots=True)
class HealthReading:
    """What a look at the sources' health leaves behind: their new states, and the alerts owed for them."""

    healths: tuple[Health, ...]
    owed: tuple[OwedAlert, ...] = ()


@dataclass(frozen=True, slots=True)
class HostRest:
    """A host that asked to be left alone until a moment, by 429 or 503 with Retry-After."""

    host: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RobotsText:
    """A host's robots.txt as last fetched. ``origin`` is ``scheme://host:port``.

    ``status`` is that of the answer; ``text`` is empty where there was none to read.
    """

    origin: str
    fetched_at: datetime
    status: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did.

    ``skipped`` counts entries by SkipReason (those tried again apart, those of no configured source as ``no_source``),
    ``changes`` the told changes by kind, ``visits`` what became of articles that were to be read again, ``sent``
    deliveries by their new state (or ``no_channel``, ``left``).
    """

    started_at: datetime
    ended_at: datetime
    sources: tuple[SourceReport, ...] = ()
    articles: int = 0
    claims: int = 0
    alerts: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)

    @property
    def failed_sources(self) -> tuple[str, ...]:
        """Names of the sources whose poll failed, or that are gone."""
        return tuple(report.source for report in self.sources if report.outcome in {"failed", "gone"})
