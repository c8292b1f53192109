"""Bad feeds, pages, configurations, channels and folders, through ``monitor batch``: nothing is lost, all is told."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest
from command_line import run_monitor
from http_server import answer, redirect
from newsroom import DECEMBER, FILE_CHANNEL, SEPTEMBER, mail_channel, slack_channel
from slack_server import running_slack
from smtp_server import running_mailbox
from workshop_made import item, rss

from monitor.store import FolderLease


def batch(newsroom):
    """One run of ``monitor batch``."""
    return run_monitor("batch", "--config", newsroom.config)


def told(newsroom):
    """The kinds of the changes that reached the file channel, in order."""
    if not newsroom.alerts_file.exists():
        return []
    lines = newsroom.alerts_file.read_text(encoding="utf-8").splitlines()
    return [change["kind"] for line in lines for change in json.loads(line)["changes"]]


def listed(newsroom):
    """What ``monitor alerts list`` shows."""
    return run_monitor("alerts", "list", "--config", newsroom.config).out


# -- feeds --

BIG = 50_000_000

BAD_FEEDS = {
    "html": (answer(b"<!DOCTYPE html><html><body>We are moving.</body></html>", content_type="text/html"), "html:"),
    "empty": (answer(b""), "empty:"),
    "gone": (answer(b"", status=404), "http_status: http://127.0.0.1"),
    "loop": (redirect("/other.xml"), "redirect_loop: "),
    "huge": (answer(b"<rss>" + b" " * BIG, content_type="application/rss+xml"), "too_large: "),
    "misnamed": (answer(b"\x1f\x8bno gzip at all", headers={"Content-Encoding": "gzip"}), "bad_encoding: "),
    "binary": (answer(b"\x00\x01\x02" * 50), "not_a_feed:"),
}


@pytest.mark.parametrize("kind", BAD_FEEDS)
def test_bad_feed_is_named_and_the_others_are_read(newsroom, kind):
    """A feed that cannot be used: exit status 1, one line with its name and what is wrong; the other source is told."""
    route, problem = BAD_FEEDS[kind]
    newsroom.configure(others=["other"])
    newsroom.serve_feed("other", answer(rss(item("mill", "Ferry repaired", host=newsroom.site.url("")))))
    before = batch(newsroom)
    newsroom.serve_feed("other", route)
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()

    ended = batch(newsroom)

    assert (0, 1) == (before.status, ended.status)
    line = next(line for line in ended.lines if line.startswith("other "))
    assert line.startswith(f"other   FAILED: {problem}")
    assert ["new"] == told(newsroom)
    assert "Traceback" not in ended.err


def test_empty_feed_is_named_and_no_failure(newsroom):
    """A feed that lists nothing is told in its line; the run is fine, since feeds are emptied now and then."""
    newsroom.configure()
    newsroom.serve_feed("herald", answer(rss()))

    ended = batch(newsroom)

    assert 0 == ended.status
    assert ended.lines[0].startswith("herald  polled, 0 entries, 0 new or changed: the feed (rss20) has no items")


def test_feed_in_the_newsrooms_own_network_is_not_asked_for(newsroom):
    """As shipped, an address that is not of the public Internet is refused before anything is sent to it."""
    newsroom.configure(general="")
    newsroom.publish("september", SEPTEMBER)

    ended = batch(newsroom)

    assert 1 == ended.status
    assert "FAILED: forbidden_address: " in ended.lines[0]
    assert "not a public address" in ended.lines[0]
    assert not newsroom.site.requests


def test_wrongly_declared_encoding_is_read_all_the_same(newsroom):
    """A feed in Windows-1256 that calls itself UTF-8 is read; the line of its source says what was done."""
    newsroom.configure()
    words = (
        rss(item("mill", "إصلاح العبارة", host=newsroom.site.url("")))
        .decode()
        .replace("?>", ' encoding="utf-8"?>')
        .encode("cp1256")
    )
    newsroom.serve_feed("herald", answer(words, content_type="application/rss+xml; charset=utf-8"))

    ended = batch(newsroom)

    assert 0 == ended.status
    assert "herald  polled, 1 entries, 1 new or changed: declared as utf-8, read as " in ended.out


def test_failing_feed_loses_nothing_that_is_stored(newsroom):
    """A feed that fails between two good polls: what was known before is known after, and is not told again."""
    newsroom.configure()
    batch(newsroom)
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    batch(newsroom)
    newsroom.serve_feed("herald", answer(b"", status=503, headers={"Retry-After": "5"}))
    newsroom.let_time_pass()
    ill = batch(newsroom)
    newsroom.publish("december", DECEMBER)
    newsroom.let_time_pass()

    well = batch(newsroom)

    assert (1, 0) == (ill.status, well.status)
    assert ["new", "changed"] == told(newsroom)


# -- pages --


def test_page_without_text_is_counted_and_tried_again(newsroom):
    """An article's page without text is counted with its reason; the run is fine, the other article is told."""
    newsroom.configure()
    batch(newsroom)
    newsroom.publish("empty", SEPTEMBER)
    newsroom.site.routes["/empty"] = answer(b"<!DOCTYPE html><html><body></body></html>", content_type="text/html")
    newsroom.publish("september", DECEMBER)
    newsroom.let_time_pass()

    ended = batch(newsroom)

    assert 0 == ended.status
    assert "entries left out: 1 no_text (to be retried)" in ended.out
    assert ["new"] == told(newsroom)


