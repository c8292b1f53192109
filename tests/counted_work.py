"""Counts the work that Python code does, so that a test can tell how it grows without a clock."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Work:
    """The calls of functions, of Python and of C, and the lines of Python that ran.

    What one call of C does inside (a search by a regular expression, a slice) is one step, however long it takes.
    """

    steps: int = 0


@contextmanager
def counted_work() -> Iterator[Work]:
    """Count what runs inside the block, in place of whatever watched before it."""
    work = Work()

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        work.steps += event in {"call", "c_call"}

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        work.steps += event == "line"
        return trace

    watched_before = sys.getprofile(), sys.gettrace()
    sys.setprofile(profile)
    sys.settrace(trace)
    try:
        yield work
    finally:
        sys.settrace(watched_before[1])
        sys.setprofile(watched_before[0])
