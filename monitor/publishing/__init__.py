"""What is told, as files that others subscribe to: feeds of alerts and a calendar of promised days."""

from monitor.publishing.calendar import write_calendar
from monitor.publishing.entries import FeedHead, PublishedAlert
from monitor.publishing.feeds import write_alert_feeds
from monitor.publishing.promises import Promise, PromiseStanding, promises_of

__all__ = [
    "FeedHead",
    "Promise",
    "PromiseStanding",
    "PublishedAlert",
    "promises_of",
    "write_alert_feeds",
    "write_calendar",
]
