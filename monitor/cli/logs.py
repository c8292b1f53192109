"""Logs: one event a line on standard error, for people or as JSON."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import Literal, TextIO, cast

import stamina.instrumentation
import structlog

LogForm = Literal["console", "json"]


class _PatientErrors:
    """Standard error, where what cannot be written (a full disk, a pipe that nobody reads) is left out.

    A log must not end the run that it tells of.
    """

    def write(self, text: str) -> int:
        """Write, if it can be written."""
        with suppress(OSError):
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, if that can be."""
        with suppress(OSError):
            sys.stderr.flush()


def configure_logs(level: str, form: LogForm) -> None:
    """Write events of ``level`` (debug, info, warning, error) and above, each with its time in UTC.

    The libraries' own loggers are held to warnings, and trafilatura's to errors: it warns of every odd page.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        # It is only written to and flushed.
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _PatientErrors())),
        cache_logger_on_first_use=False,
    )
    # A second try after a second is no event; what comes of it is logged by whoever asked.
    stamina.instrumentation.set_on_retry_hooks([])
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
