"""The judgement: how values stand to each other, and what counts as a change. Pure; the store keeps its state."""

from monitor.ledger.judgement import judge_claims
from monitor.ledger.movement import measure_movement
from monitor.ledger.promises import judge_overdue
from monitor.ledger.relation import relate
from monitor.ledger.revising import Known, judge_page_gone, judge_revision
from monitor.ledger.verdicts import Recall

__all__ = [
    "Known",
    "Recall",
    "judge_claims",
    "judge_overdue",
    "judge_page_gone",
    "judge_revision",
    "measure_movement",
    "relate",
]
