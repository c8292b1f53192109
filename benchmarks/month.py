"""What a simulated month of 400 articles is made into, and how long that takes: the month of the acceptance test.

The table shows what was told and what was not, how many copies were counted as one origin's report, and what became of
edits and of the pages that were read again. The truth of the month is held against it: nothing lost, next to nothing
needless.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the month is the tests' own, and is not installed

from month_run import Told, judge_month, run_month
from simulated_month import make_month


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """One line a table: its name, and what was counted, the most first."""
    print(f"  {title:<22}", "  ".join(f"{name} {count}" for name, count in Counter(counts).most_common()))


def print_table(told: Told) -> None:
    """What came of the month."""
    kinds, silent = Counter[str](), Counter[str]()
    for (kind, reason), count in told.changes.items():
        (kinds if reason == "told" else silent)[kind if reason == "told" else reason] += count
    copies = sum(told.origins.values())
    print_counts("changes told", kinds)
    print_counts("not told, and why", silent)
    print(f"  {'claims of others':<22} {copies} counted for {len(told.origins)} origins")
    print_counts("versions", told.edits)
    print_counts("read again", told.visits)
    print_counts("entries left out", told.skipped)


def main() -> None:
    """Print what the month was made into."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    month = make_month()
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
        started = time.perf_counter()
        told = asyncio.run(run_month(month, Path(name)))
        seconds = time.perf_counter() - started
    verdict = judge_month(month, told)
    roles = Counter(item.role for item in month.items)
    print(f"month: {len(month.items)} feed items of {len(month.outlets)} outlets in {told.cycles} cycles")
    print_counts("published", roles)
    print_table(told)
    print(
        f"  {'alerts':<22} {len(told.alerts)}, of them needless {len(verdict.needless)}; true changes "
        f"{len(month.truths)}, lost {len(verdict.lost)}, told twice {len(verdict.twice)}; {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
