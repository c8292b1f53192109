"""Due entries: each one's page is fetched, its article read and judged, and all of it kept in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog

from monitor.editions import compare, judge_page
from monitor.errors import MonitorError
from monitor.feeds import canonical_link
from monitor.hosts import host_of, site_of
from monitor.pipeline.asking import body_hash
from monitor.pipeline.identifying import find_known
from monitor.pipeline.judging import Judge
from monitor.pipeline.ladder import first_visit
from monitor.pipeline.making import make_article
from monitor.pipeline.outcomes import give_up, is_too_old, leave_out, put_off
from monitor.pipeline.pages import PAGES_AHEAD, Opened, fetch_pages, open_all, open_likely
from monitor.pipeline.readings import Page, read_back, read_edited, read_first
from monitor.pipeline.tally import Tally
from monitor.pipeline.unread import why_unread
from monitor.pipeline.visiting import with_words
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import (
    Article,
    ArticleReading,
    DueEntry,
    EntryOutcome,
    SkipReason,
    Source,
    Visit,
)

_NEVER_CAME = "its page did not come for as long as it was young enough to be read"

_log = structlog.get_logger()


async def read_due_entries(workshop: Workshop, stopping: Stopping, tally: Tally) -> None:
    """Read every due entry in order of publication, and count what comes of it; pages are fetched some ahead.

    Judging goes strictly one article after another, since each may change what the next one is compared with. A host
    that cannot be asked now has its further entries left for a later cycle, so that it holds up no other. Entries
    of a source that is no longer configured are counted and left waiting: it may come back.
    """
    sources = {source.name: source for source in workshop.sources}
    kept = workshop.store.due_entries(workshop.clock.now())
    known = [one for one in kept if one.entry.source in sources]
    if len(known) < len(kept):
        tally.skipped["no_source"] = len(kept) - len(known)
    due = _pass_over(known, sources, workshop, tally)
    resting: set[str] = set()
    for start in range(0, len(due), PAGES_AHEAD):
        if stopping():
            break
        ahead = [one for one in due[start : start + PAGES_AHEAD] if site_of(one.entry.url) not in resting]
        for one, opened in zip(ahead, await _open_all(ahead, sources, workshop), strict=True):
            if stopping():
                break
            if opened.result.problem == "resting":
                resting.add(site_of(one.entry.url))
            await _take(one, opened, sources[one.entry.source], workshop, tally)
        workshop.progress.advance("reading articles", min(start + PAGES_AHEAD, len(due)), len(due))


def _pass_over(
    due: Sequence[DueEntry], sources: Mapping[str, Source], workshop: Workshop, tally: Tally
) -> list[DueEntry]:
    """The entries whose pages are worth fetching; the outcomes of the others are kept together."""
    worth: list[DueEntry] = []
    outcomes: list[EntryOutcome] = []
    for one in due:
        reason = _unworthy(one, sources[one.entry.source], workshop)
        if reason is None:
            worth.append(one)
            continue
        tried = reason == "too_old" and one.attempts > 0
        outcomes.append(give_up(one, "fetch_failed", _NEVER_CAME) if tried else leave_out(one, reason))
        _count(outcomes[-1], one, tally)
    if outcomes:
        workshop.store.save_outcomes(outcomes)
    return worth


async def _open_all(ahead: Sequence[DueEntry], sources: Mapping[str, Source], workshop: Workshop) -> list[Opened]:
    """The page of each entry, read as far as it is worth."""
    results = await fetch_pages((due.entry.url for due in ahead), workshop)
    return await open_all(
        open_likely(result, (due.entry.title, due.entry.summary), sources[due.entry.source], workshop)
        for due, result in zip(ahead, results, strict=True)
    )


def _unworthy(due: DueEntry, source: Source, workshop: Workshop) -> SkipReason | None:
    """Why the page of an entry is not even fetched; None where it is."""
    if not due.entry.url:
        return "no_link"
    if _is_discovery(due, source):
        return "discovery_only"
    dated_at = min(due.entry.published_at or due.first_seen_at, due.first_seen_at)  # a date ahead is a mistake
    return "too_old" if is_too_old(dated_at, workshop.clock.now(), workshop.rules) else None


def _is_discovery(due: DueEntry, source: Source) -> bool:
    """Whether a news query listed the entry: its address leads to the query's own host, and never to the page."""
    queries = {host_of(route.url) for route in source.routes if route.kind == "news-query"}
    others = {host_of(route.url) for route in source.routes if route.kind != "news-query"} | {source.outlet}
    return host_of(due.entry.url) in queries - others


async def _take(due: DueEntry, opened: Opened, source: Source, workshop: Workshop, tally: Tally) -> None:
    """Bring one entry to its reading or its outcome, and keep that."""
    try:
        found = await _read_entry(due, opened, source, workshop)
    except MonitorError:
        raise
    except Exception as error:  # noqa: BLE001 - an article's edge: a fault in reading one must not stop the others
        _log.exception("reading_failed", url=due.entry.url)
        found = put_off(due, "reading_failed", repr(error), workshop.clock.now(), workshop.rules)
    if opened.extraction is not None:
        tally.count_extraction(source.name, due.entry.url, opened.extraction)
    if isinstance(found, ArticleReading):
        workshop.store.save_reading(found)
        tally.count_reading(found)
        article = found.article
        _log.info(
            "read", article=article.article_id, claims=len(found.claims), alerts=len(found.alerts), url=article.url
        )
    else:
        workshop.store.save_outcome(found)
        _count(found, due, tally)


def _count(outcome: EntryOutcome, due: DueEntry, tally: Tally) -> None:
    """Count an entry that made no reading, and log why."""
    tally.count_outcome(outcome)
    log = _log.warning if outcome.state == "failed" else _log.info
    reason, detail = outcome.reason, outcome.detail
    log("skip", source=outcome.source, reason=reason, state=outcome.state, url=due.entry.url, detail=detail)


async def _read_entry(
    due: DueEntry, opened: Opened, source: Source, workshop: Workshop
) -> ArticleReading | EntryOutcome:
    page = _find_page(due, opened, source, workshop)
    if isinstance(page, EntryOutcome):
        return page
    known = find_known(page.article, opened.result.final_url, workshop.store)
    if known is None:
        read = workshop.reader.read(page.article)
        return read_first(page, read, due, workshop) if read.on_topic else leave_out(due, "off_topic")
    visit = workshop.store.visit(known.article_id)
    is_elsewhere = canonical_link(known.url) != canonical_link(page.article.url)
    if is_elsewhere and visit is not None and visit.due_at is not None:
        return _another_address(due, visit, page, workshop)
    seen = await workshop.parser.read_plain(opened.raw)
    lapse = judge_page(known, page.article.title, page.article.text, seen.text, page.problem)
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
    return first_visit(visit, page.seen_at)


def _find_page(due: DueEntry, opened: Opened, source: Source, workshop: Workshop) -> Page | EntryOutcome:
    """The article of an entry as its page gives it, or why there is none."""
    if opened.fault is not None:
        raise opened.fault
    extraction = opened.extraction
    unread = why_unread(due, opened, source, workshop)
    if unread is not None or extraction is None:
        return unread or leave_out(due, "not_likely")
    article, now = make_article(due, extraction, source), workshop.clock.now()
    if is_too_old(article.published_at, now, workshop.rules):  # the feed may give no date where the page does
        return leave_out(due, "too_old")
    visit = Visit(article.article_id, article.url, source.name, 0, None, extraction.title, body_hash(opened.result))
    return Page(article, source, extraction.method, visit, now, extraction.problem, opened.raw)
