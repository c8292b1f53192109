"""The webhook channel: messages as signed JSON, for programs of the newsroom's own."""

from monitor.notify.webhook.notifier import WebhookNotifier

__all__ = ["WebhookNotifier"]