@pytest.mark.parametrize(
    "route",
    [answer(b"", status=404), redirect("/september"), answer(b"%PDF-1.7 no page", content_type="application/pdf")],
    ids=["gone", "loop", "pdf"],
)
def test_bad_page_costs_its_own_article_alone(newsroom, route):
    """A page that cannot be had or read is counted, and an article published after it is told."""
    newsroom.configure()
    batch(newsroom)
    newsroom.publish("september", SEPTEMBER)
    newsroom.site.routes["/september"] = route
    newsroom.publish("december", DECEMBER)
    newsroom.let_time_pass()

    ended = batch(newsroom)

    assert 0 == ended.status
    assert "articles read: 1; claims: 1; entries left out: 1 " in ended.out
    assert ["new"] == told(newsroom)


# -- configuration --


def test_three_faults_of_a_file_are_told_together(newsroom):
    """A sources file with three faults: exit status 2; each told with file, line and cure; nothing was begun."""
    newsroom.configure()
    faulty = (newsroom.config / "sources.toml").read_text(encoding="utf-8")
    faulty = faulty.replace('"en"', '"english"').replace("Asia/Baghdad", "Asia/Bagdad") + "every_minutes = 0\n"
    (newsroom.config / "sources.toml").write_text(faulty, encoding="utf-8")

    ended = batch(newsroom)

    faults = sorted(ended.err.removeprefix("monitor: ").splitlines())
    assert (2, "") == (ended.status, ended.out)
    assert ["sources.toml:6", "sources.toml:7", "sources.toml:8"] == [fault.split(": ")[0] for fault in faults]
    assert 'write "Asia/Baghdad"' in faults[1]
    assert all("; " in fault for fault in faults)
    assert not newsroom.state.exists()


def test_broken_toml_is_told_with_its_line(newsroom):
    """A file that is no TOML: exit status 2, with the line."""
    newsroom.configure()
    (newsroom.config / "monitor.toml").write_text("[schedule]\ntick_minutes = = 5\n", encoding="utf-8")

    ended = batch(newsroom)

    assert (2, True) == (ended.status, ended.err.startswith("monitor: monitor.toml:2: "))


# -- channels --


async def run_batch(newsroom):
    """``monitor batch`` beside this test's own servers."""
    return await asyncio.to_thread(batch, newsroom)


async def tell_september(newsroom):
    """Two runs, of which the second finds the news and tries to tell it."""
    await run_batch(newsroom)
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    return await run_batch(newsroom)


async def test_alert_waits_for_a_mail_server_that_is_away(newsroom):
    """With nobody at the mail server's port the alert stays owed, is listed with the reason, and arrives later."""
    async with running_mailbox() as mailbox:
        free_port = mailbox.port
    newsroom.configure(mail_channel(free_port) + FILE_CHANNEL)

    ended = await tell_september(newsroom)
    shown = await asyncio.to_thread(listed, newsroom)
    async with running_mailbox() as mailbox:
        monitor_toml = newsroom.config / "monitor.toml"
        written = monitor_toml.read_text(encoding="utf-8").replace(str(free_port), str(mailbox.port))
        monitor_toml.write_text(written, encoding="utf-8")
        newsroom.let_time_pass()
        later = await run_batch(newsroom)
        newsroom.let_time_pass()
        last = await run_batch(newsroom)

    assert (0, 0, 0) == (ended.status, later.status, last.status)
    assert "deliveries: 1 owed, 1 sent" in ended.out
    assert "mail owed (" in shown
    assert "file sent" in shown
    assert "deliveries: 1 sent" in later.out
    assert "deliveries: none" in last.out
    assert 1 == len(mailbox.letters)
    assert ["new"] == told(newsroom)


