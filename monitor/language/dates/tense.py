"""Where the words around a date say that it lies: the nearest verb or cue of its sentence tells past from future.

Cue words come first, then the form of verbs; both are data of a language pack. Where neither stands near, the date is
left to the policy of reports (``occurrences.choose``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Literal

from monitor.language.dates.nodes import (
    Away,
    Between,
    Direction,
    Lean,
    Mentioned,
    Named,
    Node,
    NthOf,
    PartOf,
    Picked,
    UnitOf,
)
from monitor.language.dates.words import DateWords
from monitor.language.folding import fold
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.records import Lang

_REACH = 15
"""How far a word of tense may stand from the date that it turns to the past or the future; a judgement."""

_CLAUSE_COST = 6
"""How many words of distance a border between clauses is worth; a judgement."""

_SPEECH_REACH = 4
"""How near the day on which somebody spoke stands to the word for it; a judgement."""

_NEAR = 3
"""A verb farther off than this, the cost of its clause and side counted, only perhaps governs the date; a judgement."""

_WITHIN_SENTENCE = 12
"""A verb farther off than this leaves a bare weekday to the policy of reports; a judgement."""

_AUXILIARY_REACH = 5
"""How far "will" may stand before the participle that it makes one of the future."""

_SIDE_COST = 3
"""What speaks against a verb on the side where the language seldom puts the verb of a date; a judgement."""

Told = Literal["past", "future", "scheduled", "moved", "none"]
"""What a word tells of a date near it; "scheduled" is a present that says "will" of a near day alone."""

_MOVING = frozenset({"shifts", "cues"})
_TELLING = frozenset({"cues", "tense", "verbs"})
"""The tables of words that move a date, and of those that tell its tense."""

_ENDS = frozenset({".", "!", "?", "؟", "…", "۔"})
_BORDERS = frozenset({",", ";", "؛", ":", "(", ")"})
_SHORTEST_VERB = 4

_KEPT_FORMS = 10_000
"""How many words are remembered with the tense of their form; a judgement."""


def direction_of(words: DateWords, layout: Layout) -> Lean | None:
    """Whether the words around a date speak of the past or of what is to come; None where they do not say.

    ``layout`` must hold the pack's "modality", "speech" and "sentences" files. What has been moved lies anywhere. A
    deadline lies ahead; beside a word of the past it may be one that has just gone by, which the calendar decides.
    """
    if not is_open(words.node):
        return None
    until = words.rel == "in" and layout.starting(words.first, "until") is not None
    deadline = until or (words.rel in {"by", "before"} and words.rel_given)
    sides = _cues_before(words, layout), _cues_behind(words, layout)
    if _is_of_week(words.node):
        return _of_weekday(words, layout, sorted(chain(*sides), key=_cost), deadline=deadline, until=until)
    # What stands nearer on a side tells it, so where only the nearest is asked for, each side ends at its first cue.
    plain = [(cue for cue in side if cue[1] != "scheduled") for side in sides]
    cues = sorted(chain(*plain) if deadline else chain(*[islice(side, 1) for side in plain]), key=_cost)
    cost, told = cues[0] if cues else (0, "none")
    if _is_complement(words, layout) and (told != "future" or cost > 1):
        return None
    if deadline:
        moved = any(one == "moved" for _, one in cues)
        return None if moved or told == "past" else "future"
    return _lean_of(told, cost)


def _of_weekday(
    words: DateWords, layout: Layout, cues: Sequence[tuple[int, Told]], *, deadline: bool, until: bool
) -> Lean | None:
    if deadline and not until:
        return "past" if _is_told_later(words, layout) else "future"
    if words.rel == "after" and _owns(words, layout):  # "after Tuesday's attacks"
        return "past"
    return _lean_of_weekday(cues, begins=until or (words.rel == "from" and words.rel_given))


def _is_complement(words: DateWords, layout: Layout) -> bool:
    """Whether a date belongs to a noun, not to the verb, so the nearest is meant: "wages for May", "رواتب أيار"."""
    node = words.node
    if layout.meaning(words.first, "purposes", "words") is not None:
        return True
    month = isinstance(node, Named) and words.rule == "month" and node.modifier is None
    if not month or words.rel_given or words.first == 0 or layout.tokens[words.first].opens_line:
        return False
    noun = layout.tokens[words.first - 1].kind == "word" and not layout.opens(words.first - 1, _TELLING)
    return noun and layout.ending_meaning(words.first - 1, "units", "month") is None


def _owns(words: DateWords, layout: Layout) -> bool:
    """Whether what stands behind a weekday is its own: "Tuesday's attacks"."""
    behind = words.last + 1
    marked = behind < len(layout.tokens) and layout.tokens[behind].folded == "'"
    return marked and layout.meaning(behind + 1, "small", "possessive") is not None


def _lean_of(told: Told, cost: int) -> Lean | None:
    if told in {"none", "moved"}:
        return None
    if cost > _NEAR:
        return "perhaps_future" if told == "future" else "perhaps_past"
    return "future" if told == "future" else "past"


def _is_told_later(words: DateWords, layout: Layout) -> bool:
    """Whether a verb before a deadline says that it has gone by: "had left by Friday"."""
    first = max(words.first - _REACH, 0)
    ends = (at + 1 for at in range(words.first - 1, first - 1, -1) if _ends_sentence(layout, at))
    return bool(layout.positions("auxiliaries", "pluperfect", next(ends, first), words.first - 1))


def _cost(cue: tuple[int, Told]) -> int:
    return cue[0]


def _lean_of_weekday(cues: Sequence[tuple[int, Told]], *, begins: bool) -> Lean | None:
    """Where a bare weekday lies: a present of schedule puts it ahead, a verb far off leaves it to the policy.

    Where something ``begins`` or ends with it ("from Monday", "until Friday"), it lies ahead unless a verb is past.
    """
    cost, told = cues[0] if cues else (0, "none")
    moved = any(one == "moved" for _, one in cues)
    if begins and (moved or told != "past" or cost > _NEAR):
        return "future"  # what runs "from Monday" is to begin; what is "moved from Monday" was to be
    if told in {"none", "moved"} or cost > _WITHIN_SENTENCE:
        return None
    return "past" if told == "past" else "future"


def _is_of_week(node: Node) -> bool:
    """Whether a date is a bare weekday, which a report puts into the past unless a verb near it says otherwise."""
    if isinstance(node, Between):
        return _is_of_week(node.first)
    return isinstance(node, Named) and node.weekday is not None and node.day is None and node.months is None


def is_open(node: Node) -> bool:
    """Whether a date leaves open in which year, month or week it lies."""
    match node:
        case Picked():
            return node.modifier == "following" or (node.unit == "weekend" and node.modifier is None)
        case Named():
            return node.year is None and node.within is None and node.modifier in {None, "this"}
        case PartOf() | NthOf() | UnitOf():
            return is_open(node.of)
        case Between():
            return is_open(node.first) or is_open(node.last)
        case Away():
            return isinstance(node.anchor, Mentioned) or (node.anchor is not None and is_open(node.anchor))
    return False


# What tells the tense in the date's sentence, each with how far off it is, the nearest first.


def _cues_behind(words: DateWords, layout: Layout) -> Iterator[tuple[int, Told]]:
    tokens = layout.tokens
    led = words.first > 0 and not tokens[words.first].opens_line
    if led and layout.meaning(words.first, "small", "of") is not None:
        return  # "the earthquake of March 11 will …": what follows tells nothing of the day
    cost = 0 if "verb_last" in layout.pack.order else _SIDE_COST
    for steps, at in enumerate(range(words.last + 1, min(words.last + 1 + _REACH, len(tokens)))):
        if tokens[at].opens_line or _ends_sentence(layout, at):
            return
        cost += _CLAUSE_COST * _is_border(layout, at)
        if cost >= _CLAUSE_COST and layout.meaning(at, "verbs", "say") is not None:
            return  # "the vote in early September, officials said": who speaks tells nothing of the vote
        told = _tense_at(layout, at, steps)
        if told is not None:
            yield steps + cost, told


def _cues_before(words: DateWords, layout: Layout) -> Iterator[tuple[int, Told]]:
    tokens = layout.tokens
    if tokens[words.first].opens_line:
        return
    cost = _SIDE_COST if "verb_last" in layout.pack.order else 0
    for steps, at in enumerate(range(words.first - 1, max(words.first - 1 - _REACH, -1), -1)):
        if _ends_sentence(layout, at):
            return
        cost += _CLAUSE_COST * _is_border(layout, at)
        told = _tense_at(layout, at, steps)
        if told is not None:
            yield steps + cost, told
        elif layout.meaning(at, "tense", "opens_clause") is not None:
            cost += _CLAUSE_COST
        if tokens[at].opens_line:
            return


def _ends_sentence(layout: Layout, at: int) -> bool:
    """Whether a mark ends a sentence, and no abbreviation."""
    return layout.tokens[at].folded in _ENDS and (at == 0 or layout.ending(at - 1, "abbreviations") is None)


def _is_border(layout: Layout, at: int) -> bool:
    """Whether a clause may end at a token."""
    return layout.tokens[at].folded in _BORDERS or layout.starting(at, "breaks") is not None


def _tense_at(layout: Layout, at: int, steps: int) -> Told | None:
    if not _MOVING.isdisjoint(layout.tables) and _is_moved(layout, at):
        return "moved"
    told = _tense_of_phrase(layout, at)
    if told is not None:
        return told
    if not layout.opens(at, _TELLING):  # most words tell by their form alone, if at all
        return _tense_of_verb(layout, at, past=False)
    if layout.meaning(at, "cues", "planned") is not None:
        return "past" if _was_planned(layout, at) else "future"
    if layout.meaning(at, "tense", "future") is not None:
        return "past" if _was_planned(layout, at) else "future"
    past = layout.meaning(at, "tense", "past") is not None
    spoke = steps <= _SPEECH_REACH and layout.meaning(at, "verbs", "say") is not None
    return "past" if spoke and not past else _tense_of_verb(layout, at, past=past)


def _tense_of_phrase(layout: Layout, at: int) -> Told | None:
    """What a phrase of several words tells that ends at a token."""
    led = layout.ending_meaning(at, "tense", "past")
    if led is not None and led.first < at:  # "first planned" is no plan any more, "will be handed over" is one
        return "future" if _is_planned(layout, led.first) else "past"
    planned = layout.ending_meaning(at, "cues", "planned")
    if planned is None or planned.first == at:
        return None
    return "past" if _was_planned(layout, planned.first) else "future"  # "had been set for 15 September"


def _was_planned(layout: Layout, at: int) -> bool:
    """Whether a plan is one of the past: "وكان التصويت مقررا", "had the vote planned"."""
    return bool(layout.positions("auxiliaries", "pluperfect", max(at - _AUXILIARY_REACH, 0), at - 1))


def _tense_of_verb(layout: Layout, at: int, *, past: bool) -> Told | None:
    token = layout.tokens[at]
    form = _tense_of_form(layout.pack.lang, token.folded) if token.kind == "word" and not past else None
    noun = layout.meaning(at - 1, "small", "article") is not None  # "the vote"
    if form is None and not past and not noun and layout.meaning(at, "tense", "scheduled") is not None:
        return "scheduled"
    if not past and (form != "past" or layout.ending_meaning(at - 1, "tense", "present") is not None):
        return form if form != "past" else None  # what "is closed" may stay so
    return "future" if _is_planned(layout, at) else "past"


def _is_moved(layout: Layout, at: int) -> bool:
    """Whether a word of moving or postponing begins or ends at a token."""
    if layout.starting(at, "shifts") is not None or layout.ending(at, "shifts") is not None:
        return True
    postponed = layout.meaning(at, "cues", "postponed")
    return postponed is not None or layout.ending_meaning(at, "cues", "postponed") is not None


def _is_planned(layout: Layout, at: int) -> bool:
    """Whether a form of the past hangs on a word for what is to come: "will be closed", "is to be signed"."""
    first = max(at - _AUXILIARY_REACH, 0)
    borders = (place + 1 for place in range(at - 1, first - 1, -1) if layout.tokens[place].folded in _BORDERS)
    return bool(layout.positions("cues", "planned", next(borders, first), at - 1))


@lru_cache(_KEPT_FORMS)
def _tense_of_form(lang: Lang, word: str) -> Direction | None:
    """The tense that the form of a verb tells: English "-ed", Arabic "س" before the imperfect, Sorani "دە-"."""
    forms = _forms(lang)
    if len(word) < _SHORTEST_VERB or word.startswith(forms["no_verbs"]) or word in forms["no_verbs_whole"]:
        return None
    if word.endswith(forms["past_endings"]):
        return "past"
    endings = forms["future_endings"]
    future = word.startswith(forms["future_prefixes"]) and (not endings or word.endswith(endings))
    return "future" if future else None


@cache
def _forms(lang: Lang) -> dict[str, tuple[str, ...]]:
    table = load_pack(lang).words["modality"].get("forms", {})
    names = ("no_verbs", "no_verbs_whole", "past_endings", "future_prefixes", "future_endings")
    return {name: tuple(fold(surface) for surface in table.get(name, ())) for name in names}
