"""The line that is said each hour: how much of the press the monitor sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.health.observation import Concern, concern_of
from monitor.records import NETWORK, CycleReport, Health, Source, SourceState, Trouble

_LEAST_FRESH = timedelta(hours=2)
_INTERVALS = 3
"""A source is fresh for so many of its intervals, and for two hours at least. Judgement: a poll may fail by chance."""

_DOWN: frozenset[Concern] = frozenset({"access", "gone", "network"})
"""The concerns of a subject of which nothing comes, for as long as it is ill in one of them."""

_NETWORK = "the monitor's network"

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """``fresh`` of ``sources`` enabled ones were polled well of late; what some cycles saw, kept and left out.

    ``new`` counts entries that are new or changed, ``kept`` articles that were read, ``skipped`` entries by
    SkipReason. ``down`` holds the subjects that cannot be reached, or bring nothing to read; ``ill`` those that are
    polled well and told of for something else. Each has the time since it fell ill, longest first.
    """

    fresh: int
    sources: int
    seen: int = 0
    new: int = 0
    kept: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    down: tuple[tuple[str, timedelta], ...] = ()
    ill: tuple[tuple[str, timedelta], ...] = ()

    def line(self) -> str:
        """All of it in one line, for the log and the terminal."""
        left_out = ", ".join(f"{count} {reason}" for reason, count in _by_count(self.skipped)) or "none"
        return (
            f"{self.fresh} of {self.sources} sources fresh; {self.seen} entries seen, {self.new} new; "
            f"{self.kept} articles kept; left out: {left_out}; down: {_listed(self.down)}; "
            f"ill: {_listed(self.ill)}"
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
    told = _told_troubles((NETWORK, *(source.name for source in enabled)), healths)
    down = {name: found for name, found in told.items() if any(map(_is_down, found))}
    return Heartbeat(
        fresh=sum(is_fresh(source, states.get(source.name), now) for source in enabled),
        sources=len(enabled),
        seen=sum(report.seen for report in reports),
        new=sum(report.fresh for report in reports),
        kept=sum(cycle.articles for cycle in cycles),
        skipped={reason: count for reason, count in skipped.items() if count},
        down=_by_age({name: [one for one in found if _is_down(one)] for name, found in down.items()}, now),
        ill=_by_age({name: found for name, found in told.items() if name not in down}, now),
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


def _told_troubles(subjects: Iterable[str], healths: Mapping[str, Health]) -> dict[str, list[Trouble]]:
    """What was told of each of the subjects and is not over, nor seems to be; without those that are well."""
    found = {name: healths[name].troubles for name in subjects if name in healths}
    told = {name: [one for one in rows if one.told_at is not None and not one.well] for name, rows in found.items()}
    return {name: rows for name, rows in told.items() if rows}


def _is_down(trouble: Trouble) -> bool:
    return concern_of(trouble) in _DOWN


def _by_age(troubles: Mapping[str, Sequence[Trouble]], now: datetime) -> tuple[tuple[str, timedelta], ...]:
    """Each subject with the time since the first of its troubles began, the longest first."""
    ages = ((name, now - min(one.since for one in found)) for name, found in troubles.items())
    return tuple(sorted(ages, key=lambda one: one[1], reverse=True))


def _listed(subjects: Sequence[tuple[str, timedelta]]) -> str:
    named = ((_NETWORK if subject == NETWORK else subject, span_words(lasted)) for subject, lasted in subjects)
    return ", ".join(f"{subject} ({lasted})" for subject, lasted in named) or "none"


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The most frequent first, equals by name."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def span_words(lasted: timedelta) -> str:
    """A span in its largest whole unit: "12 min", "3 h", "2 d"; none below 0 minutes."""
    if lasted >= 2 * _DAY:
        return f"{lasted // _DAY} d"
    return f"{lasted // _HOUR} h" if lasted >= _HOUR else f"{max(lasted // _MINUTE, 0)} min"
