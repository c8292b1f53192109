"""Where an event happens, or people are: the places that a sentence puts it at."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.claims.bystanders import (
    APPOSITION,
    and_between,
    is_bystander,
    is_destination,
    is_usable,
)
from monitor.claims.spans import Span, clauses_apart, gap, lies_between
from monitor.language.events import Event
from monitor.language.lexicon import Hit
from monitor.language.scenes import Scene, Staging
from monitor.language.tokens import COMMAS
from monitor.language.vocabulary import Mark

# What speaks against a place, in words of distance. All are judgements, made on the development articles.
_CLAUSE_COST = 5
_BEFORE_COST = 2
_OTHER_DATE_COST = 12
_OTHER_EVENT_COST = 4
_OTHER_FIGURE_COST = 4
_ELSEWHERE_COST = 10
_IN_IT_REACH = 2
"""How many words may stand between a word of staying and "in it" ("left a small unit in it"); a judgement."""

_OPENER_COST = 12
"""What speaks against a place that opens the sentence, however far the rest of it goes."""

_OPENER_LEAD = 2
"""How many words may lead to such a place ("and in")."""

FARTHEST = 30
FARTHEST_OF_MISSION = 8
_FARTHEST_OF_FIGURE = 16
_POINTER_REACH = 12

_CHAIN = 4
"""How many small words (a comma, "and", "the base in") may join two places that are named together."""

_SHORTEST_BASE = 4
"""How short the word for a base may be, that "the base" is compared with; a judgement."""

_LONGEST_ASIDE = 5
"""How many words may lead from a place to the one that it lies in ("in the hills of"); a judgement."""

_LONGEST_HEAD = 7
"""How many words of a headline may name a speaker before a colon; a judgement."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is put somewhere: the span that names it, that of its value, and what else the sentence dates or does."""

    what: Span
    value: Span
    other_values: tuple[Span, ...] = ()
    other_events: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteFinder:
    """Finds the places of what one sentence says. Places within ``barred`` spans speak, or are parts of names."""

    scene: Scene
    staging: Staging
    barred: tuple[Span, ...] = ()

    def places_of(self, said: Said, farthest: int = FARTHEST) -> tuple[str, ...]:
        """The places that what is said happens at: the nearest, with all that are named in one breath with it.

        Where the clause only points back ("there", "the base"), the place that was named last; empty where the
        sentence puts it nowhere.
        """
        scene, staging = self.scene, self.staging
        usable = [hit for hit in scene.places if is_usable(hit, scene, staging, self.barred)]
        usable = [hit for hit in usable if not self._heads_speech(hit) and not self._is_added_aside(hit)]
        usable = [hit for hit in usable if not self._holds_most(hit, said.value)]
        home = staging.home
        goes_on = isinstance(said.what, Event) and said.what.role == "ends"  # operations in Syria, from Iraqi soil
        at_home = any(
            staging.lies_at_home(hit.label.name) and not (goes_on and hit.label.name == home) for hit in usable
        )
        costs = [
            (self._cost(hit, said) + _elsewhere(hit, said, staging, at_home=at_home), order)
            for order, hit in enumerate(usable)
        ]
        abroad = any(not staging.lies_at_home(hit.label.name) for hit in usable)  # whose country may be meant
        countries = () if abroad else scene.group_hits("country")
        country = min((_cost(hit, said, scene) for hit in countries), default=None)
        pointers = [(_cost(hit, said, scene), hit.first) for hit in self._pointers()]
        farthest = _FARTHEST_OF_FIGURE if said.what is said.value else farthest
        best, pointer = min(costs, default=None), min(pointers, default=None)
        if pointer is not None and pointer[0] <= _POINTER_REACH and (best is None or pointer[0] < best[0]):
            named = self._base_before(pointer[1]) or self._named_before(pointer[1], to=self._is_left(pointer[1]))
            if named is not None:
                return (named,)
        if country is not None and country <= farthest and (best is None or country < best[0]):
            return (staging.home,)
        if best is None or best[0] > farthest:
            return ()
        together = _chain(usable, best[1], said, scene, staging)
        if said.what is said.value:
            together = [hit for hit in together if _is_apposed(hit, usable[best[1]], staging)]
        names = tuple(dict.fromkeys(hit.label.name for hit in together))
        return narrowest(names, staging, {name for name in names if _is_added(name, together, staging)})

    def _pointers(self) -> Iterator[Hit[Mark]]:
        """The words that stand for a place named before: "there", and "in it" behind a word of being or staying."""
        yield from self.scene.group_hits("there", "left_it")
        words = self.scene.group_hits("remain", "presence")
        staying = [(hit, _IN_IT_REACH * (hit.label.name == "remain")) for hit in words]
        for hit in self.scene.group_hits("in_it"):
            if any(0 <= hit.first - one.last - 1 <= reach for one, reach in staying):
                yield hit

    def _cost(self, hit: Hit[Mark], said: Said) -> int:
        """How far a place is, and no farther than ``_OPENER_COST`` where it opens the sentence: "In Syria, where …"."""
        cost = _cost(hit, said, self.scene)
        return min(cost, _OPENER_COST) if self._opens(hit) else cost

    def _opens(self, hit: Hit[Mark]) -> bool:
        """Whether a place alone makes up the sentence's first clause, behind an "in"."""
        scene, layout = self.scene, self.staging.layout
        clauses = scene.sentence.clauses
        alone = len(clauses) > 1 and hit.last < clauses[1] <= hit.last + 1 + 1
        led = layout.ending_meaning(hit.first - 1, "locations", "in") is not None
        return alone and led and hit.first - scene.sentence.first <= _OPENER_LEAD

    def _is_added_aside(self, hit: Hit[Mark]) -> bool:
        """Whether a place behind a comma only says where the one before it lies: "in Erbil, in the Kurdish north"."""
        before = next((place for place in reversed(self.scene.places) if place.last < hit.first), None)
        if before is None or hit.label.name not in self.staging.holders(before.label.name):
            return False
        between = self.staging.tokens[before.last + 1 : hit.first]
        return 0 < len(between) <= _LONGEST_ASIDE and between[0].folded in COMMAS

    def _heads_speech(self, hit: Hit[Mark]) -> bool:
        """Whether a headline puts a speaker there, before a colon: "McKenzie in Baghdad: …"."""
        first, tokens = self.scene.sentence.first, self.staging.tokens
        end = min(first + _LONGEST_HEAD, self.scene.sentence.last)
        return self.scene.is_title and any(tokens[at].folded == ":" and hit.last < at for at in range(first, end))

    def carried(self) -> tuple[str, ...]:
        """The one place below the home that the sentence before was about, where this one names none."""
        scene, staging = self.scene, self.staging
        before = staging.before(scene)
        named = any(is_usable(hit, scene, staging, self.barred) for hit in scene.places)
        if before is None or named or scene.group_hits("country"):
            return ()
        names = {hit.label.name for hit in before.places if is_usable(hit, before, staging, ())}
        below = all(staging.lies_below_home(name) for name in names)
        return tuple(names) if len(names) == 1 and below else ()

    def behind(self, event: Span) -> SiteFinder:
        """The same for places behind an event alone: "the rest" are nowhere that was named before them."""
        return replace(self, barred=(*self.barred, *(hit for hit in self.scene.places if hit.first < event.first)))

    def beside(self, event: Span) -> SiteFinder:
        """The same for places in the clause of an event alone."""
        apart = (hit for hit in self.scene.places if clauses_apart(hit, event, self.scene) > 0)
        return replace(self, barred=(*self.barred, *apart))

    def leads_elsewhere(self, figure: Span) -> bool:
        """Whether the clause of a figure names a place to go to."""
        near = (hit for hit in self.scene.places if clauses_apart(hit, figure, self.scene) == 0)
        return any(is_destination(hit, self.scene, self.staging) for hit in near)

    def last_named(self, at: int) -> tuple[str, ...]:
        """The place below the home that the article named last before a token, if any."""
        named = self._named_before(at)
        return () if named is None else (named,)

    def _holds_most(self, hit: Hit[Mark], value: Span) -> bool:
        """Whether a place is only that of the most of those spoken of: "fewer than 2,000, most of them in Erbil"."""
        return any(
            lies_between(most, value, hit) for most in self.scene.group_hits("most_of") if most.first > value.last
        )

    def _base_before(self, at: int) -> str | None:
        """The place named last by the word for it that stands at a token ("the base"); None without such a word."""
        tokens, staging = self.staging.tokens, self.staging
        words = self.scene.group_hits("there", "site")
        word = next((hit for hit in words if hit.first - at in {0, 1}), None)
        if word is None:
            return None
        bases = staging.called.get(tokens[word.last].folded)
        if bases is None:
            bases = staging.called[tokens[word.last].folded] = self._called(tokens[word.last].folded)
        for scene in reversed(staging.scenes):
            for hit in reversed(scene.places):
                if hit.label.name in bases and hit.last < at and not is_destination(hit, scene, staging):
                    return hit.label.name
        return None

    def _called(self, word: str) -> frozenset[str]:
        """The places at home that the article calls by a word for a base, wherever it does."""
        tokens, staging = self.staging.tokens, self.staging
        return frozenset(
            hit.label.name
            for scene in staging.scenes
            for hit in scene.places
            if staging.lies_at_home(hit.label.name)
            and any(_are_one_word(one.folded, word) for one in tokens[max(hit.first - 1, 0) : hit.last + 2])
        )

    def _is_left(self, at: int) -> bool:
        """Whether a word at a token says that the place last named is left, as one may leave where one was sent to."""
        return any(hit.first == at for hit in self.scene.group_hits("left_it"))

    def _named_before(self, at: int, *, to: bool = False) -> str | None:
        """The place below the home that the article named last before a token.

        One that others went to only if there is no other, or where one such may be meant (``to``).
        """
        destination: str | None = None
        for scene in reversed(self.staging.scenes):
            for hit in reversed(scene.places):
                name = hit.label.name
                within = self.staging.lies_below_home(name)
                if not within or hit.last >= at or is_bystander(hit, scene, self.staging):
                    continue
                if to or not is_destination(hit, scene, self.staging):
                    return name
                destination = destination or name
        return destination