@pytest.mark.parametrize(
    ("status", "words"), [(400, "invalid_payload"), (403, "action_prohibited"), (404, "channel_not_found")]
)
async def test_alert_that_slack_will_never_take_is_given_up_with_the_reason(newsroom, status, words):
    """A lasting refusal by Slack gives the alert up; it is listed with Slack's words; other channels have it."""
    with running_slack() as slack:
        newsroom.configure(slack_channel(newsroom.folder, slack.url) + FILE_CHANNEL)
        slack.answer_next(status, words)

        ended = await tell_september(newsroom)
        shown = await asyncio.to_thread(listed, newsroom)
        newsroom.let_time_pass()
        later = await run_batch(newsroom)

    assert "deliveries: 1 given_up, 1 sent" in ended.out
    assert f"slack given up (Slack answered {status}: {words})" in shown
    assert "deliveries: none" in later.out
    assert [] == slack.accepted
    assert ["new"] == told(newsroom)
    assert slack.url not in ended.out + ended.err + shown


@pytest.mark.parametrize(
    ("status", "words", "headers"),
    [(429, "rate_limited", {"Retry_After": "30"}), (429, "rate_limited", {}), (500, "rollup_error", {})],
)
async def test_alert_that_slack_cannot_take_now_arrives_later_and_once(newsroom, status, words, headers):
    """A passing refusal by Slack leaves the alert owed, listed with the reason; once Slack is back it arrives once."""
    with running_slack() as slack:
        newsroom.configure(slack_channel(newsroom.folder, slack.url))
        slack.answer_next(status, words, **headers)

        ended = await tell_september(newsroom)
        shown = await asyncio.to_thread(listed, newsroom)
        at_once = await run_batch(newsroom)
        newsroom.let_time_pass()
        later = await run_batch(newsroom)

    assert "deliveries: 1 owed" in ended.out
    assert f"slack owed (Slack answered {status}: {words})" in shown
    assert "deliveries: none" in at_once.out
    assert "deliveries: 1 sent" in later.out
    assert 1 == len(slack.accepted)


async def test_channel_taken_out_of_the_configuration_keeps_its_alerts_owed(newsroom):
    """What is owed to a channel that is no longer configured is counted in every run, and arrives when it is back."""
    newsroom.configure(mail_channel(9) + FILE_CHANNEL)
    await tell_september(newsroom)
    monitor_toml = newsroom.config / "monitor.toml"
    monitor_toml.write_text(FILE_CHANNEL, encoding="utf-8")
    newsroom.let_time_pass()
    without = await run_batch(newsroom)

    async with running_mailbox() as mailbox:
        monitor_toml.write_text(mail_channel(mailbox.port) + FILE_CHANNEL, encoding="utf-8")
        await run_batch(newsroom)

    assert "deliveries: 1 no_channel" in without.out
    assert 1 == len(mailbox.letters)


# -- the state folder --


def test_file_in_place_of_the_state_folder(newsroom):
    """Where a file stands in the state folder's place: exit status 3, with the path and a cure."""
    newsroom.configure()
    newsroom.state.write_text("not a folder", encoding="utf-8")

    ended = batch(newsroom)

    assert (3, "") == (ended.status, ended.out)
    assert str(newsroom.state) in ended.err
    assert "check that" in ended.err


def test_database_of_a_newer_version(newsroom):
    """A database that a newer version wrote is refused untouched: exit status 3, with what to do."""
    newsroom.configure()
    batch(newsroom)
    database = newsroom.state / "monitor.sqlite3"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '9999_later', 'then')"
        )

    results = [batch(newsroom), run_monitor("claims", "--config", newsroom.config)]
    results += [run_monitor("sources", "list", "--config", newsroom.config)]

    assert [3, 3, 3] == [ended.status for ended in results]
    assert all("a newer version of the monitor wrote it (9999_later)" in ended.err for ended in results)


def test_damaged_database_is_told(newsroom):
    """A database file that is none: exit status 3 and no trace."""
    newsroom.configure()
    newsroom.state.mkdir()
    (newsroom.state / "monitor.sqlite3").write_bytes(b"no database at all, " * 500)

    ended = batch(newsroom)

    assert (3, True) == (ended.status, ended.err.startswith("monitor: "))


def test_lease_of_another_run_names_its_holder(newsroom):
    """While another run works on the state folder: exit status 4, and who holds it."""
    newsroom.configure()

    with FolderLease(newsroom.state, "monitor daemon").hold():
        ended = batch(newsroom)

    assert (4, "") == (ended.status, ended.out)
    assert "in use by monitor daemon (pid " in ended.err
