"""What a store in memory keeps of the crawl: sources, feed entries, health, manners of hosts, and cycles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.records import (
    CycleReport,
    DueEntry,
    EntryOutcome,
    EntryState,
    FeedEntry,
    Health,
    HostRest,
    KnownEntry,
    PollReading,
    RobotsText,
    SkipReason,
    SourceState,
)
from monitor.store.waits import LONGEST_ENTRY_WAIT, has_come


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry with what became of it, and how often its content changed."""

    due: DueEntry
    state: EntryState = "pending"
    reason: SkipReason | None = None
    changes: int = 0


class MemoryCrawl:
    """Sources by name, entries by source and key, and what else polling leaves."""

    def __init__(self) -> None:
        """Begin empty."""
        self._sources: dict[str, SourceState] = {}
        self._entries: defaultdict[str, dict[str, KeptEntry]] = defaultdict(dict)
        self._healths: dict[str, Health] = {}
        self._rests: dict[str, HostRest] = {}
        self._robots: dict[str, RobotsText] = {}
        self._cycles: list[CycleReport] = []

    # -- sources and entries --

    def source_states(self) -> dict[str, SourceState]:
        """The state of every source ever polled, by its name."""
        return dict(self._sources)

    def known_entries(self, source: str) -> dict[str, KnownEntry]:
        """What is known of a source's entries, by ``entry_key``."""
        kept = self._entries.get(source, {})
        return {key: KnownEntry(one.due.entry.content_hash, one.changes) for key, one in kept.items()}

    def keep_poll(self, poll: PollReading) -> None:
        """A source's new state, and its new or changed entries as pending."""
        polled: dict[tuple[str, str], KeptEntry] = {}
        for due in poll.entries:
            source, key = due.entry.source, due.entry.entry_key
            known = polled.get((source, key)) or self._entries.get(source, {}).get(key)
            polled[source, key] = _seen_again(known, due)
        self._sources[poll.state.source] = poll.state
        for (source, key), kept in polled.items():
            self._entries[source][key] = kept

    def due_entries(self, now: datetime, limit: int | None) -> list[DueEntry]:
        """Pending entries that are due, the longest published first."""
        waiting = (kept.due for kept in self._all() if kept.state == "pending")
        due = [one for one in waiting if one.due_at is None or has_come(one.due_at, now, LONGEST_ENTRY_WAIT)]
        return sorted(due, key=_publication)[:limit]

    def discovered(self, since: datetime) -> list[FeedEntry]:
        """Entries that a news query alone told of, the newest at the head."""
        found = [kept.due for kept in self._seen(since) if kept.reason == "discovery_only"]
        return [due.entry for due in sorted(found, key=_publication, reverse=True)]

    def titles_since(self, since: datetime) -> list[str]:
        """Titles of entries that are more than a news query's."""
        found = [kept.due for kept in self._seen(since) if kept.reason != "discovery_only"]
        return [due.entry.title for due in sorted(found, key=_first_sight)]

    def ended(self, outcome: EntryOutcome) -> KeptEntry | None:
        """What an outcome makes of its entry; None where it is not known, or its content has changed since."""
        kept = self._entries.get(outcome.source, {}).get(outcome.entry_key)
        if kept is None or kept.due.entry.content_hash != outcome.content_hash:
            return None
        due = replace(kept.due, attempts=outcome.attempts, due_at=outcome.due_at)
        return replace(kept, due=due, state=outcome.state, reason=outcome.reason)

    def keep_ended(self, ended: KeptEntry | None) -> None:
        """What ``ended`` gave."""
        if ended:
            self._entries[ended.due.entry.source][ended.due.entry.entry_key] = ended

    def skip_counts(self) -> Counter[str]:
        """How many entries ended for each reason."""
        return Counter(kept.reason for kept in self._all() if kept.reason and kept.state != "pending")

    # -- health, manners, cycles --

    def healths(self) -> dict[str, Health]:
        """How every subject fares, by its name."""
        return dict(self._healths)

    def keep_healths(self, healths: Mapping[str, Health]) -> None:
        """How subjects fare now."""
        self._healths.update(healths)

    def rests(self, now: datetime) -> list[HostRest]:
        """The hosts that are left alone until after a moment, by name."""
        return sorted((rest for rest in self._rests.values() if rest.until > now), key=lambda rest: rest.host)

    def keep_rest(self, rest: HostRest) -> None:
        """Until when a host is left alone, in place of an older word of it."""
        self._rests[rest.host] = rest

    def robots(self, origin: str) -> RobotsText | None:
        """A host's robots.txt, or None."""
        return self._robots.get(origin)

    def keep_robots(self, robots: RobotsText) -> None:
        """A host's robots.txt in place of an older one."""
        self._robots[robots.origin] = robots

    def keep_cycle(self, report: CycleReport) -> None:
        """A cycle's report, unless the very same one is kept already."""
        if report not in self._cycles:
            self._cycles.append(deepcopy(report))

    def cycles(self, since: datetime | None) -> list[CycleReport]:
        """The reports of all cycles, or of those that ended at a moment or later, the first kept at the head."""
        return deepcopy([report for report in self._cycles if since is None or report.ended_at >= since])

    def last_cycle(self) -> CycleReport | None:
        """The report of the latest cycle by its end, the one kept last where several ended together."""
        ended = max(reversed(self._cycles), key=lambda report: report.ended_at, default=None)
        return deepcopy(ended)

    def _all(self) -> Sequence[KeptEntry]:
        return [kept for entries in self._entries.values() for kept in entries.values()]

    def _seen(self, since: datetime) -> Sequence[KeptEntry]:
        return [kept for kept in self._all() if kept.due.first_seen_at >= since]


def _seen_again(kept: KeptEntry | None, due: DueEntry) -> KeptEntry:
    if kept is None:
        return KeptEntry(due)
    if kept.due.entry.content_hash == due.entry.content_hash:
        return kept
    again = replace(due, first_seen_at=kept.due.first_seen_at, baseline=False)
    before = kept.due.due_at
    if kept.state == "pending" and (before is None or (again.due_at is not None and before < again.due_at)):
        again = replace(again, due_at=before)  # a further change puts nothing off that is still to be read
    return KeptEntry(again, changes=kept.changes + 1)


def _publication(due: DueEntry) -> tuple[datetime, str, str]:
    return due.entry.published_at or due.first_seen_at, due.entry.entry_key, due.entry.source


def _first_sight(due: DueEntry) -> tuple[datetime, str, str]:
    return due.first_seen_at, due.entry.entry_key, due.entry.source
