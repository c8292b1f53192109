"""The simulated month on the web and through the real cycle, and what was told of it held against the truth."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from month_records import DAYS, FIRST_DAY, OPENS_AT, Item, Month, Truth
from month_words import TOPIC_FILE
from news_pages import Page
from vardania import shown
from workshop_made import WrittenDesk, make_workshop, page_answer, rss

from monitor.clock import HandClock
from monitor.ledger import relate
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import Workshop
from monitor.ports import Store
from monitor.records import Alert, Change, FetchRequest, FetchResult, PostRequest, Said
from monitor.settings.loading import load_topic
from monitor.store import SqliteStore

TICK = timedelta(minutes=15)
IN_FEED = 30
"""How many items a feed lists."""

_ENDS_AT = FIRST_DAY + timedelta(days=DAYS + 1, hours=2)


class MonthWeb:
    """A fetcher over the month: at every moment the feeds and pages of that moment."""

    def __init__(self, month: Month, clock: HandClock) -> None:
        """Serve the month by a clock."""
        self._clock = clock
        self._feeds: dict[str, list[Item]] = {outlet.source.url: [] for outlet in month.outlets}
        self._pages: dict[str, list[tuple[datetime, Page | None]]] = defaultdict(list)
        for item in month.items:
            self._feeds[item.outlet.source.url].append(item)
            self._pages[item.url].append((item.published_at, item.page))
        for revision in sorted(month.revisions, key=lambda revision: revision.at):
            self._pages[revision.url].append((revision.at, revision.page))

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What stands at an address now; 404 where nothing does."""
        url, now = request.url, self._clock.now()
        if url in self._feeds:
            listed = [item for item in self._feeds[url] if item.listed_at <= now][-IN_FEED:]
            return FetchResult(url, url, status=200, body=rss(*map(_feed_item, reversed(listed))))
        versions = self._pages.get(url, [])
        at = bisect_right([since for since, _ in versions], now) - 1
        page = versions[at][1] if at >= 0 else None
        if page is None:
            return FetchResult(url, url, status=404, problem="http_status", detail=f"{url} answered 404 Not Found")
        return page_answer(url, page)

    async def post(self, request: PostRequest) -> FetchResult:
        """Nothing is posted in the month."""
        return FetchResult(request.url, request.url, problem="connect", detail="nothing listens")


def _feed_item(item: Item) -> dict[str, str]:
    return {
        "guid": item.url.replace("&", "&amp;"),
        "link": item.url.replace("&", "&amp;"),
        "title": item.page.title,
        "description": "",
        "pubDate": format_datetime(item.published_at),
    }


@dataclass(slots=True)
class Told:
    """What came of a month: the alerts, and counts for the table."""

    alerts: tuple[Alert, ...]
    messages: int
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    visits: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    cycles: int = 0


async def run_month(month: Month, folder: Path) -> Told:
    """Let the month pass through the real cycle, with a store in a folder.

    A tick at which no feed has anything new and no article is due to be read again is passed over, and so are the feeds
    that would be polled in vain: a poll that finds nothing leaves nothing behind.
    """
    clock, desk, topic = HandClock(OPENS_AT), WrittenDesk("desk"), load_topic(TOPIC_FILE)
    with closing(SqliteStore.open(folder)) as store:
        whole = make_workshop(
            desks=[desk],
            sources=[outlet.source for outlet in month.outlets],
            store=store,
            fetcher=MonthWeb(month, clock),
            topics={topic.name: topic},
            reader=Reader([topic]),
            clock=clock,
        )
        await run_cycle(whole)
        before = OPENS_AT
        while (now := clock.now() + TICK) < _ENDS_AT:
            clock.put(now)
            at_work = _at_work(month, store, before, now)
            is_morning = now.hour == 0 and now.minute == 0
            if at_work or is_morning:
                await run_cycle(_with_sources(whole, at_work))
                before = now
        return _told(store, len(desk.taken))


def _at_work(month: Month, store: Store, before: datetime, now: datetime) -> set[str]:
    """The sources with something new in their feeds since a moment, or with an article that is due."""
    listed = {item.outlet.name for item in month.items if before < item.listed_at <= now}
    return listed | {visit.source for visit in store.due_visits(now)}


