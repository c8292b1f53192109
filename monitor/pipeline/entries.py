"""Due entries: each one's page is fetched, its article read and judged, and all of it kept in one transaction."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog

from monitor.alerts import compose_alert
from monitor.articles import Extraction, extract_article, plain_text
from monitor.errors import MonitorError
from monitor.feeds import article_id
from monitor.identity import stable_id
from monitor.ledger import Standing, judge_claims
from monitor.pipeline.outcomes import give_up, is_too_old, leave_out, put_off
from monitor.pipeline.reading import ReadArticle
from monitor.pipeline.together import side_by_side
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import (
    Article,
    ArticleReading,
    DueEntry,
    EntryOutcome,
    FetchProblem,
    FetchRequest,
    FetchResult,
    Source,
)

PAGES_AHEAD = 16
"""Pages that are fetched before their turn: enough to keep the network busy, few enough to hold in memory."""

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

    def count_reading(self, reading: ArticleReading) -> None:
        """Add one reading."""
        self.articles += 1
        self.claims += len(reading.claims)
        self.alerts += len(reading.alerts)
        self.changes.update(change.kind for change in reading.judgement.changes if change.told)

    def count_outcome(self, outcome: EntryOutcome) -> None:
        """Add one entry that made no reading, under its reason; those that are tried again are counted apart."""
        reason = outcome.reason or outcome.state
        self.skipped[f"{reason} (to be retried)" if outcome.state == "pending" else reason] += 1


async def read_due_entries(workshop: Workshop, stopping: Stopping) -> Tally:
    """Read every due entry in order of publication; pages are fetched some ahead of their turn.

    Judging goes strictly one article after another, since each may change what the next one is compared with. Entries
    of a source that is no longer configured are counted and left waiting: it may come back.
    """
    tally = Tally()
    sources = {source.name: source for source in workshop.sources}
    kept = workshop.store.due_entries(workshop.clock.now())
    due = [one for one in kept if one.entry.source in sources]
    if len(due) < len(kept):
        tally.skipped["no_source"] = len(kept) - len(due)
    for start in range(0, len(due), PAGES_AHEAD):
        if stopping():
            break
        ahead = due[start : start + PAGES_AHEAD]
        for one, page in zip(ahead, await _fetch_pages(ahead, workshop), strict=True):
            if stopping():
                break
            _take(one, page, sources[one.entry.source], workshop, tally)
        workshop.progress.advance("reading articles", start + len(ahead), len(due))
    return tally


async def _fetch_pages(ahead: Sequence[DueEntry], workshop: Workshop) -> list[FetchResult | None]:
    """The page of each entry, None where the entry is not worth one."""
    places = asyncio.Semaphore(workshop.rules.at_once)
    now = workshop.clock.now()

    async def fetch(due: DueEntry) -> FetchResult | None:
        if not due.entry.url or is_too_old(due.entry.published_at, now, workshop.rules):
            return None
        async with places:
            return await workshop.fetcher.fetch(FetchRequest(due.entry.url))

    return await side_by_side(fetch(due) for due in ahead)


def _take(due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop, tally: Tally) -> None:
    """Bring one entry to its reading or its outcome, and keep that."""
    try:
        found = _read_entry(due, page, source, workshop)
    except MonitorError:
        raise
    except Exception as error:  # noqa: BLE001 - an article's edge: a fault in reading one must not stop the others
        _log.exception("reading_failed", url=due.entry.url)
        found = give_up(due, "reading_failed", repr(error))
    if isinstance(found, ArticleReading):
        workshop.store.save_reading(found)
        tally.count_reading(found)
        article = found.article
        _log.info(
            "read", article=article.article_id, claims=len(found.claims), alerts=len(found.alerts), url=article.url
        )
    else:
        workshop.store.save_outcome(found)
        tally.count_outcome(found)
        log = _log.warning if found.state == "failed" else _log.info
        log("skip", source=found.source, reason=found.reason, state=found.state, url=due.entry.url, detail=found.detail)


def _read_entry(
    due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop
) -> ArticleReading | EntryOutcome:
    found = _find_article(due, page, source, workshop)
    if isinstance(found, EntryOutcome):
        return found
    article, method = found
    known = workshop.store.article(article.article_id)
    if known is not None and known.content_hash == article.content_hash:
        return leave_out(due, "already_read")
    read = workshop.reader.read(article)
    if not read.on_topic and known is None:
        return leave_out(due, "off_topic")
    return judge_article(read, due, workshop, method=method, edited=known is not None)


def _find_article(
    due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop
) -> tuple[Article, str] | EntryOutcome:
    """The article of an entry and the method of its extraction, or why there is none."""
    now, rules = workshop.clock.now(), workshop.rules
    if page is None:
        return leave_out(due, "too_old" if due.entry.url else "no_link")
    if page.problem is not None:
        detail = f"{page.problem}: {page.detail}"
        if page.problem in _FINAL_PROBLEMS:
            return give_up(due, "fetch_failed", detail)
        return put_off(due, "fetch_failed", detail, now, rules)
    texts = [due.entry.title, due.entry.summary, plain_text(page.body, page.charset)]
    if not workshop.reader.glance.finds_any(texts, source.lang):
        return leave_out(due, "not_likely")
    extraction = extract_article(page.body, page.charset, page.final_url)
    if not extraction.text:
        return put_off(due, "no_text", extraction.detail, now, rules)
    article = make_article(due, extraction, source)
    # The feed may give no date where the page does.
    return leave_out(due, "too_old") if is_too_old(article.published_at, now, rules) else (article, extraction.method)


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
