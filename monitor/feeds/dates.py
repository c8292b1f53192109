"""When a feed says that an entry was published."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from monitor.moments import is_empty_field, news_moment, read_written

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def read_moment(raw: str, parsed: time.struct_time | None, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC that ``raw`` names, or None. ``parsed`` is feedparser's reading, in UTC, if it had one.

    A date that names no zone is read in the outlet's: its desk wrote it by its own clock. Arabic digits are read. A
    moment before 1995 is none.
    """
    text = raw.translate(_DIGITS).strip()
    written = read_written(text)
    if written is None:
        return _from_struct(parsed, text)
    if written.moment.tzinfo is not None:
        return news_moment(written.moment)
    if parsed is not None and written.style == "mail":
        return _from_struct(parsed, text)
    # RFC 5322, 3.3: "-0000" is a time in UTC, at no stated place.
    return news_moment(written.moment.replace(tzinfo=UTC if text.endswith("-0000") else zone))


def read_stated_moment(raw: str) -> datetime | None:
    """The moment in UTC that ``raw`` names together with its zone, or None where it takes a guess to read it.

    None for a moment before 1995, too. Where it gives a moment, ``read_moment`` gives the same one.
    """
    written = read_written(raw.translate(_DIGITS).strip())
    return None if written is None or written.moment.tzinfo is None else news_moment(written.moment)


def _from_struct(parsed: time.struct_time | None, text: str) -> datetime | None:
    """The moment that feedparser read, unless it read one out of an empty field."""
    if parsed is None or is_empty_field(text):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return news_moment(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))
    except ValueError:
        return None
