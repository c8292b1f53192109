"""Moments in reasons that were kept: they stand there in UTC, and a person reads them on the newsroom's clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from monitor.cli.wording import moment_words

_IN_UTC: Final = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}) UTC\b", re.ASCII)
"""As reasons write a moment: "2026-03-02 12:00 UTC"."""


def local_moments(reason: str, zone: str) -> str:
    """The reason with its moments in the newsroom's zone, without its name, as they stand beside it; others stay."""
    return _IN_UTC.sub(lambda found: _local(found, zone), reason)


def _local(found: re.Match[str], zone: str) -> str:
    try:
        return moment_words(datetime.fromisoformat(found[1]).replace(tzinfo=UTC), zone)
    except (ValueError, OverflowError):  # no such day, or one at the end of the calendar
        return found[0]
