"""Runs the harness whole, or with ``--short`` as the tests do, and prints its table."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from crash.run import WHOLE, run, short_of
from crash.table import first_seconds, lines

PROMISED_SECONDS = 2.0
"""From start to first send, for every daemon that is started by hand, on a machine that has nothing else to do."""


def main() -> None:
    """Run, print, and end with 1 where anything is not as promised."""
    size = short_of(date.today()) if "--short" in sys.argv else WHOLE  # noqa: DTZ011 - any day will do
    began = time.monotonic()
    say(f"seed {size.seed}: {size.kills} kills, {size.stories} articles, turn {size.turn}")
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        verdict = asyncio.run(run(size, Path(folder), say))
    for line in lines(verdict):
        say(line)
    say(f"{time.monotonic() - began:.0f} s")
    in_time = max(first_seconds(verdict)) <= PROMISED_SECONDS
    sys.exit(0 if verdict.is_as_promised and in_time else 1)


def say(words: str) -> None:
    """One line."""
    print(words, flush=True)  # noqa: T201 - what the script is for


if __name__ == "__main__":
    main()
