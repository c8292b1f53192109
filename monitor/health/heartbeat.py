"""The line that is said each hour: how much of the press the monitor sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.records import NETWORK, CycleReport, Health, Source, SourceState

_LEAST_FRESH = timedelta(hours=2)
_INTERVALS = 3
"""A source is fresh for so many of its intervals, and for two hours at least. Judgement: a poll may fail by chance."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """``fresh`` of ``sources`` enabled ones were polled well of late; what some cycles saw, kept and left out.

    ``new`` counts entries that are new or changed, ``kept`` articles that were read, ``skipped`` entries by
    SkipReason. ``down`` holds the subjects that are down, each with the time since it fell ill, longest first.
    """

    fresh: int
    sources: int
    seen: int = 0
    new: int = 0
    kept: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    down: tuple[tuple[str, timedelta], ...] = ()

    def line(self) -> str:
        """All of it in one line, for the log and the terminal."""
        left_out = ", ".join(f"{count} {reason}" for reason, count in _by_count(self.skipped)) or "none"
        down = ", ".join(f"{subject} ({_words(lasted)})" for subject, lasted in self.down) or "none"
        return (
            f"{self.fresh} of {self.sources} sources fresh; {self.seen} entries seen, {self.new} new; "
            f"{self.kept} articles kept; left out: {left_out}; down: {down}"
        )


def heartbeat(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    healths: Mapping[str, Health],
    cycles: Sequence[CycleReport],
    now: datetime,
) -> Heartbeat:
    """The heartbeat of the enabled sources over ``cycles``, mostly those of the last hour."""
    enabled = [source for source in sources if source.enabled]
    reports = [report for cycle in cycles for report in cycle.sources]
    skipped: Counter[str] = Counter()
    for cycle in cycles:
        skipped.update(cycle.skipped)
    subjects = (NETWORK, *(source.name for source in enabled))
    down = [(name, now - _ill_since(healths[name], now)) for name in subjects if _is_down(healths.get(name))]
    return Heartbeat(
        fresh=sum(is_fresh(source, states.get(source.name), now) for source in enabled),
        sources=len(enabled),
        seen=sum(report.seen for report in reports),
        new=sum(report.fresh for report in reports),
        kept=sum(cycle.articles for cycle in cycles),
        skipped={reason: count for reason, count in skipped.items() if count},
        down=tuple(sorted(down, key=lambda one: one[1], reverse=True)),
    )


def is_fresh(source: Source, state: SourceState | None, now: datetime) -> bool:
    """Whether the last good poll is at most two hours ago, or three of the source's present intervals.

    The interval is that from the last poll to the next; of a failing source, whose wait is no measure, the configured
    one.
    """
    if state is None or state.succeeded_at is None:
        return False
    interval = timedelta(minutes=source.every_minutes)
    if state.succeeded_at == state.polled_at and state.due_at is not None:
        interval = state.due_at - state.succeeded_at
    return now - state.succeeded_at <= max(_LEAST_FRESH, _INTERVALS * interval)


def _is_down(health: Health | None) -> bool:
    return health is not None and health.state == "down"


def _ill_since(health: Health, now: datetime) -> datetime:
    """When the first of the troubles that make it down began."""
    return min((one.since for one in health.troubles if one.told_at is not None and one.well == 0), default=now)


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first, equals by name."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _words(lasted: timedelta) -> str:
    """A span in its largest whole unit: "12 min", "3 h", "2 d"."""
    if lasted >= 2 * _DAY:
        return f"{lasted // _DAY} d"
    return f"{lasted // _HOUR} h" if lasted >= _HOUR else f"{max(lasted // _MINUTE, 0)} min"
