"""How far the fetcher goes with one address: time, bytes, redirects, connections."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Reach = Literal["anywhere", "public"]
"""Which addresses may be connected to: all, or those alone that are public on the Internet."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The bounds of every fetch.

    ``total_seconds`` covers one fetch with its redirects and its retry, but not the wait for a free place at the host.
    ``max_raw_bytes`` counts the body as sent, ``max_decoded_bytes`` after its Content-Encoding. ``per_host`` fetches
    may run at one host at once, ``per_client`` in each of ``clients`` pools: httpx looks through its whole pool at
    every request, so that a few small pools cost much less than a big one.

    Raises ValueError for a bound below its least value, and for a user agent that is not printable ASCII.
    """

    user_agent: str
    total_seconds: float = 20.0
    connect_seconds: float = 10.0
    max_raw_bytes: int = 5_000_000
    max_decoded_bytes: int = 5_000_000
    max_redirects: int = 5
    per_host: int = 2
    per_client: int = 10
    clients: int = 8
    attempts: int = 2
    retry_wait_seconds: float = 0.5
    reach: Reach = "anywhere"

    def __post_init__(self) -> None:
        """Refuse bounds that would let nothing through."""
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            msg = f"user_agent is {self.user_agent!r}; give a name of printable ASCII characters"
            raise ValueError(msg)
        zero_allowed = {"max_redirects", "retry_wait_seconds"}
        for bound in fields(self):
            value = getattr(self, bound.name)
            if isinstance(value, str) or value > 0 or (value == 0 and bound.name in zero_allowed):
                continue
            msg = f"{bound.name} is {value}; give more than 0"
            raise ValueError(msg)
