"""Lives of the daemon, each in a process of its own, forked from one that has everything imported.

Each line of the input asks for one life: ``{"at": MOMENT, "point": NAME, "nth": N}``; it is ended by SIGKILL when the
point of that name comes for the Nth time, or when its first cycle ends; with the name ``"none"`` it lives on. Lines of
the output tell what happens in it, in the order in which it does, as lists: ``["pid", N]`` when it begins, ``["send",
[TO, ID]]`` before a message is handed over, ``["marked", null]`` when its answer is noted, ``["point", NAME]`` before
it ends itself, and ``["status", N]`` when it is dead.

The product is as it is: its ports are wrapped where ``assemble`` hands them to the daemon.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import traceback
from datetime import datetime
from pathlib import Path

import monitor.alerts
import monitor.pipeline.deadlines
import monitor.pipeline.entries
import monitor.pipeline.posting.letters
from crash.life import Life, Looking, say
from crash.watched import ShiftedClock, wrap_ports
from monitor import daemon
from monitor.cli.logs import configure_logs
from monitor.clock import SystemClock
from monitor.parsing import DirectParser
from monitor.pipeline.reading import Reader
from monitor.records import Article, Notice, RawPage
from monitor.settings import load_settings


def live(settings, reader: Reader, order: dict) -> None:
    """The life of a process."""
    say("pid", os.getpid())
    life = Life(order["point"], order["nth"])
    sqlite3.connect = life.connect
    wrap_ports(life, reader)
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(Looking(life))) as runner:
        runner.run(daemon.run_daemon(settings, ShiftedClock(datetime.fromisoformat(order["at"]))))


def fork(settings, reader: Reader, order: dict) -> None:
    """A life to its end."""
    child = os.fork()
    if child == 0:
        try:
            live(settings, reader, order)
        except BaseException:  # noqa: BLE001 - whatever it was, the child must not go on as its parent
            traceback.print_exc()
        finally:
            os._exit(0)
    say("status", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def warm_up(settings, page: RawPage) -> Reader:
    """Load what is loaded when there is something to read, to judge and to tell; a reader that has its words ready."""
    text = asyncio.run(DirectParser().extract(page, None)).text
    reader = Reader(settings.topics)
    reader.finds_any([text], "en")
    now = SystemClock().now()
    reader.read(Article("warm", page.url, "outlet.example", "en", "Warm", text, now, now.date(), "hash"))
    trouble = Notice("warm", "undelivered", healed=False, since=now)
    monitor.alerts.word_alert(monitor.alerts.compose_notice(trouble, None, now), None, "UTC", "en")
    return reader


def main() -> None:
    """Answer one order after the other."""
    config, page = sys.argv[1:]
    configure_logs("error", "console")
    settings = load_settings(Path(config))
    reader = warm_up(settings, RawPage(Path(page).read_bytes(), "utf-8", "http://outlet.example/warm"))
    for line in sys.stdin:
        fork(settings, reader, json.loads(line))


if __name__ == "__main__":
    main()
