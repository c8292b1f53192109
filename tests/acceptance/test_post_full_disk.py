"""A disk that is full at any point of a run: it says so, keeps nothing by halves, and the next run tells everything."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from newsroom import FILE_CHANNEL, SEPTEMBER, open_newsroom, slack_channel
from slack_server import running_slack
from told_desk import warden_alert
from workshop_made import NOON

from monitor.records import OwedAlert
from monitor.store import FolderLease

HERE = Path(__file__).parent
POINTS = 20
EARLY = (0, 10, 100)
"""Limits with which the lock, its holder's name and the database cannot be written."""

FIRST_SAVES, FRAME_BYTES = 40_000, 4_120
"""With so many bytes the database opens: its shared index has 32 kB. A page in its log takes 4,120."""

PUBLISHED = 400
FULL_DEVICE = "/dev/full"
MESSAGE = re.compile(r"alert-[0-9a-f]{20}")
NO_ROOM = re.compile(r"no room|File too large")
QUIET_LOG = ("--log-level", "error")


class Runs:
    """Runs of ``monitor`` on a newsroom's folder, with room or without."""

    def __init__(self, process):
        """Order them from ``process``."""
        self._process = process

    def run(self, *words, folder, **limits):
        """How a run ends: status, out and err."""
        order = {"words": [*words, "--config", str(folder / "config")], **limits}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def batch(self, folder, *words, **limits):
        """A cycle."""
        return self.run("batch", *words, folder=folder, **limits)


@contextmanager
def running():
    """The process that runs them, for the block."""
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(HERE / "cramped_runs.py")]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}
    ) as process:
        yield Runs(process)
        process.stdin.close()


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Runs with room and without; before the first one, an alert was told, so that everything is loaded."""
    with running() as process, open_newsroom(tmp_path_factory.mktemp("first")) as first:
        first.configure()
        process.batch(first.folder, here=True)
        first.publish("september", SEPTEMBER)
        first.let_time_pass()
        process.batch(first.folder, here=True)
        assert 1 == len(lines_of(first.alerts_file))
        yield process


def copy_of(folder, target):
    """A newsroom's folder again, without the copies that lie in it."""
    return Path(shutil.copytree(folder, target, ignore=shutil.ignore_patterns("copies")))


def kept(folder):
    """What the database holds, by table, and whether it is sound."""
    tables = ("readings", "claims", "alerts", "deliveries", "envelopes")
    with closing(sqlite3.connect(folder / "state" / "monitor.sqlite3")) as db:
        counts = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608 - ours
        pending = db.execute("SELECT count(*) FROM entries WHERE state = 'pending'").fetchone()[0]
        attempts, ended = db.execute("SELECT count(*), count(ended_at) FROM attempts").fetchone()
        polled_at = db.execute("SELECT max(polled_at) FROM sources").fetchone()[0]
        return counts | {
            "pending": pending,
            "attempts": attempts,
            "ended": ended,
            "polled_at": polled_at,
            "sound": db.execute("PRAGMA integrity_check").fetchone()[0],
        }


def lines_of(path):
    """The ids of the messages in an alerts file."""
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def answers_of(newsroom):
    """What the channels answered last, by their names."""
    with newsroom.store() as store:
        return [one.answer for one in sorted(store.deliveries(), key=lambda one: one.channel)]


def make_due(folder):
    """What waits to be tried again is due, as it is some minutes later."""
    with closing(sqlite3.connect(folder / "state" / "monitor.sqlite3")) as db, db:
        db.execute("UPDATE envelopes SET due_at = '2000-01-01T00:00:00.000000+00:00' WHERE state = 'owed'")
        db.execute("UPDATE channel_states SET rests_until = NULL")


@pytest.fixture
def owing(newsroom, runs):
    """A newsroom with an alerts file and Slack, whose next run has an article to read and an alert to send."""
    with running_slack(pace=None) as slack:
        newsroom.folder.mkdir(exist_ok=True)
        newsroom.configure(FILE_CHANNEL + slack_channel(newsroom.folder, slack.url))
        assert 0 == runs.batch(newsroom.folder)["status"]
        newsroom.publish("september", SEPTEMBER)
        newsroom.let_time_pass()
        yield newsroom, slack


def most_cramped(runs, newsroom, folder):
    """About how large files may become, in bytes, with a cycle that still does not end well; by halving."""
    low, high = FIRST_SAVES, 1_000_000
    while high - low > FRAME_BYTES:
        middle = (low + high) // 2
        ended = runs.batch(copy_of(newsroom.folder, folder / f"probe-{middle}"), most_bytes=middle)
        low, high = (middle, high) if ended["status"] else (low, middle)
    return low


