"""Events: the triggers of a topic's frames, found in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, product

from monitor.language.lexicon import Hit
from monitor.language.sentences import Sentence
from monitor.language.vocabulary import STAND_INS, Mark
from monitor.records import Frame, FrameRole, Topic

PAIR_REACH = 7
"""How many tokens may lie between the words of a trigger of several groups: a judgement, made by reading."""

NEAR_REACH = 4
"""The same where one of them is only a force, a site or a country, which many sentences name: a judgement."""

NEXT_CLAUSE_REACH = 4
"""The same where the second stands in the next clause, which mostly has a subject of its own."""

BESIDE_REACH = 2
"""The same for the end of a force: many things end near one."""

USUAL_TRIGGERS: Mapping[FrameRole, tuple[str, ...]] = {
    "ends": ("end + mission", "absence + mission", "end + force", "end + phase"),
    "begins": (
        *("begin + withdrawal", "begin + departure", "begin + reduce", "begin + arrival"),
        *("begin + phase", "thinning", "first_of + withdrawal", "first_of + departure"),
    ),
    "completes": (
        *("withdrawal", "rest", "last_of"),
        *("end + withdrawal", "end + departure", "end + presence_noun", "end + reduce", "end + arrival"),
        *(
            "none + force",
            "departure + force",
            "departure + site",
            "handover + site",
            "absence + force",
            "absence + site",
        ),
    ),
    "partial": ("reduce", "part_of + withdrawal", "part_of + departure"),
    "agreed": ("agreement", "agreement + signing", "agreement + signing_noun"),
}
"""What triggers a frame of each role in any topic, over the word groups of the language packs; a topic adds its own.

``force`` and ``site`` are no lists of words: they stand for any force or people that the sentence names, and for any
place of the topic or word for its country.
"""

UNTIL_TRIGGERS: Mapping[FrameRole, tuple[str, ...]] = {"ends": ("continue",), "completes": ("remain",)}
"""What goes on until a day, and so is over or gone on it; without such a day these are no events."""

WEAK_TRIGGERS: Mapping[FrameRole, tuple[str, ...]] = {"completes": ("departure",), "agreed": ("signing_noun",)}
"""What many do: an event only where the sentence or the one before it is about the force."""

_ASIDE = 2
"""Clause borders around an aside, such as a date between commas."""

_EDGES = frozenset({"begin", "end"})
"""What a relative clause between does not keep apart from its noun."""

SHARED = STAND_INS | {"part_of", "first_of", "phase"}
"""Groups whose words may belong to several events of a sentence."""


@dataclass(frozen=True, slots=True)
class Event:
    """A frame's trigger in the tokens ``first..last``; ``words`` are those of its own words, without force or site.

    ``until`` marks what is an event only with a day until which it lasts, ``weak`` what needs the force beside it.
    """

    frame: Frame
    trigger: str
    first: int
    last: int
    words: tuple[int, ...]
    until: bool = False
    weak: bool = False

    @property
    def role(self) -> FrameRole:
        """What the frame is to the grammar of claims."""
        return self.frame.role

    @property
    def firm(self) -> bool:
        """Whether the words make an event by themselves."""
        return not (self.until or self.weak)


@dataclass(frozen=True, slots=True)
class Asides:
    """Tokens that do not count between the words of a trigger.

    ``names`` are those of dates and of names of forces and places. ``clauses`` has those of relative clauses beside
    them, over which only what begins and ends is joined: "the withdrawal, which was agreed in May, ends in June".
    """

    names: Collection[int] = ()
    clauses: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger of a frame, as the groups of which a word each must stand together."""

    frame: Frame
    trigger: str
    names: tuple[str, ...]
    until: bool = False
    weak: bool = False
    wanted: frozenset[str] = frozenset()
    """The groups, as a set."""


@dataclass(frozen=True, slots=True)
class _Match:
    pattern: Pattern
    own: tuple[Hit[Mark], ...]
    span: int

    @property
    def tokens(self) -> tuple[int, ...]:
        """The tokens of the words that belong to this event alone."""
        return tuple(sorted({at for hit in self.own for at in range(hit.first, hit.last + 1)}))

    @property
    def rank(self) -> tuple[bool, int, bool, int, int]:
        """What comes first where words are claimed twice.

        Firm triggers before others, more groups before fewer, a part before the whole, then the closer and the longer.
        """
        loose = self.pattern.until or self.pattern.weak
        whole = not self.pattern.trigger.startswith(("part_of", "first_of"))
        return loose, -len(self.own), whole, self.span, -max(hit.last - hit.first for hit in self.own)


def patterns_of(topic: Topic) -> tuple[Pattern, ...]:
    """Every date frame of a topic with each of its triggers: those of its role, then the topic's own."""
    return tuple(_patterns(topic))


def _patterns(topic: Topic) -> Iterator[Pattern]:
    for frame in topic.frames:
        if frame.kind == "date":
            for trigger in dict.fromkeys((*USUAL_TRIGGERS.get(frame.role, ()), *frame.triggers)):
                yield _pattern(frame, trigger)
            for trigger in UNTIL_TRIGGERS.get(frame.role, ()):
                yield _pattern(frame, trigger, until=True)
            for trigger in WEAK_TRIGGERS.get(frame.role, ()):
                yield _pattern(frame, trigger, weak=True)


