"""The words of one language, read from its folder under ``packs/`` and checked on load."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, cast, get_args

from monitor.errors import ConfigError, Fault
from monitor.language.folding import fold
from monitor.language.lexicon import KEPT_WORDS, Clitics, Lexicon, Opening, phrase_words
from monitor.language.pack_tables import LETTERS, MEANINGS, ORDER, TABLES, VERBS
from monitor.language.verb_forms import VerbForms, is_verb
from monitor.records import Lang


class Lexeme(NamedTuple):
    """What a word of a pack means: its table and the meaning under which it stands there ("months", "9").

    A tuple, because it is compared and looked up for every word that is found.
    """

    table: str
    value: str


class WordMeanings(NamedTuple):
    """What a word means by itself: the first of its meanings in each table, and all of them.

    ``phrases`` holds what begins with the word and goes on, None where nothing does. A tuple, because it is taken apart
    for every word of every text.
    """

    by_table: Mapping[str, Lexeme]
    all: tuple[Lexeme, ...]
    phrases: Opening[Lexeme] | None


KeptWords = dict[str, WordMeanings | None]
"""The meanings of folded words, None where a word has none."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, ready to be found in text.

    ``connectors`` are the words for "and" that are written onto the next word, ``articles`` those for "the",
    ``copulas`` those for "they are" that are written onto the name of a place; all folded, and empty where the language
    has none. ``order`` says how it orders words: ``verb_first`` before who does it, ``verb_last`` behind what is done
    and when, ``name_first`` before the institution that bears the name, ``phrases_in_subject`` where "in", "of" and
    the like go on with a subject before its verb. ``words`` holds the words as plain lists (file → table → meaning →
    surface forms) for those that merge them with a topic's.
    """

    lang: Lang
    clitics: Clitics
    connectors: tuple[str, ...]
    articles: tuple[str, ...]
    copulas: tuple[str, ...]
    order: frozenset[str]
    words: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]

    _lexicons: dict[tuple[str, ...], Lexicon[Lexeme]] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[tuple[str, ...], tuple[KeptWords, KeptWords]] = field(default_factory=dict, repr=False, compare=False)
    _forms: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _folded: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def lexicon(self, names: tuple[str, ...]) -> Lexicon[Lexeme]:
        """The words of these files, ready to be found in one pass; built when first asked for."""
        if names not in self._lexicons:
            entries = (entry for name in names for entry in _entries(self.words[name]))
            self._lexicons[names] = Lexicon(entries, self.clitics)
        return self._lexicons[names]

    def kept(self, names: tuple[str, ...]) -> tuple[KeptWords, KeptWords]:
        """What ``Layout`` keeps of these files between texts: the meanings of the words, and of the numbers, it met."""
        if names not in self._kept:
            self._kept[names] = {}, {}
        return self._kept[names]

    @property
    def month_first(self) -> bool:
        """Whether the language writes the month before the day in digits ("4/5" is the 5th of April)."""
        return "month_first" in self.order

    def forms(self, word: str) -> tuple[str, ...]:
        """The folded word and what is left of it without what the language attaches; kept, as there are many."""
        if word not in self._forms:
            if len(self._forms) >= KEPT_WORDS:
                self._forms.clear()
            self._forms[word] = self.clitics.forms(word)
        return self._forms[word]

    def folded_words(self, file: str, table: str, meaning: str) -> frozenset[str]:
        """The folded single words under a meaning; empty where the pack has none."""
        key = file, table, meaning
        if key not in self._folded:
            surfaces = self.words[file].get(table, {}).get(meaning, ())
            self._folded[key] = frozenset(fold(surface) for surface in surfaces)
        return self._folded[key]


@cache
def load_pack(lang: Lang) -> Pack:
    """The pack of a language that ships with the package. Raises ConfigError with every fault of its files."""
    return read_pack(lang, files("monitor.language") / "packs" / lang)


def names_in(lang: Lang, file: str, table: str) -> frozenset[str]:
    """The meanings that a table of a shipped pack has words for, without reading the words.

    Raises ConfigError for a file that is missing or no TOML.
    """
    faults: list[Fault] = []
    found = _read(files("monitor.language") / "packs" / lang, lang, file, faults)
    if faults:
        raise ConfigError(faults)
    return frozenset(found.get(table, {}))


def read_pack(lang: Lang, folder: Traversable) -> Pack:
    """The pack that lies in ``folder``.

    Raises ConfigError with every fault of every file: a file missing, its syntax, an unknown table or meaning, a
    surface form that is no text or has two meanings in one table.
    """
    faults: list[Fault] = []
    letters = _letters(lang, folder, faults)
    clitics = Clitics(
        _longest_first(letters.get("prefixes", [])),
        _longest_first(letters.get("suffixes", [])),
        tuple(_fused(one) for one in letters.get("fused", [])),
    )
    verbs = _read(folder, lang, "verbs", faults) if (folder / "verbs.toml").is_file() else {}
    told = list(_check(f"{lang}/verbs.toml", verbs, VERBS, once=False))
    faults.extend(told)
    forms = VerbForms({} if told else verbs)
    words: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for name, tables in TABLES.items():
        found = _read(folder, lang, name, faults)
        told_before = len(faults)
        faults.extend(_check(f"{lang}/{name}.toml", found, tables))
        if len(faults) > told_before:
            continue
        words[name] = {
            table: _expanded(f"{lang}/{name}.toml", meanings, forms, faults) for table, meanings in found.items()
        }
    faults.extend(_unguarded(lang, letters.get("look_alikes", []), words.get("calendar", {})))
    if faults:
        raise ConfigError(faults)
    connectors = _longest_first(letters.get("connectors", []))
    articles, copulas = (_longest_first(letters.get(name, [])) for name in ("articles", "copulas"))
    return Pack(lang, clitics, connectors, articles, copulas, frozenset(letters.get("order", [])), words)


def _expanded(
    file: str, meanings: Mapping[str, Sequence[str]], forms: VerbForms, faults: list[Fault]
) -> dict[str, tuple[str, ...]]:
    """A table's words with the forms of its verbs; a form that the table holds by itself means what it does there."""
    written = {tuple(phrase_words(one)) for surfaces in meanings.values() for one in surfaces if not is_verb(one)}
    expanded: dict[str, tuple[str, ...]] = {}
    for meaning, surfaces in meanings.items():
        words: list[str] = []
        for surface in surfaces:
            try:
                made = forms.expand(surface)
            except KeyError as error:
                what = f"{surface!r} names the verb or tense {error}, of which verbs.toml has no forms"
                faults.append(Fault(file, meaning, what, "add the forms there, or correct the name"))
                continue
            fresh = [one for one in made if tuple(phrase_words(one)) not in written] if is_verb(surface) else [*made]
            written.update(tuple(phrase_words(one)) for one in fresh)
            words.extend(fresh)
        expanded[meaning] = tuple(words)
    return expanded


