"""Puts an alert into words; the words themselves are data, in ``en.toml``."""

from monitor.alerts.wording.message import word_alert

__all__ = ["word_alert"]
