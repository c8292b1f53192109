"""Claims, the positions they hold, and the changes they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.records.values import Lang, Value

Modality = Literal["planned", "occurred", "denied", "uncertain", "postponed"]
Relation = Literal["same", "coarser", "refined", "different"]
Direction = Literal["later", "earlier", "up", "down"]

ChangeKind = Literal[
    "new",  # the first position under a key
    "changed",  # different from every known position
    "refined",  # within a known position: it narrows
    "denied",  # somebody denies it
    "restated",  # what is known, or less
    "put_off",  # a planned date is told to be put off, and no other is named
    "source_reversed",  # the same office or speaker held another position before
    "revised",  # the same article, edited: a claim reads otherwise, or is gone
    "lead_moved",  # another position is now the one that independent origins turned to last
    "occurred",  # a planned date is reported done
    "overdue",  # a planned date passed, and nobody reported it done
]
"""What the ledger tells apart. One claim may make several changes, each of another kind."""

ChangeReason = Literal[
    "told",
    "restated",  # it adds support and nothing else
    "background",  # the article recalls old news
    "baseline",  # it stood in a feed when that was first seen
    "denial_known",  # the same value, or a wider one, was denied before
    "late",  # published well before the newest position was: history, no news
    "reread",  # found in a stored article by newer rules
    "still_there",  # the words of the value still stand in the edited article: the reading lost it, not the outlet
    "told_before",  # the same step of the same article was told already
]
"""Why a change is told, or why it is not."""

RevisedPart = Literal["value", "speaker", "modality", "gone", "page_gone"]
"""What of a claim reads otherwise in the edited article; ``page_gone``: the whole page is no longer there."""

Stage = Literal["planned", "put_off", "done", "overdue", "withdrawn"]
"""How far a position is.

``put_off`` while it is only told as the date that something was moved from, ``withdrawn`` where every article that said
it has taken it back.
"""

Standing = Literal["fresh", "baseline", "reread"]
"""Whether an article's claims are news, stood in a feed when it was first seen, or were found later by newer rules."""


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
    what in the grammar made the claim, ``rules`` the version of all rules, words and topics that it was read by.
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
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim together with where and when it was said: what an alert needs to name the one it stands against.

    ``origin`` is whose report it is: the outlet's own where empty, else the agency or outlet that it is taken from.
    """

    claim: Claim
    outlet: str
    url: str
    lang: Lang
    said_at: datetime
    title: str = ""
    origin: str = ""

    @property
    def reported_by(self) -> str:
        """The origin that the claim counts for."""
        return self.origin or self.outlet


@dataclass(frozen=True, slots=True)
class Position:
    """A value in circulation under a key, known by its narrowest wording so far; ``claim_id`` is the claim of it."""

    position_id: str
    claim_id: str
    value: Value
    first_at: datetime
    last_at: datetime
    stage: Stage = "planned"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denied value under a key."""

    claim_id: str
    value: Value
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an origin, or a speaker, stands: the position that it backed last, by which claim, and since when.

    ``since`` is when it turned to the position, not when it last repeated it. ``before`` are the positions that it held
    earlier, by id.
    """

    position_id: str
    claim_id: str
    since: datetime
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """What is known under a key: all positions, oldest first, the denials, and who stands where.

    ``lead`` is the id of the leading position, None before there is any. ``origins`` and ``speakers`` say where each
    origin and each office or named speaker stands now.
    """

    key: ClaimKey
    positions: tuple[Position, ...] = ()
    denials: tuple[Denial, ...] = ()
    lead: str | None = None
    origins: Mapping[str, Stand] = field(default_factory=dict)
    speakers: Mapping[str, Stand] = field(default_factory=dict)

    def position(self, position_id: str | None) -> Position | None:
        """The position of that id, or None."""
        return next((one for one in self.positions if one.position_id == position_id), None)


@dataclass(frozen=True, slots=True)
class Support:
    """That an article backs a position, and whose report it counts for."""

    position_id: str
    article_id: str
    origin: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Size:
    """By how much a value moved: ``days`` for dates, ``count`` and ``percent`` for figures, always positive."""

    days: int | None = None
    count: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The ledger's verdict on one claim. ``against`` is the nearest known claim that it stands against or narrows.

    ``part`` is set for ``revised`` alone, where ``against`` is the claim as the article put it before; of a claim that
    is gone, ``said`` is the claim as it stood. ``in_one_article`` marks two values that stand in the same version of
    one article, which so contradicts itself.
    """

    change_id: str
    kind: ChangeKind
    said: Said
    reason: ChangeReason
    against: Said | None = None
    direction: Direction | None = None
    size: Size | None = None
    part: RevisedPart | None = None
    in_one_article: bool = False

    @property
    def told(self) -> bool:
        """Whether the change is alerted."""
        return self.reason == "told"


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change and when it was judged."""

    change: Change
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the ledger makes of one article's claims.

    ``changes`` are its verdicts in the order of the claims, ``histories`` the new state of the keys touched.
    ``supports`` are the positions that the article backs now, None where it was not asked. ``merged`` maps positions
    that a narrower claim drew together, by id, to the one that stands for them now.
    """

    changes: tuple[Change, ...] = ()
    histories: tuple[KeyHistory, ...] = ()
    supports: tuple[Support, ...] | None = None
    merged: Mapping[str, str] = field(default_factory=dict)
