"""When a feed says that an entry was published."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""What is dated before is not news of the web, but an empty field (1970, the year 1) or a year of another calendar
written as if it were one of ours (1447, 1404). Judgement: the first outlets went online about then."""

_YEAR_ZERO = re.compile(r"(?:^|\s)-\d{4}(?:\s+\d{1,2}:|-)")
"""A year below 1, with which publishing systems write an empty field, and which readers of dates take for another."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_READERS: tuple[Callable[[str], datetime], ...] = (datetime.fromisoformat, parsedate_to_datetime)


def read_moment(raw: str, parsed: time.struct_time | None, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC that ``raw`` names, or None. ``parsed`` is feedparser's reading, in UTC, if it had one.

    A date that names no zone is read in the outlet's: its desk wrote it by its own clock. Arabic digits are read. A
    moment before 1995 is none.
    """
    text = raw.translate(_DIGITS).strip()
    if _YEAR_ZERO.search(text):
        return None
    for reader in _READERS:
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if moment.tzinfo is not None:
            return _in_utc(moment)
        if parsed is None or reader == datetime.fromisoformat:
            # RFC 5322, 3.3: "-0000" is a time in UTC, at no stated place.
            return _in_utc(moment.replace(tzinfo=UTC if text.endswith("-0000") else zone))
    return _from_struct(parsed) if parsed is not None else None


def read_stated_moment(raw: str) -> datetime | None:
    """The moment in UTC that ``raw`` names together with its zone, or None where it takes a guess to read it.

    None for a moment before 1995, too. Where it gives a moment, ``read_moment`` gives the same one.
    """
    text = raw.translate(_DIGITS).strip()
    if _YEAR_ZERO.search(text):
        return None
    for reader in _READERS:
        try:
            moment = reader(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return None if moment.tzinfo is None else _in_utc(moment)
    return None


def _from_struct(parsed: time.struct_time) -> datetime | None:
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return _in_utc(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
    except ValueError:
        return None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        utc = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return utc if utc >= _EARLIEST else None
