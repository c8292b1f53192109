"""The time machine: the alerts that today's rules would have sent beside those that were sent."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.alerts import compose_alert, compose_overdue
from monitor.json_forms import value_form
from monitor.pipeline.replaying import Replayed
from monitor.records import Alert, Change, Topic

Fate = Literal["unchanged", "altered", "added", "lost"]
"""Whether an alert would be sent as it was, with other changes in it, now for the first time, or no more."""

Fact = tuple[str, str, str, str]
"""What a change tells: its kind, key and value, and what of the claim was revised."""


@dataclass(frozen=True, slots=True)
class ComparedAlert:
    """An alert as it was sent (``then``) and as today's rules make it (``now``); one of the two may be missing."""

    fate: Fate
    then: Alert | None
    now: Alert | None

    @property
    def either(self) -> Alert:
        """The one of today's rules, else the one that was sent."""
        found = self.now or self.then
        if found is None:
            msg = "a compared alert needs one side at least"
            raise ValueError(msg)
        return found

    def facts(self) -> Iterator[tuple[Fate, Change]]:
        """Every change of either alert, with its own fate, those of today's rules first."""
        then = {fact_of(change): change for change in self.then.changes} if self.then else {}
        now = {fact_of(change): change for change in self.now.changes} if self.now else {}
        for fact, change in now.items():
            yield ("unchanged" if fact in then else "added"), change
        for fact, change in then.items():
            if fact not in now:
                yield "lost", change


def fact_of(change: Change) -> Fact:
    """What a change tells, whatever rules and words it was made by."""
    claim = change.said.claim
    return change.kind, str(claim.key), json.dumps(value_form(claim.value), sort_keys=True), change.part or ""


def alerts_of(step: Replayed, topics: Mapping[str, Topic]) -> Iterator[Alert]:
    """The alerts that a step of a replay would owe."""
    if step.reading is None:
        for change in step.judgement.changes:
            topic = topics.get(change.said.claim.key.topic)
            if topic is not None:
                yield compose_overdue(topic, change, step.at)
        return
    for topic in topics.values():
        reading = step.reading
        alert = compose_alert(
            topic, reading.article, reading.judgement, step.at, edit=reading.edit, signs=reading.signs
        )
        if alert is not None:
            yield alert


def compare_alerts(then: Iterable[Alert], now: Iterable[Alert], since: datetime) -> tuple[ComparedAlert, ...]:
    """All alerts of either side made at ``since`` or later, paired, in order of their making.

    Two alerts are the same message where they are of one article and topic and share a fact; of several, the one that
    shares most. Notices about sources are left out: no rule of reading makes them.
    """
    waiting: dict[tuple[str, str], list[Alert]] = defaultdict(list)
    for alert in sorted(then, key=lambda one: one.created_at):
        if alert.created_at >= since and alert.notice is None:
            waiting[alert.topic, alert.article_id].append(alert)
    compared = [_pair(alert, waiting[alert.topic, alert.article_id]) for alert in now if alert.created_at >= since]
    compared += [ComparedAlert("lost", alert, None) for left in waiting.values() for alert in left]
    return tuple(sorted(compared, key=lambda one: (one.either.created_at, one.either.alert_id)))


def _pair(alert: Alert, waiting: list[Alert]) -> ComparedAlert:
    facts = _facts(alert.changes)

    def nearness(sent: Alert) -> tuple[bool, bool, int]:
        then = _facts(sent.changes)
        return sent.alert_id == alert.alert_id, then == facts, len(then & facts)

    sharing = [one for one in waiting if _facts(one.changes) & facts]
    if not sharing:
        return ComparedAlert("added", None, alert)
    sent = max(sharing, key=nearness)
    waiting.remove(sent)
    return ComparedAlert("unchanged" if _facts(sent.changes) == facts else "altered", sent, alert)


def _facts(changes: Sequence[Change]) -> frozenset[Fact]:
    return frozenset(map(fact_of, changes))
