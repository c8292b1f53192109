"""For whom an alert is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Topic


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The topic that is told, the zone in which days are counted, the words, and the day on which the alert is made."""

    topic: Topic
    zone: ZoneInfo
    words: Vocabulary
    today: date
