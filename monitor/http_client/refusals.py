"""What the fetcher itself refuses, as exceptions that never leave it: each has its ``FetchProblem`` and sentence."""

from __future__ import annotations

from monitor.records import FetchProblem


class RefusedError(Exception):
    """Something that the fetcher does not do, take or follow. ``problem`` says why; the message is the detail."""

    problem: FetchProblem


class BadAddressError(RefusedError):
    """An address that cannot be used by anybody, whatever the configuration says."""

    problem = "bad_url"


class ForbiddenAddressError(RefusedError):
    """An address, port or redirect that the configuration does not allow."""

    problem = "forbidden_address"


class NotAskedForError(RefusedError):
    """An answer that belongs to another request."""

    problem = "protocol"


class TooLargeError(RefusedError):
    """More bytes than allowed."""

    problem = "too_large"

    def __init__(self, what: str, max_bytes: int) -> None:
        """Name ``what`` is too large, in the singular or plural as it stands, and the bound."""
        super().__init__(f"{what} larger than {max_bytes:,} bytes")


class SwellingError(RefusedError):
    """A body that grows too much when it is decoded, or falls into too many pieces."""

    problem = "too_large"


class TooSlowError(RefusedError):
    """A body that comes below the least rate."""

    problem = "too_slow"


class BadEncodingError(RefusedError):
    """A body whose Content-Encoding is stacked, unknown or broken."""

    problem = "bad_encoding"
