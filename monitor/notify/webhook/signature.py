"""Signs what a webhook posts, so that its receiver can tell that it comes from the monitor and is fresh."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

SIGNATURE_HEADER = "X-Monitor-Signature"
ID_HEADER = "X-Monitor-Id"


def sign(body: bytes, key: str, at: datetime) -> str:
    """``t=`` the moment in whole seconds since 1970, ``,v1=`` the HMAC-SHA256 of that number, a dot and the body.

    In hexadecimal, under the UTF-8 bytes of the key. The moment is signed too, so that an old post cannot be repeated.
    """
    stamp = str(int(at.timestamp()))
    digest = hmac.new(key.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"
