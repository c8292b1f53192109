"""From told changes to a message that an editor understands without opening anything. Pure; sends nothing."""

from monitor.alerts.compose import compose_alert, compose_overdue
from monitor.alerts.wording import word_alert

__all__ = ["compose_alert", "compose_overdue", "word_alert"]
