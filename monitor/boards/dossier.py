"""All that is kept of one key, and who backs each of its positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.records import Change, ClaimKey, KeptChange, KeyHistory, Position, Said, Support


@dataclass(frozen=True, slots=True)
class Backed:
    """A position with those who back it.

    ``origins`` are the independent origins of the articles that say it, in the order in which they came to it;
    ``standing`` those among them that have not turned to another position since. ``first_by`` is the origin that said
    it first, None where no kept claim tells.
    """

    position: Position
    leads: bool
    origins: tuple[str, ...]
    standing: tuple[str, ...]
    articles: int
    first_by: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the store keeps under one key: its state now, its claims by time, every verdict on them, and the backers."""

    history: KeyHistory
    said: tuple[Said, ...] = ()
    kept: tuple[KeptChange, ...] = ()
    supports: tuple[Support, ...] = ()

    @property
    def key(self) -> ClaimKey:
        """What it is about."""
        return self.history.key

    @property
    def changes(self) -> tuple[Change, ...]:
        """The verdicts on claims that are still kept, in the order in which they were made."""
        kept = {one.claim.claim_id for one in self.said}
        return tuple(one.change for one in self.kept if one.change.said.claim.claim_id in kept)

    @property
    def positions(self) -> tuple[Backed, ...]:
        """The positions with their backers, oldest first."""
        return tuple(self._backed(position) for position in self.history.positions)

    @property
    def lead(self) -> Backed | None:
        """The leading position, None before there is any."""
        return next((one for one in self.positions if one.leads), None)

    @property
    def leads_since(self) -> datetime | None:
        """When the leading position came to lead: when it was first said, unless it took the lead later."""
        lead = self.history.position(self.history.lead)
        moved = [change.said.said_at for change in self.changes if change.kind == "lead_moved"]
        return None if lead is None else max([lead.first_at, *moved])

    def _backed(self, position: Position) -> Backed:
        supports = [one for one in self.supports if one.position_id == position.position_id]
        origins = tuple(dict.fromkeys(one.origin for one in sorted(supports, key=lambda one: one.said_at)))
        stands = self.history.origins
        return Backed(
            position=position,
            leads=position.position_id == self.history.lead,
            origins=origins,
            standing=tuple(
                one for one in origins if one not in stands or stands[one].position_id == position.position_id
            ),
            articles=len({one.article_id for one in supports}),
            first_by=self._first_by(position, supports),
        )

    def _first_by(self, position: Position, supports: list[Support]) -> str | None:
        """Who said it at the position's first moment; else, where that was taken back, who of those left was first."""
        at_first = [one.origin for one in supports if one.said_at == position.first_at]
        claims = [one for one in self.said if not one.claim.background and one.claim.modality != "denied"]
        spoken = [one.reported_by for one in claims if one.said_at == position.first_at]
        left = [one.origin for one in sorted(supports, key=lambda one: one.said_at)]
        return next(iter((*at_first, *spoken, *left)), None)
