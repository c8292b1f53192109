"""The mail channel: plain text and HTML in one letter, over SMTP."""

from monitor.notify.email.account import EmailAccount, Security
from monitor.notify.email.notifier import EmailNotifier

__all__ = ["EmailAccount", "EmailNotifier", "Security"]
