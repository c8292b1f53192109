"""The Slack channel: messages in blocks, through an incoming webhook or by a bot."""

from monitor.notify.slack.bot_notifier import SlackBotNotifier
from monitor.notify.slack.webhook_notifier import SlackWebhookNotifier

__all__ = ["SlackBotNotifier", "SlackWebhookNotifier"]
