"""``alerts.toml``: who hears of what and when, as written, as checked, and as the records that routing works with."""

from monitor.settings.alerting.file import AlertsFile
from monitor.settings.alerting.known import Known
from monitor.settings.alerting.names import alert_findings, told_of_notices
from monitor.settings.alerting.outputs import Alerting, Heartbeat, PublishTable
from monitor.settings.alerting.table import alerting_of, routing_table

__all__ = [
    "Alerting",
    "AlertsFile",
    "Heartbeat",
    "Known",
    "PublishTable",
    "alert_findings",
    "alerting_of",
    "routing_table",
    "told_of_notices",
]
