"""Which event a date belongs to: the nearest that it can govern, counted in words, clauses and what lies between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.claims.reporting import is_reporting_day
from monitor.claims.spans import Span, clauses_apart, gap, lies_between
from monitor.claims.tense import has_happened, is_plausible, says_until
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging
from monitor.records import FrameRole

# What speaks against a link, in words of distance. All are judgements, made on the development articles.
_CLAUSE_COST = 3
_WRONG_SIDE_COST = 6
_OTHER_DATE_COST = 12
_OTHER_EVENT_COST = 4
_OTHER_DEED_COST = 8
_WEAK_COST = 3
_LONGEST_REACH = 24
_AGREEMENT_COST = 3
_AGREEMENT_DEADLINE_COST = 6

_JOINED_DATES = 3
"""How many small words ("and by") may join two dates of one event; a judgement."""

_FAVOURED = 4
"""What a relation takes off the cost of the role that it goes with ("from September" with a beginning)."""

ANNOUNCED = "_announced"
"""How the rule of a link ends whose day is that on which the event was told."""

LISTED = "_listed"
"""How the rule of a link ends whose event is only told of the rest."""

_GOES_WITH: Mapping[str, tuple[FrameRole, ...]] = {"from": ("begins",), "after": ("begins",)}


@dataclass(frozen=True, slots=True)
class DateLink:
    """A date and the event that it dates; ``rule`` names how they were joined."""

    dated: DatedWords
    event: Event
    rule: str


def link_dates(scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> tuple[DateLink, ...]:
    """The links of one sentence by position of the date.

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
    ]
    links = [*links, *_listed(scene, open_dates, links), *_included(scene, links)]
    links = [*links, *_coordinated(scene, staging, links)]
    return (*links, *_announced(scene, staging, reporting, links))


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
        if self._is_up_to_now(dated):
            return False
        if not is_plausible(event, dated, self.scene, self.staging):
            return False
        if self._is_of_who_speaks(event, dated) or self._is_only_talked_about(event, dated):
            return False
        return event.role != "agreed" or not self._is_no_agreement(event, dated)

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
        goes_by = layout.ending_meaning(event.first - 1, "according", "to") is not None
        goes_by = goes_by or layout.ending_meaning(event.first - 2, "according", "to") is not None
        return talks or (until and goes_by)

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


def _included(scene: Scene, links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Events without a date of their own that an inclusion ("including", "بما يشمل") adds to a dated one."""
    linked = {link.event.first for link in links}
    for hit in scene.group_hits("including"):
        before = [link for link in links if link.dated.words.last <= hit.first]
        if not before:
            continue
        nearest = max(before, key=lambda link: link.dated.words.last)
        clause = scene.clause_of(hit.first)
        for event in scene.events:
            added = event.firm and event.first > hit.last and event.first not in linked
            if added and scene.clause_of(event.first) == clause:
                yield DateLink(nearest.dated, event, f"{event.role}_included")


def _listed(scene: Scene, dates: Sequence[DatedWords], links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Dates of a list without a verb, which "the rest" closes: "the port and the camp in May, the rest in June"."""
    dated = {link.dated.words.first for link in links}
    for link in links:
        if link.event.trigger != "rest":
            continue
        for other in dates:
            words = other.words
            placed = any(place.last < words.first and clauses_apart(place, words, scene) == 0 for place in scene.places)
            if placed and words.first not in dated and words.last < link.event.first:
                yield DateLink(other, link.event, f"{link.event.role}{LISTED}")


def _coordinated(scene: Scene, staging: Staging, links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Events that share the date of the next one, to which an "and" joins them: "leave X and wind down in Y by May"."""
    linked = {link.event.first for link in links}
    for link in links:
        earlier = [
            event
            for event in scene.events
            if event.firm
            and event.role in {"completes", "partial"}
            and event.first not in linked
            and event.last < link.event.first < link.dated.words.first
            and gap(event, link.event) <= _COORDINATION_REACH
            and not (_is_agreed_on(event, scene) and clauses_apart(event, link.event, scene) > 1)
        ]
        if earlier and link.event.role != "agreed" and _joined_by_and(earlier[-1], link.event, scene, staging):
            yield DateLink(link.dated, earlier[-1], f"{earlier[-1].role}_coordinated")


def _is_agreed_on(event: Event, scene: Scene) -> bool:
    """Whether the event is only what an agreement is about: "the deal on the withdrawal"."""
    deals = (hit for hit in scene.group_hits("agreement") if hit.first < event.first)
    return any(scene.clause_of(hit.first) == scene.clause_of(event.first) for hit in deals)


def _joined_by_and(one: Event, other: Event, scene: Scene, staging: Staging) -> bool:
    """Whether an "and" stands between two events that joins them, and not two places or figures."""
    connectors, layout = staging.layout.pack.connectors, staging.layout
    things = {place.first for place in scene.places} | {figure.first for figure in scene.figures}
    for at in range(one.last + 1, other.first + 1):
        joint = layout.starting(at, "and")
        if layout.meaning(at, "subjects", "that") is not None or scene.is_dated(at):
            return False
        glued = bool(connectors) and staging.tokens[at].folded.startswith(connectors)
        behind = joint.last + 1 if joint is not None else at
        if (glued or joint is not None) and behind not in things:
            return True
    return False


_TALKS_REACH = 6
"""How near to "agreed" the talks stand on which sides agree; a judgement."""

_COORDINATION_REACH = 14
"""How many words may stand between two events that share a date; a judgement."""


def _announced(
    scene: Scene, staging: Staging, reporting: Sequence[DatedWords], links: Sequence[DateLink]
) -> Iterator[DateLink]:
    """What is said to have happened and has no date takes the day on which it is said."""
    linked = {link.event.first for link in links}
    if not reporting:
        return
    for event in scene.events:
        undated = event.firm and event.first not in linked and event.role not in {"agreed", "partial"}
        done = has_happened(event, scene, staging) or any(_is_what_is_told(event, day, staging) for day in reporting)
        if undated and done:
            nearest = min(reporting, key=lambda dated: gap(event, dated.words))
            yield DateLink(nearest, event, f"{event.role}{ANNOUNCED}")


def _is_what_is_told(event: Event, day: DatedWords, staging: Staging) -> bool:
    """Whether the event stands right behind the day of its announcement: "announced, on Monday, the evacuation"."""
    between = staging.tokens[day.words.last + 1 : event.first]
    return event.first > day.words.last and all(token.kind == "mark" for token in between)
