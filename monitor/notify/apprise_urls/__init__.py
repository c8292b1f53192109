"""The channel for the hundred others: messages through Apprise, by the addresses that it understands."""

from monitor.notify.apprise_urls.notifier import AppriseNotifier

__all__ = ["AppriseNotifier"]
