"""From told changes to a message that an editor understands without opening anything. Pure; sends nothing."""

from monitor.alerts.compose import compose_alert
from monitor.alerts.wording import word_alert

__all__ = ["compose_alert", "word_alert"]
