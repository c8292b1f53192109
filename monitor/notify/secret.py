"""What a channel asks of a secret, so that it never has to keep one in the open."""

from __future__ import annotations

from typing import Protocol


class Revealable(Protocol):
    """A secret that shows itself only when asked."""

    def reveal(self) -> str:
        """The secret itself."""
        ...
