"""Promised days: reported done, or passed without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from monitor.identity import stable_id
from monitor.ledger.positions import with_stage
from monitor.ledger.relation import relate
from monitor.ledger.verdicts import Recall, measured, verdict
from monitor.records import Change, ChangeReason, DateValue, Denial, Judgement, KeyHistory, Position, Said

GRACE_DAYS = 1
"""Days after a deadline in which outlets may still report that it was kept. Judgement: what ends a day at midnight is
reported the day after."""

_OPEN = frozenset({"planned", "overdue"})


def judge_fulfilment(
    said: Said, history: KeyHistory, backed: Position | None, reason: ChangeReason, recall: Recall
) -> tuple[KeyHistory, tuple[Change, ...]]:
    """Whether a claim reports a planned date done, and the history after it: told once for each plan.

    ``backed`` is the position that the claim restates or narrows, as it stood before; None where it opened one of its
    own or restates several. Then it fulfils the leading plan, if it happened after that was first told.
    """
    value = said.claim.value
    if said.claim.modality != "occurred" or not isinstance(value, DateValue):
        return history, ()
    plan = backed or _leading_plan(history, value)
    if plan is None or plan.stage == "done":
        return history, ()
    after = with_stage(history, {plan.position_id}, "done")
    if plan.stage not in _OPEN:
        return after, ()
    return after, (measured(verdict(said, "occurred", reason, recall(plan.claim_id))),)


def puts_off(said: Said, plan: Position, history: KeyHistory) -> bool:
    """Whether a claim tells that a plan is put off: one that was planned until now, and is owed still.

    What was said before somebody planned it last is old news.
    """
    if not isinstance(said.claim.value, DateValue) or said.claim.modality != "postponed":
        return False
    return plan.stage in _OPEN and said.said_at >= plan.last_at and not _is_superseded(plan, history)


def _leading_plan(history: KeyHistory, happened: DateValue) -> Position | None:
    lead = history.position(history.lead)
    if lead is None or lead.stage not in _OPEN:
        return None
    return lead if happened.end >= lead.first_at.date() else None


def judge_overdue(histories: Iterable[KeyHistory], today: date, recall: Recall) -> Judgement:
    """Plans whose day has passed with nobody reporting them done; each is told once.

    A plan counts while it is owed: it leads, or was first told after what leads; somebody still stands at it, and not
    everybody who spoke for it has turned away. It must have been said before its day passed and must not be denied
    since it was last backed, and nothing under the key may have been reported done since it was first told. ``today``
    is the day in the newsroom's zone.
    """
    changes: list[Change] = []
    touched: list[KeyHistory] = []
    for history in histories:
        passed = [one for one in history.positions if _has_passed(one, today) and _is_owed(one, history)]
        if not passed:
            continue
        touched.append(with_stage(history, {one.position_id for one in passed}, "overdue"))
        changes += [_overdue(one, recall) for one in passed]
    return Judgement(tuple(changes), tuple(touched))


def _overdue(position: Position, recall: Recall) -> Change:
    told = verdict(recall(position.claim_id), "overdue", "told")
    return replace(told, change_id=stable_id("overdue", position.position_id, position.claim_id))


def _has_passed(position: Position, today: date) -> bool:
    value = position.value
    if not isinstance(value, DateValue) or value.suspect or position.stage != "planned" or value.deadline is None:
        return False
    return position.first_at.date() <= value.deadline < today - timedelta(days=GRACE_DAYS)


def _is_owed(position: Position, history: KeyHistory) -> bool:
    if _is_superseded(position, history):
        return False
    denied = any(_denies(denial, position) for denial in history.denials)
    done = any(one.stage == "done" and one.last_at >= position.first_at for one in history.positions)
    return not denied and not done and _is_stood_by(position, history)


def _is_superseded(position: Position, history: KeyHistory) -> bool:
    """Whether a later value leads: whoever still stands at this one has not reported since."""
    lead = history.position(history.lead)
    return lead is not None and position.position_id != lead.position_id and position.first_at < lead.first_at


def _denies(denial: Denial, position: Position) -> bool:
    return denial.said_at >= position.last_at and relate(denial.value, position.value) != "different"


def _is_stood_by(position: Position, history: KeyHistory) -> bool:
    """Whether an origin stands at a position, and a speaker too where any ever did."""
    stands, at = history.speakers.values(), position.position_id
    spoken = any(stand.position_id == at for stand in stands) or not any(at in stand.before for stand in stands)
    return spoken and any(stand.position_id == at for stand in history.origins.values())
