"""The line that tells an alert, as its reader saw it."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.alerts import word_alert
from monitor.alerts.inert import make_inert
from monitor.records import Alert, Topic
from monitor.settings import Settings


def subject_of(alert: Alert, topics: Mapping[str, Topic], zone: str) -> str:
    """The line that tells an alert or a notice; the headline where the topic is no longer configured."""
    topic = topics.get(alert.topic)
    return word_alert(alert, topic, zone).subject if topic or alert.notice else make_inert(alert.title)


def subject_in(alert: Alert, settings: Settings) -> str:
    """As ``subject_of``, with the topics and the zone of the configuration."""
    return subject_of(alert, topics_of(settings), settings.general.newsroom.zone)


def topics_of(settings: Settings) -> Mapping[str, Topic]:
    """The configured topics by name."""
    return {topic.name: topic for topic in settings.topics}
