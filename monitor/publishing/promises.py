"""Promised days, as they stand in the ledger: what leads under each key, and what else is claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.identity import stable_id
from monitor.records import ClaimKey, DateValue, KeptChange, KeyHistory, Position, Said, Stage

PromiseStanding = Literal[
    "leading",  # the value that leads under its key
    "claimed",  # another one that somebody stands at, or took back
]


@dataclass(frozen=True, slots=True)
class Promise:
    """A day, or span of days, on which something is told to happen.

    ``promise_id`` is that of the key for what leads, so that a date which slips moves; that of the position for what is
    claimed beside it. ``said`` is the claim of the position's narrowest wording. ``changed_at`` is when anything but
    mere support came up under the key; it never goes back. ``summary``, ``description`` and ``topic`` are in words for
    people, empty until somebody words them.
    """

    promise_id: str
    key: ClaimKey
    standing: PromiseStanding
    stage: Stage
    value: DateValue
    said: Said
    first_at: datetime
    changed_at: datetime
    summary: str = ""
    description: str = ""
    topic: str = ""

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of it on a calendar, both inclusive.

        The span as the words name it; for ``before``, the last day that is before it; for ``after``, the first day that
        is after it.
        """
        start, end = self.value.start, self.value.end
        if self.value.rel == "before" and start > date.min:
            return start - timedelta(days=1), start - timedelta(days=1)
        if self.value.rel == "after" and end < date.max:
            return end + timedelta(days=1), end + timedelta(days=1)
        return start, end


def promises_of(
    histories: Iterable[KeyHistory], said: Mapping[str, Said], kept: Iterable[KeptChange] = ()
) -> tuple[Promise, ...]:
    """The promised days of these keys: by key, what leads first, then what else is claimed, oldest first.

    ``said`` are claims by their id, ``kept`` the verdicts on them. What else is claimed is what some origin stands at
    now, or what everybody took back; what something was moved from, and what others reported done, is left out. So are
    figures, dates that contradict their article's calendar, and positions whose claim is not given: nobody could point
    at their words.
    """
    changed: dict[ClaimKey, datetime] = {}
    for one in kept:
        if one.change.kind != "restated":
            key = one.change.said.claim.key
            changed[key] = max(one.judged_at, changed.get(key, one.judged_at))
    found: defaultdict[str, list[Promise]] = defaultdict(list)
    for history in histories:
        found[str(history.key)] += _promises(history, said, changed.get(history.key))
    return tuple(promise for key in sorted(found) for promise in found[key])


def _promises(history: KeyHistory, said: Mapping[str, Said], judged_at: datetime | None) -> Iterator[Promise]:
    came_up = [one.first_at for one in history.positions] + [one.said_at for one in history.denials]
    for position in sorted(history.positions, key=lambda one: one.position_id != history.lead):
        value, claim = position.value, said.get(position.claim_id)
        if not isinstance(value, DateValue) or value.suspect or claim is None or not _is_shown(position, history):
            continue
        leads = position.position_id == history.lead
        yield Promise(
            promise_id=stable_id(
                "promise", *((str(history.key),) if leads else (str(history.key), position.position_id))
            ),
            key=history.key,
            standing="leading" if leads else "claimed",
            stage=position.stage,
            value=value,
            said=claim,
            first_at=position.first_at,
            changed_at=max([*came_up, *([judged_at] if judged_at else [])]),
        )


def _is_shown(position: Position, history: KeyHistory) -> bool:
    if position.position_id == history.lead or position.stage == "withdrawn":
        return True
    stood_by = any(stand.position_id == position.position_id for stand in history.origins.values())
    return stood_by and position.stage in {"planned", "overdue"}
