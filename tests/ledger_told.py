"""A store that was told a story: each article is judged by the ledger and kept, as the pipeline does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from claims_said import days, month, said

from monitor.boards import Dossier
from monitor.cli.dossiers import read_dossiers
from monitor.ledger import judge_claims, judge_overdue
from monitor.records import Article, ArticleReading, ClaimKey, Said, Standing
from monitor.store.memory import MemoryStore

SPOKESMAN = {"speaker": "Government source", "office": "government-spokesperson"}

THE_SLIP = (
    said(month("2027-09", "by"), 0, outlet="meridian.example", **SPOKESMAN),
    said(month("2027-09", "by"), 5, outlet="citadel.example"),
    said(month("2027-12", "by"), 48, outlet="marfa.example", **SPOKESMAN),
    said(month("2027-12", "by"), 50, outlet="meridian.example"),
    said(month("2027-12", "by"), 60, outlet="qalam.example", speaker="متحدث باسم الوزارة"),
    said(month("2027-09", "by"), 70, outlet="citadel.example", background=True),
    said(month("2027-12"), 96, outlet="meridian.example", modality="denied"),
    said(days("2027-12-15"), 120, outlet="marfa.example"),
)
"""A day that slips by three months, is denied, and gets narrower; one outlet stays behind and recalls the old one."""


def keep(store: MemoryStore, *told: Said, standing: Standing = "fresh") -> None:
    """Judge the claims of one article and keep what comes of it, at the moment when it was said."""
    known = store.histories({one.claim.key for one in told})
    judgement = judge_claims(told, known, lambda claim_id: store.said([claim_id])[claim_id], standing=standing)
    store.save_reading(
        ArticleReading(_article(told[0]), told[0].said_at, (), told, judgement, (), (), standing=standing)
    )


def told_store(story: Sequence[Said] = THE_SLIP) -> MemoryStore:
    """A store that was told each claim of a story in an article of its own."""
    store = MemoryStore()
    for one in story:
        keep(store, one)
    return store


def let_pass(store: MemoryStore, key: ClaimKey, today: date, at: datetime) -> None:
    """Judge and keep that the promised day of a key has passed."""
    histories = store.histories([key]).values()
    store.save_judgement(judge_overdue(histories, today, lambda one: store.said([one])[one]), at)


def dossier_of(store: MemoryStore, key: ClaimKey | None = None) -> Dossier:
    """The dossier of a key, or of the only one that there is."""
    (dossier,) = read_dossiers(store, [key] if key else store.keys())
    return dossier


def _article(told: Said) -> Article:
    return Article(
        article_id=told.claim.article_id,
        url=told.url,
        outlet=told.outlet,
        lang=told.lang,
        title=told.title,
        text=told.claim.quote,
        published_at=told.said_at,
        published_on=told.said_at.date(),
        content_hash=told.claim.article_id,
    )
