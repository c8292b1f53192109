"""``kill -9`` at any step of a cycle: no alert is lost, and none told twice but one that was just being noted."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import asynccontextmanager, closing
from pathlib import Path

from slack_server import running_slack
from smtp_server import running_mailbox

from monitor.clock import HandClock
from monitor.demo.config import DemoChannels, write_demo_config
from monitor.demo.server import DemoServer
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, read_editions

HERE = Path(__file__).parent
SEED = 20_270_306
KILLS = 12
OUTLETS = {"meridian", "marfa", "citadel-ckb"}
"""Three of the demo's outlets, one a language: enough steps to die at."""

MESSAGE = re.compile(r"alert-[0-9a-f]{20}")


class Runner:
    """Orders cycles from the process that runs them."""

    def __init__(self, process):
        """Talk to ``process``."""
        self._process = process

    async def cycle(self, folder, at, die_at=0):
        """One cycle on the newsroom in ``folder``; how it went."""
        order = {"config": str(folder / "config"), "at": at.isoformat(), "die_at": die_at}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        return json.loads(await self._process.stdout.readline())


@asynccontextmanager
async def running_cycles():
    """The process that runs cycles, for the block."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / "dying_cycles.py"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment,
    )
    try:
        yield Runner(process)
    finally:
        process.stdin.close()
        await process.wait()


class Desk:
    """All that arrives: mails, Slack payloads and the lines of a newsroom's alerts file, by the ids of their alerts."""

    def __init__(self, mailbox, slack):
        """Count what these get."""
        self._mailbox, self._slack = mailbox, slack

    def clear(self):
        """Begin to count anew."""
        self._mailbox.letters.clear()
        self._slack.accepted.clear()

    def arrived(self, folder):
        """How often each message arrived, by the address or channel that it went to."""
        path = folder / "alerts.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        found = [(letter["To"], letter["Message-ID"]) for letter in self._mailbox.letters]
        found += [("demo-slack", json.dumps(payload)) for payload in self._slack.accepted]
        found += [("demo-file", line) for line in lines if _is_whole(line)]
        return Counter((to, MESSAGE.search(words)[0]) for to, words in found)


def _is_whole(line):
    try:
        json.loads(line)
    except ValueError:
        return False  # torn by the kill: its readers pass it over, and the whole line follows
    return True


def integrity(folder):
    """What SQLite says of the database after the kill."""
    with closing(sqlite3.connect(folder / "state" / "monitor.sqlite3")) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]


def unfinished(folder):
    """Entries that still wait to be read, and deliveries that are still owed; the evening's digest has its time."""
    with closing(sqlite3.connect(folder / "state" / "monitor.sqlite3")) as connection:
        entries = connection.execute("SELECT count(*) FROM entries WHERE state = 'pending'").fetchone()[0]
        owed = "SELECT count(*) FROM deliveries WHERE state = 'owed' AND hold <> 'digest'"
        return entries + connection.execute(owed).fetchone()[0]


async def test_kill_at_any_step_loses_nothing_and_repeats_only_what_was_in_flight(tmp_path):
    """Killed at a dozen random steps of a cycle and run again, the monitor tells exactly what an unharmed one tells.

    A message is told twice only where the kill fell between its handing over and the note of it; the database is sound
    after every kill, and nothing is left undone.
    """
    clock = HandClock(FIRST_POLL_AT)
    editions = tuple(edition for edition in read_editions() if edition.name in OUTLETS)
    async with running_mailbox() as mailbox, running_cycles() as runner:
        with DemoServer(editions, clock) as site, running_slack(pace=None) as slack:
            desk = Desk(mailbox, slack)
            baseline = tmp_path / "baseline"
            write_demo_config(baseline / "config", site.url, editions, DemoChannels(slack.url, mailbox.port))
            await runner.cycle(baseline, FIRST_POLL_AT)
            clock.put(LAST_MOMENT_AT)
            unharmed = Path(shutil.copytree(baseline, tmp_path / "unharmed"))
            whole = await runner.cycle(unharmed, LAST_MOMENT_AT)
            expected = desk.arrived(unharmed)
            moments = random.Random(SEED).sample(range(1, whole["steps"]), KILLS)  # noqa: S311 - no secret
            print(f"seed {SEED}: killed at {moments} of {whole['steps']} steps")  # noqa: T201 - shown where it fails
            deaths = 0
            for die_at in moments:
                desk.clear()
                folder = Path(shutil.copytree(baseline, tmp_path / f"killed-{die_at}"))
                killed = await runner.cycle(folder, LAST_MOMENT_AT, die_at)
                sound = integrity(folder)
                again = await runner.cycle(folder, LAST_MOMENT_AT)
                arrived = desk.arrived(folder)

                deaths += killed["died"]
                assert ("ok", "ok", 0) == (sound, integrity(folder), unfinished(folder)), f"killed at {die_at}"
                assert not again["died"]
                assert set(expected) == set(arrived), f"killed at {die_at}"
                repeated = arrived - expected
                in_flight = Counter(map(tuple, killed["in_flight"]))
                assert repeated <= in_flight, f"killed at {die_at}"
                assert in_flight.total() <= 1, f"killed at {die_at}"

    assert set(expected.values()) == {1}
    assert len(expected) > 3
    assert deaths >= KILLS - 2
