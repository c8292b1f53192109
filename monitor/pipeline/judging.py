"""Judging what was read by what a store knows: the same for a live cycle, a replay and a reread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from monitor.editions import still_named, still_stands
from monitor.ledger import Known, judge_claims, judge_overdue, judge_page_gone, judge_revision
from monitor.origins import first_of, imprint, origin_of, origin_of_article
from monitor.pipeline.reading import ReadArticle
from monitor.ports import Store
from monitor.records import Article, ClaimKey, Edit, Imprint, Judgement, KeptImprint, KeyHistory, Said, Standing

COPIED_WITHIN = timedelta(days=14)
"""An agency's text is copied within days; what is alike from further back is boilerplate. Judgement."""


PAGE_GONE: Final = "page_gone"
"""The method of a reading that found no page; the journal keeps the version that was known with it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """When an article was seen as it is, and whether what it says is news."""

    at: datetime
    standing: Standing = "fresh"


@dataclass(frozen=True, slots=True)
class Judged:
    """A read article's claims with whose report they are, and what the ledger makes of them."""

    said: tuple[Said, ...]
    judgement: Judgement
    imprint: Imprint
    origin: str


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges by what stands in ``store``, and keeps nothing itself."""

    store: Store

    def first(self, read: ReadArticle, standing: Standing) -> Judged:
        """An article that was not known, or one whose page was gone and is back: its claims are judged, once each."""
        mark, copied = self._copied(read.article)
        said = said_by(read, copied)
        already = self._judged(read.article, said)
        judgement = judge_claims(said, self._histories(said), self._recall, already=already, standing=standing)
        return Judged(said, judgement, mark, origin_of_article(read.article, copied))

    def version(self, read: ReadArticle, edit: Edit, seen: Seen, read_before: Callable[[], ReadArticle]) -> Judged:
        """Another version of a known article; ``edit`` is what changed since the one that ``read_before`` gives.

        That one is read only where it is needed. A version whose edit is trivial is not judged; but of a page that was
        gone the claims stand again, however small the edit.
        """
        if edit.kind == "substantive":
            return self.edited(read_before(), read, seen.at)
        return self.first(read, seen.standing) if self.is_gone(read.article.article_id) else self.unjudged(read)

    def is_gone(self, article_id: str) -> bool:
        """Whether the page of a known article counted as gone when the article was last read."""
        last = self.store.last_reading(article_id)
        return last is not None and last.method == PAGE_GONE

    def unjudged(self, read: ReadArticle) -> Judged:
        """A version that says what is known: nothing of it is judged, and what it backs stays as it is."""
        mark, copied = self._copied(read.article)
        return Judged((), Judgement(), mark, origin_of_article(read.article, copied))

    def edited(self, before: ReadArticle, read: ReadArticle, seen_at: datetime) -> Judged:
        """Another version of a known article, seen at a moment: what is new in it is said then."""
        mark, copied = self._copied(read.article)
        old, new = said_by(before, copied), said_by(read, copied)
        judged = self._judged(read.article, new)
        missed = tuple(one for one in old if one.claim.claim_id not in judged and not one.claim.background)
        known = self._known(read, before, judged | {one.claim.claim_id for one in missed})
        fresh = tuple(
            one if one.claim.claim_id in known.claim_ids else replace(one, said_at=max(seen_at, one.said_at))
            for one in new
        )
        caught_up = self._caught_up(missed)
        histories = self._histories((*old, *new)) | {one.key: one for one in caught_up.histories}
        recalled = {one.claim.claim_id: one for one in missed}
        judgement = judge_revision(
            old, fresh, histories, lambda claim_id: recalled.get(claim_id) or self._recall(claim_id), known
        )
        said = dict.fromkeys((*fresh, *missed))
        return Judged(tuple(said), _joined(caught_up, judgement), mark, origin_of_article(read.article, copied))

    def page_gone(self, before: ReadArticle) -> Judged:
        """A known article whose page is no longer there: it says nothing any more."""
        mark, copied = self._copied(before.article)
        old = said_by(before, copied)
        known = self._known(before, before, self._judged(before.article, old))
        judgement = judge_page_gone(old, self._histories(old), known)
        return Judged((), judgement, mark, origin_of_article(before.article, copied))

    def overdue(self, today: date) -> Judgement:
        """Promised days that passed by ``today``, a day in the newsroom's zone, with nobody reporting them kept."""
        keys = self.store.keys_due(today)
        return judge_overdue(self.store.histories(keys).values(), today, self._recall)

    def _caught_up(self, missed: tuple[Said, ...]) -> Judgement:
        """What an article always said and older rules did not read: kept in silence, before its edit is judged."""
        return judge_claims(missed, self._histories(missed), self._recall, standing="reread")

    def _judged(self, article: Article, said: Iterable[Said]) -> frozenset[str]:
        """Ids of the article's claims that were judged before. One that it only recalled until now was not."""
        ids = self.store.claim_ids(article.article_id)
        claimed = ids & {one.claim.claim_id for one in said if not one.claim.background}
        return ids - {claim_id for claim_id, kept in self.store.said(claimed).items() if kept.claim.background}

    def _known(self, read: ReadArticle, before: ReadArticle, judged: frozenset[str]) -> Known:
        article_id, text = read.article.article_id, read.article.full_text
        told = (kept.change for kept in self.store.changes(article_id=article_id))
        return Known(
            claim_ids=judged,
            told=frozenset(change.change_id for change in told if change.told),
            alone=self.store.backed_alone(article_id),
            still_there=frozenset(claim.claim_id for claim in before.claims if still_stands(claim, text)),
            still_named=frozenset(claim.claim_id for claim in before.claims if still_named(claim, text)),
        )

    def _histories(self, said: Iterable[Said]) -> dict[ClaimKey, KeyHistory]:
        return dict(self.store.histories({one.claim.key: None for one in said}))

    def _recall(self, claim_id: str) -> Said:
        return self.store.said([claim_id])[claim_id]

    def _copied(self, article: Article) -> tuple[Imprint, KeptImprint | None]:
        """The article's imprint, and the article published before it that it is a near copy of."""
        mark = imprint(article.full_text)
        others = [
            kept
            for kept in self.store.alike(mark, article.published_at - COPIED_WITHIN)
            if kept.article_id != article.article_id and kept.published_at <= article.published_at
        ]
        return mark, first_of(mark, others)


def _joined(first: Judgement, then: Judgement) -> Judgement:
    """Two judgements of one article, the second of which went on from the first."""
    histories = {history.key: history for history in (*first.histories, *then.histories)}
    changes = (*first.changes, *then.changes)
    return replace(then, changes=changes, histories=tuple(histories.values()), merged={**first.merged, **then.merged})


def said_by(read: ReadArticle, copied: KeptImprint | None = None) -> tuple[Said, ...]:
    """The claims of a read article with where and when they were said, and whose report each is."""
    article = read.article
    return tuple(
        Said(
            claim=claim,
            outlet=article.outlet,
            url=article.url,
            lang=article.lang,
            said_at=article.published_at,
            title=article.title,
            origin=origin_of(article, claim, copied),
        )
        for claim in read.claims
    )
