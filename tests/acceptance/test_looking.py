"""Commands that look at what is known: ``claims``, ``timeline``, ``sources`` and ``alerts``."""

from __future__ import annotations

import asyncio
import json

import pytest
from http_server import answer
from newsroom import DECEMBER, FILE_CHANNEL, SEPTEMBER, mail_channel, slack_channel
from slack_server import running_slack
from smtp_server import running_mailbox
from workshop_made import item, rss


@pytest.fixture
def told(newsroom):
    """A newsroom that has told that the wardens leave in September, and then that it will be December."""
    newsroom.configure()
    newsroom.run("batch")
    for slug, page in (("september", SEPTEMBER), ("december", DECEMBER)):
        newsroom.publish(slug, page)
        newsroom.let_time_pass()
        newsroom.run("batch")
    return newsroom


# -- claims and timeline --


def test_claims_lists_what_was_read(told):
    """Each claim with its moment, outlet, key, value and speaker, and their number at the end."""
    ended = told.run("claims")

    assert (0, "2 claims") == (ended.status, ended.lines[-1])
    assert "herald.example  wardens-leaving/departure/rivertown  by 2041-09-01 … 2041-09-30  planned" in ended.lines[1]
    assert ended.lines[1].endswith("the mayor")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--topic", "wardens-leaving"], 2),
        (["--topic", "another"], 0),
        (["--frame", "departure", "--place", "rivertown"], 2),
        (["--frame", "arrival"], 0),
        (["--place", "elsewhere"], 0),
    ],
)
def test_claims_can_be_narrowed(told, words, count):
    """Topic, frame and place choose among the claims; nothing found is an empty list."""
    ended = told.run("claims", *words)

    assert (0, f"{count} claims") == (ended.status, ended.lines[-1])


def test_claims_as_json_lines(told):
    """``--format jsonl`` gives each claim with its article, outlet, address and moment."""
    ended = told.run("claims", "--format", "jsonl")

    found = [json.loads(line) for line in ended.out.splitlines()]
    assert ["2041-09-30", "2041-12-31"] == [one["value"]["end"] for one in found]
    assert {"article", "outlet", "url", "lang", "said_at", "quote", "speaker"} < set(found[0])


@pytest.mark.parametrize("key", ["wardens-leaving/departure/rivertown", "departure/rivertown"])
def test_timeline_shows_how_a_claim_went(told, key):
    """Who said what and when, with the ledger's word on each step; the topic may be left out."""
    ended = told.run("timeline", key)

    rows = [line for line in ended.lines if line.startswith("20")]
    assert (0, 2) == (ended.status, len(rows))
    assert rows[0].endswith("new")
    assert rows[1].endswith("changed 92 days later")


def test_timeline_of_an_unknown_key_names_those_that_there_are(told):
    """A key without claims: exit status 1, and the keys to choose from."""
    ended = told.run("timeline", "departure/atlantis")

    assert (1, "") == (ended.status, ended.out)
    assert (
        "monitor: departure/atlantis: no claim is kept under it; give one of: wardens-leaving/departure/rivertown\n"
        == (ended.err)
    )


@pytest.mark.parametrize("words", [["claims"], ["timeline", "x"], ["alerts", "list"]])
def test_before_the_first_run_there_is_nothing_to_show(newsroom, words):
    """Without a database: exit status 3, and what to do; none is made."""
    newsroom.configure()

    ended = newsroom.run(*words)

    assert (3, "") == (ended.status, ended.out)
    assert "there is no database yet; run 'monitor batch' once" in ended.err
    assert not newsroom.state.exists()


# -- sources --


def test_sources_before_any_run(newsroom):
    """Sources can be listed before anything was polled: none had a success yet."""
    newsroom.configure()

    ended = newsroom.run("sources", "list")

    assert (0, "1 sources") == (ended.status, ended.lines[-1])
    assert "herald  en    15 min  C          never" in ended.out


def test_sources_show_success_and_trouble(newsroom):
    """After a run each source shows its last success, or what is wrong with it."""
    newsroom.configure(others=["gone"])
    newsroom.run("batch")

    ended = newsroom.run("sources", "list")

    rows = {line.split()[0]: line for line in ended.lines[1:-1]}
    assert "never" not in rows["herald"]
    assert "http_status" in rows["gone"]


