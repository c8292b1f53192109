"""The terminal: its width, and a width for pipes and files; nothing of an outlet's words is taken for markup."""

from __future__ import annotations

import sys

from rich.console import Console

PIPE_COLUMNS = 10_000
"""Wider than any row of our tables, so that none is folded when the output is read by another program."""


def make_console() -> Console:
    """A console on standard output as wide as the terminal, or ``PIPE_COLUMNS`` where there is none."""
    width = None if sys.stdout.isatty() else PIPE_COLUMNS
    # Titles come from outside: "[/b]" in one is neither markup nor an error.
    return Console(width=width, markup=False, emoji=False, highlight=False)
