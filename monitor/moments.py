"""Moments as feeds and pages write them: in ISO 8601, or as mail headers do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

Style = Literal["iso", "mail"]

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""What is dated before is not news of the web, but an empty field (1970, the year 1) or a year of another calendar
written as if it were one of ours (1447, 1404). Judgement: the first outlets went online about then."""

_YEAR_ZERO = re.compile(r"(?:^|\s)-\d{4}(?:\s+\d{1,2}:|-)")
"""A year below 1, with which publishing systems write an empty field, and which readers of dates take for another."""

_READERS: tuple[tuple[Style, Callable[[str], datetime]], ...] = (
    ("iso", datetime.fromisoformat),
    ("mail", parsedate_to_datetime),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as written; naive where the text names no zone."""

    moment: datetime
    style: Style


def is_empty_field(text: str) -> bool:
    """Whether a text is how publishing systems write a date that they do not have: with a year below 1."""
    return _YEAR_ZERO.search(text) is not None


def read_written(text: str) -> Written | None:
    """The moment that a text is; None where it is none in either style, or an empty field. Never raises."""
    if is_empty_field(text):
        return None
    for style, reader in _READERS:
        try:
            return Written(reader(text), style)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def news_moment(moment: datetime) -> datetime | None:
    """An aware moment in UTC; None where no news can be of it: before 1995, or beyond what a calendar holds."""
    try:
        utc = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return utc if utc >= _EARLIEST else None
