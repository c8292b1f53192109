"""An event loop whose time passes only when everybody sleeps: for code that measures time by its loop."""

from __future__ import annotations

import asyncio
import selectors

_LEAST_SECONDS = 1e-9
"""No clock stands still, however little is waited for: what is added to a float may be too little to change it."""


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits: what would be waited for is added to the time."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list:
        """What is ready at once; where nothing is, it is ``timeout`` later."""
        ready = super().select(0)
        if not ready and timeout is None:
            msg = "everybody waits for something that does not come: nothing outside is waited for here"
            raise RuntimeError(msg)
        if not ready and timeout is not None:
            self.now += max(timeout, _LEAST_SECONDS)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time begins at 1000: no code may take 0 for the beginning. Nothing but timers may be waited for."""

    def __init__(self) -> None:
        """Begin."""
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        """The virtual moment."""
        return self._jumping.now if hasattr(self, "_jumping") else 0.0
