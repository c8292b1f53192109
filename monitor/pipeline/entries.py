"""Due entries: each one's page is fetched, its article read and judged, and all of it kept in one transaction."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from monitor.alerts import compose_alert
from monitor.articles import Extraction, extract_article, plain_text
from monitor.feeds import article_id
from monitor.identity import stable_id
from monitor.ledger import Standing, judge_claims
from monitor.pipeline.reading import ReadArticle
from monitor.pipeline.waiting import backoff
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import (
    Article,
    ArticleReading,
    DueEntry,
    EntryOutcome,
    FetchProblem,
    FetchRequest,
    FetchResult,
    SkipReason,
    Source,
)

PAGES_AHEAD = 16
"""Pages that are fetched before their turn: enough to keep the network busy, few enough to hold in memory."""

_RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS = 300.0, 6 * 3600.0
_FINAL_PROBLEMS: frozenset[FetchProblem] = frozenset({"bad_url", "robots"})
_CLOCK_SLACK = timedelta(hours=1)
"""A feed may run ahead of our clock by this much; a date further in the future is taken as a mistake."""

_log = structlog.get_logger()


@dataclass(slots=True)
class Tally:
    """What was read in a cycle, counted as it goes."""

    articles: int = 0
    claims: int = 0
    alerts: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)

    def count(self, reading: ArticleReading) -> None:
        """Add one reading."""
        self.articles += 1
        self.claims += len(reading.claims)
        self.alerts += len(reading.alerts)
        self.changes.update(change.kind for change in reading.judgement.changes if change.told)


async def read_due_entries(workshop: Workshop, stopping: Stopping) -> Tally:
    """Read every due entry in order of publication; pages are fetched some ahead of their turn.

    Judging goes strictly one article after another, since each may change what the next one is compared with.
    """
    tally = Tally()
    due = workshop.store.due_entries(workshop.clock.now())
    sources = {source.name: source for source in workshop.sources}
    for start in range(0, len(due), PAGES_AHEAD):
        batch = [entry for entry in due[start : start + PAGES_AHEAD] if entry.entry.source in sources]
        if stopping():
            break
        pages = await _fetch_pages(batch, workshop)
        for entry, page in zip(batch, pages, strict=True):
            if stopping():
                break
            _take(entry, page, sources[entry.entry.source], workshop, tally)
        workshop.progress.advance("reading articles", min(start + PAGES_AHEAD, len(due)), len(due))
    return tally


async def _fetch_pages(batch: Sequence[DueEntry], workshop: Workshop) -> list[FetchResult | None]:
    """The page of each entry, None where the entry is not worth one."""
    places = asyncio.Semaphore(workshop.rules.at_once)
    now = workshop.clock.now()

    async def fetch(due: DueEntry) -> FetchResult | None:
        if not due.entry.url or _too_old(due, now, workshop):
            return None
        async with places:
            return await workshop.fetcher.fetch(FetchRequest(due.entry.url))

    return await asyncio.gather(*(fetch(due) for due in batch))


def _take(due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop, tally: Tally) -> None:
    """Bring one entry to its outcome and keep it."""
    found = _article_or_outcome(due, page, source, workshop)
    if isinstance(found, EntryOutcome):
        _keep_outcome(found, workshop, tally)
        return
    article, method = found
    known = workshop.store.article(article.article_id)
    if known is not None and known.content_hash == article.content_hash:
        _keep_outcome(_skip(due, "already_read"), workshop, tally)
        return
    read = workshop.reader.read(article)
    if not read.on_topic and known is None:
        _keep_outcome(_skip(due, "off_topic"), workshop, tally)
        return
    reading = judge_article(read, due, workshop, method=method, edited=known is not None)
    workshop.store.save_reading(reading)
    tally.count(reading)
    _log.info(
        "read", article=article.article_id, claims=len(reading.claims), alerts=len(reading.alerts), url=article.url
    )


def _article_or_outcome(
    due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop
) -> tuple[Article, str] | EntryOutcome:
    if page is None:
        return _skip(due, "too_old" if due.entry.url else "no_link")
    if page.problem is not None:
        return _after_failure(due, "fetch_failed", f"{page.problem}: {page.detail}", page.problem, workshop)
    texts = [due.entry.title, due.entry.summary, plain_text(page.body, page.charset)]
    if not workshop.reader.glance.finds_any(texts, source.lang):
        return _skip(due, "not_likely")
    extraction = extract_article(page.body, page.charset, page.final_url)
    if not extraction.text:
        return _after_failure(due, "no_text", extraction.detail, None, workshop)
    return make_article(due, extraction, source), extraction.method


def make_article(due: DueEntry, extraction: Extraction, source: Source) -> Article:
    """The article of an entry and its page: the title from the feed, the text from the page.

    The moment of publication is the feed's, else the page's, else when the entry was first seen; one that lies more
    than an hour ahead of that is a mistake, and first sight is taken.
    """
    entry = due.entry
    published_at = entry.published_at or extraction.published_at or due.first_seen_at
    if published_at > due.first_seen_at + _CLOCK_SLACK:
        published_at = due.first_seen_at
    title = entry.title or extraction.title
    return Article(
        article_id=article_id(source.outlet, entry.url),
        url=entry.url,
        outlet=source.outlet,
        lang=source.lang,
        title=title,
        text=extraction.text,
        published_at=published_at,
        published_on=published_at.astimezone(ZoneInfo(source.zone)).date(),
        content_hash=stable_id("content", title, extraction.text),
    )


def judge_article(read: ReadArticle, due: DueEntry, workshop: Workshop, *, method: str, edited: bool) -> ArticleReading:
    """All that a read article leaves behind: its claims judged against what is known, and the alerts owed."""
    store, now, article = workshop.store, workshop.clock.now(), read.article
    already = store.claim_ids(article.article_id)
    histories = store.histories({claim.key for claim in read.claims})
    standing: Standing = "baseline" if due.baseline else "fresh"
    judgement = judge_claims(read.said(), histories, already=already, standing=standing)
    composed = (compose_alert(topic, article, judgement, now, edited=edited) for topic in workshop.topics.values())
    return ArticleReading(
        article=article,
        read_at=now,
        matches=read.matches,
        claims=read.claims,
        judgement=judgement,
        alerts=tuple(alert for alert in composed if alert is not None),
        channels=tuple(workshop.notifiers),
        outcome=EntryOutcome(due.entry.source, due.entry.entry_key, due.entry.content_hash, "read"),
        method=method,
    )


def _too_old(due: DueEntry, now: datetime, workshop: Workshop) -> bool:
    published_at = due.entry.published_at
    return published_at is not None and published_at < now - timedelta(days=workshop.rules.look_back_days)


def _after_failure(
    due: DueEntry, reason: SkipReason, detail: str, problem: FetchProblem | None, workshop: Workshop
) -> EntryOutcome:
    """The outcome of an attempt that failed: to be tried again later, or given up for good."""
    attempts = due.attempts + 1
    entry = due.entry
    if problem in _FINAL_PROBLEMS or attempts >= workshop.rules.article_attempts:
        return EntryOutcome(
            entry.source, entry.entry_key, entry.content_hash, "failed", reason, detail, attempts=attempts
        )
    due_at = workshop.clock.now() + backoff(attempts, _RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS)
    return EntryOutcome(
        entry.source, entry.entry_key, entry.content_hash, "pending", reason, detail, attempts=attempts, due_at=due_at
    )


def _skip(due: DueEntry, reason: SkipReason) -> EntryOutcome:
    entry = due.entry
    return EntryOutcome(entry.source, entry.entry_key, entry.content_hash, "skipped", reason, attempts=due.attempts)


def _keep_outcome(outcome: EntryOutcome, workshop: Workshop, tally: Tally) -> None:
    workshop.store.save_outcome(outcome)
    tally.skipped[outcome.reason or outcome.state] += 1
    _log.info("skip", source=outcome.source, reason=outcome.reason, state=outcome.state, detail=outcome.detail)