def _pattern(frame: Frame, trigger: str, *, until: bool = False, weak: bool = False) -> Pattern:
    names = tuple(trigger.split(" + "))
    return Pattern(frame, trigger, names, until, weak, frozenset(names))


def find_events(
    groups: Sequence[Hit[Mark]],
    patterns: Sequence[Pattern],
    sentence: Sentence,
    asides: Asides | None = None,
    *,
    object_behind: bool = False,
) -> tuple[Event, ...]:
    """The events of date frames that a sentence names, by position.

    ``asides`` are tokens that do not count between the words of a trigger; ``object_behind`` says that the language
    puts what is left behind the word of leaving.

    Triggers of several groups come first, then the closest words, and a word belongs to one event alone: "begin +
    withdrawal" leaves no bare "withdrawal" behind.
    """
    by_name: dict[str, list[Hit[Mark]]] = {}
    for hit in groups:
        by_name.setdefault(hit.label.name, []).append(hit)
    present = by_name.keys()
    if present <= STAND_INS:  # neither makes an event by itself
        return ()
    able = (pattern for pattern in patterns if present >= pattern.wanted)
    read = partial(_matches, by_name=by_name, sentence=sentence, asides=asides or Asides(), object_behind=object_behind)
    matches = [match for pattern in able for match in read(pattern)]
    used: set[int] = set()
    events: list[Event] = []
    for match in sorted(matches, key=lambda match: match.rank):
        tokens, pattern = match.tokens, match.pattern
        if not used.intersection(tokens):
            used.update(tokens)
            event = Event(pattern.frame, pattern.trigger, tokens[0], tokens[-1], tokens, pattern.until, pattern.weak)
            events.append(event)
    events.extend(_sharing(events, by_name, patterns))
    return tuple(sorted(events, key=lambda event: event.first))


def _sharing(
    events: Sequence[Event], by_name: Mapping[str, Sequence[Hit[Mark]]], patterns: Sequence[Pattern]
) -> Iterator[Event]:
    """The other edge of what an event begins or ends: "the withdrawal begins in May and ends in June"."""
    used = {at for event in events for at in event.words}
    for event in events:
        edge, _, noun = event.trigger.partition(" + ")
        other = _OTHER_EDGE.get(edge)
        pattern = next((one for one in patterns if one.names == (other, noun)), None)
        if pattern is None or any(one.trigger == pattern.trigger for one in events):
            continue
        for hit in by_name.get(other or "", ()):
            if hit.first > event.last and not used.intersection(range(hit.first, hit.last + 1)):
                words = tuple(range(hit.first, hit.last + 1))
                yield Event(pattern.frame, pattern.trigger, hit.first, hit.last, words)
                break


_OTHER_EDGE: Mapping[str, str] = {"begin": "end", "end": "begin"}


def _matches(
    pattern: Pattern,
    by_name: Mapping[str, Sequence[Hit[Mark]]],
    sentence: Sentence,
    asides: Asides,
    *,
    object_behind: bool,
) -> Iterator[_Match]:
    names = pattern.names
    reach = NEAR_REACH if SHARED.intersection(names) and "handover" not in names else PAIR_REACH
    beside = names in {("end", "force"), ("none", "force")}
    reach = BESIDE_REACH if beside else reach
    passed: Collection[int] = () if beside else asides.clauses if _EDGES.intersection(names) else asides.names
    for hits in product(*(by_name[name] for name in names)):
        left = not (object_behind and _is_subject(hits))
        if left and _is_close(hits, reach, sentence, passed) and _leads_part(hits):
            own = tuple(hit for hit in hits if hit.label.name not in SHARED)
            if not own:  # "site" and the like make no event by themselves
                continue
            yield _Match(pattern, own, max(hit.last for hit in hits) - min(hit.first for hit in hits))


def _is_subject(hits: Sequence[Hit[Mark]]) -> bool:
    """Whether a site stands right before the word of leaving, and so is what leaves: "the country goes to war"."""
    site = next((hit for hit in hits if hit.label.name == "site"), None)
    leaving = next((hit for hit in hits if hit.label.name == "departure"), None)
    return site is not None and leaving is not None and site.last + 1 == leaving.first


def _leads_part(hits: Sequence[Hit[Mark]]) -> bool:
    """Whether "part of" and the like stand before what they are part of, or right behind it."""
    part = next((hit for hit in hits if hit.label.name == "part_of"), None)
    whole = next((hit for hit in hits if hit.label.name != "part_of"), None)
    return part is None or whole is None or part.first - whole.last - 1 <= 1


def _is_close(hits: Sequence[Hit[Mark]], reach: int, sentence: Sentence, asides: Collection[int]) -> bool:
    """Whether the words stand beside each other without overlap, with no more than an aside between them."""
    ordered = sorted(hits, key=lambda hit: hit.first)
    for one, other in pairwise(ordered):
        between = range(one.last + 1, other.first)
        words = sum(at not in asides for at in between)
        borders = sentence.clause_of(other.first) - sentence.clause_of(one.last)
        if other.first <= one.last or words > reach or borders > _ASIDE:
            return False
        if borders == 1 and words > NEXT_CLAUSE_REACH:
            return False
    return True
