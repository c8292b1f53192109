"""Commands in general: help, usage, ``batch``, ``check-config``, and what stands on the screen."""

from __future__ import annotations

import json

import click
import pytest
from command_line import Ended, run_monitor
from http_server import answer_by_etag
from news_pages import Page
from newsroom import SEPTEMBER
from workshop_made import FILLER, item, rss

from monitor import __version__
from monitor.cli.commands import cli


def every_command(command=cli, words=()):
    """All commands and groups by the words that call them."""
    yield words
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from every_command(child, (*words, name))


# -- help --


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_help_of_every_command(words):
    """``--help`` prints how a command is called and what it does, and ends well."""
    ended = run_monitor(*words, "--help")

    assert (0, "") == (ended.status, ended.err)
    assert ended.out.startswith(" ".join(("Usage: monitor", *words)))
    assert len(ended.lines) > 4


def test_version():
    """``--version`` prints name and version."""
    assert Ended(0, f"monitor, version {__version__}\n", "") == run_monitor("--version")


@pytest.mark.parametrize("words", [["frobnicate"], ["batch", "--no-such-option"], ["timeline"], ["demo", "x"]])
def test_wrong_usage_is_told_without_a_trace(words):
    """An unknown command or option, or a missing argument: exit status 2, and how to get help."""
    ended = run_monitor(*words)

    assert (2, "") == (ended.status, ended.out)
    assert "Error: " in ended.err
    assert "Traceback" not in ended.err


# -- batch --


def test_batch_summary_names_every_source_and_counts_everything(newsroom):
    """A line for each source, then what was read, left out, told and sent."""
    newsroom.configure(others=["gone"])

    ended = newsroom.run("batch")

    head, gone, sources, articles, again, alerts = ended.lines
    assert 1 == ended.status
    assert "herald  polled, 1 entries, 1 new or changed" == head
    assert gone.startswith("gone    FAILED: http_status: http://127.0.0.1:")
    assert gone.endswith(" answered 404 Not Found")
    assert sources.startswith("sources: 2, 1 failed; ")
    assert "articles read: 0; claims: 0; entries left out: 1 not_likely" == articles
    assert "read again: none" == again
    assert "alerts: 0; changes told: none; deliveries: none" == alerts


def test_batch_leaves_what_is_not_due(newsroom):
    """A second run at once polls nothing, says so, and ends well."""
    newsroom.configure()
    newsroom.run("batch")

    ended = newsroom.run("batch")

    assert (0, "herald  not due") == (ended.status, ended.lines[0])


def test_batch_on_an_unchanged_feed(newsroom):
    """A feed that answers 304 is unchanged."""
    newsroom.configure()
    feed = rss(item("mill", "Ferry repaired", host=newsroom.site.url("")))
    newsroom.serve_feed("herald", answer_by_etag(feed, '"v1"'))
    newsroom.run("batch")
    newsroom.let_time_pass()

    ended = newsroom.run("batch")

    assert (0, "herald  unchanged") == (ended.status, ended.lines[0])


def test_console_channel_prints_the_alert_before_the_summary(newsroom):
    """A console channel writes the alert on standard output, without bars or codes where that is no terminal."""
    newsroom.configure('\n[[channels]]\nkind = "console"\nname = "console"\n')
    newsroom.run("batch")
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()

    ended = newsroom.run("batch")

    assert ended.out.index("Departure of the wardens") < ended.out.index("herald  polled")
    assert "\x1b" not in ended.out + ended.err


@pytest.mark.parametrize("form", ["console", "json"])
def test_log_goes_to_standard_error_in_either_form(newsroom, form):
    """With ``--log-level info`` each step is an event on standard error; the output stays the summary alone."""
    newsroom.configure()

    ended = newsroom.run("batch", "--log-level", "info", "--log-format", form)

    lines = ended.err.splitlines()
    events = [json.loads(line)["event"] if form == "json" else line.split("]")[1].split()[0] for line in lines]
    assert ["poll", "skip", "cycle"] == events
    assert "herald  polled" in ended.lines[0]


# -- check-config --


