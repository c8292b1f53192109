"""What is not wrong in a topic but will disappoint: languages without words, words that match nothing or too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from monitor.language.events import SHARED
from monitor.language.grounds import countries_called
from monitor.language.lexicon import phrase_words
from monitor.language.pack import load_pack
from monitor.language.vocabulary import STAND_INS
from monitor.records import FrameRole, Lang, Topic, Words

SHORTEST = 3
"""A name of fewer letters is another word somewhere, unless it is an abbreviation in capitals; a judgement."""

_LANGUAGE_NAMES: Mapping[Lang, str] = {"ar": "Arabic", "en": "English", "ckb": "Sorani"}

_ROLES: Mapping[FrameRole, str] = {
    "ends": "the end of the mission",
    "begins": "the start of leaving",
    "completes": "the end of leaving",
    "partial": "a cut of the force",
    "agreed": "an agreement",
    "present": "how many are there",
    "remaining": "how many will stay",
    "leaving": "how many leave",
}


def advise(topic: Topic) -> tuple[str, ...]:
    """What would make a topic match more or better, each in one sentence; nothing where all is well."""
    return (
        *_silent_languages(topic),
        *_places_apart(topic),
        *_short_names(topic),
        *_said_twice(topic),
        *_own_look_alikes(topic),
        *_roles_without_frame(topic),
        *_deaf_triggers(topic),
        *_triggers_of_figures(topic),
        *_loose_triggers(topic),
        *_missing_lists(topic),
    )


def _silent_languages(topic: Topic) -> Iterator[str]:
    own = [force for force in topic.forces if force.own]
    home = next((place for place in topic.places if place.name == topic.home), None)
    for lang in topic.languages:
        name = _LANGUAGE_NAMES[lang]
        if not any(force.aliases.get(lang) for force in own):
            yield f"the story's own force has no {name} names: articles in {name} will hardly match"
        elif home is not None and not home.aliases.get(lang):
            yield f"places.{home.name} has no {name} names: articles in {name} that name it will match less"


def _places_apart(topic: Topic) -> Iterator[str]:
    """Places that are no countries and lie in none: mostly the parent was forgotten."""
    countries = {topic.home, *countries_called(topic)}
    apart = [place.name for place in topic.places if place.parent is None and place.name not in countries]
    if apart:
        yield (
            f"{', '.join(apart)}: not in {topic.home}, the home; what happens there is read as another story's. "
            f'Where that is not meant, write parent = "{topic.home}", or the place in it that holds them'
        )


def _triggers_of_figures(topic: Topic) -> Iterator[str]:
    for name, trigger in _triggers(topic, "quantity"):
        if "+" in trigger or trigger in STAND_INS:
            yield (
                f'frames.{name}: the trigger "{trigger}" is not used; a frame of figures takes single word groups, '
                f"whose words stand near the number"
            )


def _loose_triggers(topic: Topic) -> Iterator[str]:
    for name, trigger in _triggers(topic, "date"):
        if SHARED.issuperset(trigger.split(" + ")):
            yield (
                f'frames.{name}: the trigger "{trigger}" makes no event by itself: '
                f"{', '.join(sorted(SHARED))} need another group beside them"
            )


def _triggers(topic: Topic, kind: Literal["date", "quantity"]) -> Iterator[tuple[str, str]]:
    """The frames of a kind of value, by name, with each of their triggers."""
    return ((frame.name, trigger) for frame in topic.frames if frame.kind == kind for trigger in frame.triggers)


def _missing_lists(topic: Topic) -> Iterator[str]:
    if "owner" not in topic.words:
        yield "there is no [words.owner]: the names of those who send the force, or speak for it, help to find articles"
    if not topic.confusables:
        yield "there is no [confusable.…]: stories that share words with this one are told apart by theirs"


def _lists(topic: Topic) -> Iterator[tuple[str, Words]]:
    yield from ((f"forces.{force.name}", force.aliases) for force in topic.forces)
    yield from ((f"places.{place.name}", place.aliases) for place in topic.places)
    yield from ((f"words.{name}", words) for name, words in topic.words.items())
    yield from ((f"confusable.{one.name}", one.words) for one in topic.confusables)


def _short_names(topic: Topic) -> Iterator[str]:
    for where, words in _lists(topic):
        for lang, forms in words.items():
            for form in forms:
                if sum(character.isalnum() for character in form) < SHORTEST and not form.isupper():
                    yield f'{where}.{lang}: "{form}" is so short that it may match by accident'


def _said_twice(topic: Topic) -> Iterator[str]:
    """Forms of one list that compare alike once case, vowel signs and spellings are folded."""
    for where, words in _lists(topic):
        for lang, forms in words.items():
            seen: dict[tuple[str, ...], str] = {}
            for form in forms:
                first = seen.setdefault(tuple(phrase_words(form)), form)
                if first != form or forms.count(form) > 1:
                    yield f'{where}.{lang}: "{form}" says the same as "{first}"; one of the two is enough'


def _own_look_alikes(topic: Topic) -> Iterator[str]:
    forces = {
        (lang, tuple(phrase_words(form))): "the story's own force" if force.own else f"forces.{force.name}"
        for force in topic.forces
        for lang, forms in force.aliases.items()
        for form in forms
    }
    for one in topic.confusables:
        for lang, forms in one.words.items():
            for form in forms:
                named = forces.get((lang, tuple(phrase_words(form))))
                if named is not None:
                    yield f'confusable.{one.name}.{lang}: "{form}" is also a name of {named}, for which articles match'


def _roles_without_frame(topic: Topic) -> Iterator[str]:
    had = {frame.role for frame in topic.frames}
    for role, meaning in _ROLES.items():
        if role not in had:
            yield f'no frame has the role "{role}": {meaning} will not be kept'


def _deaf_triggers(topic: Topic) -> Iterator[str]:
    for frame in topic.frames:
        for trigger in frame.triggers:
            for lang in topic.languages:
                packed = load_pack(lang).words["events"].get("words", {})
                for group in trigger.split(" + "):
                    own = topic.words.get(group, {}).get(lang)
                    if group not in STAND_INS and not own and not packed.get(group):
                        name = _LANGUAGE_NAMES[lang]
                        yield f'frames.{frame.name}: the trigger "{trigger}" has no {name} words for "{group}"'
