"""A closed, full or unread standard output harms no work: the cycle runs, is kept, and its status tells of it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from command_line import PROJECT
from newsroom import FILE_CHANNEL, SEPTEMBER

CONSOLE = '\n[[channels]]\nkind = "console"\nname = "console"\n'

PATIENCE_SECONDS = 60


@pytest.fixture
def owing(newsroom):
    """A newsroom whose next cycle tells one alert, by a file and on the console."""
    newsroom.configure(CONSOLE + FILE_CHANNEL)
    newsroom.run("batch")
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    return newsroom


def shell(redirections, *words):
    """``monitor`` as a shell starts it: its status, and what it wrote to where it was not redirected."""
    command = f'"$@" {redirections}'
    ended = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-o", "pipefail", "-c", command, "bash", sys.executable, "-m", "monitor", *map(str, words)],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode()


def told(newsroom):
    """How many alerts reached the file, and what became of the message on the console."""
    with newsroom.store() as store:
        consoles = [one for one in store.envelopes() if one.channel == "console"]
    lines = newsroom.alerts_file.read_text(encoding="utf-8").splitlines()
    return len(lines), {(one.state, one.answer) for one in consoles}


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_cycle_runs_without_its_streams(owing, closed):
    """Whatever was closed before it began, the cycle runs; what would be printed to nobody does not count as sent."""
    status, out, err = shell(closed, "batch", "--config", owing.config)

    unheard = ">&-" in closed.split()
    assert (0, not unheard, False) == (status, "articles read: 1" in out, "Traceback" in err)
    assert (1, {("given_up", "the stream is closed") if unheard else ("sent", "printed")}) == told(owing)


@pytest.mark.parametrize("full", [">/dev/full", ">/dev/full 2>&-"])
def test_full_disk_below_the_output_keeps_the_work(owing, full):
    """The status says that not all was written; there is no trace, the alert has arrived, and the next run is well."""
    status, _, err = shell(full, "batch", "--config", owing.config)

    assert (1, False) == (status, "Traceback" in err or "Errno" in err)
    assert 1 == told(owing)[0]
    assert 0 == owing.run("batch").status


def test_full_disk_below_the_errors_changes_no_status(owing):
    """What cannot be said of an error is left out; its own status is kept."""
    assert (2, "") == shell("2>/dev/full", "batch", "--config", owing.folder / "nowhere")[:2]
    assert 2 == shell("2>/dev/full", "batch", "--no-such-option")[0]
    assert 0 == shell("2>/dev/full", "batch", "--config", owing.config, "--log-level", "debug")[0]


def test_reader_that_goes_away_keeps_the_work(owing):
    """As ``| head -1`` does: the alert has arrived, and there is no trace."""
    status, _, err = shell("| head -c 1 >/dev/null", "batch", "--config", owing.config)

    assert (True, "") == (status in {0, 1}, err)
    assert 1 == told(owing)[0]


@pytest.mark.parametrize("words", [["--help"], ["values"], ["sources", "list"]])
def test_every_command_ends_so_at_a_full_disk(newsroom, words):
    """Help, lines and tables alike: status 1, without a word."""
    options = ["--config", newsroom.configure()] if "list" in words else []
    line = json.dumps({"id": "1", "lang": "en", "text": "on 5 May 2027", "ref": "2027-01-01"})

    assert (1, "", "") == shell(f">/dev/full <<< '{line}'", *words, *options)


def test_command_that_reads_finds_nothing_in_a_closed_input():
    """A missing standard input has no lines."""
    assert (0, "", "") == shell("<&-", "values")
