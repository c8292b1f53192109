"""Detection: whether an article is about a topic, with the reasons. Pure."""

from monitor.topics.advice import advise
from monitor.topics.detection import detect_topic
from monitor.topics.likelihood import Glance, may_match

__all__ = ["Glance", "advise", "detect_topic", "may_match"]
