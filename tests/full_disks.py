"""A disk that is full, as far as this process can see."""

from __future__ import annotations

import resource
import signal
from contextlib import contextmanager


@contextmanager
def files_limited_to(size_bytes: int):
    """Let no file of this process grow beyond the size, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
