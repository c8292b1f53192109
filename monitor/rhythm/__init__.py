"""When a source is polled next, and by which of its routes: pure, with the moment and the chance handed in.

A wait is always a length of time from now and never below the floor, so that a clock that jumps brings no storm of
polls. What servers, feeds and the source's own pace say only lengthens it, up to the ceiling. The judgements are told
in docs/decisions/0032-when-a-source-is-polled.md.
"""

from monitor.rhythm.bounds import Bounds
from monitor.rhythm.paces import own_pace, with_arrivals
from monitor.rhythm.routes import (
    MOVES_BELIEVED,
    after_answer,
    after_failure,
    is_gone,
    read_as,
    request_for,
    usable_routes,
)
from monitor.rhythm.waits import backoff, wait_after_failure, wait_after_success

__all__ = [
    "MOVES_BELIEVED",
    "Bounds",
    "after_answer",
    "after_failure",
    "backoff",
    "is_gone",
    "own_pace",
    "read_as",
    "request_for",
    "usable_routes",
    "wait_after_failure",
    "wait_after_success",
    "with_arrivals",
]
