"""The mail channel: plain text and HTML in one letter to one recipient, over SMTP."""

from monitor.notify.email.account import EmailAccount, Security
from monitor.notify.email.addresses import find_address_fault
from monitor.notify.email.notifier import EmailNotifier

__all__ = ["EmailAccount", "EmailNotifier", "Security", "find_address_fault"]
