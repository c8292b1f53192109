"""A server that runs in a thread of this process and is reached from this machine alone."""

from __future__ import annotations

import threading
from socketserver import TCPServer
from types import TracebackType
from typing import Self

LOOPBACK = "127.0.0.1"

_POLL_SECONDS = 0.05
"""How long closing may wait for the serving thread to notice."""


class LoopbackServer:
    """Serves within a ``with`` block. The port is known from construction on."""

    def __init__(self, server: TCPServer) -> None:
        """Run this server, which is bound to loopback already. Raises ValueError for one bound elsewhere."""
        self._server = server
        host, self.port = server.server_address[:2]
        if host != LOOPBACK:
            server.server_close()
            msg = f"a demo server is bound to {host!s}; bind it to {LOOPBACK}"
            raise ValueError(msg)
        self._thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)

    def __enter__(self) -> Self:
        """Start answering."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
