"""Which event a date belongs to: the nearest that it can govern, counted in words, clauses and what lies between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.claims.announced import announced
from monitor.claims.links import DateLink
from monitor.claims.reporting import is_reporting_day
from monitor.claims.sharing import coordinated, included, listed, moved_on
from monitor.claims.spans import Span, clauses_apart, gap, lies_between
from monitor.claims.tense import is_plausible, says_until
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging
from monitor.records import FrameRole

# What speaks against a link, in words of distance. All are judgements, made on the development articles.
_CLAUSE_COST = 4
_WRONG_SIDE_COST = 6
_OTHER_DATE_COST = 12
_OTHER_EVENT_COST = 4
_OTHER_DEED_COST = 8
_WEAK_COST = 3
_LONGEST_REACH = 24
_AGREEMENT_COST = 3
_AGREEMENT_DEADLINE_COST = 6

_ENDED_REACH = 3
"""How many words may stand between a word of ending and the agreement that is ended; a judgement."""

_TALKS_REACH = 6
"""How near to "agreed" the talks stand on which sides agree; a judgement."""

_JOINED_DATES = 3
"""How many small words ("and by") may join two dates of one event; a judgement."""

_FAVOURED = 4
"""What a relation takes off the cost of the role that it goes with ("from September" with a beginning)."""

_GOES_WITH: Mapping[str, tuple[FrameRole, ...]] = {"from": ("begins",), "after": ("begins",)}


def link_dates(scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> tuple[DateLink, ...]:
    """The links of one sentence: those by distance, then those that share a date, then those of the day of the news.

    A day on which somebody spoke dates nothing but what is said to have happened, and that only where the words give
    it no date of its own.
    """
    open_dates, reporting = _told_apart(scene, staging, resolved)
    linker = _Linker(scene, staging, open_dates)
    governed = [(dated, *found) for dated in open_dates if (found := linker.governed(dated)) is not None]
    links = [
        DateLink(dated, event, f"{event.role}_dated_{_side(event, dated)}")
        for dated, event, cost in governed
        if not _is_dated_better(dated, event, cost, governed)
        and not (_is_of_today(dated, staging) and _is_dated_beside(dated, event, governed, scene))
    ]
    links = [*links, *listed(scene, open_dates, links), *included(scene, links)]
    links = [*links, *coordinated(scene, staging, links)]
    links = [*links, *moved_on(scene, staging, open_dates, links)]
    return (*links, *announced(scene, staging, reporting, links))


@dataclass(frozen=True, slots=True)
class WeighedDate:
    """A date with the events of its sentence, the nearest first: each with what speaks against it, and if it fits.

    ``reach`` is the most that may speak against a link.
    """

    dated: DatedWords
    is_reporting: bool
    events: tuple[tuple[Event, int, bool], ...]
    reach: int = _LONGEST_REACH


def weigh_dates(scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> tuple[WeighedDate, ...]:
    """Every date of a sentence beside all its events, for people who ask why a date was linked or was not."""
    open_dates, reporting = _told_apart(scene, staging, resolved)
    linker = _Linker(scene, staging, open_dates)
    weighed = [WeighedDate(dated, dated in reporting, linker.weighed(dated)) for dated in (*open_dates, *reporting)]
    return tuple(sorted(weighed, key=lambda one: one.dated.words.first))


def _told_apart(
    scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]
) -> tuple[list[DatedWords], list[DatedWords]]:
    """The dates of a sentence that may date its events, and the days on which somebody spoke."""
    dates = [resolved[words.first] for words in scene.dates if words.first in resolved]
    reporting = [dated for dated in dates if is_reporting_day(dated, scene, staging)]
    return [dated for dated in dates if dated not in reporting], reporting


def _side(event: Event, dated: DatedWords) -> str:
    return "after" if dated.words.first > event.first else "before"


def _is_dated_better(
    dated: DatedWords, event: Event, cost: int, governed: Sequence[tuple[DatedWords, Event, int]]
) -> bool:
    """Whether another date, on the other side of the event, dates it at less cost."""
    return any(
        rival is event and other is not dated and rival_cost < cost and _side(event, other) != _side(event, dated)
        for other, rival, rival_cost in governed
    )


def _is_of_today(dated: DatedWords, staging: Staging) -> bool:
    return dated.value.start == dated.value.end == staging.article.published_on


def _is_dated_beside(
    dated: DatedWords, event: Event, governed: Sequence[tuple[DatedWords, Event, int]], scene: Scene
) -> bool:
    """Whether an event has a date in its own clause, so that "today" in another is none of it."""
    if clauses_apart(event, dated.words, scene) == 0:
        return False
    own = (other for other, rival, _ in governed if rival is event and other is not dated)
    return any(clauses_apart(event, other.words, scene) == 0 for other in own)


@dataclass(frozen=True, slots=True)
class _Linker:
    """Weighs the events of one sentence against one date after the other."""

    scene: Scene
    staging: Staging
    dates: Sequence[DatedWords]

    def governed(self, dated: DatedWords) -> tuple[Event, int] | None:
        """The event that a date dates with the cost of the link, or None where all are too far or cannot have it."""
        weighed = self.weighed(dated)
        if weighed and self._is_of_talks(weighed[0][0], dated):
            return None
        best = next(((event, cost) for event, cost, fits in weighed if fits), None)
        return best if best is not None and best[1] <= _LONGEST_REACH else None

    def weighed(self, dated: DatedWords) -> tuple[tuple[Event, int, bool], ...]:
        """All events of the sentence with their cost and whether they can have the date, the cheapest first."""
        found = [(event, self._cost(event, dated), self._fits(event, dated)) for event in self.scene.events]
        return tuple(sorted(found, key=lambda one: one[1]))

    def _fits(self, event: Event, dated: DatedWords) -> bool:
        if event.until and not self._lasts_until(dated):
            return False
        if self._is_of_a_thing(event, dated):
            return False
        if self._is_up_to_now(dated):
            return False
        if not is_plausible(event, dated, self.scene, self.staging):
            return False
        if self._is_of_who_speaks(event, dated) or self._is_only_talked_about(event, dated):
            return False
        return event.role != "agreed" or not self._is_no_agreement(event, dated)

    def _is_of_a_thing(self, event: Event, dated: DatedWords) -> bool:
        """Whether the date is that of another thing, named before it in a clause that ends before the event."""
        words, scene = dated.words, self.scene
        if words.first > event.first or clauses_apart(event, words, scene) == 0:
            return False
        things = (hit for hit in scene.group_hits("things") if hit.last < words.first)
        return any(scene.clause_of(hit.first) == scene.clause_of(words.first) for hit in things)

    def _is_only_talked_about(self, event: Event, dated: DatedWords) -> bool:
        """Whether the event is what talks are about, or a deal that is none, and the date stands in another clause."""
        if event.role == "agreed" or clauses_apart(event, dated.words, self.scene) == 0:
            return False
        talks = (hit for hit in self.scene.group_hits("talks") if hit.last < event.first)
        return any(gap(hit, event) <= _TALKS_REACH and clauses_apart(hit, event, self.scene) == 0 for hit in talks)

    def _is_up_to_now(self, dated: DatedWords) -> bool:
        """Whether the words only lead up to the day of publication: "from the early days to today"."""
        layout = self.staging.layout
        leads = layout.ending_meaning(dated.words.first - 1, "locations", "to") is not None
        moved = layout.positions("cues", "postponed", self.scene.sentence.first, dated.words.first)
        return leads and not moved and dated.value.end == self.staging.article.published_on

    def _is_of_who_speaks(self, event: Event, dated: DatedWords) -> bool:
        """Whether a date stands between a verb of saying and what is said: "told a forum on 2025 that they left"."""
        layout, scene = self.staging.layout, self.scene
        opened = layout.positions("subjects", "that", dated.words.last + 1, event.first - 1)
        return bool(opened) and bool(layout.positions("verbs", "say", scene.sentence.first, dated.words.first - 1))

    def _is_of_talks(self, event: Event, dated: DatedWords) -> bool:
        """Whether the day is that on which sides agreed to talk, right beside the word that says so."""
        return event.role == "agreed" and gap(event, dated.words) <= _JOINED_DATES and self._leads_to_talks(event)

    def _leads_to_talks(self, event: Event) -> bool:
        scene, layout = self.scene, self.staging.layout
        return any(
            gap(hit, event) <= _TALKS_REACH and clauses_apart(hit, event, scene) == 0
            for hit in scene.group_hits("talks")
            if layout.ending_meaning(hit.first - 1, "relations", "after") is None
        )

    def _is_no_agreement(self, event: Event, dated: DatedWords) -> bool:
        """Whether sides agree to talk, or the agreement is only what something else goes by ("under the deal")."""
        layout = self.staging.layout
        talks = self._leads_to_talks(event)
        until = says_until(dated, self.staging) or dated.value.end > self.staging.article.published_on
        if self._is_undone(event):
            return True
        goes_by = layout.ending_meaning(event.first - 1, "according", "to") is not None
        goes_by = goes_by or layout.ending_meaning(event.first - 2, "according", "to") is not None
        return talks or (until and goes_by)

    def _is_undone(self, event: Event) -> bool:
        """Whether an agreement is ended: "announced that it was scrapping the pact"."""
        undoing = self.scene.group_hits("end", "scrap")
        nouns = (hit for hit in self.scene.group_hits("agreement") if hit.first in event.words)
        return any(0 <= noun.first - one.last - 1 <= _ENDED_REACH for noun in nouns for one in undoing)

    def _lasts_until(self, dated: DatedWords) -> bool:
        """Whether the date is a coming day until which something lasts."""
        return dated.value.end > self.staging.article.published_on and says_until(dated, self.staging)

    def _cost(self, event: Event, dated: DatedWords) -> int:
        words, scene = dated.words, self.scene
        cost = gap(event, words) + _CLAUSE_COST * clauses_apart(event, words, scene)
        cost += _OTHER_DATE_COST * sum(lies_between(other.words, event, words) for other in self._apart_from(dated))
        others = (other for other in scene.events if other is not event and other.firm)
        cost += _OTHER_EVENT_COST * sum(lies_between(other, event, words) for other in others)
        cost += _OTHER_DEED_COST * self._deeds_between(event, dated)
        cost += _WEAK_COST * event.weak
        if self._stands_on_wrong_side(event, dated):
            cost += _WRONG_SIDE_COST
        return cost + self._cost_of_role(event, dated)

    def _apart_from(self, dated: DatedWords) -> list[DatedWords]:
        """The other dates that bar the way: none of those named in one breath with it, none for a place of its own."""
        if any(self._stands_with(hit, dated) for hit in self.scene.places):
            return []
        return [other for other in self.dates if other is not dated and gap(other.words, dated.words) > _JOINED_DATES]

    def _stands_with(self, place: Span, dated: DatedWords) -> bool:
        """Whether a place stands in the date's own clause, with no other date between: "… and Y by September"."""
        before = place.last < dated.words.first and clauses_apart(place, dated.words, self.scene) == 0
        return before and not any(lies_between(other.words, place, dated.words) for other in self.dates)

    def _deeds_between(self, event: Event, dated: DatedWords) -> int:
        first, last = sorted((event.first, dated.words.first))
        found = [
            at
            for meaning in ("say", "deed")
            for at in self.staging.layout.positions("verbs", meaning, first + 1, last - 1)
        ]
        deeds = ("begin",) if event.role == "agreed" else ("begin", "signing")
        found += [hit.first for hit in self.scene.group_hits(*deeds) if first < hit.first < last]
        found += self.staging.layout.positions("according", "to", first + 1, last - 1)
        return sum(all(at not in other.words for other in self.scene.events) for at in found)

    def _stands_on_wrong_side(self, event: Event, dated: DatedWords) -> bool:
        """Whether the event stands where its date should: behind the date, unless the date opens the sentence."""
        if event.first < dated.words.first and dated.words.last < event.last:
            return False
        before = event.first < dated.words.first
        if "verb_last" in self.staging.layout.pack.order:
            return before
        return not before and dated.words.first - self.scene.sentence.first > 1

    def _cost_of_role(self, event: Event, dated: DatedWords) -> int:
        value = dated.value
        cost = -_FAVOURED if event.role in _GOES_WITH.get(value.rel, ()) else 0
        if event.role == "agreed":
            cost += _AGREEMENT_COST
            if value.end > self.staging.article.published_on and value.rel in {"by", "before"}:
                cost += _AGREEMENT_DEADLINE_COST
        return cost
