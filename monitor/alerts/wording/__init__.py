"""Puts an alert into words; the words themselves are data, one file a language, like ``en.toml``."""

from monitor.alerts.wording.bundle import word_bundle
from monitor.alerts.wording.message import word_alert
from monitor.alerts.wording.promise import word_also_claimed, word_promise
from monitor.alerts.wording.telling import FollowUp, Telling

__all__ = ["FollowUp", "Telling", "word_alert", "word_also_claimed", "word_bundle", "word_promise"]