def _are_one_word(one: str, other: str) -> bool:
    """Whether two words for a base are one, whatever is attached to them: "airbase", "the base", "القاعدة"."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_BASE and shorter in longer


def narrowest(names: Sequence[str], staging: Staging, added: Container[str] = ()) -> tuple[str, ...]:
    """The places without those in which another of them lies, unless they were ``added`` by an "and"."""
    holding = {holder for name in names for holder in staging.holders(name)}
    return tuple(name for name in names if name not in holding or name in added)


def _is_apposed(one: Hit[Mark], other: Hit[Mark], staging: Staging) -> bool:
    """Whether one place says where the other lies: "Baghdad, Iraq", "Iraq's Taji"."""
    before, after = (one, other) if one.first < other.first else (other, one)
    owned = staging.layout.positions("small", "possessive", before.last + 1, after.first - 1)
    return gap(one, other) <= APPOSITION or (bool(owned) and gap(one, other) == APPOSITION + 1)


def _is_added(name: str, together: Sequence[Hit[Mark]], staging: Staging) -> bool:
    """Whether a place that holds others is named beside them by an "and" ("Baghdad and the rest of federal Iraq")."""
    if name == staging.home:
        return False
    return any(other.label.name == name and and_between(one, other, staging) for one, other in pairwise(together))


def _elsewhere(hit: Hit[Mark], said: Said, staging: Staging, *, at_home: bool) -> int:
    """What speaks against another theatre for an event whose sentence names one at home ("the fight in Syria")."""
    counts = said.what is said.value
    return 0 if counts or not at_home or staging.lies_at_home(hit.label.name) else _ELSEWHERE_COST


def _cost(hit: Hit[Mark], said: Said, scene: Scene) -> int:
    """How far a place is from the event, or from the value where that is nearer, with what lies between."""
    by_event = gap(hit, said.what) + _CLAUSE_COST * clauses_apart(hit, said.what, scene)
    by_event += _BEFORE_COST * (hit.first < said.what.first)
    crossed = sum(lies_between(other, hit, said.value) for other in said.other_values)
    if said.what is said.value:
        taken = any(other.first < hit.first < said.what.first for other in said.other_values)
        done = sum(lies_between(other, hit, said.value) for other in said.other_events)
        return by_event + _OTHER_DATE_COST * crossed + _OTHER_FIGURE_COST * taken + _OTHER_EVENT_COST * done
    by_event += _OTHER_EVENT_COST * sum(lies_between(other, hit, said.what) for other in said.other_events)
    by_value = gap(hit, said.value) + _CLAUSE_COST * clauses_apart(hit, said.value, scene)
    return min(by_event, by_value) + _OTHER_DATE_COST * crossed


def _chain(usable: Sequence[Hit[Mark]], at: int, said: Said, scene: Scene, staging: Staging) -> list[Hit[Mark]]:
    """The place with those named in one breath with it, in order of the text."""
    low = high = at
    while low > 0 and _joined(usable[low - 1], usable[low], said, scene, staging):
        low -= 1
    while high + 1 < len(usable) and _joined(usable[high], usable[high + 1], said, scene, staging):
        high += 1
    return list(usable[low : high + 1])


def _joined(one: Hit[Mark], other: Hit[Mark], said: Said, scene: Scene, staging: Staging) -> bool:
    if other.first - one.last - 1 > _CHAIN or any(
        lies_between(span, one, other) for span in (said.value, *said.other_values, *said.other_events)
    ):
        return False
    if any(hit.label.name == "mission" for hit in scene.groups if one.last < hit.first < other.first):
        return False  # "in Erbil for the operations in Syria"
    return not any(
        staging.layout.positions("locations", "to", at, at) for at in range(one.last + 1, other.first)
    ) and not any(staging.tokens[at].folded in {".", ";", ":"} for at in range(one.last + 1, other.first))
