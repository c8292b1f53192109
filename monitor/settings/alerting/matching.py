"""``match`` in ``alerts.toml``: which changes, or which notices, are meant; and what mutes what."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from monitor.records import Ailment, ChangeKind, Inhibition, Lang, Matcher, Sameness
from monitor.settings.findings import refusal
from monitor.settings.tables import Number, Slug, Table, Text, Tier, Whole
from monitor.settings.topics import PlaceName

_MOST_HOURS = 24 * 31  # judgement: what was told longer ago mutes nothing


def _told(kind: ChangeKind) -> ChangeKind:
    if kind == "restated":
        found = "restated changes are counted and never told"
        raise refusal(found, "take it out")
    return kind


ToldKind = Annotated[ChangeKind, AfterValidator(_told)]
"""A kind of change that may be told."""


class MatchTable(Table):
    """What fits all that is given. What is left out, or an empty list, fits anything."""

    topics: tuple[Slug, ...] = Field(default=(), description="names of topics")
    frames: tuple[Slug, ...] = Field(default=(), description="names of frames of these topics, of any if none is given")
    kinds: tuple[ToldKind, ...] = Field(
        default=(), description="kinds of change: new, changed, refined, denied, put_off, source_reversed and so on"
    )
    places: tuple[PlaceName, ...] = Field(
        default=(), description="names of places of these topics; what lies in them is meant too"
    )
    langs: tuple[Lang, ...] = Field(default=(), description="languages of the article: ar, en, ckb")
    outlets: tuple[Text, ...] = Field(default=(), description="hosts of outlets, as in sources.toml")
    tiers: tuple[Tier, ...] = Field(default=(), description="tiers of outlets, as in sources.toml: 1, 2, 3")
    later_days: Whole | None = Field(default=None, ge=1, description="days by which a date moved later, at least")
    earlier_days: Whole | None = Field(default=None, ge=1, description="days by which a date moved earlier, at least")
    percent: Number | None = Field(
        default=None, gt=0, description="per cent by which a figure went up or down, at least"
    )
    count: Number | None = Field(default=None, gt=0, description="by how much a figure went up or down, at least")

    def record(self) -> Matcher:
        """The matcher as the rest of the monitor knows it."""
        return Matcher(
            topics=self.topics,
            frames=self.frames,
            kinds=self.kinds,
            places=self.places,
            langs=self.langs,
            outlets=self.outlets,
            tiers=self.tiers,
            least_later_days=self.later_days,
            least_earlier_days=self.earlier_days,
            least_percent=self.percent,
            least_count=self.count,
        )


class NoticeMatchTable(Table):
    """Which notices are meant."""

    ailments: tuple[Ailment, ...] = Field(
        default=(),
        description="what is told: failing, blocked, stale and the like of sources; undelivered, dead_letters; alive",
    )

    def record(self) -> Matcher:
        """The matcher as the rest of the monitor knows it."""
        return Matcher(ailments=self.ailments)


class InhibitionTable(Table):
    """One ``[[inhibit]]`` table."""

    name: Slug = Field(description="a name of its own for this rule, like contradiction")
    loud: MatchTable = Field(description="the changes that mute others once they were told; keys as in match")
    muted: MatchTable = Field(description="the changes that are muted then; keys as in match")
    equal: tuple[Sameness, ...] = Field(
        min_length=1, description="what both must have in common: topic, frame, place, key (all these), value"
    )
    hours: Number = Field(gt=0, le=_MOST_HOURS, description="hours for which the louder one mutes the others")

    def record(self) -> Inhibition:
        """The rule as the rest of the monitor knows it."""
        return Inhibition(self.name, self.loud.record(), self.muted.record(), frozenset(self.equal), self.hours)
