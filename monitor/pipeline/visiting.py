"""Reading again what was read: every article that claims something, on a ladder, whatever the feed says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from monitor.editions import compare, judge_page
from monitor.errors import MonitorError
from monitor.headers import MISSING, retry_after_seconds
from monitor.hosts import site_of
from monitor.identity import stable_id
from monitor.pipeline.asking import body_hash
from monitor.pipeline.judging import Judge
from monitor.pipeline.ladder import after_lapse, after_success, is_confirmed, without_claims
from monitor.pipeline.pages import PAGES_AHEAD, Opened, fetch_pages, open_all, open_whole
from monitor.pipeline.readings import Page, read_back, read_edited, read_gone
from monitor.pipeline.shrinking import is_disbelieved, is_shrunk, judge_together
from monitor.pipeline.tally import Tally
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import Article, ArticleReading, Extraction, FetchResult, Lapse, Source, Visit

_LONGEST_PAUSE_SECONDS = 24 * 3600.0
"""No outlet keeps the monitor from a page for longer by one word."""

_TO_BE_SEEN = frozenset({"degraded", "other_page", "page_gone"})
"""Outcomes that an operator should look at."""

_log = structlog.get_logger()


async def read_again(workshop: Workshop, stopping: Stopping, tally: Tally) -> None:
    """Read every article whose visit is due; what became of each is counted in ``tally.visits``.

    Articles of a source that is no longer configured wait: it may come back.
    """
    sources = {source.name: source for source in workshop.sources}
    held: list[tuple[Visit, Opened]] = []
    seen = Counter[str]()
    resting: set[str] = set()
    kept = workshop.store.due_visits(workshop.clock.now())
    due = [visit for visit in kept if visit.source in sources]
    tally.visits["no_source"] += len(kept) - len(due)
    for start in range(0, len(due), PAGES_AHEAD):
        together = [visit for visit in due[start : start + PAGES_AHEAD] if site_of(visit.url) not in resting]
        if stopping():
            return
        results = await fetch_pages((one.url for one in together), workshop)
        opened = await open_all(
            _open(visit, result, sources[visit.source], workshop)
            for visit, result in zip(together, results, strict=True)
        )
        for visit, page in zip(together, opened, strict=True):
            if stopping():
                return
            seen[visit.source] += page.extraction is not None
            if page.result.problem == "resting":
                resting.add(site_of(visit.url))
            if is_shrunk(workshop.store.article(visit.article_id), page):
                held.append((visit, page))
            else:
                await _take(visit, page, sources[visit.source], workshop, tally)
        workshop.progress.advance("reading again", min(start + PAGES_AHEAD, len(due)), len(due))
    for visit, page in judge_together(held, seen, _with_broken_pages(workshop) if held else frozenset()):
        await _take(visit, page, sources[visit.source], workshop, tally)


def _with_broken_pages(workshop: Workshop) -> frozenset[str]:
    """The sources whose pages are known to come out otherwise than they used to."""
    healths = workshop.store.healths().values()
    return frozenset(
        health.subject
        for health in healths
        if any(trouble.ailment in {"drift", "canary"} for trouble in health.troubles)
    )


async def _open(visit: Visit, result: FetchResult, source: Source, workshop: Workshop) -> Opened:
    """A page that was fetched again, read where it is not byte for byte the one read before."""
    return Opened(result) if _is_same(visit, result) else await open_whole(result, source, workshop)


def _is_same(visit: Visit, result: FetchResult) -> bool:
    return visit.lapse is None and visit.body_hash == body_hash(result)


async def _take(visit: Visit, opened: Opened, source: Source, workshop: Workshop, tally: Tally) -> None:
    """Bring one visit to its outcome, and keep that."""
    try:
        found = await visit_article(visit, opened, source, workshop)
    except MonitorError:
        raise
    except Exception:  # noqa: BLE001 - an article's edge: a fault in reading one must not stop the others
        _log.exception("reading_failed", url=visit.url)
        found = after_lapse(visit, "unreachable", workshop.clock.now())
    if isinstance(found, Visit):
        workshop.store.save_visit(found)
        outcome: str = found.lapse or "unchanged"
    else:
        workshop.store.save_reading(found)
        tally.count_reading(found)
        outcome = _outcome(found)
    tally.visits[outcome] += 1
    log = _log.warning if outcome in _TO_BE_SEEN else _log.info
    log("visit", article=visit.article_id, outcome=outcome, url=visit.url, step=visit.step)


def _outcome(reading: ArticleReading) -> str:
    """What a visit that made a reading is counted as."""
    if reading.visit is not None and reading.visit.lapse is not None:
        return reading.visit.lapse
    return reading.edit.kind if reading.edit is not None else "back"


async def visit_article(visit: Visit, opened: Opened, source: Source, workshop: Workshop) -> ArticleReading | Visit:
    """What a page that was fetched again leaves behind: a reading where something changed, else the next visit.

    ``opened`` has no extraction where the page is byte for byte the one read before. Raises its fault, if it has one.
    """
    if opened.fault is not None:
        raise opened.fault
    known = workshop.store.article(visit.article_id)
    if known is None:
        return replace(visit, due_at=None)
    revisit = _Revisit(known, visit, source, workshop)
    result = opened.result
    if result.problem == "resting":
        return revisit.rested(result.retry_after)
    if result.problem is not None:
        return revisit.lapsed("page_gone" if result.status in MISSING else "unreachable", result.retry_after)
    if opened.extraction is None:
        return revisit.unchanged()
    if opened.extraction.problem == "challenge":
        return revisit.lapsed("unreachable")
    return await replace(revisit, visit=replace(visit, body_hash=body_hash(result))).compared(opened, opened.extraction)


@dataclass(frozen=True, slots=True)
class _Revisit:
    """A visit to a known article."""

    known: Article
    visit: Visit
    source: Source
    workshop: Workshop

    def rested(self, asked: str | None) -> Visit:
        """The visit to a host that was not asked: as long later as ``asked`` (Retry-After) says."""
        now = self.workshop.clock.now()
        pause = min(retry_after_seconds(asked, now) or 0.0, _LONGEST_PAUSE_SECONDS)
        return replace(self.visit, due_at=now + timedelta(seconds=pause))

    def unchanged(self) -> Visit:
        """The visit after a page that says what it said."""
        return self._same(after_success(self.visit, self.workshop.clock.now()))

    def lapsed(self, lapse: Lapse, asked: str | None = None) -> ArticleReading | Visit:
        """The visit after a lapse; at the moment at which the page counts as gone, that is told.

        ``asked`` is the Retry-After of the answer: the page is not asked for before.
        """
        now = self.workshop.clock.now()
        after = after_lapse(self.visit, lapse, now)
        pause = retry_after_seconds(asked, now)
        if pause is not None and after.due_at is not None:
            asked_at = now + timedelta(seconds=min(pause, _LONGEST_PAUSE_SECONDS))
            after = replace(after, due_at=max(after.due_at, asked_at))
        if is_confirmed(after) and not self._is_gone():
            return read_gone(Page(self.known, self.source, "", after, now), self.workshop)
        return after

    async def compared(self, opened: Opened, extraction: Extraction) -> ArticleReading | Visit:
        """What comes of a page that was fetched whole."""
        if extraction.problem == "quarantined" or is_disbelieved(extraction):
            return self.lapsed("degraded")
        title = self._title(extraction)
        seen = await self.workshop.parser.read_plain(opened.raw)
        lapse = judge_page(self.known, title, extraction.text, seen.text, extraction.problem)
        if lapse is not None:
            return self.lapsed(lapse)
        now = self.workshop.clock.now()
        after = replace(after_success(self.visit, now), page_title=extraction.title)
        article = with_words(self.known, title, extraction.text)
        page = Page(article, self.source, extraction.method, after, now, raw=opened.raw)
        edit = compare(self.known, article)
        if edit is None:
            return read_back(page, self.workshop) if self._is_gone() else self._same(after)
        reading = read_edited(page, self.known, edit, self.workshop)
        return reading if reading.said else replace(reading, visit=self._same(after))

    def _same(self, after: Visit) -> Visit:
        """The next visit to an article that claims no more than it did."""
        return after if self.workshop.store.claim_ids(self.known.article_id) else without_claims(after)

    def _is_gone(self) -> bool:
        return Judge(self.workshop.store).is_gone(self.known.article_id)

    def _title(self, extraction: Extraction) -> str:
        """The headline now: the feed gave the known one, so that the page's counts only where the page changed it."""
        same = extraction.title in {"", self.visit.page_title}
        return self.known.title if same else extraction.title


def with_words(known: Article, title: str, text: str) -> Article:
    """Another version of an article: its words alone differ."""
    return replace(known, title=title, text=text, content_hash=stable_id("content", title, text))
