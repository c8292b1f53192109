"""Reads what a file of words lists: months, units, words for many, and names."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.alerts.wording.phrase_parts import COUNT
from monitor.alerts.wording.phrases import PhraseCheck
from monitor.alerts.wording.vocabulary import Unit, VagueFigure

_MONTHS_OF_A_YEAR = 12
_VAGUE_FORM = "vague"


def read_months(found: object, check: PhraseCheck) -> tuple[str, ...]:
    """The twelve names, from January on."""
    if isinstance(found, list) and len(found) == _MONTHS_OF_A_YEAR:
        return tuple(check.phrase("months", one) for one in found)
    check.refuse("months", f"found {found!r}", "give the twelve names from January on")
    return ()


def read_units(found: object, check: PhraseCheck) -> Mapping[str, Unit]:
    """The units by their names: a phrase with its count for each plural form, and ``vague`` behind a word for many."""
    units: dict[str, Unit] = {}
    for name, entry in (found if isinstance(found, dict) else {}).items():
        where = f"units.{name}"
        forms = dict(entry) if isinstance(entry, dict) else {}
        vague = check.phrase(f"{where}.{_VAGUE_FORM}", forms.pop(_VAGUE_FORM, None))
        units[name] = Unit(check.forms(where, forms, frozenset({COUNT})), vague)
    return units


def read_vague(found: object, check: PhraseCheck) -> tuple[VagueFigure, ...]:
    """The words for approximate figures."""
    vague: list[VagueFigure] = []
    for number, entry in enumerate(found if isinstance(found, list) else [found], start=1):
        where = f"vague, entry {number}"
        match entry:
            case {"low": int(low), "high": int(high), "words": str(words)} if low < high:
                vague.append(VagueFigure(low, high, check.phrase(where, words, frozenset({"unit"}))))
            case _:
                check.refuse(where, f"found {entry!r}", "give low, a greater high, and words")
    return tuple(vague)


def read_names(table: str, found: object, check: PhraseCheck) -> Mapping[str, str]:
    """Names by ids, as many as the language needs."""
    names = found if isinstance(found, dict) else {table: found}
    return {name: check.phrase(f"{table}.{name}", phrase) for name, phrase in names.items()}
