"""Tasks that harm the worker that runs them."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def hang(_: bytes) -> None:
    """Never end."""
    while True:
        signal.pause()


def hang_in_c(_: bytes) -> None:
    """Never end, in code of C that lets no Python run meanwhile."""
    ctypes.PyDLL(None).pause()
    ctypes.PyDLL(None).pause()


def say_and_hang(path: bytes) -> None:
    """Open the pipe at ``path``, which lets its reader go on, and never end."""
    with open(path, "w"):  # noqa: PTH123 - the path is bytes
        hang_in_c(path)


def take_memory(_: bytes) -> int:
    """Ask for more than there is, bit by bit."""
    taken = []
    while True:
        taken.append(bytearray(400_000_000))


def die(_: bytes) -> None:
    """Be killed, as by the system when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def crash(_: bytes) -> None:
    """Read where nothing is, as a broken library would."""
    ctypes.string_at(0)


def leave(_: bytes) -> None:
    """End the process."""
    os._exit(3)


def recurse(body: bytes) -> None:
    """Call itself until Python refuses."""
    recurse(body)


def harm_once(path: bytes) -> str:
    """Die the first time alone: a file at ``path`` tells that it was there before."""
    if os.path.exists(path):  # noqa: PTH110 - the path is bytes
        return "fine"
    os.close(os.open(path, os.O_CREAT))
    os.kill(os.getpid(), signal.SIGKILL)
    return "dead"


class OddError(Exception):
    """An exception that cannot be sent to another process."""

    def __init__(self, subject: str, found: str) -> None:
        """Take two arguments and pass one on."""
        super().__init__(f"{subject}: {found}")


def fail(_: bytes) -> None:
    """Raise what a fault of the program raises."""
    message = "a fault of the program"
    raise LookupError(message)


def fail_oddly(_: bytes) -> None:
    """Raise an exception that cannot be sent."""
    subject, found = "subject", "found"
    raise OddError(subject, found)


def process_id(_: bytes) -> int:
    """The number of the worker's process."""
    return os.getpid()


def with_peak_memory(task: Callable[..., Answer], *args: object) -> tuple[Answer, int]:
    """What another task gives, and the most memory in bytes that its process ever held."""
    answer = task(*args)
    return answer, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
