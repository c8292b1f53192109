"""Agencies and outlets as newsrooms name them, and the words that credit them; read from the packs, checked on load.

Apart from ``pack``: these words say whose report a text is, and nothing of what it says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from monitor.errors import ConfigError, Fault
from monitor.language.folding import fold
from monitor.language.lexicon import Clitics, Lexicon, phrase_words
from monitor.language.pack import load_pack
from monitor.language.tokens import tokenize
from monitor.records import Lang

_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+"

# What the tables of ``agencies.toml`` hold: a whole match of the pattern is a meaning. ``names`` and ``guarded`` have
# the ids of agencies and outlets for meanings.
_TABLES: Mapping[str, str] = {
    "names": _HOST,
    "guarded": _HOST,
    "credits": "quoting|before|behind|telling|addressed|informed|barriers|reported_barriers",
    "fillers": "kinds|words|line",
}

_WORDS_BESIDE_NAME = 2
"""How many words may stand beside an agency's name where it is all that is named. A judgement."""


class AgencyWord(NamedTuple):
    """A phrase of ``agencies.toml``: its table, its meaning there, and its words as the file has them."""

    table: str
    meaning: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The names and words of one language, ready to be found in text.

    ``addressed`` are the particles, folded, that lead to those who were told something: words by themselves, or
    written onto the next.
    """

    lexicon: Lexicon[AgencyWord]
    addressed: tuple[str, ...]
    ids: frozenset[str]


@cache
def load_agencies(lang: Lang) -> Agencies:
    """The agencies that ship with a language. Raises ConfigError with every fault of their file."""
    folder = files("monitor.language") / "packs" / lang
    return read_agencies(f"{lang}/agencies.toml", folder / "agencies.toml", load_pack(lang).clitics)


@lru_cache(maxsize=1024)
def names_agency(words: str, lang: Lang) -> bool:
    """Whether words are the name of an agency or outlet, with little else beside it ("the agency Reuters")."""
    tokens = tokenize(words)
    named = {
        at
        for hit in load_agencies(lang).lexicon.find(tokens)
        if hit.label.table == "names"
        for at in range(hit.first, hit.last + 1)
    }
    return bool(named) and len(tokens) - len(named) <= _WORDS_BESIDE_NAME


def read_agencies(name: str, file: Traversable, clitics: Clitics) -> Agencies:
    """The agencies of one file, which faults call by ``name``; ``clitics`` are what the language attaches to words.

    Raises ConfigError with every fault: no such file, its syntax, an unknown table or meaning, an id that is no host, a
    phrase that is no text, or a name that two ids share.
    """
    found = _read(name, file)
    faults = [*_shape_faults(name, found)]
    if not faults:
        faults = [*_shared_names(name, found)]
    if faults:
        raise ConfigError(faults)
    entries = (
        (phrase, AgencyWord(table, meaning, tuple(token.text for token in tokenize(phrase))))
        for table, meanings in found.items()
        for meaning, phrases in meanings.items()
        for phrase in phrases
    )
    ids = frozenset(found.get("names", {})) | frozenset(found.get("guarded", {}))
    addressed = tuple(fold(one) for one in found.get("credits", {}).get("addressed", ()))
    return Agencies(Lexicon(entries, clitics), addressed, ids)


def _read(name: str, file: Traversable) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fault = Fault(name, "", "the file is missing", "add it, if only with empty tables")
    except UnicodeDecodeError as error:
        fault = Fault(name, "", f"the file is not UTF-8 ({error.reason})", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = Fault(name, "", str(error), "correct the TOML")
    raise ConfigError([fault])


def _shape_faults(name: str, found: Mapping[str, Any]) -> Iterator[Fault]:
    for table, meanings in found.items():
        if table not in _TABLES:
            yield Fault(name, table, "an unknown table", f"use one of {', '.join(sorted(_TABLES))}")
        elif not isinstance(meanings, dict):
            yield Fault(name, table, "not a table", f"open it with [{table}]")
        else:
            for meaning, phrases in meanings.items():
                where = f"{table}.{meaning}"
                if not re.fullmatch(_TABLES[table], meaning):
                    yield Fault(name, where, "an unknown meaning", f"use one that matches {_TABLES[table]}")
                if not isinstance(phrases, list) or not all(isinstance(p, str) and phrase_words(p) for p in phrases):
                    yield Fault(name, where, "not a list of words", 'write it as ["…", "…"]')


def _shared_names(name: str, found: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Fault]:
    owners: dict[tuple[str, ...], str] = {}
    for table in ("names", "guarded"):
        for origin, phrases in found.get(table, {}).items():
            for phrase in phrases:
                words = tuple(phrase_words(phrase))
                if words in owners:
                    cure = "keep it under one of them" if owners[words] != origin else "write it once"
                    yield Fault(name, f"{table}.{origin}", f"{phrase!r} already names {owners[words]!r}", cure)
                owners[words] = origin


@cache
def _known_hosts() -> Mapping[str, str]:
    """The id for each host that is known, the ids themselves included."""
    text = (files("monitor.language") / "agencies.toml").read_text(encoding="utf-8")
    hosts: Mapping[str, list[str]] = tomllib.loads(text)["hosts"]
    ids = {one for lang in ("ar", "en", "ckb") for one in load_agencies(lang).ids}
    return {one: one for one in ids} | {host: one for one, others in hosts.items() for host in (one, *others)}


def agency_id(outlet: str) -> str:
    """The id of the agency or outlet that an outlet's host belongs to; the outlet as given where it is not known.

    "english.aawsat.com" is "aawsat.com", "aljazeera.com" is "aljazeera.net". The longest host that is known decides.
    """
    labels = outlet.lower().strip(".").split(".")
    known = _known_hosts()
    hosts = (".".join(labels[at:]) for at in range(len(labels)))
    return next((known[host] for host in hosts if host in known), outlet)
