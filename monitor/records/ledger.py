"""Claims, the positions they hold, and the changes they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.records.values import Lang, Value

Modality = Literal["planned", "occurred", "denied", "uncertain", "postponed"]
Relation = Literal["same", "coarser", "refined", "different"]
ChangeKind = Literal["new", "changed", "refined", "denied", "restated"]
Direction = Literal["later", "earlier", "up", "down"]


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """What a claim is about: the ledger keeps one history a key. ``force`` None is the topic's own force."""

    topic: str
    frame: str
    place: str
    force: str | None = None

    def __str__(self) -> str:
        """``topic/frame/place`` and, for another force than the topic's own, ``/force``."""
        parts = [self.topic, self.frame, self.place] + ([self.force] if self.force else [])
        return "/".join(parts)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says will or did happen, when or to how many.

    ``quote`` is verbatim, ``start..end`` its offsets in ``Article.full_text``; ``value_start..value_end`` those of the
    words of the value. ``speaker`` is as the article names them, ``office`` the same across languages. ``rule`` names
    what in the grammar made the claim.
    """

    claim_id: str
    article_id: str
    key: ClaimKey
    value: Value
    quote: str
    start: int
    end: int
    value_text: str
    value_start: int
    value_end: int
    modality: Modality = "planned"
    background: bool = False
    speaker: str | None = None
    office: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim together with where and when it was said: what an alert needs to name the one it stands against."""

    claim: Claim
    outlet: str
    url: str
    lang: Lang
    said_at: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A value in circulation under a key, known by its narrowest wording so far.

    ``supporters`` are the ids of the articles that state it or a coarser value.
    """

    position_id: str
    said: Said
    first_at: datetime
    last_at: datetime
    supporters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """All positions under a key, oldest first, and the denials made under it."""

    key: ClaimKey
    positions: tuple[Position, ...] = ()
    denials: tuple[Said, ...] = ()


ChangeReason = Literal["told", "restated", "background", "baseline", "denial_known"]
"""Why a change is told, or why it is not."""


@dataclass(frozen=True, slots=True)
class Size:
    """By how much a value moved: ``days`` for dates, ``count`` and ``percent`` for figures, always positive."""

    days: int | None = None
    count: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The ledger's verdict on one claim. ``against`` is the nearest known claim that it stands against or narrows."""

    change_id: str
    kind: ChangeKind
    said: Said
    reason: ChangeReason
    against: Said | None = None
    direction: Direction | None = None
    size: Size | None = None

    @property
    def told(self) -> bool:
        """Whether the change is alerted."""
        return self.reason == "told"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the ledger makes of one article's claims: a change for each, and the new histories of the keys touched."""

    changes: tuple[Change, ...] = ()
    histories: tuple[KeyHistory, ...] = ()
