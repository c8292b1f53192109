"""The terminal: its width, and a width for pipes and files."""

from __future__ import annotations

from rich.console import Console

PIPE_COLUMNS = 200
"""Wide enough that no row of our tables is folded when the output is read by another program."""


def make_console() -> Console:
    """A console on standard output as wide as the terminal, or ``PIPE_COLUMNS`` where there is none."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_COLUMNS)
