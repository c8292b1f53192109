"""Reads a file of words and checks it whole: nothing missing, nothing unknown, every part named."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from monitor.alerts.wording.change_words import AlsoWords, ContradictionWords, HeadingWords, LeadWords, SubjectWords
from monitor.alerts.wording.message_words import BundleWords, LayoutWords, NoteWords, PromiseWords, SaidWords
from monitor.alerts.wording.notice_words import AdviceWords, CourseWords, HealedWords, IllWords
from monitor.alerts.wording.phrases import PhraseCheck
from monitor.alerts.wording.problem_words import ProblemToldWords, ProblemWords
from monitor.alerts.wording.vocabulary import (
    DateWords,
    FigureWords,
    MovementWords,
    StandingWords,
    TimingWords,
    ValueWords,
    Vocabulary,
)
from monitor.alerts.wording.word_lists import read_months, read_names, read_units, read_vague
from monitor.errors import ConfigError, Fault
from monitor.records import Lang

_LISTS = frozenset({"months", "units", "vague", "zones", "offices"})
_TABLES: Mapping[str, type[Any]] = {
    "dates": DateWords,
    "figures": FigureWords,
    "values": ValueWords,
    "date_standing": StandingWords,
    "figure_standing": StandingWords,
    "movement": MovementWords,
    "timing": TimingWords,
    "said": SaidWords,
    "heading": HeadingWords,
    "contradiction": ContradictionWords,
    "subject": SubjectWords,
    "lead": LeadWords,
    "also": AlsoWords,
    "note": NoteWords,
    "ill": IllWords,
    "healed": HealedWords,
    "advice": AdviceWords,
    "problem": ProblemWords,
    "problem_told": ProblemToldWords,
    "course": CourseWords,
    "promise": PromiseWords,
    "bundle": BundleWords,
    "layout": LayoutWords,
}

Section = TypeVar("Section")


@cache
def load_vocabulary(lang: Lang = "en") -> Vocabulary:
    """The words of a language that ship with the package. Raises ConfigError with every fault of the file."""
    source = files("monitor.alerts.wording") / f"{lang}.toml"
    return read_vocabulary(source.read_text(encoding="utf-8"), source.name, lang)


def read_vocabulary(text: str, file: str, lang: Lang = "en") -> Vocabulary:
    """The words in ``text``, a TOML document; ``file`` names it in faults.

    Raises ConfigError with every fault: bad TOML, an unknown or missing table or phrase, a phrase that leaves out one
    of its parts or names another, a counted one without a form that the language has, a list of the wrong length.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(file, "", str(error), "correct the TOML")]) from error
    check = PhraseCheck(file, lang)
    for name in found.keys() - _LISTS - _TABLES.keys():
        check.refuse(name, "an unknown table", f"use one of {', '.join(sorted(_LISTS | _TABLES.keys()))}")
    lists: dict[str, Any] = {
        "months": read_months(found.get("months"), check),
        "units": read_units(found.get("units"), check),
        "vague": read_vague(found.get("vague", []), check),
        "zones": read_names("zones", found.get("zones", {}), check),
        "offices": read_names("offices", found.get("offices", {}), check),
    }
    tables: dict[str, Any] = {name: _section(name, kind, found.get(name), check) for name, kind in _TABLES.items()}
    if check.faults:
        raise ConfigError(check.faults)
    return Vocabulary(lang=lang, **lists, **tables)


def _section(name: str, kind: type[Section], found: object, check: PhraseCheck) -> Section | None:
    table = found if isinstance(found, dict) else {}
    wanted: dict[str, Field[Any]] = {one.name.removesuffix("_"): one for one in fields(kind)}  # type: ignore[arg-type] # every kind in _TABLES is a dataclass
    own = PhraseCheck(check.file, check.lang)
    for key in table.keys() - wanted.keys():
        own.refuse(f"{name}.{key}", "an unknown phrase", "remove it")
    for key in wanted.keys() - table.keys():
        own.refuse(f"{name}.{key}", "the phrase is missing", "add it")
    given: dict[str, Any] = {}
    for key in wanted.keys() & table.keys():
        metadata = wanted[key].metadata
        checked = own.forms if metadata.get("counted") else own.phrase
        given[wanted[key].name] = checked(f"{name}.{key}", table[key], metadata.get("parts", frozenset()))
    check.faults.extend(sorted(own.faults, key=lambda fault: fault.where))
    return None if own.faults else kind(**given)
