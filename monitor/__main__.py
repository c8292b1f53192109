"""``python -m monitor`` and the console script ``monitor``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from monitor.cli.commands import cli
from monitor.cli.streams import OutputError, flush_or_drop, open_streams
from monitor.errors import MonitorError

INTERRUPTED = 130
"""Exit status after Ctrl-C. Source: what shells report for a process that SIGINT ended, 128 + 2."""

OUTPUT_CLOSED = 1
"""Exit status when whoever read the output stopped reading, or it could not be written."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line on ``arguments`` (those of the process if not given) and exit with its status.

    An error of the monitor's own ends it with its message and its exit status; an interruption, a reader of the output
    that goes away, and a full disk below it, end it without a word. What was done by then is kept.
    """
    out, err = open_streams()
    try:
        status = _run(arguments)
    except OutputError:
        status = OUTPUT_CLOSED
    if flush_or_drop(out) == "dropped":
        status = OUTPUT_CLOSED
    flush_or_drop(err)
    sys.exit(status)


def _run(arguments: Sequence[str] | None) -> int | str | None:
    try:
        status: int | None = cli.main(arguments, prog_name="monitor", standalone_mode=False)
    except SystemExit as ended:
        return ended.code
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        with suppress(OutputError):  # its status tells of it, too
            error.show()
        return error.exit_code
    except MonitorError as error:
        with suppress(OutputError):
            sys.stderr.write(f"monitor: {error}\n")
        return error.exit_status
    return status


if __name__ == "__main__":
    main()