def test_check_config_says_what_is_on(newsroom):
    """A right configuration: what is on, and a note that no contact is given."""
    newsroom.configure(others=["more"])

    ended = newsroom.run("check-config")

    assert 0 == ended.status
    assert [f"{newsroom.config}: fine", "sources: 2 on, 0 off", "topics: wardens-leaving", "channels: file"] == (
        ended.lines[:4]
    )
    assert "[fetch] contact is empty" in ended.lines[-1]


def test_check_config_tells_every_fault(newsroom):
    """Faults in two files: exit status 2, and both told."""
    newsroom.configure(general="[schedule]\ntick_minutes = 0\n")
    topic = newsroom.config / "topics" / "topic.toml"
    topic.write_text(
        topic.read_text(encoding="utf-8").replace('role = "completes"', 'role = "melts"'), encoding="utf-8"
    )

    ended = newsroom.run("check-config")

    assert (2, "") == (ended.status, ended.out)
    assert "monitor.toml:2: " in ended.err
    assert "topics/topic.toml:" in ended.err


def test_trigger_over_an_unknown_word_group_is_a_fault(newsroom):
    """A misspelt word group would never be found in any article: it is told, with the group that was meant."""
    newsroom.configure()
    topic = newsroom.config / "topics" / "topic.toml"
    words = topic.read_text(encoding="utf-8")
    topic.write_text(words.replace('["withdrawal"]', '["withdrawl + force", "zzz"]'), encoding="utf-8")

    ended = newsroom.run("check-config")

    assert 2 == ended.status
    line = next(number for number, one in enumerate(words.splitlines(), 1) if '["withdrawal"]' in one)
    assert f"topics/topic.toml:{line}: frames.departure.triggers: " in ended.err
    assert 'names the word group "withdrawl", which does not exist; write "withdrawal"' in ended.err
    assert "add [words.zzz]; `monitor topic words` lists the groups" in ended.err


def test_check_config_writes_schemas(newsroom):
    """``--schemas`` writes JSON Schemas that parse, and checks all the same."""
    newsroom.configure()

    ended = newsroom.run("check-config", "--schemas", newsroom.folder / "schemas")

    files = sorted((newsroom.folder / "schemas").glob("*.json"))
    assert (0, len(files)) == (ended.status, ended.out.count("wrote "))
    assert all(json.loads(path.read_text(encoding="utf-8"))["type"] == "object" for path in files)
    assert len(files) >= 3


def test_schemas_that_cannot_be_written(newsroom):
    """A folder for schemas within a file: exit status 1 and what to do, no trace."""
    newsroom.configure()

    ended = newsroom.run("check-config", "--schemas", newsroom.config / "monitor.toml" / "schemas")

    assert (1, "") == (ended.status, ended.out)
    assert ended.err.endswith("give a folder that this user may write to\n")


# -- the screen --


HOSTILE = "Wardens to leave [/bold] [red]Rivertown[/red] :smile: [link=x]"


def test_words_of_an_outlet_are_never_markup(newsroom):
    """A title with what the terminal library takes for markup is shown as it is, in every list."""
    newsroom.configure()
    newsroom.run("batch")
    newsroom.publish("september", Page("en", HOSTILE, ("The wardens will leave Rivertown by September 2041.", *FILLER)))
    newsroom.let_time_pass()
    newsroom.run("batch")

    results = [newsroom.run(*words) for words in (["alerts", "list"], ["claims"], ["sources", "list"])]
    shown = newsroom.run("read", newsroom.site.url("/september"))

    assert [0, 0, 0, 0] == [ended.status for ended in (*results, shown)]
    assert HOSTILE in shown.out


def test_rows_are_not_folded_when_the_output_is_no_terminal(newsroom):
    """In a pipe each alert, source and claim is one line, however long its words are."""
    newsroom.configure()
    sources = newsroom.config / "sources.toml"
    note = "a long note " * 60
    sources.write_text(sources.read_text(encoding="utf-8") + f'note = "{note}"\n', encoding="utf-8")

    ended = newsroom.run("sources", "list")

    assert 3 == len(ended.lines)
    assert note.strip() in ended.lines[1]