def limits_up_to(most):
    """The twenty points: before the database is open, and from its first save on, ever closer to the last."""
    steps = POINTS - len(EARLY)
    return *EARLY, *(most - (most - FIRST_SAVES) * left**2 // steps**2 for left in range(steps, 0, -1))


def test_disk_that_is_full_at_twenty_points_of_a_cycle(owing, runs, tmp_path):
    """Each run ends with status 3 and names what is full; nothing is half kept, and the next one tells everything.

    At most the message in hand is told twice: where it went out, and there was no room to note that.
    """
    newsroom, slack = owing
    copies = tmp_path / "copies"
    before, reached = kept(newsroom.folder), set()
    for limit in limits_up_to(most_cramped(runs, newsroom, copies)):
        folder = copy_of(newsroom.folder, copies / f"full-{limit}")
        slack.accepted.clear()

        full = runs.batch(folder, most_bytes=limit)
        between = kept(folder)
        again = runs.batch(folder, *QUIET_LOG)

        after = kept(folder)
        told = Counter(MESSAGE.search(json.dumps(payload))[0] for payload in slack.accepted)
        lines = Counter(lines_of(folder / "alerts.jsonl"))
        counts = tuple(between[name] for name in ("readings", "claims", "alerts", "deliveries"))
        reached.add((counts, *(between[name] for name in ("pending", "envelopes", "attempts", "ended"))))
        assert (3, True) == (full["status"], bool(NO_ROOM.search(full["err"]))), (limit, full)
        assert str(folder / "state") in full["err"]
        assert "Traceback" not in full["err"]
        assert counts in {(0, 0, 0, 0), (1, 1, 1, 2)}, limit
        assert (between["polled_at"] == before["polled_at"]) or between["pending"] or counts[0], limit
        assert ("ok", "ok") == (between["sound"], after["sound"])
        assert (0, "", 0, 1) == (again["status"], again["err"], after["pending"], after["alerts"]), (limit, again)
        assert (1, 1) == (len(told), len(lines)), limit
        assert between["attempts"] - between["ended"] <= 1, limit
        assert told.total() + lines.total() <= 3, limit
    assert len(reached) >= 6  # before the poll, the reading, the sealing, an attempt, its end, and in between
    assert POINTS == len(list(copies.glob("full-*")))


def test_alerts_file_that_is_full_is_named_and_filled_later(owing, runs):
    """The run goes on, other channels are served, no half line is left; once there is room the alert is added, once."""
    newsroom, slack = owing
    with newsroom.alerts_file.open("wb") as file:
        file.seek(2_000_000)
        file.write(b"\n")

    full = runs.batch(newsroom.folder, most_bytes=1_500_000)
    size, answers = newsroom.alerts_file.stat().st_size, answers_of(newsroom)
    make_due(newsroom.folder)
    again = runs.batch(newsroom.folder)

    assert (0, 2_000_001) == (full["status"], size)
    assert "1 owed, 1 sent" in full["out"]
    assert [f"{newsroom.alerts_file} could not be written: File too large", "accepted by Slack"] == answers
    assert (0, 1) == (again["status"], len(slack.accepted))
    assert 1 == newsroom.alerts_file.read_bytes()[2_000_001:].count(b"\n")


def test_published_files_that_find_no_room_are_named_and_written_later(owing, runs):
    """A feed that cannot be written costs no alert: it is logged by name, and written whole by the next run."""
    newsroom, slack = owing
    told = '[publish]\nenabled = true\nfolder = "published"\nentries = 1000\n'
    (newsroom.config / "alerts.toml").write_text(told, encoding="utf-8")
    with newsroom.store() as store:
        store.save_owed([OwedAlert(warden_alert(number, NOON)) for number in range(PUBLISHED)])
    feed = newsroom.folder / "published" / "alerts.en.atom"

    full = runs.batch(newsroom.folder, most_bytes=500_000)
    there = feed.exists()
    again = runs.batch(newsroom.folder)

    assert (0, False, 1) == (full["status"], there, len(slack.accepted))
    assert f"{feed}: cannot be written (File too large)" in full["err"]
    assert (0, 1, PUBLISHED + 1) == (again["status"], len(slack.accepted), feed.read_text("utf-8").count("<entry>"))


def test_act_that_finds_no_room_is_refused_by_name(owing, runs):
    """What somebody says beside a running monitor is said not to be kept, with status 3, where the disk is full."""
    newsroom, _ = owing
    words = ("alerts", "silence", "--everything", "--for", "1h", "--reason", "we know", "--author", "Editor")
    with FolderLease(newsroom.state, "monitor daemon").hold():
        full = runs.run(*words, folder=newsroom.folder, most_bytes=10)
        left = list((newsroom.state / "acts").glob("*.json"))
        again = runs.run(*words, folder=newsroom.folder)

    assert (3, []) == (full["status"], left)
    assert str(newsroom.state / "acts") in full["err"]
    assert "has room; nothing was said" in full["err"]
    assert (0, 1) == (again["status"], len(list((newsroom.state / "acts").glob("*.json"))))


def test_log_on_a_full_disk_does_not_end_a_run(owing, runs):
    """Where no line of the log can be written, the run does its work all the same."""
    newsroom, slack = owing

    ended = runs.batch(newsroom.folder, "--log-level", "info", log=FULL_DEVICE)

    assert (0, 1) == (ended["status"], len(slack.accepted))
