"""The words of one language, read from its folder under ``packs/`` and checked on load."""

from __future__ import annotations

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
            *(
                "months",
                "guarded",
                "weekdays",
                "day_words",
                "units",
                "units_many",
                "units_two",
                "modifiers",
                "coming",
                "parts",
            ),
            *("relations", "durations", "fillers", "approximate", "ordinal_marks"),
        ]
    ),
    "numbers": frozenset(
        ["numbers", "scales", "and", "vague", "bounds", "bounds_after", "ranges", "not_counted", "people"]
    ),
    "speech": frozenset(["verbs", "according", "carried", "persons", "offices", "subjects"]),
    "modality": frozenset(["cues", "tense", "background"]),
    "events": frozenset(["words", "locations"]),
    "sentences": frozenset(["breaks", "abbreviations"]),
}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a word of a pack means: its table and the meaning under which it stands there ("months", "9")."""

    table: str
    value: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, ready to be found in text.

    ``lexicons`` holds one lexicon for each file of the pack; ``words`` the same words as plain lists
    (file → table → meaning → surface forms) for those that merge them with a topic's.
    """

    lang: Lang
    clitics: Clitics
    connectors: tuple[str, ...]
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
    """The pack that lies in ``folder``. Raises ConfigError with every fault: syntax, unknown table, double meaning."""
    faults: list[Fault] = []
    letters = _read(folder / "letters.toml", faults)
    clitics = Clitics(_longest_first(letters.get("prefixes", [])), _longest_first(letters.get("suffixes", [])))
    words: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for name, tables in _TABLES.items():
        found = _read(folder / f"{name}.toml", faults)
        faults.extend(_check(f"{lang}/{name}.toml", found, tables))
        words[name] = {
            table: {str(meaning): tuple(surfaces) for meaning, surfaces in meanings.items()}
            for table, meanings in found.items()
            if table in tables
        }
    if faults:
        raise ConfigError(faults)
    lexicons = {name: Lexicon(_entries(tables), clitics) for name, tables in words.items()}
    return Pack(lang, clitics, tuple(fold(one) for one in letters.get("connectors", [])), lexicons, words)


def languages() -> tuple[Lang, ...]:
    """The languages that have a pack."""
    return cast("tuple[Lang, ...]", get_args(Lang))


def _read(path: Traversable, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault(str(path), "", "the file is missing", "add it, if only with empty tables"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(str(path), "", str(error), "correct the TOML"))
    return {}


def _check(file: str, found: Mapping[str, Any], tables: frozenset[str]) -> Iterator[Fault]:
    for table, meanings in found.items():
        if table not in tables:
            yield Fault(file, table, "an unknown table", f"use one of {', '.join(sorted(tables))}")
            continue
        owners: dict[tuple[str, ...], str] = {}
        for meaning, surfaces in meanings.items():
            for surface in surfaces:
                key = tuple(phrase_words(surface))
                other = owners.setdefault(key, meaning)
                if other != meaning:
                    cure = "keep it under one of them"
                    yield Fault(file, f"{table}.{meaning}", f"{surface!r} already means {other!r}", cure)


def _entries(tables: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[tuple[str, Lexeme]]:
    for table, meanings in tables.items():
        for meaning, surfaces in meanings.items():
            for surface in surfaces:
                yield surface, Lexeme(table, meaning)


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(fold(affix) for affix in affixes), key=lambda affix: (-len(affix), affix)))
