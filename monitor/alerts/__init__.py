"""From what is told to a message that its reader understands without opening anything. Pure; sends nothing."""

from monitor.alerts.compose import compose_alert, compose_overdue
from monitor.alerts.notices import compose_notice
from monitor.alerts.wording import word_alert

__all__ = ["compose_alert", "compose_notice", "compose_overdue", "word_alert"]
