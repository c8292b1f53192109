"""Strict reading of rows and JSON forms, field by field; and the text form of moments, which sorts as time does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, NoReturn, TypeVar, cast

Choice = TypeVar("Choice")

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def moment_text(at: datetime) -> str:
    """A moment in UTC as ISO text to the microsecond: of one width, so that the order of texts is that of moments.

    Raises ValueError for a naive moment.
    """
    if at.tzinfo is None:
        msg = f"a moment needs a time zone, found {at.isoformat()}"
        raise ValueError(msg)
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment_text_or_none(at: datetime | None) -> str | None:
    """As ``moment_text``; None stays None."""
    return None if at is None else moment_text(at)


def json_text(form: object) -> str:
    """A form as JSON text, with Arabic and Kurdish letters as they are. Raises ValueError for infinity and NaN.

    Lone surrogates, which no text of a database can hold, are escaped. Two that stand side by side and make a character
    together are read back as that character.
    """
    return _SURROGATE.sub(_escaped, json.dumps(form, ensure_ascii=False, allow_nan=False))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one row or JSON object. Every method raises ValueError, naming the field, for another type."""

    found: Mapping[str, object]

    def text(self, name: str) -> str:
        """A text."""
        value = self.found.get(name)
        return value if isinstance(value, str) else _refuse(name, value, "a text")

    def text_or_none(self, name: str) -> str | None:
        """A text, or None for null."""
        return None if self.found.get(name) is None else self.text(name)

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.found.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return _refuse(name, value, "a whole number")

    def whole_or_none(self, name: str) -> int | None:
        """A whole number, or None for null."""
        return None if self.found.get(name) is None else self.whole(name)

    def number(self, name: str) -> float:
        """A number, whole or not."""
        value = self.found.get(name)
        return value if isinstance(value, float) else self.whole(name)

    def number_or_none(self, name: str) -> float | None:
        """A number, or None for null."""
        return None if self.found.get(name) is None else self.number(name)

    def blob(self, name: str) -> bytes:
        """Bytes."""
        value = self.found.get(name)
        return value if isinstance(value, bytes) else _refuse(name, value, "bytes")

    def flag(self, name: str) -> bool:
        """True or false: 1 or 0 in a row, true or false in JSON."""
        value = self.found.get(name)
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
        return _refuse(name, value, "true or false")

    def moment(self, name: str) -> datetime:
        """A moment in UTC, from ISO text with an offset."""
        return _in_utc(datetime.fromisoformat(self.text(name)), name)

    def moments(self, name: str) -> tuple[datetime, ...]:
        """Moments in UTC, from a list of ISO texts with an offset."""
        found = tuple(map(datetime.fromisoformat, self.texts(name)))
        if {at.tzinfo for at in found} <= {UTC}:  # as the store writes them: ten thousand sources have many
            return found
        return tuple(_in_utc(at, name) for at in found)

    def moment_or_none(self, name: str) -> datetime | None:
        """A moment in UTC, or None for null."""
        return None if self.found.get(name) is None else self.moment(name)

    def day(self, name: str) -> date:
        """A calendar day, from ISO text."""
        return date.fromisoformat(self.text(name))

    def choice(self, name: str, allowed: tuple[Choice, ...]) -> Choice:
        """One of a closed set."""
        value = self.found.get(name)
        for each in allowed:
            if each == value:
                return each
        return _refuse(name, value, f"one of {', '.join(map(str, allowed))}")

    def choice_or_none(self, name: str, allowed: tuple[Choice, ...]) -> Choice | None:
        """One of a closed set, or None for null."""
        return None if self.found.get(name) is None else self.choice(name, allowed)

    def inner(self, name: str) -> Fields:
        """The fields of an object within."""
        return fields_of(self.found.get(name), name)

    def inner_or_none(self, name: str) -> Fields | None:
        """The fields of an object within, or None for null."""
        return None if self.found.get(name) is None else self.inner(name)

    def listed(self, name: str) -> list[object]:
        """A list, its members unread."""
        value = self.found.get(name)
        return value if isinstance(value, list) else _refuse(name, value, "a list")

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        values = self.listed(name)
        return cast("list[str]", values) if set(map(type, values)) <= {str} else _refuse(name, values, "texts")

    def wholes(self, name: str) -> list[int]:
        """A list of whole numbers."""
        values = self.listed(name)
        return cast("list[int]", values) if set(map(type, values)) <= {int} else _refuse(name, values, "whole numbers")

    def parsed(self, name: str) -> Fields:
        """The JSON text of one field, parsed: a row that has this field alone."""
        return Fields({name: json.loads(self.text(name))})


def fields_of(value: object, name: str) -> Fields:
    """The fields of a JSON object. Raises ValueError, calling it ``name``, where ``value`` is none."""
    return Fields(value) if isinstance(value, dict) else _refuse(name, value, "an object")


def _in_utc(at: datetime, name: str) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else _refuse(name, at.isoformat(), "a moment with its offset")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _refuse(name: str, found: object, expected: str) -> NoReturn:
    msg = f"{name} is {found!r}, expected {expected}"
    raise ValueError(msg)
