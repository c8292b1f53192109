"""Promised days: reported done, or passed without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from monitor.identity import stable_id
from monitor.ledger.positions import with_stage
from monitor.ledger.verdicts import Recall, measured, verdict
from monitor.records import Change, ChangeReason, DateValue, Judgement, KeyHistory, Position, Said

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


def _leading_plan(history: KeyHistory, happened: DateValue) -> Position | None:
    lead = history.position(history.lead)
    if lead is None or lead.stage not in _OPEN:
        return None
    return lead if happened.end >= lead.first_at.date() else None


def judge_overdue(histories: Iterable[KeyHistory], today: date, recall: Recall) -> Judgement:
    """Plans whose day has passed with nobody reporting them done; each is told once.

    Only the leading position of a key counts, since the others were superseded. It must have been said before its day
    passed, must not be denied since it was last backed, and nothing under the key may have been reported done since it
    was first told. ``today`` is the day in the newsroom's zone.
    """
    changes: list[Change] = []
    touched: list[KeyHistory] = []
    for history in histories:
        lead = history.position(history.lead)
        if lead is None or not _is_overdue(lead, history, today):
            continue
        said = recall(lead.claim_id)
        touched.append(with_stage(history, {lead.position_id}, "overdue"))
        told = verdict(said, "overdue", "told")
        changes.append(replace(told, change_id=stable_id("overdue", lead.position_id, lead.claim_id)))
    return Judgement(tuple(changes), tuple(touched))


def _is_overdue(lead: Position, history: KeyHistory, today: date) -> bool:
    value = lead.value
    if not isinstance(value, DateValue) or value.suspect or lead.stage != "planned" or value.deadline is None:
        return False
    if today <= value.deadline + timedelta(days=GRACE_DAYS) or lead.first_at.date() > value.deadline:
        return False
    denied = any(denial.said_at >= lead.last_at for denial in history.denials)
    done = any(one.stage == "done" and one.last_at >= lead.first_at for one in history.positions)
    return not denied and not done
