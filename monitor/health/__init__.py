"""Whether sources are well: what one poll shows, when it is told, and what is said each hour. Pure; asks nobody."""

from monitor.health.canary import canary_is_due, choose_canary, judge_canary
from monitor.health.drift import drift, with_sample
from monitor.health.findings import CanaryOutcome, Findings, ReadPage
from monitor.health.heartbeat import Heartbeat, heartbeat, is_fresh, span_words
from monitor.health.judgement import HealthRules, judge_health
from monitor.health.network import fails_by_network, failures_since_success, is_network_down
from monitor.health.observation import Concern, Observation, observe
from monitor.health.rounds import judge_round
from monitor.health.staleness import stale_since, usual_gap

__all__ = [
    "CanaryOutcome",
    "Concern",
    "Findings",
    "HealthRules",
    "Heartbeat",
    "Observation",
    "ReadPage",
    "canary_is_due",
    "choose_canary",
    "drift",
    "fails_by_network",
    "failures_since_success",
    "heartbeat",
    "is_fresh",
    "is_network_down",
    "judge_canary",
    "judge_health",
    "judge_round",
    "observe",
    "span_words",
    "stale_since",
    "usual_gap",
    "with_sample",
]
