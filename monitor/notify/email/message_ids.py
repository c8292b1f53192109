"""The ids by which mail programs know a letter, its thread and its list, and the headers that hold them."""

from __future__ import annotations

import re
from email.headerregistry import UniqueUnstructuredHeader
from email.policy import Policy

from monitor.identity import stable_id
from monitor.records import Message

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# One Message-ID, of ours or of a server that gave the letter its own. Narrower than RFC 5322: nothing that a reader
# could take for a quoted part, an address literal or an encoded word, and short enough for a line.
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]{1,250}@[A-Za-z0-9.-]{1,255}>")


class IdsHeader(UniqueUnstructuredHeader):
    """Ids between angle brackets, each on a line of its own where there are several.

    The standard library's own way writes a long id as encoded words, which no mail program reads as an id.
    """

    name: str  # from the class that the registry adds

    def fold(self, *, policy: Policy) -> str:
        """The whole header with its line ends."""
        return f"{self.name}: {f'{policy.linesep} '.join(str(self).split())}{policy.linesep}"


def message_id_of(message: Message, address: str, domain: str) -> str:
    """The Message-ID: the same whenever the same message is sent to the same address from the same domain.

    Each recipient reads in their own language: letters with other words are other letters (RFC 5322, 3.6.4), and a
    mailbox that gets both must not drop one of them as a repeat.
    """
    known = message.message_id
    name = known if _PLAIN_ID.fullmatch(known) else stable_id(known)
    return f"<{name}.{stable_id(address)}@{domain}>"


def thread_ids_of(message: Message, address: str, domain: str) -> tuple[str, ...]:
    """The ids that a letter refers to, the one it answers at the end; none for a letter that stands alone.

    The first is the root of its thread, for this address: no letter has this id, but all letters of the thread refer to
    it, so that they stand together even where the first never arrived. After it stands the letter that the message
    replies to, where that is a Message-ID.
    """
    root = (f"<thread-{stable_id(message.thread, address)}@{domain}>",) if message.thread else ()
    return (*root, message.replies_to) if _MESSAGE_ID.fullmatch(message.replies_to) else root
