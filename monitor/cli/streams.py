"""The standard streams as the process was given them: missing ones get a stand-in, failing ones are told apart."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any, Literal, TextIO

STANDARD = ("stdin", "stdout", "stderr")
"""Their names in ``sys``, in the order of their numbers."""


class OutputError(OSError):
    """What was to be said cannot be written: a full disk, or nobody reads. The work itself is not touched by it."""


class _Outlet(io.FileIO):
    """The end of a stream, whose failures are told from those of other files."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - whatever holds bytes; Python 3.11 has no name for it
        """Write what can be written at once."""
        try:
            return super().write(data)
        except OSError as error:
            raise OutputError(error.errno, error.strerror) from error


def open_streams() -> tuple[TextIO, TextIO]:
    """Make the standard streams fit for any words and any end, and give output and errors.

    Failures of both are ``OutputError`` from now on, unless somebody put other streams in their place. A stream that
    the process was started without leads nowhere from now on; its number is taken with it, or the next file that is
    opened would be written to by whoever writes to that number.
    """
    for number, name in enumerate(STANDARD):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _stand_in(number))
        elif number and stream is getattr(sys, f"__{name}__") and isinstance(stream, io.TextIOWrapper):
            setattr(sys, name, _outlet_of(stream))
        elif number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return sys.stdout, sys.stderr


def flush_or_drop(stream: TextIO) -> Literal["flushed", "dropped"]:
    """Hand on what was written; where that cannot be done, drop it: the interpreter tries once more at its end."""
    try:
        stream.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        stream.flush()
        return "dropped"
    return "flushed"


def _stand_in(number: int) -> TextIO:
    file = os.open(os.devnull, os.O_RDWR)
    if file != number and _is_free(number):
        os.dup2(file, number)
        os.close(file)
        file = number
    os.set_inheritable(file, True)  # noqa: FBT003 - the system's own call takes no name
    return os.fdopen(file, "w" if number else "r", encoding="utf-8")


def _is_free(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def _outlet_of(stream: io.TextIOWrapper) -> TextIO:
    # A terminal that cannot show Arabic gets escapes, not a crash.
    return io.TextIOWrapper(
        io.BufferedWriter(_Outlet(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering or stream.write_through,
    )
