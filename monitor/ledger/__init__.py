"""The judgement: how values stand to each other, and what counts as a change. Pure; the store keeps its state."""

from monitor.ledger.judgement import Standing, judge_claims
from monitor.ledger.movement import measure_movement
from monitor.ledger.relation import relate

__all__ = ["Standing", "judge_claims", "measure_movement", "relate"]
