from __future__ import annotations

from datetime import UTC, datetime

from alert_records import TOPIC, ZONE, alert, message, slip

from monitor.alerts import compose_notice
from monitor.cli.alerts import subject_of
from monitor.records import Notice

TOPICS = {TOPIC.name: TOPIC}
SINCE = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)


def test_an_alert_is_listed_by_its_subject():
    """What moved stands in the list as it stood in the message."""
    assert subject_of(alert(slip()), TOPICS, ZONE) == message(slip()).subject


def test_a_notice_is_listed_by_its_subject():
    """It has no topic, and says what happened to which source."""
    told = compose_notice(Notice("quay-ar", "silent", healed=False, since=SINCE), None, SINCE)

    assert subject_of(told, TOPICS, ZONE) == "quay-ar has listed no articles since 09:10"


def test_an_alert_of_a_dropped_topic_is_listed_by_its_headline():
    """Without its topic the change cannot be worded."""
    assert subject_of(alert(slip()), {}, ZONE) == "Fleet stays for the winter"
