"""From what is told to a message that its reader understands without opening anything. Pure; sends nothing."""

from monitor.alerts.compose import compose_alert, compose_overdue
from monitor.alerts.matters import rank_alert
from monitor.alerts.notices import compose_notice
from monitor.alerts.wording import FollowUp, Telling, word_alert, word_also_claimed, word_bundle, word_promise

__all__ = [
    "FollowUp",
    "Telling",
    "compose_alert",
    "compose_notice",
    "compose_overdue",
    "rank_alert",
    "word_alert",
    "word_also_claimed",
    "word_bundle",
    "word_promise",
]
