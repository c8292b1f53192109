"""Whether sources and channels are well, when it is told, and what is said each hour and day. Pure; asks nobody."""

from monitor.health.alive import alive_is_due, alive_notice, alive_slot, ping_is_due
from monitor.health.canary import canary_is_due, choose_canary, judge_canary
from monitor.health.channels import ChannelCourse, course_of, judge_channels
from monitor.health.drift import drift, with_sample
from monitor.health.findings import CanaryOutcome, Findings, ReadPage
from monitor.health.heartbeat import Heartbeat, heartbeat, is_fresh, span_words
from monitor.health.judgement import HealthRules, judge_health
from monitor.health.network import fails_by_network, failures_since_success, is_network_down
from monitor.health.observation import Concern, Observation, observe
from monitor.health.rounds import judge_round
from monitor.health.sendings import Sendings, count_sendings
from monitor.health.staleness import stale_since, usual_gap

__all__ = [
    "CanaryOutcome",
    "ChannelCourse",
    "Concern",
    "Findings",
    "HealthRules",
    "Heartbeat",
    "Observation",
    "ReadPage",
    "Sendings",
    "alive_is_due",
    "alive_notice",
    "alive_slot",
    "canary_is_due",
    "choose_canary",
    "count_sendings",
    "course_of",
    "drift",
    "fails_by_network",
    "failures_since_success",
    "heartbeat",
    "is_fresh",
    "is_network_down",
    "judge_canary",
    "judge_channels",
    "judge_health",
    "judge_round",
    "observe",
    "ping_is_due",
    "span_words",
    "stale_since",
    "usual_gap",
    "with_sample",
]
