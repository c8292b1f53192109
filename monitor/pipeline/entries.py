"""Due entries: each one's page is fetched, its article read and judged, and all of it kept in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from monitor.articles import Extraction, extract_article, plain_text
from monitor.editions import compare, judge_page
from monitor.errors import MonitorError
from monitor.feeds import article_id, canonical_link
from monitor.identity import stable_id
from monitor.pipeline.identifying import find_known
from monitor.pipeline.judging import Judge
from monitor.pipeline.ladder import first_visit
from monitor.pipeline.outcomes import give_up, is_too_old, leave_out, put_off
from monitor.pipeline.pages import PAGES_AHEAD, fetch_pages
from monitor.pipeline.readings import Page, read_back, read_edited, read_first
from monitor.pipeline.tally import Tally
from monitor.pipeline.visiting import with_words
from monitor.pipeline.workshop import Rules, Stopping, Workshop
from monitor.records import (
    Article,
    ArticleReading,
    DueEntry,
    EntryOutcome,
    FetchProblem,
    FetchResult,
    Source,
    Visit,
)

_FINAL_PROBLEMS: frozenset[FetchProblem] = frozenset({"bad_url", "robots"})
_CLOCK_SLACK = timedelta(hours=1)
"""A feed may run ahead of our clock by this much; a date further in the future is taken as a mistake."""

_log = structlog.get_logger()


async def read_due_entries(workshop: Workshop, stopping: Stopping, tally: Tally) -> None:
    """Read every due entry in order of publication, and count what comes of it; pages are fetched some ahead.

    Judging goes strictly one article after another, since each may change what the next one is compared with. Entries
    of a source that is no longer configured are counted and left waiting: it may come back.
    """
    sources = {source.name: source for source in workshop.sources}
    kept = workshop.store.due_entries(workshop.clock.now())
    due = [one for one in kept if one.entry.source in sources]
    if len(due) < len(kept):
        tally.skipped["no_source"] = len(kept) - len(due)
    for start in range(0, len(due), PAGES_AHEAD):
        if stopping():
            break
        ahead = due[start : start + PAGES_AHEAD]
        for one, page in zip(ahead, await _fetch_worth(ahead, workshop), strict=True):
            if stopping():
                break
            _take(one, page, sources[one.entry.source], workshop, tally)
        workshop.progress.advance("reading articles", start + len(ahead), len(due))


async def _fetch_worth(ahead: Sequence[DueEntry], workshop: Workshop) -> list[FetchResult | None]:
    """The page of each entry, None where the entry is not worth one."""
    now, rules = workshop.clock.now(), workshop.rules
    entries = [due.entry for due in ahead]
    worth = [bool(one.url) and not is_too_old(one.published_at, now, rules) for one in entries]
    urls = (one.url for one, is_worth in zip(entries, worth, strict=True) if is_worth)
    pages = iter(await fetch_pages(urls, workshop))
    return [next(pages) if is_worth else None for is_worth in worth]


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
    due: DueEntry, result: FetchResult | None, source: Source, workshop: Workshop
) -> ArticleReading | EntryOutcome:
    page = _find_page(due, result, source, workshop)
    if isinstance(page, EntryOutcome):
        return page
    final_url = result.final_url if result is not None else page.article.url
    known = find_known(page.article, final_url, workshop.store)
    if known is None:
        read = workshop.reader.read(page.article)
        return read_first(page, read, due, workshop) if read.on_topic else leave_out(due, "off_topic")
    visit = workshop.store.visit(known.article_id)
    is_elsewhere = canonical_link(known.url) != canonical_link(page.article.url)
    if is_elsewhere and visit is not None and visit.due_at is not None:
        return _another_address(due, visit, page, workshop)
    seen = plain_text(result.body, result.charset) if result is not None else ""
    lapse = judge_page(known, page.article.title, page.article.text, seen, page.problem)
    if lapse is not None:
        return put_off(due, "no_text", f"read before, now {lapse}", workshop.clock.now(), workshop.rules)
    return _another_version(due, known, page, workshop)


def _another_address(due: DueEntry, visit: Visit, page: Page, workshop: Workshop) -> EntryOutcome:
    """A known article under another address: that is where it is read again from now on."""
    due_at = visit.due_at if visit.lapse is None else workshop.clock.now()  # it is back: no need to wait for it
    workshop.store.save_visit(replace(visit, url=page.article.url, source=page.visit.source, due_at=due_at))
    return leave_out(due, "already_read", "another address of an article that is known")


def _another_version(due: DueEntry, known: Article, page: Page, workshop: Workshop) -> ArticleReading | EntryOutcome:
    """A known article whose entry changed: an edit is read at once, and the ladder goes on as it was.

    One that claims something for the first time comes to stand on the ladder.
    """
    edit = compare(known, page.article)
    if edit is None and not Judge(workshop.store).is_gone(known.article_id):
        return leave_out(due, "already_read")
    again = replace(page, article=with_words(known, page.article.title, page.article.text))
    reading = read_back(again, workshop) if edit is None else read_edited(again, known, edit, workshop)
    outcome = EntryOutcome(due.entry.source, due.entry.entry_key, due.entry.content_hash, "read")
    return replace(reading, outcome=outcome, visit=_visit_after(reading, page, workshop))


def _visit_after(reading: ArticleReading, page: Page, workshop: Workshop) -> Visit | None:
    visit = replace(page.visit, article_id=reading.article.article_id)
    known = workshop.store.visit(visit.article_id)
    if known is not None:
        return replace(visit, step=known.step, due_at=known.due_at)
    return first_visit(visit, page.seen_at) if reading.said else None


def _find_page(due: DueEntry, page: FetchResult | None, source: Source, workshop: Workshop) -> Page | EntryOutcome:
    """The article of an entry as its page gives it, or why there is none."""
    now, rules = workshop.clock.now(), workshop.rules
    if page is None:
        return leave_out(due, "too_old" if due.entry.url else "no_link")
    if page.problem is not None:
        return _unfetched(due, page, now, rules)
    texts = [due.entry.title, due.entry.summary, plain_text(page.body, page.charset)]
    if not workshop.reader.glance.finds_any(texts, source.lang):
        return leave_out(due, "not_likely")
    extraction = extract_article(page.body, page.charset, page.final_url)
    if not extraction.text:
        return put_off(due, "no_text", extraction.detail, now, rules)
    article = make_article(due, extraction, source)
    if is_too_old(article.published_at, now, rules):  # the feed may give no date where the page does
        return leave_out(due, "too_old")
    body_hash = hashlib.sha256(page.body).hexdigest()
    visit = Visit(article.article_id, article.url, source.name, 0, None, extraction.title, body_hash)
    return Page(article, source, extraction.method, visit, now, extraction.problem)


def _unfetched(due: DueEntry, page: FetchResult, now: datetime, rules: Rules) -> EntryOutcome:
    detail = f"{page.problem}: {page.detail}"
    if page.problem in _FINAL_PROBLEMS:
        return give_up(due, "fetch_failed", detail)
    return put_off(due, "fetch_failed", detail, now, rules)


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
