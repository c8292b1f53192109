"""Which mail addresses a letter may carry: those that can end neither a header nor an SMTP command."""

from __future__ import annotations

import re
from typing import Literal

MAX_ADDRESS_LETTERS = 254
"""The longest address that fits the path of an SMTP command. Source: RFC 5321, 4.5.3.1.3, and erratum 1690."""

AddressFault = Literal["is missing", "holds a line break", "names more than one", "is too long", "is no bare address"]

# One bare address in ASCII. Not the whole of RFC 5322, but nothing in it can end a header or an SMTP command, and no
# reader of headers takes it for an encoded word (RFC 2047, 2) and decodes another address from it.
_ADDRESS = re.compile(r"(?!.*=\?)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def find_address_fault(address: str) -> AddressFault | None:
    """What keeps an address from being written to; None for a usable one, bare and in ASCII (``desk@example.org``)."""
    if not address:
        return "is missing"
    if len(f".{address}.".splitlines()) > 1:
        return "holds a line break"
    if "," in address or ";" in address:
        return "names more than one"
    if len(address) > MAX_ADDRESS_LETTERS:
        return "is too long"
    return None if _ADDRESS.fullmatch(address) else "is no bare address"
