"""Stable identifiers: the same parts give the same id on every machine and in every run."""

from __future__ import annotations

import hashlib

ID_HEX_DIGITS = 20
"""80 bits: among a million ids the odds of any collision are about 4 in 10^13 (birthday bound)."""


def stable_id(*parts: str) -> str:
    """A hexadecimal id of ``ID_HEX_DIGITS`` characters made from the parts; their order and borders count."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:ID_HEX_DIGITS]
