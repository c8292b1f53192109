"""The commands that people use: what they print, and how they end."""

from __future__ import annotations

import asyncio
import json

import click
import pytest
from command_line import run_monitor
from http_server import answer, answer_by_etag
from news_pages import Page
from newsroom import DECEMBER, FILE_CHANNEL, SEPTEMBER, mail_channel, slack_channel
from slack_server import running_slack
from smtp_server import running_mailbox
from workshop_made import FILLER, item, rss

from monitor import __version__
from monitor.cli.commands import cli


def every_command(command=cli, words=()):
    """All commands and groups by the words that call them."""
    yield words
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from every_command(child, (*words, name))


def run_on(newsroom, *words):
    """A command on the newsroom's configuration."""
    return run_monitor(*words, "--config", newsroom.config)


@pytest.fixture
def told(newsroom):
    """A newsroom that has told that the wardens leave in September, and then that it will be December."""
    newsroom.configure()
    run_on(newsroom, "batch")
    for slug, page in (("september", SEPTEMBER), ("december", DECEMBER)):
        newsroom.publish(slug, page)
        newsroom.let_time_pass()
        run_on(newsroom, "batch")
    return newsroom


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
    assert (0, f"monitor, version {__version__}\n", "") == tuple(
        getattr(run_monitor("--version"), part) for part in ("status", "out", "err")
    )


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

    ended = run_on(newsroom, "batch")

    head, gone, sources, articles, alerts = ended.lines
    assert 1 == ended.status
    assert "herald  polled, 1 entries, 1 new or changed" == head
    assert gone.startswith("gone    FAILED: http_status: http://127.0.0.1:")
    assert gone.endswith(" answered 404 Not Found")
    assert sources.startswith("sources: 2, 1 failed; ")
    assert "articles read: 0; claims: 0; entries left out: 1 not_likely" == articles
    assert "alerts: 0; changes told: none; deliveries: none" == alerts


def test_batch_leaves_what_is_not_due(newsroom):
    """A second run at once polls nothing, says so, and ends well."""
    newsroom.configure()
    run_on(newsroom, "batch")

    ended = run_on(newsroom, "batch")

    assert (0, "herald  not due") == (ended.status, ended.lines[0])


def test_batch_on_an_unchanged_feed(newsroom):
    """A feed that answers 304 is unchanged."""
    newsroom.configure()
    feed = rss(item("mill", "Ferry repaired", host=newsroom.site.url("")))
    newsroom.serve_feed("herald", answer_by_etag(feed, '"v1"'))
    run_on(newsroom, "batch")
    newsroom.let_time_pass()

    ended = run_on(newsroom, "batch")

    assert (0, "herald  unchanged") == (ended.status, ended.lines[0])


def test_console_channel_prints_the_alert_before_the_summary(newsroom):
    """A console channel writes the alert on standard output, without bars or codes where that is no terminal."""
    newsroom.configure('\n[[channels]]\nkind = "console"\nname = "console"\n')
    run_on(newsroom, "batch")
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()

    ended = run_on(newsroom, "batch")

    assert ended.out.index("Departure of the wardens") < ended.out.index("herald  polled")
    assert "\x1b" not in ended.out + ended.err


@pytest.mark.parametrize("form", ["console", "json"])
def test_log_goes_to_standard_error_in_either_form(newsroom, form):
    """With ``--log-level info`` each step is an event on standard error; the output stays the summary alone."""
    newsroom.configure()

    ended = run_on(newsroom, "batch", "--log-level", "info", "--log-format", form)

    lines = ended.err.splitlines()
    events = [json.loads(line)["event"] if form == "json" else line.split("]")[1].split()[0] for line in lines]
    assert ["poll", "skip", "cycle"] == events
    assert "herald  polled" in ended.lines[0]


# -- claims and timeline --


def test_claims_lists_what_was_read(told):
    """Each claim with its moment, outlet, key, value and speaker, and their number at the end."""
    ended = run_on(told, "claims")

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
    ended = run_on(told, "claims", *words)

    assert (0, f"{count} claims") == (ended.status, ended.lines[-1])


