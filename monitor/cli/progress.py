"""Progress bars for what lasts, in a terminal alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from monitor.pipeline.workshop import NoProgress
from monitor.pipeline.workshop import Progress as ProgressPort

Item = TypeVar("Item")


class _Bars:
    """One bar a step."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def advance(self, step: str, done: int, total: int | None) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(step, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)


@contextmanager
def progress_bars() -> Iterator[ProgressPort]:
    """Bars on standard error for a ``with`` block, gone at its end; nothing at all where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield NoProgress()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        yield _Bars(bars)


@contextmanager
def bars_beside_lines() -> Iterator[ProgressPort]:
    """The same for commands that write lines: none where the lines themselves go to the terminal."""
    if sys.stdout.isatty():
        yield NoProgress()
        return
    with progress_bars() as bars:
        yield bars


def counting(items: Iterable[Item], step: str) -> Iterator[Item]:
    """The items as they come, counted in a bar."""
    with bars_beside_lines() as progress:
        for number, item in enumerate(items, 1):
            progress.advance(step, number, None)
            yield item
