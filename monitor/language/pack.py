"""The words of one language, read from its folder under ``packs/`` and checked on load."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast, get_args

from monitor.errors import ConfigError, Fault
from monitor.language.folding import fold
from monitor.language.lexicon import Clitics, Lexicon, phrase_words
from monitor.records import Lang

# The tables of each file of a pack. A table maps a meaning to its surface forms.
_TABLES: Mapping[str, frozenset[str]] = {
    "calendar": frozenset(
        [
            "months",
            "guarded",
            "numbered",
            "ordinals",
            "ordinal_marks",
            "weekdays",
            "day_words",
            "units",
            "units_many",
            "units_two",
            "some",
            "named_units",
            "modifiers",
            "modifiers_after",
            "spans",
            "parts",
            "relations",
            "relations_after",
            "durations",
            "anchored",
            "fillers",
            "approximate",
        ]
    ),
    "numbers": frozenset(
        [
            "numbers",
            "scales",
            "scales_glued",
            "fractions",
            "fractions_more",
            "fractions_of",
            "fractions_short",
            "denominators",
            "denominators_one",
            "links",
            "wholes",
            "not_shares",
            "divided",
            "points",
            "minus",
            "and",
            "contrasts",
            "vague",
            "bounds",
            "bounds_after",
            "bounds_around",
            "ranges",
            "changes",
            "not_counted",
            "not_counted_before",
            "counted_before",
            "ages",
            "pronouns",
            "scores",
            "telephones",
            "names",
            "names_behind",
            "stops",
            "counting",
            "people",
            "people_before",
            "civilians",
        ]
    ),
    "speech": frozenset(["verbs", "according", "carried", "persons", "countries", "offices", "subjects"]),
    "modality": frozenset(["cues", "tense", "background"]),
    "events": frozenset(["words", "locations"]),
    "sentences": frozenset(["breaks", "abbreviations"]),
}
_LETTERS = frozenset(["prefixes", "suffixes", "connectors", "articles", "order"])
_ORDER = frozenset(["verb_first", "verb_last", "name_first", "phrases_in_subject"])

_UNITS = "hour|day|week|month|quarter|year"
_NUMBER = r"\d+(\.\d+)?"
_BOUNDS = "approx|under|at_most|over|at_least"

# What a meaning must look like, where the grammar knows only some: a whole match of the pattern.
_MEANINGS: Mapping[str, str] = {
    "months": "[1-9]|1[0-2]",
    "ordinals": "[1-9]|[12][0-9]|3[01]",
    "weekdays": "[1-7]",
    "day_words": r"-?\d",
    **dict.fromkeys(["units", "units_many", "units_two"], _UNITS),
    "named_units": f"(next|last|this) ({_UNITS})( (start|mid|end))?",
    **dict.fromkeys(["modifiers", "modifiers_after"], "next|last|this|following|that|after_next|before_last"),
    "anchored": "after|before",
    "spans": "([1-9]|1[0-2])-([1-9]|1[0-2])",
    "parts": "start|mid|end|(first|second)_half|(first|second|third|fourth|last)_week",
    "relations": "in|by|before|after|from|since",
    "relations_after": "by",
    "durations": "within|after|before|ago|past|ahead|coming|earlier|later",
    "some": "before|after",
    "approximate": "before|after",
    **dict.fromkeys(["numbers", "scales", "scales_glued"], _NUMBER),
    "fractions": r"0\.\d+",
    **dict.fromkeys(["fractions_more", "fractions_of", "fractions_short"], r"\d+/\d+"),
    **dict.fromkeys(["denominators", "denominators_one"], r"\d+"),
    "divided": "over|of|every",
    "ages": "before|behind",
    "not_counted": "percent|per_mille|money|measure|time|era|rank",
    "counted_before": "percent|money",
    **dict.fromkeys(["people", "people_before"], "troops|advisers|vehicles|people"),
    "civilians": "people",
    "vague": r"\d+-\d+",
    "bounds": f"exact|{_BOUNDS}",
    "bounds_after": f"exact|{_BOUNDS}",
    "bounds_around": _BOUNDS,
    "ranges": "open|between|or|from|by",
    "stops": "phrase|things",
}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a word of a pack means: its table and the meaning under which it stands there ("months", "9")."""

    table: str
    value: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, ready to be found in text.

    ``connectors`` are the words for "and" that are written onto the next word, ``articles`` those for "the"; both
    folded, and empty where the language has none. ``order`` says how it orders words: ``verb_first`` before who does
    it, ``verb_last`` behind what is done and when, ``name_first`` before the institution that bears the name,
    ``phrases_in_subject`` where "in", "of" and the like go on with a subject before its verb. ``lexicons`` holds one
    lexicon for each file of the pack; ``words`` the same words as plain lists (file → table → meaning → surface forms)
    for those that merge them with a topic's.
    """

    lang: Lang
    clitics: Clitics
    connectors: tuple[str, ...]
    articles: tuple[str, ...]
    order: frozenset[str]
    lexicons: Mapping[str, Lexicon[Lexeme]]
    words: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]

    def folded_words(self, file: str, table: str, meaning: str) -> frozenset[str]:
        """The folded single words under a meaning; empty where the pack has none."""
        surfaces = self.words[file].get(table, {}).get(meaning, ())
        return frozenset(fold(surface) for surface in surfaces)


@cache
def load_pack(lang: Lang) -> Pack:
    """The pack of a language that ships with the package. Raises ConfigError with every fault of its files."""
    return read_pack(lang, files("monitor.language") / "packs" / lang)


def read_pack(lang: Lang, folder: Traversable) -> Pack:
    """The pack that lies in ``folder``.

    Raises ConfigError with every fault of every file: a file missing, its syntax, an unknown table or meaning, a
    surface form that is no text or has two meanings in one table.
    """
    faults: list[Fault] = []
    letters = _letters(lang, folder, faults)
    clitics = Clitics(_longest_first(letters.get("prefixes", [])), _longest_first(letters.get("suffixes", [])))
    words: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for name, tables in _TABLES.items():
        found = _read(folder, lang, name, faults)
        told_before = len(faults)
        faults.extend(_check(f"{lang}/{name}.toml", found, tables))
        if len(faults) > told_before:
            continue
        words[name] = {
            table: {meaning: tuple(surfaces) for meaning, surfaces in meanings.items()}
            for table, meanings in found.items()
        }
    if faults:
        raise ConfigError(faults)
    lexicons = {name: Lexicon(_entries(tables), clitics) for name, tables in words.items()}
    connectors = _longest_first(letters.get("connectors", []))
    articles, order = _longest_first(letters.get("articles", [])), frozenset(letters.get("order", []))
    return Pack(lang, clitics, connectors, articles, order, lexicons, words)


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
        if name not in _LETTERS:
            cure = f"use one of {', '.join(sorted(_LETTERS))}"
            faults.append(Fault(f"{lang}/letters.toml", name, "an unknown list", cure))
        elif not _is_list_of_words(affixes):
            faults.append(Fault(f"{lang}/letters.toml", name, "not a list of words", 'write it as ["…", "…"]'))
        elif name == "order" and not _ORDER.issuperset(affixes):
            cure = f"use {', '.join(sorted(_ORDER))}"
            faults.append(Fault(f"{lang}/letters.toml", name, "an unknown order of words", cure))
        else:
            known[name] = affixes
    return known


def _check(file: str, found: Mapping[str, Any], tables: frozenset[str]) -> Iterator[Fault]:
    for table, meanings in found.items():
        if table not in tables:
            yield Fault(file, table, "an unknown table", f"use one of {', '.join(sorted(tables))}")
        elif not isinstance(meanings, dict):
            yield Fault(file, table, "not a table", f"open it with [{table}]")
        else:
            yield from _check_table(file, table, meanings)


def _check_table(file: str, table: str, meanings: Mapping[str, Any]) -> Iterator[Fault]:
    owners: dict[tuple[str, ...], str] = {}
    for meaning, surfaces in meanings.items():
        where = f"{table}.{meaning}"
        if not re.fullmatch(_MEANINGS.get(table, ".+"), meaning):
            yield Fault(file, where, "an unknown meaning", f"use one that matches {_MEANINGS[table]}")
        if not _is_list_of_words(surfaces):
            yield Fault(file, where, "not a list of words", 'write it as ["…", "…"]')
            continue
        for surface in surfaces:
            other = owners.setdefault(tuple(phrase_words(surface)), meaning)
            if other != meaning:
                yield Fault(file, where, f"{surface!r} already means {other!r}", "keep it under one of them")


def _is_list_of_words(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) and phrase_words(one) for one in found)


def _entries(tables: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, Lexeme]]:
    for table, meanings in tables.items():
        for meaning, surfaces in meanings.items():
            for surface in surfaces:
                yield surface, Lexeme(table, meaning)


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(fold(affix) for affix in affixes), key=lambda affix: (-len(affix), affix)))