def test_claims_as_json_lines(told):
    """``--format jsonl`` gives each claim with its article, outlet, address and moment."""
    ended = run_on(told, "claims", "--format", "jsonl")

    found = [json.loads(line) for line in ended.out.splitlines()]
    assert ["2041-09-30", "2041-12-31"] == [one["value"]["end"] for one in found]
    assert {"article", "outlet", "url", "lang", "said_at", "quote", "speaker"} < set(found[0])


@pytest.mark.parametrize("key", ["wardens-leaving/departure/rivertown", "departure/rivertown"])
def test_timeline_shows_how_a_claim_went(told, key):
    """Who said what and when, with the ledger's word on each step; the topic may be left out."""
    ended = run_on(told, "timeline", key)

    rows = [line for line in ended.lines if line.startswith("20")]
    assert (0, 2) == (ended.status, len(rows))
    assert rows[0].endswith("new")
    assert rows[1].endswith("changed 92 days later")


def test_timeline_of_an_unknown_key_names_those_that_there_are(told):
    """A key without claims: exit status 1, and the keys to choose from."""
    ended = run_on(told, "timeline", "departure/atlantis")

    assert (1, "") == (ended.status, ended.out)
    assert (
        "monitor: departure/atlantis: no claim is kept under it; give one of: wardens-leaving/departure/rivertown\n"
        == (ended.err)
    )


@pytest.mark.parametrize("words", [["claims"], ["timeline", "x"], ["alerts", "list"]])
def test_before_the_first_run_there_is_nothing_to_show(newsroom, words):
    """Without a database: exit status 3, and what to do; none is made."""
    newsroom.configure()

    ended = run_on(newsroom, *words)

    assert (3, "") == (ended.status, ended.out)
    assert "there is no database yet; run 'monitor batch' once" in ended.err
    assert not newsroom.state.exists()


# -- sources --


def test_sources_before_any_run(newsroom):
    """Sources can be listed before anything was polled: none had a success yet."""
    newsroom.configure()

    ended = run_on(newsroom, "sources", "list")

    assert (0, "1 sources") == (ended.status, ended.lines[-1])
    assert "herald  en    15 min  C          never" in ended.out


def test_sources_show_success_and_trouble(newsroom):
    """After a run each source shows its last success, or what is wrong with it."""
    newsroom.configure(others=["gone"])
    run_on(newsroom, "batch")

    ended = run_on(newsroom, "sources", "list")

    rows = {line.split()[0]: line for line in ended.lines[1:-1]}
    assert "never" not in rows["herald"]
    assert "http_status" in rows["gone"]


def test_sources_that_are_off_are_listed_on_demand(newsroom):
    """``--all`` lists those that are off, and marks them."""
    newsroom.configure(others=["quiet"])
    sources = newsroom.config / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8") + "enabled = false\n", encoding="utf-8")

    usual, everything = run_on(newsroom, "sources", "list"), run_on(newsroom, "sources", "list", "--all")

    assert ("1 sources", "2 sources") == (usual.lines[-1], everything.lines[-1])
    assert "quiet (off)" in everything.out


def test_probe_judges_a_feed_by_its_content(newsroom):
    """A feed with a dated entry is usable, one without any date or with nothing to read is not; nothing is kept."""
    newsroom.configure(others=["dated", "gone"])
    dated = item("mill", "Ferry repaired") | {"pubDate": "Mon, 01 Mar 2021 10:00:00 +0300"}
    newsroom.serve_feed("dated", answer(rss(dated), headers={"ETag": '"v1"'}))

    ended = run_on(newsroom, "sources", "probe")

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

    ended = run_on(newsroom, "sources", "probe", "dated")

    assert (0, ["/robots.txt", "/dated.xml"]) == (ended.status, newsroom.site.paths_asked())


def test_probe_of_an_unknown_source(newsroom):
    """A name that no source has: exit status 1, and where to look."""
    newsroom.configure()

    ended = run_on(newsroom, "sources", "probe", "atlantis")

    assert (1, "") == (ended.status, ended.out)
    assert "monitor: atlantis: no source has this name; see `monitor sources list --all`\n" == ended.err


# -- alerts --


