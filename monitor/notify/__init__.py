"""The channels: each takes a message to people and answers what became of it. Nothing here retries or remembers."""

from monitor.notify.console import ConsoleNotifier
from monitor.notify.email import EmailAccount, EmailNotifier
from monitor.notify.file import FileNotifier
from monitor.notify.slack import SlackNotifier

__all__ = ["ConsoleNotifier", "EmailAccount", "EmailNotifier", "FileNotifier", "SlackNotifier"]
