"""The words of a topic, joined with those of a language pack and ready to be found in text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.language.grounds import grounds_of
from monitor.language.lexicon import Lexicon, phrase_words
from monitor.language.pack import Pack, languages, load_pack, names_in
from monitor.records import Lang, Topic

MarkKind = Literal["force", "place", "group", "confusable", "abroad"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word of a topic stands for: a force, a place, a word group of its triggers, or a look-alike story.

    ``abroad`` is a country, or a city in it, that the topic does not name; its name is the code of ISO 3166.
    """

    kind: MarkKind
    name: str


PRESENCE = Mark("group", "presence")
"""Words for being somewhere."""


class Vocabulary:
    """One topic's words in every language, built when a language is first asked for."""

    def __init__(self, topic: Topic) -> None:
        """Keep the topic; its words are folded and indexed by ``lexicon``."""
        self.topic = topic
        self.own_forces = frozenset(force.name for force in topic.forces if force.own)
        self.grounds = grounds_of(topic)
        self._lexicons: dict[Lang, Lexicon[Mark]] = {}
        self._names: dict[Lang, Lexicon[Mark]] = {}

    def lexicon(self, lang: Lang) -> Lexicon[Mark]:
        """The topic's words in a language together with the word groups of its pack."""
        if lang not in self._lexicons:
            pack = load_pack(lang)
            self._lexicons[lang] = Lexicon(_entries(self.topic, pack), pack.clitics)
        return self._lexicons[lang]

    def names(self, lang: Lang) -> Lexicon[Mark]:
        """Of the same words those alone that name a force, its owner or a place: what an article of the topic has."""
        if lang not in self._names:
            pack = load_pack(lang)
            telling = (entry for entry in _entries(self.topic, pack) if _is_name(entry[1]))
            self._names[lang] = Lexicon(telling, pack.clitics)
        return self._names[lang]


def _is_name(mark: Mark) -> bool:
    return mark.kind in {"force", "place"} or mark == Mark("group", "owner")


def _entries(topic: Topic, pack: Pack) -> Iterator[tuple[str, Mark]]:
    if pack.lang not in topic.languages:
        return
    own = list(_own_entries(topic, pack))
    yield from own
    for group, surfaces in pack.words["events"].get("words", {}).items():
        yield from ((surface, Mark("group", group)) for surface in surfaces)
    known = {tuple(phrase_words(phrase)) for phrase, _ in own}
    for country, names in pack.words["geography"].get("abroad", {}).items():
        if not any(tuple(phrase_words(name)) in known for name in names):
            yield from ((name, Mark("abroad", country)) for name in names)


def _own_entries(topic: Topic, pack: Pack) -> Iterator[tuple[str, Mark]]:
    for force in topic.forces:
        yield from ((alias, Mark("force", force.name)) for alias in force.aliases.get(pack.lang, ()))
    for place in topic.places:
        for alias in place.aliases.get(pack.lang, ()):
            yield alias, Mark("place", place.name)
            for end in pack.copulas:  # "لە هەولێرن": they are in Erbil
                yield f"{alias}{end}", Mark("place", place.name)
                yield f"{alias}{end}", PRESENCE
    for confusable in topic.confusables:
        yield from ((word, Mark("confusable", confusable.name)) for word in confusable.words.get(pack.lang, ()))
    for group, words in topic.words.items():
        yield from ((word, Mark("group", group)) for word in words.get(pack.lang, ()))


STAND_INS = frozenset({"force", "site"})
"""What may stand in a trigger without being a word group: any force or people, any place or word for its country."""


def packed_groups() -> frozenset[str]:
    """The word groups that any topic's triggers may name: those of every language pack, and the stand-ins."""
    return STAND_INS.union(*(names_in(lang, "events", "words") for lang in languages()))
