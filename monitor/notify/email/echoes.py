"""Takes a password out of what a server says back."""

from __future__ import annotations

from monitor.notify.email.account import EmailAccount
from monitor.notify.redaction import Redaction


def hide_password(said: str, account: EmailAccount) -> str:
    """What a server said without the account's password, in whatever form it repeats it, as ``Redaction`` has it.

    A login encodes the password in base64 (RFC 4616, and AUTH LOGIN), and servers repeat such a line, or a part of it.
    """
    return Redaction(account.password.reveal()).hide(said) if account.password is not None else said
