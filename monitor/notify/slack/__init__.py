"""The Slack channel: messages in blocks through an incoming webhook."""

from monitor.notify.slack.notifier import SlackNotifier

__all__ = ["SlackNotifier"]
