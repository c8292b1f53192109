"""``monitor daemon`` as a process: its first cycle, its end, and that one at a time works on a state folder."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading

from command_line import monitor_process, run_monitor
from http_server import answer, hang_after
from newsroom import SEPTEMBER
from workshop_made import item, rss

PATIENCE_SECONDS = 60
"""How long a process may take before a test fails; none waits for it."""


def daemon(newsroom):
    """A daemon on the newsroom, whose log is JSON."""
    return monitor_process("daemon", "--config", newsroom.config, "--log-format", "json")


def read_log(process, until):
    """The log's events up to the first of that name; fails where the log ends before."""
    events = []
    for line in process.stderr:
        events.append(json.loads(line))
        if events[-1]["event"] == until:
            return events
    raise AssertionError(events)


def gated(route, asked, opened):
    """A route that says when it is asked and answers once the gate is opened."""

    def wait(exchange):
        asked.set()
        opened.wait(PATIENCE_SECONDS)
        route(exchange)

    return wait


def test_daemon_works_at_once_and_ends_on_sigterm(newsroom):
    """A daemon runs a cycle when it starts, keeps what it found, and ends with status 0 when told to."""
    newsroom.configure()

    with daemon(newsroom) as process:
        events = read_log(process, "cycle")
        process.send_signal(signal.SIGTERM)
        status = process.wait(PATIENCE_SECONDS)
        rest = process.stderr.read()

    assert ["start", "poll", "skip", "cycle"] == [event["event"] for event in events]
    assert (0, "stop") == (status, json.loads(rest.splitlines()[-1])["event"])
    with newsroom.store() as store:
        assert "herald" in store.source_states()


def test_daemon_finishes_the_step_in_hand(newsroom):
    """Told to stop while a feed is fetched, the daemon takes the answer, keeps it, begins nothing more, and ends."""
    newsroom.configure()
    asked, opened = threading.Event(), threading.Event()
    feed = answer(rss(item("september", SEPTEMBER.title, host=newsroom.site.url(""))))
    newsroom.serve_feed("herald", gated(feed, asked, opened))

    with daemon(newsroom) as process:
        assert asked.wait(PATIENCE_SECONDS)
        process.send_signal(signal.SIGTERM)
        read_log(process, "stopping")
        opened.set()
        status = process.wait(PATIENCE_SECONDS)

    assert 0 == status
    with newsroom.store() as store:
        assert 1 == len(store.known_entries("herald")) == len(store.due_entries(store.last_cycle().ended_at))
    assert "/september" not in newsroom.site.paths_asked()


def test_daemon_ends_on_ctrl_c_as_on_sigterm(newsroom):
    """SIGINT ends a daemon as well, with status 0 and without a trace."""
    newsroom.configure()

    with daemon(newsroom) as process:
        read_log(process, "cycle")
        process.send_signal(signal.SIGINT)
        status = process.wait(PATIENCE_SECONDS)
        rest = process.stderr.read()

    assert (0, False) == (status, "Traceback" in rest)


def test_batch_and_second_daemon_are_refused_while_one_runs_and_reading_commands_are_not(newsroom):
    """Beside a daemon, batch and another daemon end with status 4 and name it; sources and claims can be listed."""
    newsroom.configure()

    with daemon(newsroom) as first:
        read_log(first, "cycle")
        results = [run_monitor(command, "--config", newsroom.config) for command in ("batch", "daemon")]
        reading = [run_monitor(*words, "--config", newsroom.config) for words in (["sources", "list"], ["claims"])]
        first.send_signal(signal.SIGTERM)
        status = first.wait(PATIENCE_SECONDS)
    after = run_monitor("batch", "--config", newsroom.config)

    assert [4, 4] == [ended.status for ended in results]
    assert all(f"in use by monitor daemon (pid {first.pid})" in ended.err for ended in results)
    assert [0, 0] == [ended.status for ended in reading]
    assert (0, 0) == (status, after.status)


def test_daemon_with_an_unusable_store_ends_at_once(newsroom):
    """A daemon whose database cannot be used does not go on without one: exit status 3."""
    newsroom.configure()
    newsroom.state.mkdir()
    (newsroom.state / "monitor.sqlite3").write_bytes(b"no database at all, " * 500)

    ended = run_monitor("daemon", "--config", newsroom.config)

    assert (3, True) == (ended.status, "the database cannot be used" in ended.err)


def test_killed_daemon_leaves_no_lease_behind(newsroom):
    """After kill -9 of a daemon, the next run works at once."""
    newsroom.configure()

    with daemon(newsroom) as process:
        read_log(process, "cycle")
        process.kill()
        process.wait(PATIENCE_SECONDS)
    ended = run_monitor("batch", "--config", newsroom.config)

    assert 0 == ended.status


def test_interrupted_batch_says_nothing_and_ends_with_130(newsroom):
    """Ctrl-C in the middle of a fetch ends a batch with status 130, without a trace; the next run is fine."""
    newsroom.configure()
    asked = threading.Event()
    newsroom.serve_feed("herald", gated(hang_after(b"<rss>"), asked, asked))

    with monitor_process("batch", "--config", newsroom.config) as process:
        assert asked.wait(PATIENCE_SECONDS)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    newsroom.serve_feed("herald", answer(rss(item("mill", "Ferry repaired", host=newsroom.site.url("")))))
    again = run_monitor("batch", "--config", newsroom.config)

    assert (130, "", "") == (process.returncode, out, err.strip())
    assert 0 == again.status


def test_reader_of_the_output_that_goes_away_is_no_error():
    """``monitor values | head -1`` ends without a trace, however much there was to say."""
    command = [sys.executable, "-m", "monitor", "values"]
    line = b'{"id": "1", "lang": "en", "text": "on 5 May 2027", "ref": "2027-01-01"}\n'
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(line)
        process.stdin.flush()
        process.stdout.close()
        process.stdin.close()
        err = process.stderr.read()

    assert (1, b"") == (process.returncode, err)
