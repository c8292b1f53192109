"""Replay: articles read and judged one after the other in a store of their own, with nothing kept and nothing sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from monitor.editions import compare
from monitor.pipeline.judging import PAGE_GONE, Judge, Seen
from monitor.pipeline.reading import ReadArticle, Reader
from monitor.pipeline.workshop import Progress
from monitor.ports import Store
from monitor.records import (
    Article,
    ArticleReading,
    Change,
    Claim,
    Edit,
    Judgement,
    KeptReading,
    Standing,
)
from monitor.store import MemoryStore


@dataclass(slots=True)
class Replay:
    """A newsroom that reads what it is given, by the rules of ``reader``; what it knows stands in a store in memory.

    With ``given`` (article id → claims) those claims are judged and nothing is read.
    """

    reader: Reader
    given: Mapping[str, Sequence[Claim]] | None = None
    store: Store = field(default_factory=MemoryStore)

    def read(
        self, article: Article, seen_at: datetime, standing: Standing = "fresh", method: str = ""
    ) -> ArticleReading:
        """An article as it stood at a moment: for the first time, or another version of one that was read before."""
        before = self.store.article(article.article_id)
        read = self._read(article)
        edit = compare(before, article) if before is not None else None
        judge = Judge(self.store)
        if method == PAGE_GONE:
            judged, edit = judge.page_gone(read), Edit("substantive")
        elif before is None or edit is None:
            judged = judge.first(read, standing)
        else:
            judged = judge.version(read, edit, Seen(seen_at, standing), partial(self._read, before))
        reading = ArticleReading(
            article=article,
            read_at=seen_at,
            matches=read.matches,
            said=judged.said,
            judgement=judged.judgement,
            method=method,
            standing=standing,
            rules=self.reader.rules,
            edit=edit,
            imprint=judged.imprint,
            origin=judged.origin,
        )
        self.store.save_reading(reading)
        return reading

    def pass_day(self, today: date, at: datetime) -> Judgement:
        """What is overdue on a day, judged at a moment."""
        judgement = Judge(self.store).overdue(today)
        self.store.save_judgement(judgement, at)
        return judgement

    def _read(self, article: Article) -> ReadArticle:
        if self.given is None:
            return self.reader.read(article)
        return ReadArticle(article, (), tuple(self.given.get(article.article_id, ())))


def replay_articles(
    articles: Iterable[Article],
    reader: Reader,
    given: Mapping[str, Sequence[Claim]] | None = None,
    progress: Progress | None = None,
    since: date | None = None,
) -> Iterator[Change]:
    """The changes that would have been told, in the order in which the articles were published (then by id).

    Articles of one id are versions of one article, in the order given. A promised day counts as passed once an article
    of a later day is read. With ``given`` (article id → claims) those claims are judged and nothing is read. What
    articles published before ``since``, a day of their outlets, would have told is left out.
    """
    replay = Replay(reader, given)
    ordered = sorted(articles, key=lambda one: (one.published_at, one.article_id))
    today = date.min
    for number, article in enumerate(ordered, 1):
        changes: tuple[Change, ...] = ()
        if article.published_on > today:
            today = article.published_on
            changes = replay.pass_day(today, article.published_at).changes
        changes += replay.read(article, article.published_at).judgement.changes
        if since is None or article.published_on >= since:
            yield from (change for change in changes if change.told)
        if progress is not None:
            progress.advance("replaying articles", number, len(ordered))


@dataclass(frozen=True, slots=True)
class Replayed:
    """What one step of a store's journal makes by today's rules: a reading, or a look at the days that passed."""

    at: datetime
    judgement: Judgement
    reading: ArticleReading | None = None


def replay_store(store: Store, reader: Reader, zone: str) -> Iterator[Replayed]:
    """The journal of a store, step by step as it happened, read and judged anew; ``zone`` is the newsroom's.

    With the rules that the claims were read by, the changes are exactly those that the store keeps.
    """
    replay = Replay(reader)
    cycles = iter(sorted(store.cycles(), key=lambda report: report.ended_at))
    cycle = next(cycles, None)
    for kept in store.readings():
        while cycle is not None and cycle.ended_at < kept.read_at:
            yield _look(replay, cycle.started_at, zone)
            cycle = next(cycles, None)
        yield _again(replay, kept)
    while cycle is not None:
        yield _look(replay, cycle.started_at, zone)
        cycle = next(cycles, None)


def _again(replay: Replay, kept: KeptReading) -> Replayed:
    reading = replay.read(kept.article, kept.read_at, kept.standing, kept.method)
    return Replayed(kept.read_at, reading.judgement, replace(reading, signs=kept.signs))


def _look(replay: Replay, at: datetime, zone: str) -> Replayed:
    return Replayed(at, replay.pass_day(at.astimezone(ZoneInfo(zone)).date(), at))