def test_alerts_list_shows_the_newest_first_with_their_deliveries(told):
    """Each alert with its moment, its subject and what became of it on each channel, newest first."""
    ended = run_on(told, "alerts", "list")

    rows = ended.lines[1:]
    assert (0, 2) == (ended.status, len(rows))
    assert "December 2041" in rows[0]
    assert all(row.endswith("file sent") for row in rows)


def test_alerts_list_can_be_cut(told):
    """``--last 1`` shows the newest alone."""
    assert 2 == len(run_on(told, "alerts", "list", "--last", "1").lines)


async def test_alerts_test_sends_through_every_channel(newsroom):
    """The test message arrives on each enabled channel, says that it is one, and each answer is shown."""
    async with running_mailbox() as mailbox:
        with running_slack() as slack:
            newsroom.configure(mail_channel(mailbox.port) + slack_channel(newsroom.folder, slack.url) + FILE_CHANNEL)

            ended = await asyncio.to_thread(run_on, newsroom, "alerts", "test")

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

        ended = await asyncio.to_thread(run_on, newsroom, "alerts", "test", "--channel", "slack")

    assert (1, ["slack (slack): give up: Slack answered 404: channel_not_found"]) == (ended.status, ended.lines)
    assert not newsroom.alerts_file.exists()


def test_alerts_test_of_an_unknown_channel(newsroom):
    """A name that no enabled channel has: exit status 1, and those that there are."""
    newsroom.configure()

    ended = run_on(newsroom, "alerts", "test", "--channel", "pager")

    assert (1, True) == (ended.status, ended.err.endswith("enabled are: file\n"))


# -- check-config --


def test_check_config_says_what_is_on(newsroom):
    """A right configuration: what is on, and a note that no contact is given."""
    newsroom.configure(others=["more"])

    ended = run_on(newsroom, "check-config")

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

    ended = run_on(newsroom, "check-config")

    assert (2, "") == (ended.status, ended.out)
    assert "monitor.toml:2: " in ended.err
    assert "topics/topic.toml:" in ended.err


def test_check_config_writes_schemas(newsroom):
    """``--schemas`` writes JSON Schemas that parse, and checks all the same."""
    newsroom.configure()

    ended = run_on(newsroom, "check-config", "--schemas", newsroom.folder / "schemas")

    files = sorted((newsroom.folder / "schemas").glob("*.json"))
    assert (0, len(files)) == (ended.status, ended.out.count("wrote "))
    assert all(json.loads(path.read_text(encoding="utf-8"))["type"] == "object" for path in files)
    assert len(files) >= 3


def test_schemas_that_cannot_be_written(newsroom):
    """A folder for schemas within a file: exit status 1 and what to do, no trace."""
    newsroom.configure()

    ended = run_on(newsroom, "check-config", "--schemas", newsroom.config / "monitor.toml" / "schemas")

    assert (1, "") == (ended.status, ended.out)
    assert ended.err.endswith("give a folder that this user may write to\n")


# -- read --


def shown_claims(ended):
    """The rows of the table of claims."""
    return [line for line in ended.lines if line.startswith("departure ")]


def test_read_an_html_file(newsroom):
    """A saved page is read with the title and text of its article and the claim in it."""
    newsroom.configure()
    page = newsroom.folder / "page.html"
    page.write_text(SEPTEMBER.html(), encoding="utf-8")

    ended = run_on(newsroom, "read", page)

    assert (0, 1) == (ended.status, len(shown_claims(ended)))
    assert "by 2041-09-01 … 2041-09-30" in shown_claims(ended)[0]
    assert "wardens-leaving: matches, score " in ended.out
    assert "Most read" not in ended.out


def test_read_a_text_file_with_its_day(newsroom):
    """A plain text has its title in the first line; its relative dates count from the day that is given."""
    newsroom.configure()
    text = newsroom.folder / "text.txt"
    text.write_text("Wardens go\nThe wardens will leave Rivertown tomorrow, the mayor said.\n", encoding="utf-8")

    ended = run_on(newsroom, "read", text, "--published", "2027-03-01", "--lang", "en")

    assert (0, True) == (ended.status, "  2027-03-02  " in shown_claims(ended)[0])


