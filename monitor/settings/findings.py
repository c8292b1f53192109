"""Findings: what is wrong at a key of a document, said for people, from what a check reports.

A finding becomes a fault (``monitor.errors.Fault``) once its line and the name of its table are known.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from monitor.settings.shapes import KeyPath, Spot, trace

_LONGEST_SHOWN = 60
_QUOTED = re.compile(r"'([^']*)'")
_UNITS = {
    "minutes": "minute",
    "seconds": "second",
    "days": "day",
    "bytes": "byte",
    "megabytes": "megabyte",
    "hours": "hour",
}


class Finding(NamedTuple):
    """What was found at a key, and what would help. ``path`` leads from the document's root to the key."""

    path: KeyPath
    found: str
    cure: str


def refusal(found: str, cure: str, key: str = "") -> PydanticCustomError:
    """The error that a check of ours raises. ``key`` names the key of a table where several were judged together."""
    return PydanticCustomError("refused", "{found}; {cure}", {"found": found, "cure": cure, "key": key})


def refused(check: Callable[[str], object], written: str) -> tuple[str, str] | None:
    """What a check finds in a text and what would help; None where it lets it pass."""
    try:
        check(written)
    except PydanticCustomError as error:
        context = error.context or {}
        return context["found"], context["cure"]
    return None


def findings_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """A finding for each error that pydantic reports of a model, in the model's order.

    A list whose entries were all refused counts as too short for pydantic; that is left out, as each entry is told of.
    """
    for details in error.errors(include_url=False):
        if details["type"] != "too_short" or not details["input"]:
            yield _finding(details, trace(model, details["loc"]))


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word most like the one written, or None where none is near."""
    return next(iter(difflib.get_close_matches(written, list(known), n=1)), None)


def shown(value: object) -> str:
    """A value as it would be written in TOML, cut short; lists and tables are only named."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) <= _LONGEST_SHOWN else f'"{value[:_LONGEST_SHOWN]}…"'
        case list() | tuple():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return str(value)


def _finding(details: ErrorDetails, spot: Spot) -> Finding:
    context = details.get("ctx", {})
    match details["type"]:
        case "refused":
            path = (*spot.path, context["key"]) if context["key"] else spot.path
            return Finding(path, context["found"], context["cure"])
        case "missing":
            return Finding(spot.path, f"{spot.name} is missing", f"give {spot.description}")
        case "extra_forbidden":
            return Finding(spot.path, f'unknown key "{spot.name}"', _known_key_cure(spot))
        case "union_tag_not_found":
            return Finding(spot.path, "kind is missing", f"give one of {', '.join(spot.tags)}")
        case "union_tag_invalid":
            tag = str(context["tag"])
            near = nearest(tag, spot.tags)
            cure = f'write "{near}"' if near else f"give one of {', '.join(spot.tags)}"
            return Finding((*spot.path, "kind"), f"kind is {shown(tag)}", cure)
        case kind:
            cure = _nearest_literal(kind, context, details["input"]) or _cure(kind, context, spot)
            return Finding(spot.path, f"{spot.name} is {shown(details['input'])}", cure)


def _known_key_cure(spot: Spot) -> str:
    near = nearest(spot.name, spot.siblings)
    return f'write "{near}" instead' if near else f"take it out; the keys known here are {', '.join(spot.siblings)}"


def _nearest_literal(kind: str, context: dict[str, Any], written: object) -> str | None:
    """What to write for a word that is nearly one of a closed list; None where none is near."""
    if kind != "literal_error" or not isinstance(written, str):
        return None
    near = nearest(written, _QUOTED.findall(str(context["expected"])))
    return f'write "{near}"' if near else None


def _cure(kind: str, context: dict[str, Any], spot: Spot) -> str:
    if kind in {"list_type", "tuple_type"} and spot.holds_tables:
        return f"write each one under [[{spot.name}]], in double brackets"
    if kind in _CURES:
        return f"give {_CURES[kind]}"
    if kind in _CONTEXT_CURES:
        return f"give {_CONTEXT_CURES[kind](context, spot.name)}"
    return f"give {spot.description}"


def _amount(number: float, key: str) -> str:
    """``1 minute`` for a key that ends in ``_minutes``; the bare number where the key names no unit."""
    unit = _UNITS.get(key.rpartition("_")[2], "")
    written = int(number) if number == int(number) else number
    return f"{written} {unit}{'s' if unit and number != 1 else ''}".strip()


_CURES = {
    "int_type": "a whole number, without quotes",
    "float_type": "a number, without quotes",
    "string_type": "text, in quotes",
    "string_too_short": "some text",
    "bool_type": "true or false, without quotes",
    "list_type": "a list, in square brackets",
    "tuple_type": "a list, in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "too_short": "one or more",
}

_CONTEXT_CURES: dict[str, Callable[[dict[str, Any], str], str]] = {
    "greater_than_equal": lambda context, key: f"{_amount(context['ge'], key)} or more",
    "greater_than": lambda context, key: f"more than {_amount(context['gt'], key)}",
    "less_than_equal": lambda context, key: f"{_amount(context['le'], key)} or less",
    "literal_error": lambda context, _key: str(context["expected"]).replace("'", '"'),
}


def name_cure(written: str, known: Collection[str]) -> str:
    """What to write in place of a name that is not known: the nearest one, else any of those that are."""
    near = nearest(written, known)
    return f'write "{near}"' if near else f"name one of {', '.join(known) or 'the channels, once there are some'}"
