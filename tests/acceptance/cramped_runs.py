"""Runs ``monitor`` where there is no room on the disk, or with room: each run in a process of its own.

Each line of the input asks for one run: ``{"words": [WORD, …], "most_bytes": N, "log": PATH}``; without ``most_bytes``
there is room, without ``log`` the log is told in the answer. Each line of the output says how it ended: ``{"status": N,
"out": TEXT, "err": TEXT}``. The limit is that on the size of files, which stands for a full disk: a write beyond it
fails as one without room does. The runs are forked from this process; those with ``"here": true`` run in it, so that
later ones find everything imported and every list of words read.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from contextlib import asynccontextmanager

from command_line import run_monitor

import monitor.assemble
from monitor.__main__ import main
from monitor.parsing import DirectParser

CRASHED = 99
"""The status of a run that ended in an error which nobody foresaw."""


@asynccontextmanager
async def open_parser(_settings):
    """Pages are read by the run itself: a fork has no workers of its own, and starting them is slow."""
    yield DirectParser()


def run(order: dict, out: int, err: int) -> int:
    """Run in this process, with its output and errors in these files; the exit status."""
    os.dup2(out, 1)
    os.dup2(os.open(order["log"], os.O_WRONLY | os.O_APPEND) if "log" in order else err, 2)
    sys.stdout, sys.stderr = (
        open(number, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - as long as the process
        for number in (1, 2)
    )
    if "most_bytes" in order:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["most_bytes"], hard))
    try:
        main(order["words"])
    except SystemExit as ended:
        sys.stdout.flush()
        return ended.code if isinstance(ended.code, int) else 0
    except BaseException:  # noqa: BLE001 - whatever it was, it is told as what it is
        os.write(err, traceback.format_exc().encode())
    return CRASHED


def run_here(order: dict) -> dict:
    """Run in this process, with room, and how it ended."""
    ended = run_monitor(*order["words"])
    return {"status": ended.status, "out": ended.out, "err": ended.err}


def run_in_child(order: dict) -> dict:
    """Fork, run, and how it ended. The limit on files does not reach pipes; what is said must fit into one."""
    (out_end, out), (err_end, err) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(run(order, out, err))
    os.close(out)
    os.close(err)
    _, ended = os.waitpid(child, 0)
    with os.fdopen(out_end, encoding="utf-8") as said, os.fdopen(err_end, encoding="utf-8") as told:
        return {"status": os.waitstatus_to_exitcode(ended), "out": said.read(), "err": told.read()}


if __name__ == "__main__":
    monitor.assemble.open_parser = open_parser
    for line in sys.stdin:
        asked = json.loads(line)
        answer = run_here(asked) if "here" in asked else run_in_child(asked)
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer that the test waits for
