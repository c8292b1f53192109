"""Settings: the configuration folder read whole, checked whole, and every fault told at once.

``monitor.toml`` holds the general settings and the channels, ``sources.toml`` what is polled, each file in ``topics/``
one topic. Only the doors and the wiring read settings; everything else gets what it needs handed in.
"""

from monitor.settings.channels import Channel, ConsoleChannel, EmailChannel, FileChannel, SlackChannel
from monitor.settings.fetching import Fetch
from monitor.settings.folder import find_config_folder
from monitor.settings.general import DeliveryRules, General, Newsroom, Reading, Retry, Schedule, State
from monitor.settings.health import HealthTable
from monitor.settings.loading import Settings, load_settings, load_sources, load_topic
from monitor.settings.schemas import json_schemas, write_schemas
from monitor.settings.secret import Secret
from monitor.settings.sources import check_source
from monitor.settings.tables import zone_fault

__all__ = [
    "Channel",
    "ConsoleChannel",
    "DeliveryRules",
    "EmailChannel",
    "Fetch",
    "FileChannel",
    "General",
    "HealthTable",
    "Newsroom",
    "Reading",
    "Retry",
    "Schedule",
    "Secret",
    "Settings",
    "SlackChannel",
    "State",
    "check_source",
    "find_config_folder",
    "json_schemas",
    "load_settings",
    "load_sources",
    "load_topic",
    "write_schemas",
    "zone_fault",
]
