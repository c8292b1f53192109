"""``kill -9`` of the real ``monitor batch``, at each thing that it asks of a server: the site's and the mail's."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from command_line import monitor_process
from http_server import answer
from newsroom import DECEMBER, FILE_CHANNEL, SEPTEMBER, mail_channel
from smtp_server import running_mailbox


@dataclass
class Reaper:
    """Kills a process when it takes its chosen step; the steps are named as they come."""

    pid: int = 0
    die_at: int = 0
    steps: list[str] = field(default_factory=list)

    def start(self, pid: int, die_at: int) -> None:
        """Watch a process from its first step; 0 lets it live."""
        self.pid, self.die_at, self.steps = pid, die_at, []

    def step(self, name: str) -> None:
        """The process took a step."""
        self.steps.append(name)
        if len(self.steps) == self.die_at:
            os.kill(self.pid, signal.SIGKILL)

    def watch(self, site, mailbox):
        """Hear of every request to the site and of every letter's two commands."""
        site.routes["/robots.txt"] = answer(b"", status=404)
        for path, route in list(site.routes.items()):

            def watched(exchange, path=path, route=route):
                self.step(f"GET {path}")
                route(exchange)

            site.routes[path] = watched
        take_recipient, take_letter = mailbox.handle_RCPT, mailbox.handle_DATA

        async def recipient(*words):
            self.step("RCPT")
            return await take_recipient(*words)

        async def letter(*words):
            taken = await take_letter(*words)
            self.step("letter taken")
            return taken

        mailbox.handle_RCPT, mailbox.handle_DATA = recipient, letter


def copy_of(folder, target):
    """A newsroom's folder again, without the copies that lie in it."""
    return shutil.copytree(folder, target, ignore=shutil.ignore_patterns("copies"))


async def run_batch(folder, reaper, die_at=0):
    """The exit status of ``monitor batch`` on a newsroom's folder; below zero where it was killed."""
    with monitor_process("batch", "--config", folder / "config") as process:
        reaper.start(process.pid, die_at)
        await asyncio.to_thread(process.communicate)
        return process.returncode


async def test_batch_killed_at_every_request_and_letter_loses_nothing(newsroom, tmp_path):
    """Killed and run again, it tells all; only a letter that was taken at the very moment of the kill comes twice."""
    reaper = Reaper()
    async with running_mailbox() as mailbox:
        newsroom.configure(mail_channel(mailbox.port) + FILE_CHANNEL)
        await run_batch(newsroom.folder, reaper)
        newsroom.publish("september", SEPTEMBER)
        newsroom.publish("december", DECEMBER)
        newsroom.let_time_pass()
        reaper.watch(newsroom.site, mailbox)
        unharmed = copy_of(newsroom.folder, tmp_path / "copies" / "unharmed")
        assert 0 == await run_batch(unharmed, reaper)
        steps, told = list(reaper.steps), {letter["Message-ID"] for letter in mailbox.letters}
        assert {"GET /herald.xml", "GET /september", "RCPT", "letter taken"} <= set(steps)

        for die_at, step in enumerate(steps, 1):
            mailbox.letters.clear()
            folder = copy_of(newsroom.folder, tmp_path / "copies" / f"killed-{die_at}")

            killed = await run_batch(folder, reaper, die_at)
            again = await run_batch(folder, reaper)

            arrived = Counter(letter["Message-ID"] for letter in mailbox.letters)
            repeats = arrived.total() - len(arrived)
            with closing(sqlite3.connect(folder / "state" / "monitor.sqlite3")) as connection:
                sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            assert (-signal.SIGKILL, 0, "ok") == (killed, again, sound), step
            assert told == set(arrived), step
            assert repeats == (step == "letter taken"), step
