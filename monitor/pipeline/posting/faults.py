"""A fault of the monitor's own for the log: what kind it was and where it was raised, without its words.

An exception's words may repeat what a channel was called with, an address that is a secret for one.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def describe_fault(fault: BaseException) -> str:
    """Each exception's type with file, line and function of its frames, outermost first; what led to it comes after.

    ``RuntimeError at postman.py:12 send > web.py:7 post; from OSError at …``, with whole paths.
    """
    return "; from ".join(_described(one) for one in _chain(fault))


def _described(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{type(fault).__name__} at " + " > ".join(f"{one.filename}:{one.lineno} {one.name}" for one in frames)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = fault
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
