"""The Gregorian days of named feasts and days of remembrance, by rules that are data (``feasts.toml``).

A feast is known by a short English id. Feasts of the moon are given as they were reckoned ahead: where a committee
looks for the moon, as in Iraq, they may come a day earlier or later. A feast that begins in the evening before, as
Jewish ones and the nights of Ramadan do, is given by its day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import ValidationError

from monitor.errors import ConfigError, Fault
from monitor.language.feast_rules import KINDS, REACHED_YEARS, FeastRule, Span

FILE = "feasts.toml"

KEPT_FEASTS = 4096
"""How many answers are remembered, each a feast in a year: every feast in 15 years and more. A judgement."""


@lru_cache(maxsize=KEPT_FEASTS)
def feast_spans(feast: str, year: int) -> tuple[Span, ...]:
    """Every span of the feast that begins in a Gregorian year, in order: most often one, of moon feasts up to two.

    Raises KeyError for a feast without a rule.
    """
    rule = _rules()[feast]
    return tuple(sorted(rule.spans(year))) if year in REACHED_YEARS else ()


def feasts() -> frozenset[str]:
    """The ids of all feasts that have a rule."""
    return frozenset(_rules())


def read_rules(text: str) -> Mapping[str, FeastRule]:
    """The rules of a rules file by feast.

    Raises ConfigError with every fault: the syntax, an unknown kind of rule, what a rule does not know or lacks, a
    feast with two rules.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(FILE, "", str(error), "correct the TOML")]) from error
    faults: list[Fault] = []
    rules: dict[str, FeastRule] = {}
    for kind, entries in tables.items():
        if kind not in KINDS or not isinstance(entries, dict):
            faults.append(Fault(FILE, kind, "an unknown kind of rule", f"open one of [{'], ['.join(sorted(KINDS))}]"))
            continue
        for feast, entry in entries.items():
            if feast in rules:
                faults.append(Fault(FILE, f"{kind}.{feast}", "the feast has a rule already", "keep one of them"))
            try:
                rules[feast] = KINDS[kind].model_validate(entry)
            except ValidationError as error:
                faults.extend(_faults(kind, feast, error))
    if faults:
        raise ConfigError(faults)
    return rules


@cache
def _rules() -> Mapping[str, FeastRule]:
    return read_rules((files("monitor.language") / FILE).read_text(encoding="utf-8"))


def _faults(kind: str, feast: str, error: ValidationError) -> Iterator[Fault]:
    known = ", ".join(KINDS[kind].model_fields)
    for one in error.errors(include_url=False):
        where = ".".join(str(step) for step in (kind, feast, *one["loc"]))
        yield Fault(FILE, where, _lower_first(one["msg"]), f"a rule of this kind says {known}")


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
