"""What is made beside messages, as configured: signs of life, and alerts as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from monitor.notify.secret import Revealable
from monitor.records import Lang


@dataclass(frozen=True, slots=True)
class Heartbeats:
    """As configured: the address that is posted to at most ``every`` so often, and the local time of the daily notice.

    ``zone`` is an IANA name. None: no ping, no notice.
    """

    url: Revealable | None = None
    every: timedelta = timedelta(minutes=5)
    daily_at: time | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Publication:
    """As configured: the folder of the files, their languages, how many alerts a feed holds, its title and address.

    ``link`` is empty where the folder is not served.
    """

    folder: Path
    languages: tuple[Lang, ...]
    entries: int
    title: str
    link: str = ""
