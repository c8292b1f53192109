"""Makes the letter that carries a message."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from monitor.notify.email.account import EmailAccount
from monitor.notify.email.subject_header import SubjectHeader
from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable, make_sendable_line
from monitor.records import Message

MAX_SUBJECT_UNITS = 250
"""No mail program shows more of a subject; a longer one without spaces could not be folded (RFC 5322, 2.1.1)."""

_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", SubjectHeader)  # type: ignore[arg-type] # the registry adds the base class itself

_SEVEN_BIT = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)  # no need to ask the server for 8BITMIME
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_-]+")


def write_letter(message: Message, account: EmailAccount, at: datetime) -> EmailMessage:
    """The letter: plain text with an HTML alternative, dated ``at``.

    Its Message-ID is the same whenever the same message is sent from the same domain. Sender and recipients come from
    the account alone; nothing in the message can add a header or an address.
    """
    letter = EmailMessage(policy=_SEVEN_BIT)
    letter["From"] = account.sender
    letter["To"] = ", ".join(account.recipients)
    letter["Subject"] = shorten(make_sendable_line(message.subject), MAX_SUBJECT_UNITS)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = f"<{_NOT_IN_AN_ID.sub('-', message.message_id) or '-'}@{account.domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    if account.list_id:
        letter["List-Id"] = f"<{account.list_id}>"
    letter.set_content(make_sendable(message.text))
    letter.add_alternative(make_sendable(message.html), subtype="html")
    return letter
