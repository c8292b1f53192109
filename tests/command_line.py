"""The command line as a person meets it: arguments and input in; exit status, output and errors out."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import structlog

from monitor.__main__ import main

PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the output, without the white space that fills table rows."""
        return [line.strip() for line in self.out.splitlines()]


def run_monitor(*arguments: str | Path, stdin: bytes = b"") -> Ended:
    """Run ``monitor`` in this process, as the console script would."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    before, status = sys.stdin, 0
    try:
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        with redirect_stdout(out), redirect_stderr(err):
            main([str(argument) for argument in arguments])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    finally:
        sys.stdin = before
        structlog.reset_defaults()
    return Ended(status, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()


def _heed_interrupts() -> None:
    """Undo what a shell sets for what runs in its background, where Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def monitor_process(*arguments: str | Path, **options):
    """``monitor`` as a process of its own for the block, with pipes; it is killed if it still runs at the end."""
    command = [sys.executable, "-m", "monitor", *map(str, arguments)]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=PROJECT,
        env=dict(os.environ),
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - one call that sets a signal, before any thread
        **pipes,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
