"""The channels: each takes a message to people and answers what became of it. Nothing here retries or remembers."""

from monitor.notify.apprise_urls import AppriseNotifier
from monitor.notify.console import ConsoleNotifier
from monitor.notify.email import EmailAccount, EmailNotifier
from monitor.notify.file import FileNotifier
from monitor.notify.slack import SlackBotNotifier, SlackWebhookNotifier
from monitor.notify.webhook import WebhookNotifier

__all__ = [
    "AppriseNotifier",
    "ConsoleNotifier",
    "EmailAccount",
    "EmailNotifier",
    "FileNotifier",
    "SlackBotNotifier",
    "SlackWebhookNotifier",
    "WebhookNotifier",
]
