"""Settings: the configuration folder read whole, checked whole, and every fault told at once.

``monitor.toml`` holds the general settings and the channels, ``sources.toml`` what is polled, each file in ``topics/``
one topic, ``alerts.toml`` who hears of what. Only the doors and the wiring read settings; everything else gets what it
needs handed in.
"""

from monitor.settings.alerting import Alerting, Heartbeat, PublishTable
from monitor.settings.channels import (
    AppriseChannel,
    Channel,
    ConsoleChannel,
    EmailChannel,
    FileChannel,
    SlackChannel,
    WebhookChannel,
)
from monitor.settings.fetching import Fetch
from monitor.settings.folder import ALERTS_FILE, find_config_folder
from monitor.settings.general import DeliveryRules, General, Newsroom, Reading, Retry, Schedule, State
from monitor.settings.health import HealthTable
from monitor.settings.loading import Settings, load_alerts_file, load_settings, load_sources, load_topic
from monitor.settings.schemas import json_schemas, write_schemas
from monitor.settings.secret import Secret
from monitor.settings.sources import check_source
from monitor.settings.tables import zone_fault

__all__ = [
    "ALERTS_FILE",
    "Alerting",
    "AppriseChannel",
    "Channel",
    "ConsoleChannel",
    "DeliveryRules",
    "EmailChannel",
    "Fetch",
    "FileChannel",
    "General",
    "HealthTable",
    "Heartbeat",
    "Newsroom",
    "PublishTable",
    "Reading",
    "Retry",
    "Schedule",
    "Secret",
    "Settings",
    "SlackChannel",
    "State",
    "WebhookChannel",
    "check_source",
    "find_config_folder",
    "json_schemas",
    "load_alerts_file",
    "load_settings",
    "load_sources",
    "load_topic",
    "write_schemas",
    "zone_fault",
]
