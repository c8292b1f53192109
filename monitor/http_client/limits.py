"""How far the fetcher goes with one address: time, bytes, redirects, connections."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from monitor.http_client.networks import parse_networks

Reach = Literal["anywhere", "public"]
"""Which addresses may be connected to: all, or those alone that are public on the Internet."""

_LAST_PORT = 65_535
_ZERO_ALLOWED = frozenset({"max_redirects", "retry_wait_seconds"})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The bounds of every fetch.

    ``total_seconds`` covers one fetch with its redirects, but not the wait for a free place at the host; of a post,
    which waits for other posts alone, it covers that wait as well. Within it a connection is tried ``attempts`` times;
    whatever was answered is not asked for again.
    A body has to bring ``least_bytes_per_second`` (as sent, over all that came so far) once ``grace_seconds`` have
    passed since its headers. ``max_header_bytes`` counts an answer's headers with those of early answers before it,
    ``max_raw_bytes`` the body as sent, ``max_decoded_bytes`` after its
    Content-Encoding; a decoded body above 1 MB may be ``max_ratio`` times as large as what was sent. ``per_host``
    fetches may run at one host at once, ``per_client`` in each of ``clients`` pools: httpx looks through its whole
    pool at every request, so that a few small pools cost much less than a big one.

    With ``reach`` "public", ``ports`` are the only ones connected to, and ``allow_networks`` (in CIDR form) the only
    networks besides the public Internet. A network allows this machine, link-local addresses and the metadata services
    of hosting providers only where it lies wholly inside their range: ``127.0.0.1/32`` does, ``0.0.0.0/0`` does not.

    Raises ValueError for a bound below its least value, a port or network that is none, and a user agent that is not
    printable ASCII.
    """

    user_agent: str
    total_seconds: float = 20.0
    connect_seconds: float = 10.0
    grace_seconds: float = 5.0
    least_bytes_per_second: int = 500
    max_header_bytes: int = 64_000
    max_raw_bytes: int = 5_000_000
    max_decoded_bytes: int = 5_000_000
    max_ratio: int = 100
    max_redirects: int = 5
    per_host: int = 2
    per_client: int = 10
    clients: int = 8
    attempts: int = 2
    retry_wait_seconds: float = 0.5
    reach: Reach = "anywhere"
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    allow_networks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse bounds that would let nothing through, and what cannot be read."""
        if not (self.user_agent.isascii() and self.user_agent.isprintable() and self.user_agent.strip()):
            msg = f"user_agent is {self.user_agent!r}; give a name of printable ASCII characters"
            raise ValueError(msg)
        for bound in fields(self):
            value = getattr(self, bound.name)
            if isinstance(value, str | tuple) or value > 0 or (value == 0 and bound.name in _ZERO_ALLOWED):
                continue
            msg = f"{bound.name} is {value}; give more than 0"
            raise ValueError(msg)
        for port in self.ports:
            if not 0 < port <= _LAST_PORT:
                msg = f"ports has {port}; give numbers from 1 to {_LAST_PORT}"
                raise ValueError(msg)
        parse_networks(self.allow_networks)
