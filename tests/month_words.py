"""The words of the simulated month: sentences that claim a value, and pages that say nothing beside it.

All of them come from the files in ``tests/month``; this is what puts them together by chance.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from monitor.records import Lang

FOLDER = Path(__file__).parent / "month"
TOPIC_FILE = FOLDER / "topic.toml"


@dataclass(frozen=True, slots=True)
class State:
    """What is known under a fact from a day on; ``day`` 0 is before the month opens. ``first`` is the news of it."""

    value: str
    day: float
    plain: Mapping[str, Sequence[str]]
    coarse: Mapping[str, Sequence[str]]
    sentences: Mapping[str, Sequence[str]]
    kinds: tuple[str, ...] = ()
    lang: Lang = "en"
    first: str = ""
    edited: bool = False
    overdue: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known under one key, state after state; nobody tells it after the day ``until``."""

    name: str
    frame: str
    place: str
    speaker: Mapping[str, str]
    states: tuple[State, ...]
    recalled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    until: float = 99.0

    def state_on(self, day: float) -> State | None:
        """The newest state on a day, or None before the first."""
        return next((state for state in reversed(self.states) if state.day <= day), None)

    def state_before(self, state: State) -> State | None:
        """The state that another one followed, or None."""
        at = self.states.index(state)
        return self.states[at - 1] if at else None


@dataclass(frozen=True, slots=True)
class Story:
    """The facts of the month, the people without a name who tell them, and the denials of a value."""

    facts: Mapping[str, Fact]
    nobody: Mapping[str, Sequence[str]]
    denials: Sequence[Mapping[str, Any]]


def load_story() -> Story:
    """The story as its file tells it."""
    written = tomllib.loads((FOLDER / "story.toml").read_text(encoding="utf-8"))
    facts = {name: _fact(name, table, written["speakers"]) for name, table in written["facts"].items()}
    return Story(facts, written["nobody"], written["denials"])


def _fact(name: str, table: Mapping[str, Any], speakers: Mapping[str, Mapping[str, str]]) -> Fact:
    states = tuple(_state(state, table["sentences"]) for state in table["states"])
    recalled = table.get("recalled", {})
    until = table.get("until", 99.0)
    return Fact(name, table["frame"], table["place"], speakers[table["speaker"]], states, recalled, until)


def _state(table: Mapping[str, Any], sentences: Mapping[str, Sequence[str]]) -> State:
    given = {"day": 0.0, "sentences": sentences} | dict(table)
    return State(**(given | {"kinds": tuple(given.get("kinds", ()))}))


class Writer:
    """Writes sentences and pages by chance; the same dice write the same."""

    def __init__(self, story: Story, dice: Random) -> None:
        """Write about a story."""
        self._story, self._dice = story, dice
        self.paper = tomllib.loads((FOLDER / "paper.toml").read_text(encoding="utf-8"))

    def tells(self, fact: Fact, state: State, lang: Lang, coarse: float = 0.25) -> str:
        """A sentence that claims the value of a state, with a share of ``coarse`` in words that say less."""
        coarse_words = state.coarse[lang] if self._dice.random() < coarse else ()
        return self._told(fact, state, lang, self._dice.choice(coarse_words or state.plain[lang]))

    def names(self, fact: Fact, state: State, lang: Lang) -> str:
        """A sentence that claims the value of a state in full, so that it means the same on any day."""
        return self._told(fact, state, lang, state.plain[lang][0])

    def _told(self, fact: Fact, state: State, lang: Lang, value: str) -> str:
        who = self._dice.choice([fact.speaker[lang], *self._dice.sample(self._story.nobody[lang], 2)])
        return _filled(self._dice.choice(state.sentences[lang]), value, who)

    def recalls(self, fact: Fact, state: State, lang: Lang) -> str | None:
        """A sentence that recalls what was known earlier, or None where the language has none for it."""
        sentences = fact.recalled.get(lang)
        if not sentences:
            return None
        return _filled(self._dice.choice(sentences), self._dice.choice(state.plain[lang]), fact.speaker[lang])

    def fills(self, lang: Lang, count: int = 5) -> list[str]:
        """Paragraphs that claim nothing."""
        words = self.paper[lang]
        parts = ("openings", "acts", "places", "ends")
        drawn = [self._dice.sample(words[part], count) for part in parts]
        return [" ".join(sentence) for sentence in zip(*drawn, strict=True)]

    def headline(self, lang: Lang) -> str:
        """A headline that claims nothing and names the force."""
        words = self.paper[lang]
        act, town = self._dice.choice(words["acts_of_headlines"]), self._dice.choice(words["towns"])
        return self._dice.choice(words["headlines"]).format(act=act, town=town)

    def words(self, lang: Lang, name: str) -> str:
        """One of the paper's fixed sentences, with a town in it."""
        return self.paper[lang][name].format(town=self._dice.choice(self.paper[lang]["towns"]), lead="{lead}")


def _filled(sentence: str, value: str, who: str) -> str:
    written = sentence.format(value=value, who=who, Who=who[:1].upper() + who[1:])
    return written[:1].upper() + written[1:]
