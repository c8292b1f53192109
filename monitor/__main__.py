"""``python -m monitor`` and the console script ``monitor``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from monitor.cli.commands import cli
from monitor.errors import MonitorError

INTERRUPTED = 130
"""Exit status after Ctrl-C. Source: what shells report for a process that SIGINT ended, 128 + 2."""

OUTPUT_CLOSED = 1
"""Exit status when whoever read the output stopped reading."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line on ``arguments`` (those of the process if not given) and exit with its status.

    An error of the monitor's own ends it with its message and its exit status; an interruption, and a reader of the
    output that goes away, end it without a word.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show Arabic gets escapes, not a crash.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = OUTPUT_CLOSED
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int | str | None:
    try:
        status: int | None = cli.main(arguments, prog_name="monitor", standalone_mode=False)
    except SystemExit as ended:
        return ended.code
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except MonitorError as error:
        sys.stderr.write(f"monitor: {error}\n")
        return error.exit_status
    return status


if __name__ == "__main__":
    main()
