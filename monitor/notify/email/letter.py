"""Makes the letter that carries a message."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from monitor.notify.email.account import EmailAccount
from monitor.notify.email.message_ids import IdsHeader, message_id_of, thread_ids_of
from monitor.notify.email.subject_header import SubjectHeader
from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable, make_sendable_line
from monitor.records import Message

MAX_SUBJECT_UNITS = 250
"""No mail program shows more of a subject; a longer one without spaces could not be folded (RFC 5322, 2.1.1)."""

_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", SubjectHeader)  # type: ignore[arg-type] # the registry adds the base class itself
for _name in ("message-id", "in-reply-to", "references", "list-id"):
    _HEADERS.map_to_type(_name, IdsHeader)  # type: ignore[arg-type] # the same

_SEVEN_BIT = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)  # no need to ask the server for 8BITMIME


def write_letter(message: Message, account: EmailAccount, address: str, at: datetime) -> EmailMessage:
    """The letter to one address: plain text with an HTML alternative, dated ``at``.

    Its Message-ID is the same whenever the same message is sent to the same address from the same domain. The sender
    comes from the account alone and the recipient from ``address``, which is a usable one (``find_address_fault``);
    nothing in the message can add a header or an address.
    """
    letter = EmailMessage(policy=_SEVEN_BIT)
    letter["From"] = account.sender
    letter["To"] = address
    letter["Subject"] = shorten(make_sendable_line(message.subject), MAX_SUBJECT_UNITS)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = message_id_of(message, address, account.domain)
    if thread := thread_ids_of(message, address, account.domain):
        letter["In-Reply-To"] = thread[-1]
        letter["References"] = " ".join(thread)
    letter["Auto-Submitted"] = "auto-generated"
    letter["List-Id"] = f"<{account.list_name}>"
    letter.set_content(make_sendable(message.text))
    letter.add_alternative(make_sendable(message.html), subtype="html")
    letter["Content-Language"] = message.reader_lang  # only now, for what describes the content moves into a part
    return letter
