"""When a feed says that an entry was published."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_READERS: tuple[Callable[[str], datetime], ...] = (datetime.fromisoformat, parsedate_to_datetime)


def read_moment(raw: str, parsed: time.struct_time | None, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC that ``raw`` names, or None. ``parsed`` is feedparser's reading, in UTC, if it had one.

    A date that names no zone is read in the outlet's: its desk wrote it by its own clock. Arabic digits are read.
    """
    text = raw.translate(_DIGITS).strip()
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

    Where it gives a moment, ``read_moment`` gives the same one.
    """
    text = raw.translate(_DIGITS).strip()
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
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
