"""Reads a file of words and checks it whole: nothing missing, nothing unknown, every part named."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, TypeVar

from monitor.alerts.wording.change_words import AlsoWords, ContradictionWords, HeadingWords, LeadWords, SubjectWords
from monitor.alerts.wording.notice_words import AdviceWords, CourseWords, HealedWords, IllWords
from monitor.alerts.wording.problem_words import ProblemToldWords, ProblemWords
from monitor.alerts.wording.vocabulary import (
    DateWords,
    FigureWords,
    LayoutWords,
    MovementWords,
    NoteWords,
    SaidWords,
    StandingWords,
    TimingWords,
    VagueFigure,
    ValueWords,
    Vocabulary,
)
from monitor.errors import ConfigError, Fault

_MONTHS_OF_A_YEAR = 12
_FORMS_OF_A_UNIT = 2
_LISTS = frozenset({"months", "units", "vague"})
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
    "layout": LayoutWords,
}

Section = TypeVar("Section")


@cache
def load_vocabulary() -> Vocabulary:
    """The English words that ship with the package. Raises ConfigError with every fault of the file."""
    source = files("monitor.alerts.wording") / "en.toml"
    return read_vocabulary(source.read_text(encoding="utf-8"), source.name)


def read_vocabulary(text: str, file: str) -> Vocabulary:
    """The words in ``text``, a TOML document; ``file`` names it in faults.

    Raises ConfigError with every fault: bad TOML, an unknown or missing table or phrase, a phrase that leaves out one
    of its parts or names another, a list of the wrong length.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(file, "", str(error), "correct the TOML")]) from error
    faults = [
        Fault(file, name, "an unknown table", f"use one of {', '.join(sorted(_LISTS | _TABLES.keys()))}")
        for name in found.keys() - _LISTS - _TABLES.keys()
    ]
    months = _months(file, found.get("months"), faults)
    units = _units(file, found.get("units"), faults)
    vague = _vague(file, found.get("vague", []), faults)
    tables: dict[str, Any] = {
        name: _section(file, name, kind, found.get(name), faults) for name, kind in _TABLES.items()
    }
    if faults:
        raise ConfigError(faults)
    return Vocabulary(months=months, units=units, vague=vague, **tables)


def _section(file: str, name: str, kind: type[Section], found: object, faults: list[Fault]) -> Section | None:
    table = found if isinstance(found, dict) else {}
    wanted: dict[str, Field[str]] = {one.name.removesuffix("_"): one for one in fields(kind)}  # type: ignore[arg-type] # every kind in _TABLES is a dataclass
    own = [Fault(file, f"{name}.{key}", "an unknown phrase", "remove it") for key in table.keys() - wanted.keys()]
    own += [Fault(file, f"{name}.{key}", "the phrase is missing", "add it") for key in wanted.keys() - table.keys()]
    for key in wanted.keys() & table.keys():
        own.extend(_phrase_faults(file, f"{name}.{key}", table[key], wanted[key].metadata.get("parts", frozenset())))
    faults.extend(sorted(own, key=lambda fault: fault.where))
    return None if own else kind(**{field.name: table[key] for key, field in wanted.items()})


def _phrase_faults(file: str, where: str, phrase: object, parts: frozenset[str]) -> Sequence[Fault]:
    cure = f"write a phrase with {', '.join('{' + part + '}' for part in sorted(parts)) or 'no part in braces'}"
    if not isinstance(phrase, str) or not phrase.strip():
        return [Fault(file, where, f"found {phrase!r}", cure)]
    try:
        named = {part for _, part, _, _ in Formatter().parse(phrase) if part is not None}
    except ValueError as error:
        return [Fault(file, where, str(error), cure)]
    return [] if named == parts else [Fault(file, where, f"found {phrase!r}", cure)]


def _months(file: str, found: object, faults: list[Fault]) -> tuple[str, ...]:
    if isinstance(found, list) and len(found) == _MONTHS_OF_A_YEAR and all(isinstance(one, str) for one in found):
        return tuple(found)
    faults.append(Fault(file, "months", f"found {found!r}", "give the twelve names from January on"))
    return ()


def _units(file: str, found: object, faults: list[Fault]) -> Mapping[str, tuple[str, str]]:
    units: dict[str, tuple[str, str]] = {}
    for unit, forms in (found if isinstance(found, dict) else {}).items():
        if isinstance(forms, list) and len(forms) == _FORMS_OF_A_UNIT and all(isinstance(one, str) for one in forms):
            units[unit] = (forms[0], forms[1])
        else:
            faults.append(Fault(file, f"units.{unit}", f"found {forms!r}", "give the form for one and for more"))
    return units


def _vague(file: str, found: object, faults: list[Fault]) -> tuple[VagueFigure, ...]:
    vague: list[VagueFigure] = []
    for number, entry in enumerate(found if isinstance(found, list) else [found], start=1):
        where = f"vague, entry {number}"
        match entry:
            case {"low": int(low), "high": int(high), "words": str(words)} if low < high:
                faults.extend(_phrase_faults(file, where, words, frozenset({"unit"})))
                vague.append(VagueFigure(low, high, words))
            case _:
                faults.append(Fault(file, where, f"found {entry!r}", "give low, a greater high, and words"))
    return tuple(vague)
