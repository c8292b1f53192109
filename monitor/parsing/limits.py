"""The bounds within which a page or a list is read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

_MOST_WORKERS = 4


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)


@dataclass(frozen=True, slots=True)
class ParsingLimits:
    """Bounds of one reading, and how many run at a time. The defaults are judgement: ten times what real pages take.

    ``workers`` is the number of processes (by default one a processor, at most four). A reading that has not ended
    after its deadline is killed; the time in which it waits for a worker does not count. ``max_page_bytes`` bounds the
    body, the same as the fetcher's cap. ``memory_bytes`` is a worker's whole address space. After
    ``tasks_per_worker`` readings a worker is renewed, so that no library's leak lasts.
    """

    workers: int = field(default_factory=_workers)
    page_deadline_seconds: float = 10.0
    list_deadline_seconds: float = 5.0
    max_page_bytes: int = 5_000_000
    memory_bytes: int = 1_000_000_000
    tasks_per_worker: int = 500