def test_sources_that_are_off_are_listed_on_demand(newsroom):
    """``--all`` lists those that are off, and marks them."""
    newsroom.configure(others=["quiet"])
    sources = newsroom.config / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8") + "enabled = false\n", encoding="utf-8")

    usual, everything = newsroom.run("sources", "list"), newsroom.run("sources", "list", "--all")

    assert ("1 sources", "2 sources") == (usual.lines[-1], everything.lines[-1])
    assert "quiet (off)" in everything.out


def test_probe_judges_a_feed_by_its_content(newsroom):
    """A feed with a young entry is usable, one without any date or with nothing to read is not; nothing is stored."""
    newsroom.configure(others=["dated", "gone"])
    dated = item("mill", "Ferry repaired") | {"pubDate": "Mon, 01 Mar 2021 10:00:00 +0300"}
    newsroom.serve_feed("dated", answer(rss(dated), headers={"ETag": '"v1"'}))

    ended = newsroom.run("sources", "probe", "--fresh-days", "9999")

    rows = {line.split()[0]: line for line in ended.lines[1:]}
    assert 1 == ended.status
    assert rows["dated"].startswith("dated   ok")
    assert "rss20  1        2021-03-01 07:00  ETag" in rows["dated"]
    assert rows["herald"].endswith("no entry has a date")
    assert "NOT USABLE" in rows["gone"]
    assert not newsroom.state.exists()


def test_probe_of_a_named_source(newsroom):
    """Named sources alone are probed: with a good one the command ends well."""
    newsroom.configure(others=["dated"])
    dated = item("mill", "Ferry repaired") | {"pubDate": "Mon, 01 Mar 2021 10:00:00 +0300"}
    newsroom.serve_feed("dated", answer(rss(dated)))

    ended = newsroom.run("sources", "probe", "dated", "--fresh-days", "9999")

    assert (0, ["/robots.txt", "/dated.xml"]) == (ended.status, newsroom.site.paths_asked())


def test_probe_of_an_unknown_source(newsroom):
    """A name that no source has: exit status 1, and where to look."""
    newsroom.configure()

    ended = newsroom.run("sources", "probe", "atlantis")

    assert (1, "") == (ended.status, ended.out)
    assert "monitor: atlantis: no source has this name; see `monitor sources list --all`\n" == ended.err


# -- alerts --


def test_alerts_list_shows_the_newest_first_with_their_deliveries(told):
    """Each alert with its moment, its subject and what became of it on each channel, newest first."""
    ended = told.run("alerts", "list")

    rows = ended.lines[1:]
    assert (0, 2) == (ended.status, len(rows))
    assert "December 2041" in rows[0]
    assert all(row.endswith("file sent") for row in rows)


def test_alerts_list_can_be_cut(told):
    """``--last 1`` shows the newest alone."""
    assert 2 == len(told.run("alerts", "list", "--last", "1").lines)


async def test_alerts_test_sends_through_every_channel(newsroom):
    """The test message arrives on each enabled channel, says that it is one, and each answer is shown."""
    async with running_mailbox() as mailbox:
        with running_slack() as slack:
            newsroom.configure(mail_channel(mailbox.port) + slack_channel(newsroom.folder, slack.url) + FILE_CHANNEL)

            ended = await asyncio.to_thread(newsroom.run, "alerts", "test")

    assert 0 == ended.status
    assert ["mail (email): sent", "slack (slack): sent", "file (file): sent"] == [
        ": ".join(line.split(": ")[:2]) for line in ended.lines
    ]
    assert (1, 1) == (len(mailbox.letters), len(slack.accepted))
    assert "TEST" in mailbox.letters[0].get_body(("plain",)).get_content()
    assert "TEST" in newsroom.alerts_file.read_text(encoding="utf-8")


async def test_alerts_test_of_a_channel_that_refuses(newsroom):
    """A channel that does not take the message: exit status 1, and its answer; the others are not asked."""
    with running_slack() as slack:
        newsroom.configure(slack_channel(newsroom.folder, slack.url) + FILE_CHANNEL)
        slack.answer_next(404, "channel_not_found")

        ended = await asyncio.to_thread(newsroom.run, "alerts", "test", "--channel", "slack")

    assert (1, ["slack (slack): give up: Slack answered 404: channel_not_found"]) == (ended.status, ended.lines)
    assert not newsroom.alerts_file.exists()


def test_alerts_test_of_an_unknown_channel(newsroom):
    """A name that no enabled channel has: exit status 1, and those that there are."""
    newsroom.configure()

    ended = newsroom.run("alerts", "test", "--channel", "pager")

    assert (1, True) == (ended.status, ended.err.endswith("enabled are: file\n"))
