"""From an article to its claims: who says what will happen where, when, and to how many. Pure."""

from monitor.claims.extraction import read_claims

__all__ = ["read_claims"]