def _with_sources(workshop: Workshop, names: set[str]) -> Workshop:
    return replace(workshop, sources=tuple(source for source in workshop.sources if source.name in names))


def _told(store: Store, messages: int) -> Told:
    told = Told(tuple(one for one in reversed(store.alerts()) if one.notice is None), messages)
    told.changes.update((kept.change.kind, kept.change.reason) for kept in store.changes())
    told.origins.update(said.reported_by for said in store.claims() if said.origin)
    told.edits.update(reading.edit.kind if reading.edit else "first reading" for reading in store.readings())
    for cycle in store.cycles():
        told.visits.update(cycle.visits)
        told.skipped.update(cycle.skipped)
        told.cycles += 1
    return told


# -- held against the truth --


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a month was told: ``lost`` truths, truths told more than once or elsewhere, and needless alerts, in words."""

    lost: tuple[str, ...]
    twice: tuple[str, ...]
    needless: tuple[str, ...]


def judge_month(month: Month, told: Told) -> Verdict:
    """What was told of a month against what was to be told."""
    changes = [change for alert in told.alerts for change in alert.changes]
    hits = {truth.name: [change for change in changes if _is_of(change, truth)] for truth in month.truths}
    first = {
        truth.name: next((hit for hit in hits[truth.name] if truth.url in {"", hit.said.url}), None)
        for truth in month.truths
    }
    lost = [
        f"{truth.name} in {truth.url}; told elsewhere: {[shown_change(hit) for hit in hits[truth.name]]}"
        for truth in month.truths
        if first[truth.name] is None
    ]
    twice = [
        f"{name}: {shown_change(hit)}"
        for name, found in hits.items()
        for hit in found
        if first[name] not in {None, hit}
    ]
    confirmed: set[str] = set()
    values = {name: hit.said for name, hit in first.items() if hit is not None}
    needless = [shown_alert(alert) for alert in told.alerts if not _is_needed(alert, month, values, confirmed)]
    return Verdict(tuple(lost), tuple(twice), tuple(needless))


def _is_of(change: Change, truth: Truth) -> bool:
    key = change.said.claim.key
    same = (key.frame, key.place, shown(change.said.claim.value)) == (truth.frame, truth.place, truth.value)
    return same and change.kind in truth.kinds


def _is_needed(alert: Alert, month: Month, brought: Mapping[str, Said], confirmed: set[str]) -> bool:
    """Whether an alert tells a true change, its first confirmation, or an edit that changed a claim.

    ``brought`` are the claims that brought the true changes, ``confirmed`` the names of those confirmed so far, to
    which this alert adds.
    """
    edited = {revision.url for revision in month.revisions if revision.outcome == "claim"}
    needed = False
    for change in alert.changes:
        needed |= any(_is_of(change, truth) and truth.url in {"", change.said.url} for truth in month.truths)
        needed |= change.kind == "revised" and change.said.url in edited
        led = [name for name, said in brought.items() if name not in confirmed and _leads_to(change, said)][:1]
        needed |= bool(led)
        confirmed.update(led)
    return needed


def _leads_to(change: Change, brought: Said) -> bool:
    """Whether the lead moved to the value of a claim that came before, or with it."""
    said = change.said
    same = change.kind == "lead_moved" and said.claim.key == brought.claim.key and said.said_at >= brought.said_at
    agrees = relate(said.claim.value, brought.claim.value) in {"same", "coarser"}
    return same and agrees and brought.claim.modality != "denied"


def shown_alert(alert: Alert) -> str:
    """An alert for people who read a failed test: when, where, and what it told."""
    changes = "".join(f"\n      {shown_change(change)}" for change in alert.changes)
    return f"{alert.created_at:%d %b %H:%M} {alert.url}{changes}"


def shown_change(change: Change) -> str:
    """A change in a line: its kind, key and value, what it stands against, and the words."""
    claim, against = change.said.claim, change.against
    stood = f" against {shown(against.claim.value)} ({against.url})" if against else ""
    part = f" ({change.part})" if change.part else ""
    return f"{change.kind}{part} {claim.key} {shown(claim.value)}{stood}: {claim.quote!r} [{claim.speaker}]"