def test_read_a_json_file(newsroom):
    """A JSON file gives title, text and published, as a line of ``extract`` does."""
    newsroom.configure()
    path = newsroom.folder / "article.json"
    form = {"title": "Wardens go", "text": "The wardens will leave Rivertown tomorrow, the mayor said."}
    path.write_text(json.dumps(form | {"published": "2027-03-01"}), encoding="utf-8")

    ended = run_on(newsroom, "read", path)

    assert (0, True) == (ended.status, "  2027-03-02  " in shown_claims(ended)[0])


def test_read_an_address(newsroom):
    """A page on the web is fetched, past robots.txt, and read."""
    newsroom.configure()
    newsroom.publish("december", DECEMBER)

    ended = run_on(newsroom, "read", newsroom.site.url("/december"))

    assert (0, 1) == (ended.status, len(shown_claims(ended)))
    assert ["/robots.txt", "/december"] == newsroom.site.paths_asked()


def test_read_a_page_of_no_topic(newsroom):
    """An article that is of no topic is shown with the score, and says that it has no claim."""
    newsroom.configure()

    ended = run_on(newsroom, "read", newsroom.site.url("/mill"))

    assert 0 == ended.status
    assert "wardens-leaving: does not match, score 0.0" in ended.lines
    assert "No claim with a date or a figure was found." == ended.lines[-1]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("nowhere.html", 1, "nowhere.html: No such file or directory; give a web address or a file that exists"),
        ("empty.html", 1, "no article text"),
        ("list.json", 1, "give an object with title and text"),
        ("broken.json", 1, "give an object with title and text"),
        ("config", 1, "Is a directory"),
    ],
)
def test_read_of_what_cannot_be_read(newsroom, address, status, words):
    """A missing, empty or wrong file: exit status 1 and what would help, no trace."""
    newsroom.configure()
    for name, body in (("empty.html", "<html></html>"), ("list.json", "[1]"), ("broken.json", "{")):
        (newsroom.folder / name).write_text(body, encoding="utf-8")

    ended = run_on(newsroom, "read", newsroom.folder / address)

    assert (status, "") == (ended.status, ended.out)
    assert words in ended.err
    assert "Traceback" not in ended.err


def test_read_of_an_address_that_fails(newsroom):
    """A page that is not there: exit status 1, with the server's answer."""
    newsroom.configure()

    ended = run_on(newsroom, "read", newsroom.site.url("/nowhere"))

    assert (1, True) == (ended.status, "http_status: " in ended.err)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--published", "yesterday"),
        ("--published", "2027-13-01"),
        ("--zone", "Mars/Base"),
        ("--zone", "Asia"),
        ("--lang", "fr"),
    ],
)
def test_read_with_an_option_that_makes_no_sense(newsroom, option, value):
    """A day, zone or language that does not exist: exit status 2 and no trace."""
    newsroom.configure()

    ended = run_on(newsroom, "read", "x", option, value)

    assert (2, True, False) == (ended.status, value in ended.err, "Traceback" in ended.err)


# -- the screen --

HOSTILE = "Wardens to leave [/bold] [red]Rivertown[/red] :smile: [link=x]"


def test_words_of_an_outlet_are_never_markup(newsroom):
    """A title with what the terminal library takes for markup is shown as it is, in every list."""
    newsroom.configure()
    run_on(newsroom, "batch")
    newsroom.publish("september", Page("en", HOSTILE, ("The wardens will leave Rivertown by September 2041.", *FILLER)))
    newsroom.let_time_pass()
    run_on(newsroom, "batch")

    results = [run_on(newsroom, *words) for words in (["alerts", "list"], ["claims"], ["sources", "list"])]
    shown = run_on(newsroom, "read", newsroom.site.url("/september"))

    assert [0, 0, 0, 0] == [ended.status for ended in (*results, shown)]
    assert HOSTILE in shown.out


def test_rows_are_not_folded_when_the_output_is_no_terminal(newsroom):
    """In a pipe each alert, source and claim is one line, however long its words are."""
    newsroom.configure()
    sources = newsroom.config / "sources.toml"
    note = "a long note " * 60
    sources.write_text(sources.read_text(encoding="utf-8") + f'note = "{note}"\n', encoding="utf-8")

    ended = run_on(newsroom, "sources", "list")

    assert 3 == len(ended.lines)
    assert note.strip() in ended.lines[1]