def _unguarded(
    lang: Lang, look_alikes: list[str], calendar: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Fault]:
    """A fault for each name of the calendar that folding makes equal to another word, and that is not guarded."""
    guards = {
        fold(word) for table in ("guarded", "guarded_weekdays") for word in calendar.get(table, {}).get("words", ())
    }
    others = {fold(word): word for word in look_alikes}
    for table in ("months", "weekdays"):
        for meaning, surfaces in calendar.get(table, {}).items():
            for surface in surfaces:
                if fold(surface) in others and fold(surface) not in guards:
                    what = f"{surface!r} compares alike with the word {others[fold(surface)]!r}"
                    yield Fault(f"{lang}/calendar.toml", f"{table}.{meaning}", what, "put it under guarded")


def languages() -> tuple[Lang, ...]:
    """The languages that have a pack."""
    return cast("tuple[Lang, ...]", get_args(Lang))


def _read(folder: Traversable, lang: Lang, name: str, faults: list[Fault]) -> dict[str, Any]:
    file = f"{lang}/{name}.toml"
    try:
        return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(file, "", "the file is missing", "add it, if only with empty tables"))
    except UnicodeDecodeError as error:
        faults.append(Fault(file, "", f"the file is not UTF-8 ({error.reason})", "save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file, "", str(error), "correct the TOML"))
    return {}


def _letters(lang: Lang, folder: Traversable, faults: list[Fault]) -> dict[str, list[str]]:
    found = _read(folder, lang, "letters", faults)
    known: dict[str, list[str]] = {}
    for name, affixes in found.items():
        if name not in LETTERS:
            cure = f"use one of {', '.join(sorted(LETTERS))}"
            faults.append(Fault(f"{lang}/letters.toml", name, "an unknown list", cure))
        elif not _is_list_of_words(affixes):
            faults.append(Fault(f"{lang}/letters.toml", name, "not a list of words", 'write it as ["…", "…"]'))
        elif name == "order" and not ORDER.issuperset(affixes):
            cure = f"use {', '.join(sorted(ORDER))}"
            faults.append(Fault(f"{lang}/letters.toml", name, "an unknown order of words", cure))
        else:
            known[name] = affixes
    return known


def _check(file: str, found: Mapping[str, Any], tables: frozenset[str], *, once: bool = True) -> Iterator[Fault]:
    """The faults of a file; ``once`` says that a word may stand in a table but once."""
    for table, meanings in found.items():
        if table not in tables:
            yield Fault(file, table, "an unknown table", f"use one of {', '.join(sorted(tables))}")
        elif not isinstance(meanings, dict):
            yield Fault(file, table, "not a table", f"open it with [{table}]")
        else:
            yield from _check_table(file, table, meanings, once=once)


def _check_table(file: str, table: str, meanings: Mapping[str, Any], *, once: bool) -> Iterator[Fault]:
    owners: dict[tuple[str, ...], str] = {}
    for meaning, surfaces in meanings.items():
        where = f"{table}.{meaning}"
        if not re.fullmatch(MEANINGS.get(table, ".+"), meaning):
            yield Fault(file, where, "an unknown meaning", f"use one that matches {MEANINGS[table]}")
        if not _is_list_of_words(surfaces):
            yield Fault(file, where, "not a list of words", 'write it as ["…", "…"]')
            continue
        for surface in surfaces:
            words = tuple(phrase_words(surface))
            if once and words in owners:
                cure = (
                    "keep it under one of them" if owners[words] != meaning else "keep one spelling, or write it once"
                )
                yield Fault(file, where, f"{surface!r} already means {owners[words]!r}", cure)
            owners[words] = meaning


def _is_list_of_words(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) and phrase_words(one) for one in found)


def _entries(tables: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, Lexeme]]:
    for table, meanings in tables.items():
        for meaning, surfaces in meanings.items():
            for surface in surfaces:
                yield surface, Lexeme(table, meaning)


def _fused(pair: str) -> tuple[str, str]:
    prefix, _, whole = fold(pair).partition("=")
    return prefix, whole


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(fold(affix) for affix in affixes), key=lambda affix: (-len(affix), affix)))
