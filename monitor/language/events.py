"""Events: the triggers of a topic's frames, found in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.language.lexicon import Hit
from monitor.language.sentences import Sentence
from monitor.language.vocabulary import Mark
from monitor.records import Frame, Topic

PAIR_REACH = 7
"""How many tokens may lie between the words of a trigger of several groups: a judgement, made by reading."""


@dataclass(frozen=True, slots=True)
class Event:
    """A frame's trigger in the tokens ``first..last``; ``words`` are the tokens of its own words."""

    frame: Frame
    trigger: str
    first: int
    last: int
    words: tuple[int, ...]


def find_events(groups: Sequence[Hit[Mark]], topic: Topic, sentence: Sentence) -> tuple[Event, ...]:
    """The events of date frames that a sentence names, by position.

    Triggers of several groups come first, and a word belongs to one event alone: "begin + withdrawal" leaves no bare
    "withdrawal" behind.
    """
    patterns = [
        (trigger.split(" + "), frame, trigger)
        for frame in topic.frames
        if frame.kind == "date"
        for trigger in frame.triggers
    ]
    used: set[int] = set()
    events: list[Event] = []
    for names, frame, trigger in sorted(patterns, key=lambda pattern: -len(pattern[0])):
        for words in _matches(names, groups, sentence, used):
            at = sorted(position for hit in words for position in range(hit.first, hit.last + 1))
            used.update(at)
            events.append(Event(frame, trigger, at[0], at[-1], tuple(at)))
    return tuple(sorted(events, key=lambda event: event.first))


def _matches(
    names: Sequence[str], groups: Sequence[Hit[Mark]], sentence: Sentence, used: set[int]
) -> list[list[Hit[Mark]]]:
    found: list[list[Hit[Mark]]] = []
    taken: set[int] = set()
    for anchor in groups:
        if anchor.label.name != names[0] or anchor.first in used or anchor.first in taken:
            continue
        match = _complete(anchor, names[1:], groups, sentence, used | taken)
        if match is not None:
            found.append(match)
            taken.update(position for hit in match for position in range(hit.first, hit.last + 1))
    return found


def _complete(
    anchor: Hit[Mark], names: Sequence[str], groups: Sequence[Hit[Mark]], sentence: Sentence, used: set[int]
) -> list[Hit[Mark]] | None:
    """The anchor with the nearest word of each further group beside it, or None where one is missing."""
    match = [anchor]
    for name in names:
        near = [
            hit
            for hit in groups
            if hit.label.name == name
            and hit.first not in used
            and not anchor.first <= hit.first <= anchor.last
            and _distance(anchor, hit) <= PAIR_REACH
            and abs(sentence.clause_of(hit.first) - sentence.clause_of(anchor.first)) <= 1
        ]
        if not near:
            return None
        match.append(min(near, key=lambda hit: _distance(anchor, hit)))
    return match


def _distance(one: Hit[Mark], other: Hit[Mark]) -> int:
    return max(other.first - one.last, one.first - other.last) - 1
