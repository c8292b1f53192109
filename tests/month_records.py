"""What is published in the simulated month, and what of it a desk must hear of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from news_pages import Page

from monitor.records import Lang, Source

OPENS_AT = datetime(2033, 3, 1, 6, tzinfo=UTC)
"""The moment of the first poll: what stands in the feeds by then is no news."""

FIRST_DAY = datetime(2033, 2, 28, tzinfo=UTC)
"""Day 0 of the story: its day 1 is the first of March."""

ARTICLES = 400
COPIES, CITING = 50, 10
CORRECTED, SWUNG = 3, 1
DAYS = 30

_ENGLISH = ("Herald", "Post", "Courier", "Times", "Ledger", "Observer", "Echo", "Record", "Tribune")
_TOWNS = ("Osterlin", "Marrowfield", "Saltgate")
_ARABIC = ("nahr", "jisr", "minaa", "fajr", "sahl", "burj", "nada", "rasif", "qanat")
_SORANI = ("ruwar", "pird", "asoy", "chira")
AGENCIES = 3
"""The first outlets are agencies: what they write is what others copy."""

QUICK_DAYS = 0.13
SLOW_DAYS = (1.2, 1.6, 2, 2.3, 2.6, 2.9)
"""How long after a change outlets go on with what they told before: three hours, and the slow ones for days."""

Outcome = Literal["trivial", "wording", "claim"]
"""What an edit changes: nothing that could matter, words that claim nothing, or a claim."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newsroom with one feed, which hears of a change so many days after it was told: a slow one has ``lag_days``."""

    name: str
    lang: Lang
    lag_days: float

    @property
    def source(self) -> Source:
        """Its feed."""
        return Source(self.name, f"{self.name}.example", f"https://{self.name}.example/feed.xml", self.lang, "UTC")


@dataclass(frozen=True, slots=True)
class Item:
    """One article at one address: when the outlet dates it, and when its feed lists it. ``role`` is for the table."""

    outlet: Outlet
    url: str
    page: Page
    published_at: datetime
    listed_at: datetime
    role: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """Another page at an address from a moment on; None where there is none any more."""

    url: str
    at: datetime
    page: Page | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Truth:
    """A change that the desk must hear of, and the article that brings it first; no address for a day that passes."""

    name: str
    frame: str
    place: str
    value: str
    kinds: tuple[str, ...]
    url: str
    at: datetime


@dataclass(slots=True)
class Month:
    """All that is published in the month, in order of its listing."""

    outlets: tuple[Outlet, ...]
    items: list[Item] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)


def make_outlets() -> tuple[Outlet, ...]:
    """Twenty-seven outlets in English, nine in Arabic, four in Sorani."""
    english = [f"{town}-{kind}".lower() for kind in _ENGLISH for town in _TOWNS]
    named: list[tuple[str, Lang]] = [(name, "en") for name in english]
    named += [(f"al-{name}", "ar") for name in _ARABIC]
    named += [(name, "ckb") for name in _SORANI]
    slow = dict(zip([*english[AGENCIES : AGENCIES + 4], "al-nahr", "al-jisr"], SLOW_DAYS, strict=True))
    return tuple(Outlet(name, lang, slow.get(name, QUICK_DAYS)) for name, lang in named)


def on_day(day: float) -> datetime:
    """The moment of a day with hours as parts: 3.5 is noon of the third."""
    return FIRST_DAY + timedelta(minutes=round(day * 24 * 60))
