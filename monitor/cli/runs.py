"""The commands that do the work: ``batch`` runs one cycle, ``daemon`` runs one at every tick."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import click

from monitor.assemble import make_lease, open_workshop
from monitor.cli.logs import LogForm, configure_logs
from monitor.cli.options import config_option, settings_of
from monitor.cli.progress import progress_bars
from monitor.clock import SystemClock
from monitor.pipeline.cycle import run_cycle
from monitor.records import CycleReport, SourceReport
from monitor.settings import Settings

_LEVELS = ("debug", "info", "warning", "error")

_log_form_option = click.option(
    "--log-format", type=click.Choice(get_args(LogForm)), default="console", show_default=True, help="Form of the log."
)


@click.command()
@config_option
@click.option("--log-level", type=click.Choice(_LEVELS), default="warning", show_default=True, help="Least level told.")
@_log_form_option
def batch(config: Path | None, log_level: str, log_format: LogForm) -> None:
    """Run one cycle and exit: poll what is due, read it, send what is owed. For cron.

    Exit status: 0 fine, 1 some sources failed, 2 configuration wrong, 3 store unusable, 4 another run is at work.
    """
    configure_logs(log_level, log_format)
    settings = settings_of(config)
    with make_lease(settings.state_folder, "monitor batch").hold():
        report = asyncio.run(_one_cycle(settings))
    for line in report_lines(report):
        click.echo(line)
    sys.exit(1 if report.failed_sources else 0)


async def _one_cycle(settings: Settings) -> CycleReport:
    with progress_bars() as progress:
        async with open_workshop(settings, SystemClock(), progress) as workshop:
            return await run_cycle(workshop)


@click.command()
@config_option
@click.option("--log-level", type=click.Choice(_LEVELS), default="info", show_default=True, help="Least level told.")
@_log_form_option
def daemon(config: Path | None, log_level: str, log_format: LogForm) -> None:
    """Run a cycle now and at every tick until told to stop; SIGTERM finishes the step in hand."""
    from monitor.daemon import run_daemon  # noqa: PLC0415 - the scheduler is the daemon's alone

    configure_logs(log_level, log_format)
    asyncio.run(run_daemon(settings_of(config), SystemClock()))


def report_lines(report: CycleReport) -> Iterator[str]:
    """A line for each source, then what was read, read again, told, and sent or left out, with reasons."""
    width = max((len(one.source) for one in report.sources), default=0)
    for one in report.sources:
        yield f"{one.source:<{width}}  {_source_words(one)}"
    seconds = (report.ended_at - report.started_at).total_seconds()
    failed = f", {len(report.failed_sources)} failed" if report.failed_sources else ""
    yield f"sources: {len(report.sources)}{failed}; {seconds:.1f} s"
    yield f"articles read: {report.articles}; claims: {report.claims}; entries left out: {_counts(report.skipped)}"
    yield f"read again: {_counts(report.visits)}"
    yield f"alerts: {report.alerts}; changes told: {_counts(report.changes)}; deliveries: {_counts(report.sent)}"


def _source_words(report: SourceReport) -> str:
    words = {
        "polled": f"polled, {report.seen} entries, {report.fresh} new or changed",
        "unchanged": "unchanged",
        "failed": "FAILED",
        "gone": "GONE",
        "not_due": "not due",
    }[report.outcome]
    problem = report.problem if report.outcome == "failed" else None
    return ": ".join(part for part in (words, problem, report.detail) if part)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if count) or "none"
