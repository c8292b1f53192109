"""Whether two words are one name, or one word, in two spellings that cannot change what is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from monitor.editions.words import Word
from monitor.language.folding import fold
from monitor.language.lexicon import Lexicon, phrase_words
from monitor.language.pack import Pack, load_pack
from monitor.records import Lang

SHORTEST_NAME = 5
SHORTEST_WORD = 7
"""Shorter words have too many neighbours in spelling ("desert", "dessert"; "قلب", "كلب"). Judgements."""

LETTERS_A_CHANGE = 4
"""One changed vowel is allowed for so many letters of a name, at least one: "Kazemi", "Kazimi". A judgement."""

_GUARDED_FILES = ("calendar", "feasts", "numbers", "speech", "modality", "events", "geography", "sentences")
"""The files of a pack whose words claims are read by: none of them is ever one spelling of another."""

_PASSED_OVER = frozenset({"vowels", "sounds", "related", "cut", "forms"})
"""Tables of other things than words that say something: letters, labels, and names that look like verbs."""


class Spelling:
    """How one language spells names: which letters are exchanged, and which words must stand as they are."""

    def __init__(self, pack: Pack) -> None:
        """Index the words of the pack; a word that stands anywhere in a phrase counts by itself."""
        editing = pack.words["editing"]
        self._guarded = Lexicon(((word, "") for word in _single_words(pack)), pack.clitics)
        self._vowels = frozenset(fold(letter) for letter in editing.get("vowels", {}).get("words", ()))
        sounds = ((fold(one), fold(sound)) for sound, spelled in editing.get("sounds", {}).items() for one in spelled)
        self._sounds = sorted(sounds, key=lambda pair: -len(pair[0]))
        self._heard: dict[str, str] = {}

    def is_respelled(self, one: Word, other: Word) -> bool:
        """Whether two words that differ are one in two spellings; symmetric, and False in doubt.

        Letters that stand for one sound may change (Qalibaf, Ghalibaf; defence, defense), and doubled ones, within a
        name also a vowel (Kazemi, Kazimi). Letters that inflect may not: neither the first nor the last, and in
        scripts without capitals, where names are not told from verbs, the first and last two. A word by which claims
        are read never changes its spelling, nor does a number.
        """
        words = one.key, other.key
        named = one.named and other.named
        if min(map(len, words)) < (SHORTEST_NAME if named else SHORTEST_WORD) or not all(map(str.isalpha, words)):
            return False
        if any(self._guarded.opening(word) is not None for word in words):
            return False
        heard = self.sound(words[0]), self.sound(words[1])
        if heard[0] == heard[1]:
            return True
        has_capitals = words[0].upper() != words[0]
        return (named or not has_capitals) and self._differ_in_vowels(*heard, edge=1 if has_capitals else 2)

    def sound(self, word: str) -> str:
        """The folded word with one letter for each sound and without doubled letters."""
        if word not in self._heard:
            heard = "".join(self._sounds_of(word))
            self._heard[word] = "".join(letter for at, letter in enumerate(heard) if heard[at - 1 : at] != letter)
        return self._heard[word]

    def _sounds_of(self, word: str) -> Iterator[str]:
        at = 0
        while at < len(word):
            found = next(((one, sound) for one, sound in self._sounds if word.startswith(one, at)), None)
            written, sound = found or (word[at], word[at])
            yield sound
            at += len(written)

    def _differ_in_vowels(self, one: str, other: str, edge: int) -> bool:
        if one[:edge] != other[:edge] or one[-edge:] != other[-edge:]:
            return False
        if [letter for letter in one if letter not in self._vowels] != [
            letter for letter in other if letter not in self._vowels
        ]:
            return False
        allowed = max(1, max(len(one), len(other)) // LETTERS_A_CHANGE) if edge == 1 else 1
        return letters_apart(one, other) <= allowed


def letters_apart(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or exchanged (Levenshtein's distance)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        above, row[0] = row[0], at
        for place, facing in enumerate(other, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != facing))
    return row[-1]


@cache
def spelling_of(lang: Lang) -> Spelling:
    """The spelling of a language that ships with the package."""
    return Spelling(load_pack(lang))


def _single_words(pack: Pack) -> Iterator[str]:
    """Every word of every phrase; of feasts the names of one word alone, as many are named for people."""
    for name in (*_GUARDED_FILES, "editing"):
        for table, meanings in pack.words[name].items():
            phrases = () if table in _PASSED_OVER else (one for phrases in meanings.values() for one in phrases)
            told = (phrase_words(phrase) for phrase in phrases)
            yield from (word for words in told if name != "feasts" or len(words) == 1 for word in words)
