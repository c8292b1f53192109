"""What runs in a worker process: its bounds, and one task at a time within them."""

from __future__ import annotations

import logging
import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import TypeVar

from monitor.parsing import tasks
from monitor.records import RawPage

Answer = TypeVar("Answer")

OUT_OF_MEMORY = 70
"""The exit status of a worker whose task asked for more memory than there is. Any free number serves."""

_GRACE_SECONDS = 5.0
_WARMING = RawPage(b"<html><body><article><p>A page to warm the libraries up with.</p></article></body></html>")


def confine(memory_bytes: int) -> None:
    """Prepare a fresh worker: libraries warm, memory bounded, deaf to Ctrl-C, dying at once when told to.

    Ctrl-C reaches every process of the terminal; only the parent decides what follows. With SIGTERM's default action
    a worker dies in the middle of C code, where Python's own handler would wait for its end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tasks.extract(_WARMING, None)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    # What libraries would log of a page is told by its reading; their words may be the page's.
    logging.disable(logging.CRITICAL)


def run_confined(task: Callable[..., Answer], args: tuple[object, ...], deadline_seconds: float) -> Answer:
    """Run one task. Without memory the process ends with OUT_OF_MEMORY, for its libraries may be broken from then on.

    An alarm ends the process some seconds after the deadline, in case there is no parent any more to do it.
    """
    signal.setitimer(signal.ITIMER_REAL, deadline_seconds + _GRACE_SECONDS)
    try:
        return task(*args)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        if _travels(error):
            raise
        message = f"{type(error).__name__}: {error}"
        raise RuntimeError(message) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _travels(error: Exception) -> bool:
    """Whether an exception can be sent to the parent; one that cannot would break the whole pool there."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - it was made here, a line ago
    except Exception:  # noqa: BLE001 - pickling calls code of the exception's class, which may raise anything
        return False
    return True
